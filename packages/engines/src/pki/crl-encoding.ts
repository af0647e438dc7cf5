import * as Effect from "effect/Effect"
import * as Hex from "effect/encoding/Hex"
import * as Result from "effect/Result"
import { utf8 } from "../utf8.ts"
import { der, derElements, derInteger } from "./der.ts"
import type { Signer } from "./key-pair.ts"
import { bareSerial } from "./serial-number.ts"
import { subtle } from "./web-crypto.ts"

/**
 * CRLs of any length. The X.509 library compares each entry with all entries before it, on the event loop: ten seconds for ten
 * thousand entries. So the library makes an empty CRL, and this module adds the entries.
 */

/** A revoked certificate: its serial number, and the time of its revocation in milliseconds since 1970. */
export type CrlEntry = readonly [serial: string, time: number]

/** The number of entries that are encoded before other fibers run. */
const SLICE = 500

const SEQUENCE = 0x30
const UTC_TIME = 0x17
const GENERALIZED_TIME = 0x18
const BIT_STRING = 0x03
const EXTENSIONS = 0xa0
/** RFC 5280: two-digit years are from 1950 to 2049. */
const UTC_TIME_END = Date.UTC(2050, 0)

const derTime = (time: number): Uint8Array => {
  const digits = `${new Date(time).toISOString().slice(0, 19).replace(/[-:T]/g, "")}Z`
  return time < UTC_TIME_END ? der(UTC_TIME, utf8(digits.slice(2))) : der(GENERALIZED_TIME, utf8(digits))
}

const encodeEntry = ([serial, time]: CrlEntry): Uint8Array =>
  der(SEQUENCE, derInteger(Result.getOrThrow(Hex.decode(bareSerial(serial)))), derTime(time))

const encodeEntries = Effect.fnUntraced(function* (entries: ReadonlyArray<CrlEntry>) {
  const encoded: Array<Uint8Array> = []
  for (let i = 0; i < entries.length; i += SLICE) {
    for (const entry of entries.slice(i, i + SLICE)) encoded.push(encodeEntry(entry))
    yield* Effect.yieldNow
  }
  // A CRL without entries has no list.
  return encoded.length === 0 ? [] : [der(SEQUENCE, ...encoded)]
})

/** WebCrypto concatenates the two numbers of an ECDSA signature; X.509 has them as a sequence. */
const signatureForm = (signer: Signer, signature: Uint8Array): Uint8Array => {
  if (signer.algorithm.name !== "ECDSA") return signature
  const half = signature.length / 2
  return der(SEQUENCE, derInteger(signature.subarray(0, half)), derInteger(signature.subarray(half)))
}

/** Adds entries to an empty CRL, and signs it. */
export const withEntries = Effect.fnUntraced(function* (
  empty: Uint8Array,
  entries: ReadonlyArray<CrlEntry>,
  signer: Signer
) {
  const [list = empty] = derElements(empty)
  const [toBeSigned = empty, algorithm = empty] = derElements(list, "content")
  const parts = derElements(toBeSigned, "content")
  const extensions = parts.filter(([tag]) => tag === EXTENSIONS)
  const rest = parts.filter(([tag]) => tag !== EXTENSIONS)
  const full = der(SEQUENCE, ...rest, ...(yield* encodeEntries(entries)), ...extensions)
  const signature = yield* Effect.promise(() =>
    subtle().sign({ ...signer.algorithm, ...signer.key.algorithm }, signer.key, full)
  )
  const bits = der(BIT_STRING, Uint8Array.of(0), signatureForm(signer, new Uint8Array(signature)))
  return der(SEQUENCE, full, algorithm, bits)
})
