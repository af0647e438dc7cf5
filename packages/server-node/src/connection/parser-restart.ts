/** What a new parser of a connection must know of what the one before it has read; see list-method.ts. */
export class ParserRestart {
  /** The true method of the request that the new parser reads first. */
  method: string | undefined
  /** The last two bytes of the latest request's body, as a string. */
  bodyEnd = ""

  /** The true method of the request that begins now, if the parser was given another one. */
  takeMethod(): string | undefined {
    const { method } = this
    this.method = undefined
    return method
  }

  /** A request with this body is complete. */
  noteBody(body: Uint8Array): void {
    const { length } = body
    this.bodyEnd = length < 2 ? "" : String.fromCharCode(body[length - 2]!, body[length - 1]!)
  }
}
