/** What is wrong with a body's JSON or form, after {@link errorPrefixes}`.json` or in {@link jsonTexts}`.tooComplex`. */
export const jsonTexts = {
  /** 400 of a body that exceeds a limit. */
  tooComplex: (kind: "JSON" | "form", problem: string): string =>
    `refused ${kind} input due to high complexity: ${problem}`,
  tooManyStrings: "exceeded maximum number of strings",
  tooManyValues: "exceeded maximum estimated memory limits",
  tooDeep: "exceeded max depth",
  unexpectedEnd: "unexpected end of JSON input",
  expectedKey: "expected a string as key",
  expectedColon: "expected ':' after a key",
  expectedValue: "expected a value",
  expectedObject: "expected an object",
  expectedInList: "expected ',' or ']' in a list",
  expectedInObject: "expected ',' or '}' in an object",
  numberOutOfRange: "a number is out of range",
  stringInvalid: "a string is not valid JSON",
  textAfterObject: "unexpected text after the object",
  /** Of a path outside of the logical layer, where no value is converted. @see RW-ER-10 */
  fieldOfWrongType: (field: string): string => `the field "${field}" has the wrong type`,
  notAnObject: (kind: string): string => `the body must be a JSON object, not ${kind}`,
  /** Kinds, for `notAnObject`. */
  array: "an array",
  string: "a string",
  number: "a number",
  boolean: "a boolean",
  /** `position` is in UTF-16 code units, from 0. */
  at: (problem: string, position: number): string => `${problem} at position ${position}`
} as const
