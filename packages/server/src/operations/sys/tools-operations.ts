import { errorTextFor } from "@enwrap/protocol"
import { toolTextFor, toolTexts } from "@enwrap/protocol/lazy-texts"
import { sha224, sha256, sha384, sha512 } from "@noble/hashes/sha2.js"
import { sha3_224, sha3_256, sha3_384, sha3_512 } from "@noble/hashes/sha3.js"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import { Crypto } from "../../ports/crypto/port.ts"
import { enveloped } from "../../actions/outcome.ts"
import { decoders } from "../../values/field-decoders.ts"
import { fieldError, type ProtocolError, refused } from "../../values/protocol-error.ts"
import { base64, base64Bytes, hex } from "../../values/encodings.ts"
import type { SystemHandlers, OutcomeEffect } from "../system-handler.ts"

const DEFAULT_BYTES = 32
const MAX_BYTES = 128 * 1024
/** Platforms return at most this number of random bytes in one call. */
const MAX_AT_ONCE = 64 * 1024

const encoders: ReadonlyMap<string, (bytes: Uint8Array) => string> = new Map([
  ["hex", hex],
  ["base64", base64]
])

interface Hash {
  readonly create: () => { readonly update: (data: Uint8Array) => unknown; readonly digest: () => Uint8Array }
}

/** Bytes that are hashed before other requests have their turn: a few milliseconds. */
const SLICE = 256 * 1024

const digestOf = Effect.fnUntraced(function* (hash: Hash, bytes: Uint8Array) {
  const state = hash.create()
  for (let at = 0; at < bytes.length; at += SLICE) {
    if (at > 0) yield* Effect.yieldNow
    state.update(bytes.subarray(at, at + SLICE))
  }
  return state.digest()
})

/** The hash functions by name. */
const hashes: ReadonlyMap<string, Hash> = new Map<string, Hash>([
  ["sha2-224", sha224],
  ["sha2-256", sha256],
  ["sha2-384", sha384],
  ["sha2-512", sha512],
  ["sha3-224", sha3_224],
  ["sha3-256", sha3_256],
  ["sha3-384", sha3_384],
  ["sha3-512", sha3_512]
])

/** The number of bytes in a path. */
const bytesIn = (text: string): Effect.Effect<number, ProtocolError> =>
  Effect.fromResult(Result.mapError(decoders.integer(text), (problem) => fieldError("bytes", problem)))

/** What a request to `sys/tools/random` asks for, in its path or its body. */
interface RandomFields {
  readonly bytes: number | undefined
  readonly format: string | undefined
  readonly source: string | undefined
}

const hash = Effect.fnUntraced(function* (input: string, algorithm: string, format: string) {
  const bytes = base64Bytes(input)
  if (bytes === undefined) return yield* refused(toolTexts.inputNotBase64)
  const encode = encoders.get(format)
  if (encode === undefined) return yield* refused(toolTextFor.encodingUnsupported(format))
  const found = hashes.get(algorithm)
  if (found === undefined) return yield* refused(errorTextFor.hashUnsupported(algorithm))
  return enveloped({ data: { sum: encode(yield* digestOf(found, bytes)) } })
})

/**
 * `sys/tools/*`
 *
 * @see RW-SYS-14
 */
export const toolsOperations = Effect.gen(function* () {
  const crypto = yield* Crypto
  const randomBytes = (count: number): Uint8Array => {
    const bytes = new Uint8Array(count)
    for (let at = 0; at < count; at += MAX_AT_ONCE) bytes.set(crypto.randomBytes(Math.min(MAX_AT_ONCE, count - at)), at)
    return bytes
  }

  const random = Effect.fnUntraced(function* ({
    bytes: count = DEFAULT_BYTES,
    format = "base64",
    source = "platform"
  }: RandomFields) {
    if (count < 1) return yield* refused(toolTexts.tooFewBytes)
    if (count > MAX_BYTES) return yield* refused(toolTextFor.tooManyBytes(MAX_BYTES))
    const encode = encoders.get(format)
    if (encode === undefined) return yield* refused(toolTextFor.encodingUnsupported(JSON.stringify(format)))
    if (source === "seal" || source === "all") return yield* refused(toolTexts.sealIsNoEntropySource)
    if (source !== "platform") {
      return yield* refused(toolTextFor.entropySourceUnsupported(source))
    }
    return enveloped({ data: { random_bytes: encode(randomBytes(count)) } })
  })

  return {
    sysRandomGenerate: ({ fields: { bytes, format, source } }) => random({ bytes, format, source }),
    sysRandomGenerateOf: ({ fields: { bytes, format }, parameters: { bytes_or_source: text } }): OutcomeEffect =>
      /^[+-]?\d/.test(text)
        ? Effect.flatMap(bytesIn(text), (bytes) => random({ bytes, format, source: undefined }))
        : random({ bytes, format, source: text }),
    sysRandomGenerateFrom: ({ fields: { format }, parameters: { source, bytes: length } }) =>
      Effect.flatMap(bytesIn(length), (bytes) => random({ bytes, format, source })),
    sysHashGenerate: ({ fields: { algorithm = "sha2-256", format = "hex", input = "" } }) =>
      hash(input, algorithm, format),
    sysHashGenerateBy: ({ fields: { format = "hex", input = "" }, parameters: { algorithm } }) =>
      hash(input, algorithm, format)
  } satisfies Partial<SystemHandlers<"sys">>
})
