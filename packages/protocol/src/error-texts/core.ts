import { requestTextFor, requestTexts } from "./request.ts"
import { systemTextFor, systemTexts } from "./system.ts"
import { tokenTextFor, tokenTexts } from "./tokens.ts"

/** The error texts of the server itself, for `errors`. */
export const errorTexts = { ...requestTexts, ...tokenTexts, ...systemTexts } as const

/** The error texts of the server that have parameters. A parameter is never a token or a payload. */
export const errorTextFor = { ...requestTextFor, ...tokenTextFor, ...systemTextFor } as const
