/** The engine port: everything that an engine receives and returns, and nothing else of the server. */
export * from "./port.ts"
export type { ScryptCost } from "../crypto/port.ts"
export type { Payload } from "../../values/json/payload.ts"
export { jsonText, RawJson, type Json } from "../../values/json/raw-json.ts"
export type { DecodedFields, QueryNumbers } from "../../values/decoded-fields.ts"
export {
  bodilessError,
  fieldError,
  listedError,
  plainError,
  ProtocolError,
  silentError
} from "../../values/protocol-error.ts"
export { StoreFailure } from "../store/port.ts"
export { addressBlock, isInCidrs, narrowCidrs, normalizeCidr } from "../../values/cidr.ts"
export { peerOf } from "../../values/peer-of.ts"
export { byCodePoint } from "../../values/code-point-order.ts"
export { byScan } from "../../values/scan-order.ts"
export { fitsGlob } from "../../values/glob.ts"
export { parseRfc3339 } from "../../values/rfc3339.ts"
