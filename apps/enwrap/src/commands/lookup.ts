import type { RunCommand } from "../command-spec.ts"
import { withWrappingToken } from "../with-wrapping-token.ts"

/** Prints where a wrapping token comes from, and leaves it as it is. */
export const run: RunCommand = withWrappingToken((calls, token) => calls.lookup(token))
