/** Paths below `/v1/`. */
export const WRAP = "sys/wrapping/wrap"
export const UNWRAP = "sys/wrapping/unwrap"
export const LOOKUP = "sys/wrapping/lookup"
export const REWRAP = "sys/wrapping/rewrap"

/** The error for a value that is not a live wrapping token. */
export const NOT_VALID = "wrapping token is not valid or does not exist"
