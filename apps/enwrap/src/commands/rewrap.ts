import type { RunCommand } from "../command-spec.ts"
import { withWrappingToken } from "../with-wrapping-token.ts"

/** Moves what a wrapping token holds into a new one, and prints what is known about that. */
export const run: RunCommand = withWrappingToken((calls, token) => calls.rewrap(token))
