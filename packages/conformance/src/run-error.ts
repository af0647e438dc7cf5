/** The suite could not be run at all. The text says what to do next; exit code 2. */
export class RunError extends Error {
  override readonly name = "RunError"
  /** `usage`: asked wrongly; `unreachable`: no server there; `token`: the token is not accepted; `server`: it cannot serve now; `interrupted`: the signal was aborted. */
  readonly code: "usage" | "unreachable" | "token" | "server" | "interrupted"
  constructor(code: RunError["code"], message: string) {
    super(message)
    this.code = code
  }
}
