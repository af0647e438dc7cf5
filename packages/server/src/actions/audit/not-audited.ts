import { errorTexts } from "@enwrap/protocol"
import { plainError, type ProtocolError } from "../../values/protocol-error.ts"

/** No device could write an entry of the request. Nothing was done if it was that of the request itself. @see RW-AU-2 */
export const notAudited: ProtocolError = plainError(500, errorTexts.internalError)
