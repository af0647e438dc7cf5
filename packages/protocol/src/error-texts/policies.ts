/** What is wrong with a policy's document, after {@link errorPrefixes}`.policy`. */
export const policyTexts = {
  /** The beginning of every text about the rule of a path. */
  inPath: (path: string): string => `path ${JSON.stringify(path)}: `,
  /** The beginning of a text that contains a position; both numbers start at 1. */
  at: (line: number, column: number): string => `At ${line}:${column}: `,

  expected: (wanted: string, found: string): string => `expected ${wanted}, found ${found}`,
  /** What is found or expected, for `expected`. */
  endOf: (subject: string): string => `the end of the ${subject}`,
  aString: "a string",
  aName: "a name",
  aNameOrBrace: 'a name or "}"',
  aQuotedName: "a name in quotes",
  aValue: "a value",
  commaOrBracket: '"," or "]"',
  commaOrBrace: '"," or "}"',
  equalsOrBrace: '"=" or "{"',

  heredoc: "heredocs are not supported",
  notANumber: (text: string): string => `${JSON.stringify(text)} is not a number; strings must be quoted`,
  unexpectedCharacter: (character: string): string => `unexpected character ${JSON.stringify(character)}`,
  unterminatedComment: "unterminated comment",
  unterminatedString: "unterminated string",
  controlCharacter: "a control character in a string must be escaped",
  unknownEscape: "unknown escape in a string",
  codePoint: (letter: string, digits: number): string =>
    `\\${letter} must be followed by the ${digits} hexadecimal digits of a character`,
  tooDeep: "nested too deeply",

  nameNotString: '"name" must be a string',
  unknownKey: (key: string): string => `invalid key ${JSON.stringify(key)}`,
  unknownBlock: (key: string): string => `invalid key ${JSON.stringify(key)}; a policy consists of "path" blocks`,
  unsupportedKey: (key: string): string => `${key} is not supported`,
  duplicateKey: (key: string): string => `duplicate key ${JSON.stringify(key)}`,
  valueMissing: (key: string): string => `expected the value of ${JSON.stringify(key)}`,
  pathWithoutBlock: '"path" needs a path and a block: path "secret/foo" { … }',
  secondPath: '"path" takes a single path',
  pathsNotObject: '"path" must be an object of paths',
  ruleNotObject: "a path's rule must be an object",
  templates: "templates ({{…}}) are not supported",
  wildcardPlusStar: "invalid use of wildcards ('+*' is forbidden)",
  wildcardPlus: "invalid use of wildcards ('+' must be a whole segment)",
  notString: (key: string): string => `${key} must be a string`,
  notStringList: (key: string): string => `${key} must be a list of strings`,
  notObjectOfLists: (key: string): string => `${key} must be an object of lists`,
  valuesNotList: (key: string, name: string): string => `${key}: the values of ${JSON.stringify(name)} must be a list`,
  unknownCapability: (name: string): string => `invalid capability ${JSON.stringify(name)}`,
  unknownPolicyWord: (word: string): string => `invalid policy ${JSON.stringify(word)}`,
  /** The beginning of a text about a wrapping TTL. */
  inWrappingTtl: (key: string): string => `error parsing ${key}: `,
  wrappingTtl: 'must be a duration, such as "5m", or a number of seconds',
  negativeWrappingTtl: "cannot be negative",
  /** The beginning of a text about an expiration. */
  inExpiration: "invalid expiration time: ",
  expiration: 'must be a time, such as "2030-01-31T12:00:00Z", or seconds since 1970'
} as const
