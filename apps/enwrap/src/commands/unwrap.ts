import type { RunCommand } from "../command-spec.ts"
import { withWrappingToken } from "../with-wrapping-token.ts"

/** Opens a wrapping token, once, and prints what was in it. */
export const run: RunCommand = withWrappingToken((calls, token) => calls.unwrap(token))
