/**
 * The statuses of a body whose JSON ends too early. Vault checks the JSON before everything else, and returns 500 for what
 * it refuses there. Only the profile `strict` forbids that.
 */
export const CUT_BODY: ReadonlyArray<number> = [400, 500]

/** The statuses of a body that is more complex than the server has to accept. For 500, see `CUT_BODY`. */
export const TOO_COMPLEX: ReadonlyArray<number> = [400, 413, 500]
