/** Paths below `/v1/`, as the suite asks for them. */
export const WRAP = "sys/wrapping/wrap"
export const UNWRAP = "sys/wrapping/unwrap"
export const LOOKUP = "sys/wrapping/lookup"
export const REWRAP = "sys/wrapping/rewrap"

/** The answer to whatever is no live wrapping token. */
export const NOT_VALID = "wrapping token is not valid or does not exist"
