/**
 * The body of a request: a JSON object, as text without white space, everything else as it was sent. It is scanned once. Data that
 * is only passed on is never decoded.
 */
export interface Payload {
  /** The whole object, such as `{"big":12345678901234567890,"f":1.10}`; `{}` if there was no body. */
  readonly text: string
  /** The text of each top-level member, by its decoded key. Of duplicate keys, the last is used. */
  readonly members: ReadonlyMap<string, string>
}
