import { errorPrefixes, errorTexts } from "@enwrap/protocol"
import * as Effect from "effect/Effect"
import type { Keyring } from "../../state/keyring.ts"
import { plainError, type ProtocolError } from "../../values/protocol-error.ts"
import { type Store, StoreFailure } from "../../ports/store/port.ts"
import { base64Url, base64UrlBytes, utf8, utf8Text } from "../../values/text.ts"

// The part of WebCrypto that is used; the core is compiled without any platform's types.
type Key = object
interface Subtle {
  readonly generateKey: (
    algorithm: object,
    extractable: boolean,
    usages: ReadonlyArray<string>
  ) => Promise<{ privateKey: Key }>
  readonly exportKey: (format: "jwk", key: Key) => Promise<Record<string, unknown>>
  readonly importKey: (
    format: "jwk",
    key: object,
    algorithm: object,
    extractable: boolean,
    usages: ReadonlyArray<string>
  ) => Promise<Key>
  readonly sign: (algorithm: object, key: Key, data: Uint8Array) => Promise<ArrayBuffer>
  readonly verify: (algorithm: object, key: Key, signature: Uint8Array, data: Uint8Array) => Promise<boolean>
}
declare const crypto: { readonly subtle: Subtle }

const CORE = "core"
const KEY_NAME = "wrapping-jwt-key"
const CURVE = { name: "ECDSA", namedCurve: "P-521" }
const ES512 = { name: "ECDSA", hash: "SHA-512" }
const HEADER = base64Url(utf8(`{"alg":"ES512","typ":"JWT"}`))
/** How far a clock elsewhere may be behind, in seconds. */
const LEEWAY = 5

/** What a JWT around a wrapping token says. */
export interface WrappingClaims {
  /** Of a token that is wrapped inside; `""` where there is none. */
  readonly accessor: string
  /** The server's address, as far as it knows it. */
  readonly addr: string
  /** Seconds since 1970. */
  readonly exp: number
  readonly iat: number
  /** The wrapping token itself. */
  readonly jti: string
}

/** Wrapping tokens as JWTs, for whoever wants to read off the token itself what it is and how long it lives. */
export interface WrappingJwt {
  readonly issue: (claims: WrappingClaims) => Effect.Effect<string, StoreFailure>
  /** The wrapping token inside, if the JWT is the server's own and has not expired at `nowMs`. */
  readonly read: (jwt: string, nowMs: number) => Effect.Effect<string, ProtocolError | StoreFailure>
}

/** Two dots in the right places: a token of this server, or of a namespace of the original, has none such. */
export const looksLikeJwt = (token: string): boolean =>
  token.length > 3 && token[1] !== "." && token[3] !== "." && token.split(".").length === 3

const problem = (text: string): ProtocolError => plainError(403, `${errorPrefixes.wrappingToken}${text}`)

const jsonIn = (part: string): Record<string, unknown> | undefined => {
  const bytes = base64UrlBytes(part)
  if (bytes === undefined) return undefined
  try {
    const value: unknown = JSON.parse(utf8Text(bytes))
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : undefined
  } catch {
    return undefined
  }
}

const webCrypto = <A>(work: () => Promise<A>): Effect.Effect<A, StoreFailure> =>
  Effect.tryPromise({ try: work, catch: (cause) => new StoreFailure({ cause }) })

export const makeWrappingJwt = (store: typeof Store.Service, keyring: typeof Keyring.Service): WrappingJwt => {
  const stored = Effect.flatMap(store.get(CORE, KEY_NAME), (record) =>
    record === undefined
      ? Effect.succeed(undefined)
      : Effect.map(keyring.open(CORE, KEY_NAME, record.value), (text) => JSON.parse(text) as Record<string, unknown>)
  )

  /** The signing key; it is made by the first who needs it, and kept. */
  const signingKey: Effect.Effect<Record<string, unknown>, StoreFailure> = Effect.flatMap(stored, (known) =>
    known !== undefined
      ? Effect.succeed(known)
      : Effect.gen(function* () {
          const { privateKey } = yield* webCrypto(() => crypto.subtle.generateKey(CURVE, true, ["sign", "verify"]))
          const jwk = yield* webCrypto(() => crypto.subtle.exportKey("jwk", privateKey))
          yield* store.commit({
            when: [{ kind: "absent", space: CORE, key: KEY_NAME }],
            puts: [{ space: CORE, key: KEY_NAME, value: keyring.seal(CORE, KEY_NAME, JSON.stringify(jwk)) }]
          })
          return jwk
        }).pipe(Effect.catchTag("Conflict", () => Effect.suspend(() => signingKey)))
  )

  return {
    issue: Effect.fnUntraced(function* (claims) {
      const jwk = yield* signingKey
      const payload = { ...claims, nbf: claims.iat - LEEWAY, type: "wrapping" }
      const signed = `${HEADER}.${base64Url(utf8(JSON.stringify(payload)))}`
      const key = yield* webCrypto(() => crypto.subtle.importKey("jwk", jwk, CURVE, false, ["sign"]))
      const signature = yield* webCrypto(() => crypto.subtle.sign(ES512, key, utf8(signed)))
      return `${signed}.${base64Url(new Uint8Array(signature))}`
    }),
    read: Effect.fnUntraced(function* (jwt, nowMs) {
      const [header = "", payload = "", signature = ""] = jwt.split(".")
      const head = jsonIn(header)
      const claims = jsonIn(payload)
      const signatureBytes = base64UrlBytes(signature)
      if (head === undefined || claims === undefined || signatureBytes === undefined)
        return yield* problem(errorTexts.jwtMalformed)
      if (head["alg"] !== "ES512") return yield* problem(errorTexts.jwtAlgorithm)
      const { d: _private, key_ops: _uses, ...publicKey } = yield* signingKey
      const key = yield* webCrypto(() => crypto.subtle.importKey("jwk", publicKey, CURVE, false, ["verify"]))
      const valid = yield* webCrypto(() =>
        crypto.subtle.verify(ES512, key, signatureBytes, utf8(`${header}.${payload}`))
      )
      if (!valid) return yield* problem(errorTexts.jwtSignature)
      if (!("type" in claims)) return yield* problem(errorTexts.jwtTypeMissing)
      if (typeof claims["type"] !== "string") return yield* problem(errorTexts.jwtTypeInvalid)
      if (claims["type"] !== "wrapping") return yield* problem(errorTexts.jwtTypeUnexpected)
      const { exp, jti } = claims
      if (typeof jti !== "string" || typeof exp !== "number") return yield* problem(errorTexts.jwtClaims)
      // Without its fraction of a second; within that, the token's own record knows when it ends.
      if (nowMs >= (exp + 1) * 1000) return yield* plainError(400, errorTexts.invalidWrappingToken)
      return jti
    })
  }
}
