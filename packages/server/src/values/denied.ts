import { errorTexts } from "@enwrap/protocol"
import { listedError, plainError, type ProtocolError } from "./protocol-error.ts"

/** The request has no token, or one that is not valid. */
export const unauthenticated: ProtocolError = plainError(403, errorTexts.permissionDenied)

/** The token's policies do not allow the request. */
export const forbidden: ProtocolError = listedError(403, errorTexts.permissionDenied)

/** A value that is not a live wrapping token. */
export const invalidWrappingToken: ProtocolError = plainError(400, errorTexts.invalidWrappingToken)
