import type { ApiResponse } from "./api-request.ts"
import type { Profile } from "./profile.ts"

/** The server violates what the case tests: the case fails. */
export class Failure extends Error {
  override readonly name = "Failure"
  readonly expected: string | undefined
  readonly got: string | undefined
  /** The response that shows the failure, if there is one. */
  readonly response: ApiResponse | undefined
  /** The requirement that is violated, if it is not the subject of the case. */
  readonly requirement: string | undefined
  constructor(
    reason: string,
    details: {
      readonly expected?: string
      readonly got?: string
      readonly response?: ApiResponse
      readonly requirement?: string | undefined
    } = {}
  ) {
    super(reason)
    this.expected = details.expected
    this.got = details.got
    this.response = details.response
    this.requirement = details.requirement
  }
}

/** The run was interrupted: the case is inconclusive. */
export class Interrupted extends Error {
  override readonly name = "Interrupted"
  constructor() {
    super("the run was interrupted")
  }
}

/** The server did not respond in time: the case is inconclusive. */
export class TooSlow extends Error {
  override readonly name = "TooSlow"
  constructor(message: string) {
    super(`${message}: if the server is slow, pass a longer --timeout, or fewer --jobs`)
  }
}

/** The case cannot run on this server with this token: it is skipped, with the message as the reason. */
export class Skip extends Error {
  override readonly name = "Skip"
  /** The profile of what the server does not have. Absent if the token or an option is the reason. */
  readonly missing: Profile | undefined
  constructor(reason: string, missing?: Profile) {
    super(reason)
    this.missing = missing
  }
}
