/**
 * A request's body: a JSON object, as text with its white space taken out and everything else as it was written.
 * It is read once; what only passes through is never turned into values.
 */
export interface Payload {
  /** The whole object, such as `{"big":12345678901234567890,"f":1.10}`; `{}` where there was no body. */
  readonly text: string
  /** The text of each member of the top level, by its decoded key. Of duplicate keys the last counts. */
  readonly members: ReadonlyMap<string, string>
}
