import { errorTexts, groupTable, type OperationGroup } from "@enwrap/protocol"
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { makeCors } from "./cors.ts"
import { Crypto } from "../ports/crypto/port.ts"
import { Cubbyhole, layerCubbyhole } from "../state/cubbyhole/cubbyhole.ts"
import { makeCubbyholeOperations } from "../operations/cubbyhole/cubbyhole-operations.ts"
import type { Engine } from "../ports/engine/port.ts"
import { newRequestId } from "../values/request-id.ts"
import type { Admission, RequestHead, WireRequest, WireResponse } from "../ports/exchange.ts"
import { makeHandleRequest, type RequestDependencies } from "../request/handle-request.ts"
import { Keyring, layerEphemeralKeyring } from "../state/keyring.ts"
import { makeLeaseOperations } from "../operations/lease/lease-operations.ts"
import { layerLeaseStore, LeaseStore } from "../state/lease/lease-store.ts"
import { makeMaintainLeases } from "../actions/revocation/maintain-leases.ts"
import { makeRevokeBelow } from "../actions/revocation/revoke-below.ts"
import { entityIdOf } from "../actions/login/login-token.ts"
import { makeMountChanges } from "../actions/revocation/mount-changes.ts"
import { layerMounts, Mounts } from "../state/mount/mounts.ts"
import { makeCanonicalPath } from "../state/mount/canonical-path.ts"
import { OperationRouter } from "../state/mount/operation-router.ts"
import { layerPolicyStore, PolicyStore } from "../state/policy/policy-store.ts"
import { plainError, ProtocolError } from "../values/protocol-error.ts"
import { makeAdmit } from "../request/admit.ts"
import { makeIsGood } from "../request/identify.ts"
import { parseRequest } from "../request/parse-request.ts"
import { confirmBasis, makeRestingStore, RequestRefused } from "../state/request-basis.ts"
import { Redirect } from "../request/parse-target.ts"
import { whereItFailed } from "../values/where-it-failed.ts"
import { Store, type StoreFailure } from "../ports/store/port.ts"
import { makeAuthMountOperations } from "../operations/sys/auth-mount-operations.ts"
import { makeMountOperations } from "../operations/sys/mount-operations.ts"
import { makeCorsSettings } from "../state/cors-settings.ts"
import { makeSeal } from "../state/server-status.ts"
import { makeSysOperations } from "../operations/sys/sys-operations.ts"
import type { SystemHandlers } from "../operations/system-handler.ts"
import { makeRoleStore } from "../state/token/role-store.ts"
import { makeSweepEndedTokens } from "../actions/revocation/ended-tokens.ts"
import { decideRootToken } from "../state/token/decide-token.ts"
import { rootTokenProblem } from "../state/token/token-id.ts"
import { MAX_TTL } from "../values/ttl.ts"
import { makeTokenOperations } from "../operations/token/token-operations.ts"
import { layerTokenStore, TokenStore } from "../state/token/token-store.ts"
import { now } from "../values/now.ts"
import { makeWrappingJwt } from "../actions/wrapping/wrapping-jwt.ts"
import { makeWrappingOperations } from "../operations/wrapping/wrapping-operations.ts"

/** A server that is ready to answer. */
export interface EnwrapServer {
  /** Answers a request. It never fails; what it has begun it finishes, even if nobody waits for the answer any more. */
  readonly handle: (request: WireRequest) => Effect.Effect<WireResponse>
  /**
   * Takes back what has ended by itself, such as certificates whose lease is over. To be run every second or so; nothing that
   * has expired can be used in between. It never fails.
   *
   * @see RW-LE-11
   */
  readonly maintain: Effect.Effect<void>
  readonly rootToken: string
  /** Hexadecimal: opens the server again after `sys/seal`. */
  readonly unsealKey: string
  /**
   * Says how much of a request's body may be read. To be asked by adapters before they read more than `freeRequestSize` bytes.
   * It never fails, and counts no use of the token.
   */
  readonly admit: (head: RequestHead) => Effect.Effect<Admission>
  /** Bytes of a body that anyone may send. */
  readonly freeRequestSize: number
  /** Bytes; adapters refuse a longer body with 413. */
  readonly maxRequestSize: number
}

