import { errorPrefixes, errorTexts } from "@enwrap/protocol"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { jsonRecord, readJson } from "../../state/json-records.ts"
import { Keyring } from "../../state/keyring.ts"
import { coreKey } from "../../state/records.ts"
import { Store, StoreFailure } from "../../ports/store/port.ts"
import { invalidWrappingToken } from "../../values/denied.ts"
import { plainError, type ProtocolError } from "../../values/protocol-error.ts"

const KEY_RECORD = coreKey("wrapping-jwt-key")
const ALGORITHM = "ES512"
/** How far the clock of another machine may be behind, in seconds. */
const LEEWAY = 5

/** The claims of a JWT around a wrapping token. */
export interface WrappingClaims {
  /** The accessor of a token that is wrapped inside; `""` if there is none. */
  readonly accessor: string
  /** The server's address, if it is known. */
  readonly addr: string
  /** Seconds since 1970. */
  readonly exp: number
  readonly iat: number
  /** The wrapping token itself. */
  readonly jti: string
}

/** Wrapping tokens as JWTs, for clients that read the claims of a token, such as its expiration. */
export class WrappingJwt extends Context.Service<
  WrappingJwt,
  {
    readonly issue: (claims: WrappingClaims) => Effect.Effect<string, StoreFailure>
    /** The wrapping token inside, if this server signed the JWT and it has not expired at `nowMs`. */
    readonly read: (jwt: string, nowMs: number) => Effect.Effect<string, ProtocolError | StoreFailure>
  }
>()("@enwrap/server/WrappingJwt") {
  static readonly layer = Effect.suspend(() => make).pipe(Layer.effect(this))
}

/** Two dots in the right places. Neither tokens of this server nor namespace tokens of the original have them. */
export const looksLikeJwt = (token: string): boolean =>
  token.length > 3 && token[1] !== "." && token[3] !== "." && token.split(".").length === 3

const problem = (text: string): ProtocolError => plainError(403, `${errorPrefixes.wrappingToken}${text}`)

/** Loaded by the first request that needs it: a page with a mock does not load it. */
const loadJose = () => import("./jose.ts")
type Jose = Awaited<ReturnType<typeof loadJose>>

/** Never says more than the kind of the problem: what jose reports may quote the token. */
const refusalOf = (
  error: unknown,
  { JOSEAlgNotAllowed, JWSSignatureVerificationFailed, JWTExpired }: Jose
): ProtocolError => {
  // Its fraction of a second is not in the claims; within that second, the token's own record says when it ends.
  if (error instanceof JWTExpired) return invalidWrappingToken
  if (error instanceof JWSSignatureVerificationFailed) return problem(errorTexts.jwtSignature)
  return problem(error instanceof JOSEAlgNotAllowed ? errorTexts.jwtAlgorithm : errorTexts.jwtMalformed)
}

const attempt = <A>(work: (jose: Jose) => Promise<A>): Effect.Effect<A, StoreFailure> =>
  Effect.tryPromise({ try: async () => work(await loadJose()), catch: (cause) => new StoreFailure({ cause }) })

const make: Effect.Effect<typeof WrappingJwt.Service, never, Store | Keyring> = Effect.gen(function* () {
  const store = yield* Store
  const keyring = yield* Keyring

  const storedKey = readJson<Record<string, unknown>>(store, keyring, KEY_RECORD)

  const generateKey = async ({ exportJWK, generateKeyPair }: Jose): Promise<Record<string, unknown>> => ({
    ...(await exportJWK((await generateKeyPair(ALGORITHM, { extractable: true })).privateKey))
  })

  const makeKey = Effect.gen(function* () {
    const jwk = yield* attempt(generateKey)
    yield* store.commit({
      when: [{ kind: "absent", ...KEY_RECORD }],
      puts: [jsonRecord(keyring, KEY_RECORD, jwk)]
    })
    return jwk
  })

  let unused: Promise<Record<string, unknown>> | undefined

  /**
   * The key that signatures are checked with. As long as no JWT was issued, it is one that signs nothing and is not stored: anyone can
   * send a JWT, and must not make the server commit.
   */
  const checkingKey: Effect.Effect<Record<string, unknown>, StoreFailure> = Effect.flatMap(storedKey, (known) =>
    known === undefined ? attempt((jose) => (unused ??= generateKey(jose))) : Effect.succeed(known)
  )

  /** The signing key. It is created by the first JWT that is issued. */
  const signingKey: Effect.Effect<Record<string, unknown>, StoreFailure> = Effect.flatMap(storedKey, (known) =>
    known === undefined
      ? Effect.catchTag(makeKey, "Conflict", () => Effect.suspend(() => signingKey))
      : Effect.succeed(known)
  )

  return {
    issue: Effect.fn("WrappingJwt.issue")(function* (claims: WrappingClaims) {
      const jwk = yield* signingKey
      return yield* attempt(async ({ importJWK, SignJWT }) =>
        new SignJWT({ ...claims, nbf: claims.iat - LEEWAY, type: "wrapping" })
          .setProtectedHeader({ alg: ALGORITHM, typ: "JWT" })
          .sign(await importJWK(jwk, ALGORITHM))
      )
    }),
    read: Effect.fn("WrappingJwt.read")(function* (jwt: string, nowMs: number) {
      const { d: _private, key_ops: _uses, ...publicJwk } = yield* checkingKey
      const [key, jose] = yield* attempt(async (jose) => [await jose.importJWK(publicJwk, ALGORITHM), jose] as const)
      const { payload } = yield* Effect.tryPromise({
        try: () =>
          jose.jwtVerify<{ readonly jti: string; readonly type?: unknown }>(jwt, key, {
            algorithms: [ALGORITHM],
            clockTolerance: 1,
            currentDate: new Date(nowMs),
            requiredClaims: ["exp", "jti"]
          }),
        catch: (error) => refusalOf(error, jose)
      })
      if (payload.type !== "wrapping") return yield* problem(errorTexts.jwtTypeUnexpected)
      return payload.jti
    })
  }
})
