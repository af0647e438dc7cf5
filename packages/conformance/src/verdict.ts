import type { ApiResponse } from "./api-request.ts"

/** The server did not do what the case asks: the case fails. */
export class Failure extends Error {
  override readonly name = "Failure"
  readonly expected: string | undefined
  readonly got: string | undefined
  /** The exchange that shows it, where there is one. */
  readonly response: ApiResponse | undefined
  constructor(
    reason: string,
    details: { readonly expected?: string; readonly got?: string; readonly response?: ApiResponse } = {}
  ) {
    super(reason)
    this.expected = details.expected
    this.got = details.got
    this.response = details.response
  }
}

/** The run was told to end: the case says nothing. */
export class Interrupted extends Error {
  override readonly name = "Interrupted"
  constructor() {
    super("the run was interrupted")
  }
}

/** The case cannot be played on this server with this token: it is skipped, and says why. */
export class Skip extends Error {
  override readonly name = "Skip"
}