/** Something to be mounted from the start. */
export interface InitialMount {
  /** `secret/` */
  readonly path: string
  readonly type: string
  readonly options?: Readonly<Record<string, string>>
  readonly description?: string
}

export interface ServerOptions {
  /** What can be mounted. */
  readonly engines: ReadonlyArray<Engine>
  /** The root token; one is made at random where none is given. */
  readonly rootToken?: string | undefined
  /** What is mounted from the start: `secret/` as kv version 2 where nothing else is said. */
  readonly mounts?: ReadonlyArray<InitialMount>
  /** Origins whose pages may call the server: exact ones, or `*`; none by default. */
  readonly allowedOrigins?: ReadonlyArray<string>
  /** Bytes; 32 MiB by default. */
  readonly maxRequestSize?: number
  /** Bytes of the body of an operation that needs no token, such as a login or an unwrap; 1 MiB by default. */
  readonly maxOpenRequestSize?: number
  /** Seconds; a longer wrap TTL is refused. 768 hours by default, which is the maximum TTL of leases. */
  readonly maxWrapTtl?: number
}

const DEFAULT_MAX_REQUEST_SIZE = 32 * 1024 * 1024
const DEFAULT_MAX_OPEN_REQUEST_SIZE = 1024 * 1024
const FREE_REQUEST_SIZE = 64 * 1024
const DEFAULT_MOUNTS: ReadonlyArray<InitialMount> = [
  { path: "secret/", type: "kv", options: { version: "2" }, description: "key/value secret storage" }
]

const JSON_HEADERS = { "content-type": "application/json", "cache-control": "no-store" }

const errorResponse = ({ bodiless, data, errors, retryAfter, status }: ProtocolError): WireResponse => ({
  status,
  headers: retryAfter === undefined ? JSON_HEADERS : { ...JSON_HEADERS, "retry-after": String(retryAfter) },
  body: bodiless ? "" : `{"errors":${JSON.stringify(errors)}${data === undefined ? "" : `,"data":${data.text}`}}\n`
})

/** The request has lost what it rested on, whatever else went wrong on its way out. */
const isRefused = (reason: Cause.Reason<unknown>): reason is Cause.Die & { readonly defect: RequestRefused } =>
  Cause.isDieReason(reason) && reason.defect instanceof RequestRefused

const sealed = errorResponse(plainError(503, errorTexts.sealed))
const internalError = errorResponse(plainError(500, errorTexts.internalError))

const redirectResponse = ({ location }: Redirect): WireResponse => ({
  status: 307,
  headers: { "cache-control": "no-store", location },
  body: ""
})

const makeRootToken = (tokens: typeof TokenStore.Service, token: string | undefined) =>
  Effect.gen(function* () {
    const problem = token === undefined ? undefined : rootTokenProblem(token)
    if (problem !== undefined) return yield* Effect.die(new TypeError(problem))
    const made = tokens.prepare(
      {
        ...decideRootToken(yield* now),
        path: "auth/token/create",
        displayName: "token",
        meta: null,
        entityId: ""
      },
      token
    )
    yield* Effect.catchTag(tokens.commit([made]), "Conflict", (conflict) => Effect.die(conflict))
    return made.token
  })

