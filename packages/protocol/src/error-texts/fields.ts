/** What is wrong with the value of a field: the detail of {@link errorTextFor}`.fieldInvalid`. They never quote a secret. */
export const fieldProblems = {
  wrongType: "the value has the wrong type",
  object: "expected an object",
  number: "expected a number",
  boolean: "expected true or false",
  wholeNumber: "expected a whole number",
  wholeNumberFrom: (least: number, most: number): string => `expected a whole number from ${least} to ${most}`,
  wholeNumbers: "expected a list of whole numbers",
  keyPair: "invalid key pair: expected key=value",
  negative: (value: number): string => `cannot provide negative value '${value}'`,
  time: "expected a time such as 2030-01-01T00:00:00Z",
  /** @see RW-PB-22 */
  nameUnprintable: "a name contains a character that is not printable"
} as const
