/**
 * Thrown by `runConformance` if the suite cannot run, or cannot run to its end.
 *
 * The message says what went wrong and what to do next. It contains no token.
 *
 * @example
 * ```ts
 * import { RunError, runConformance } from "@enwrap/conformance"
 *
 * try {
 *   await runConformance({ url: "http://127.0.0.1:8200", token: "s.example" })
 * } catch (error) {
 *   if (!(error instanceof RunError)) throw error
 *   console.error(error.code, error.message)
 * }
 * ```
 */
export class RunError extends Error {
  override readonly name = "RunError"
  /**
   * - `usage`: an option is invalid.
   * - `unreachable`: there is no server at the address.
   * - `token`: the server rejected the token.
   * - `server`: the server is sealed, or does not speak the protocol.
   * - `interrupted`: the signal was aborted.
   */
  readonly code: "usage" | "unreachable" | "token" | "server" | "interrupted"
  constructor(code: RunError["code"], message: string) {
    super(message)
    this.code = code
  }
}