const make = (options: ServerOptions) =>
  Effect.gen(function* () {
    const { maxWrapTtl = MAX_TTL } = options
    // Else a mistake in a configuration would bound nothing.
    if (!(maxWrapTtl >= 1)) return yield* Effect.die(new TypeError("maxWrapTtl must be at least one second"))
    const crypto = yield* Crypto
    const cubbyhole = yield* Cubbyhole
    const leases = yield* LeaseStore
    const mounts = yield* Mounts
    const policies = yield* PolicyStore
    const tokens = yield* TokenStore

    for (const mount of options.mounts ?? DEFAULT_MOUNTS) {
      yield* Effect.catchTag(mounts.enable(mount), "ProtocolError", ({ errors }) =>
        Effect.die(new Error(`cannot mount ${mount.path}: ${errors.join("; ")}`))
      )
    }
    const rootToken = yield* makeRootToken(tokens, options.rootToken)
    const clusterId = newRequestId(crypto.randomBytes)
    const changes = makeMountChanges(mounts, makeRevokeBelow({ leases, tokens }))
    yield* Effect.catchTag(changes.resume, "ProtocolError", ({ errors }) =>
      Effect.die(new Error(`a mount could not be disabled: ${errors.join("; ")}`))
    )
    const mountDependencies = { changes, mounts, randomBytes: crypto.randomBytes }

    const seal = makeSeal(crypto)
    const corsSettings = yield* makeCorsSettings(yield* Store, yield* Keyring, options.allowedOrigins ?? [])

    const routers = Object.fromEntries(
      (Object.keys(groupTable) as ReadonlyArray<OperationGroup>).map((group) => [group, new OperationRouter(group)])
    ) as Record<OperationGroup, OperationRouter>
    const canonicalPath = makeCanonicalPath(mounts, routers)

    const system: SystemHandlers<"sys" | "token" | "cubbyhole"> = {
      ...makeLeaseOperations({ leases, mounts, tokens }),
      ...makeMountOperations(mountDependencies),
      ...makeAuthMountOperations(mountDependencies),
      ...makeSysOperations({
        confirm: confirmBasis(yield* Store),
        canonicalPath,
        cors: corsSettings,
        crypto,
        keyring: yield* Keyring,
        mounts,
        policies,
        seal,
        startedAtMs: yield* now,
        tokens,
        cluster: { id: clusterId, name: `enwrap-cluster-${clusterId.slice(0, 8)}` }
      }),
      ...makeWrappingOperations(tokens, cubbyhole),
      ...makeTokenOperations({
        mounts,
        tokens,
        roles: makeRoleStore(yield* Store, yield* Keyring),
        policyExists: policies.exists,
        entityId: (alias) => entityIdOf(crypto.sha256, "auth/token/", alias)
      }),
      ...makeCubbyholeOperations(cubbyhole)
    }
    const handleRequest = makeHandleRequest({
      crypto,
      cubbyhole,
      jwt: makeWrappingJwt(yield* Store, yield* Keyring),
      leases,
      mounts,
      policies,
      tokens,
      system: system as RequestDependencies["system"],
      routers
    })
    const maxRequestSize = options.maxRequestSize ?? DEFAULT_MAX_REQUEST_SIZE
    const freeRequestSize = Math.min(FREE_REQUEST_SIZE, maxRequestSize)
    const allowance = makeAdmit({
      mounts,
      routers,
      isGood: makeIsGood(tokens),
      limits: {
        free: freeRequestSize,
        open: Math.max(freeRequestSize, options.maxOpenRequestSize ?? DEFAULT_MAX_OPEN_REQUEST_SIZE),
        max: maxRequestSize
      }
    })
    const cors = makeCors(corsSettings.current)

    const respond = (request: WireRequest): Effect.Effect<WireResponse> => {
      const parsed = parseRequest(request, maxWrapTtl)
      if (parsed instanceof ProtocolError) return Effect.succeed(errorResponse(parsed))
      if (parsed instanceof Redirect) return Effect.succeed(redirectResponse(parsed))
      if (seal.isSealed() && !parsed.bare) return Effect.succeed(sealed)
      return Effect.matchCauseEffect(
        Effect.suspend(() => handleRequest(parsed)),
        {
          onSuccess: ({ body, contentType, status }) =>
            Effect.succeed({
              status,
              headers: contentType === undefined ? JSON_HEADERS : { ...JSON_HEADERS, "content-type": contentType },
              body
            }),
          onFailure: (cause) => {
            const error = Cause.findErrorOption(cause)
            if (error._tag === "Some" && error.value instanceof ProtocolError)
              return Effect.succeed(errorResponse(error.value))
            const refused = cause.reasons.find(isRefused)
            if (refused !== undefined) return Effect.succeed(errorResponse(refused.defect.error))
            // What went wrong is the operator's business: the caller is told that, not what.
            return Effect.as(Effect.logError("a request failed inside the server", whereItFailed(cause)), internalError)
          }
        }
      )
    }

    const admit = (head: RequestHead): Effect.Effect<Admission> => {
      if (seal.isSealed()) return Effect.succeed({ maxBytes: freeRequestSize, beyond: sealed })
      const admission = Effect.map(
        Effect.suspend(() => allowance(head)),
        ({ beyond, maxBytes }) => ({
          maxBytes,
          beyond: complete(head, beyond instanceof Redirect ? redirectResponse(beyond) : errorResponse(beyond))
        })
      )
      return Effect.catchCause(admission, (cause) =>
        Effect.as(Effect.logError("a request could not be admitted", whereItFailed(cause)), {
          maxBytes: freeRequestSize,
          beyond: internalError
        })
      )
    }

    /** An answer with the headers that pages of other origins need. */
    const complete = (head: RequestHead, answer: WireResponse): WireResponse => {
      const headers = cors.headersFor(head)
      return Object.keys(headers).length === 0 ? answer : { ...answer, headers: { ...answer.headers, ...headers } }
    }

    const handle = (request: WireRequest): Effect.Effect<WireResponse> => {
      const preflight = cors.preflight(request)
      if (preflight !== undefined) return Effect.succeed(preflight)
      return Effect.uninterruptible(Effect.map(respond(request), (answer) => complete(request, answer)))
    }

    const store = yield* Store
    const takeBack = Effect.andThen(makeMaintainLeases({ leases, tokens }), makeSweepEndedTokens(store, tokens))
    const sweep = Effect.catchCause(store.sweep ?? Effect.void, (cause) =>
      Effect.logError("what has expired could not be freed", whereItFailed(cause))
    )
    const maintain = Effect.andThen(
      sweep,
      Effect.catchCause(takeBack, (cause) =>
        Effect.logError("what has ended could not be taken back", whereItFailed(cause))
      )
    )

    return {
      handle,
      admit,
      maintain: Effect.uninterruptible(maintain),
      rootToken,
      unsealKey: seal.unsealKey,
      freeRequestSize,
      maxRequestSize
    } satisfies EnwrapServer
  })

