import { errorTexts } from "@enwrap/protocol"
import { listedError, plainError, type ProtocolError } from "../../values/protocol-error.ts"

/** No device could write the entry of a request. Nothing was done. */
export const requestNotAudited: ProtocolError = listedError(500, errorTexts.internalError)

/** No device could write the entry of a response. */
export const responseNotAudited: ProtocolError = plainError(500, errorTexts.internalError)

/** Whether an error is itself about an entry: it cannot have an entry. */
export const isNotAudited = (error: ProtocolError): boolean =>
  error === requestNotAudited || error === responseNotAudited