/** The store as requests see it: their commits carry what they rest on. */
const layerRestingStore: Layer.Layer<Store, never, Store> = Layer.effect(Store, Effect.map(Store, makeRestingStore))

/**
 * Puts a server together over a store and cryptography.
 *
 * @example
 * ```ts
 * import { engines } from "@enwrap/engines"
 * import { layerMemory, layerNobleCrypto, makeServer, webHandler } from "@enwrap/server"
 * import * as Effect from "effect/Effect"
 *
 * const server = await Effect.runPromise(
 *   makeServer({ engines, allowedOrigins: ["https://app.example"] }).pipe(
 *     Effect.provide([layerMemory, layerNobleCrypto])
 *   )
 * )
 * const handle = webHandler<Request, Response>(server)
 * console.log((await handle(new Request("http://localhost/v1/sys/health"))).status) // 200
 * ```
 */
export const makeServer = (options: ServerOptions): Effect.Effect<EnwrapServer, StoreFailure, Store | Crypto> => {
  const services = Layer.mergeAll(layerCubbyhole, layerPolicyStore, layerTokenStore).pipe(
    Layer.provideMerge(layerLeaseStore),
    Layer.provideMerge(layerMounts(options.engines)),
    Layer.provideMerge(layerEphemeralKeyring),
    Layer.provideMerge(layerRestingStore)
  )
  return make(options).pipe(
    Effect.provide(services),
    Effect.catchTag("ProtocolError", ({ errors }) =>
      Effect.die(new Error(`a mount could not be started: ${errors.join("; ")}`))
    )
  )
}
