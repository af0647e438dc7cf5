import { errorTextFor, errorTexts, type OperationGroup, type OperationId, operationTable } from "@enwrap/protocol"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import type { Crypto } from "../ports/crypto/port.ts"
import type { Cubbyhole } from "../state/cubbyhole/cubbyhole.ts"
import { makeEngineOutcome } from "./engine-outcome.ts"
import type { Caller, OperationRequest } from "../ports/engine/port.ts"
import { envelopeText, wrappedEnvelopeText } from "../actions/envelope.ts"
import { newRequestId } from "../values/request-id.ts"
import type { LeaseStore } from "../state/lease/lease-store.ts"
import { canonicalBelow } from "../state/mount/canonical-path.ts"
import type { Mounts, RunningMount } from "../state/mount/mounts.ts"
import { type NoMatch, type OperationMatch, type OperationRouter } from "../state/mount/operation-router.ts"
import { type Answer, type Outcome, type PendingCommit, pendingFailure } from "../actions/outcome.ts"
import type { PolicyStore } from "../state/policy/policy-store.ts"
import { listedError, plainError, ProtocolError, silentError } from "../values/protocol-error.ts"
import { authorize } from "./authorize.ts"
import { forbidden, unauthenticated } from "../values/denied.ts"
import { decodeFields, decodeQueryNumbers, NO_FIELDS } from "./decode-fields.ts"
import { makeBasis } from "./make-basis.ts"
import { makeIdentify } from "./identify.ts"
import { makeOpenCaller } from "./open-caller.ts"
import type { ParsedRequest } from "./parsed-request.ts"
import { restingOn } from "../state/request-basis.ts"
import { unrecognizedWarning } from "./unrecognized.ts"
import type { StoreFailure } from "../ports/store/port.ts"
import type { SystemRequest } from "../operations/system-handler.ts"
import type { Holder } from "../state/holder.ts"
import { isWrappingToken, LAST_USE } from "../state/token/token-entry.ts"
import { type TokenStore } from "../state/token/token-store.ts"
import { now } from "../values/now.ts"
import { makeValidateWrappingToken } from "./validate-wrapping-token.ts"
import type { ValidWrappingToken } from "../state/token/valid-wrapping-token.ts"
import { rawAnswerIn, rawEnvelope } from "../actions/wrapping/raw-content.ts"
import { looksLikeJwt, type WrappingJwt } from "../actions/wrapping/wrapping-jwt.ts"
import { makeWrapResponse, type ToWrap } from "../actions/wrapping/wrap-response.ts"

/** A response that is ready to be sent. */
export interface Reply {
  readonly status: number
  /** JSON where nothing else is said. */
  readonly contentType?: string
  readonly body: string | Uint8Array
}

type Failure = ProtocolError | StoreFailure

export interface RequestDependencies {
  readonly crypto: typeof Crypto.Service
  readonly cubbyhole: typeof Cubbyhole.Service
  readonly jwt: WrappingJwt
  readonly leases: typeof LeaseStore.Service
  readonly mounts: typeof Mounts.Service
  readonly policies: typeof PolicyStore.Service
  readonly routers: Readonly<Record<OperationGroup, OperationRouter>>
  readonly tokens: typeof TokenStore.Service
  /** The server's own operations, by id. */
  readonly system: Readonly<Record<string, (request: SystemRequest) => Effect.Effect<Outcome, Failure>>>
}

/** Statuses whose responses have no body. */
const BODILESS: ReadonlySet<number> = new Set([204, 205, 304])

const EMPTY: Reply = { status: 204, body: "" }

/** Paths on which the wrapping token is validated before anything else is looked at. */
const VALIDATED: ReadonlySet<string> = new Set(["sys/wrapping/lookup", "sys/wrapping/unwrap", "sys/wrapping/rewrap"])

/** What the original answers to anybody, though there is nothing any more. */
const OPEN_AND_GONE = "sys/wrapping/pubkey"

const isMatch = (match: OperationMatch | NoMatch): match is OperationMatch => typeof match !== "string"

const noRoute = (path: string): ProtocolError => plainError(404, errorTextFor.noHandler(path))

const noMatch = (match: NoMatch, hasHolder: boolean): ProtocolError => {
  const status = match === errorTexts.unsupportedPath ? 404 : 405
  return hasHolder ? listedError(status, match) : plainError(status, match)
}

/** Whether somebody has just proved who he is. */
const isLogin = (outcome: Outcome): boolean => outcome.kind === "answer" && outcome.auth !== undefined

/** The accessor of what an answer holds: of a token, or of what an engine names as such. */
const accessorInside = ({ auth, wrappedAccessor }: Answer): string | undefined => auth?.accessor ?? wrappedAccessor

/** An error that answers a request for wrapping leaves unwrapped: without what should have been wrapped. @see RW-HTTP-14 */
const withoutSecrets = (failure: Failure): Failure => {
  if (failure._tag !== "ProtocolError" || failure.dataIfWrapped === undefined) return failure
  const { errors, status, dataIfWrapped } = failure
  return new ProtocolError({ status, errors, data: dataIfWrapped })
}

const callerOf = ({ found: { entry } }: Holder): Caller => ({
  accessor: entry.accessor,
  displayName: entry.displayName,
  policies: entry.policies,
  entityId: entry.entityId
})

/**
 * A request's way: mount, who is asking, may they, the operation, wrap it?, envelope. Everything before has been read from the
 * wire, everything after goes back to it.
 */
export const makeHandleRequest = (dependencies: RequestDependencies) => {
  const { crypto, cubbyhole, leases, jwt, mounts, policies, routers, system, tokens } = dependencies
  const identify = makeIdentify(tokens, policies)
  const openCaller = makeOpenCaller(identify)
  const validate = makeValidateWrappingToken(tokens, jwt)
  const wrap = makeWrapResponse(tokens, cubbyhole, jwt)
  const engineOutcome = makeEngineOutcome({ leases, sha256: crypto.sha256, tokens })
  const basisOf = makeBasis(tokens)

  /** An answer, once what it depends on is stored, where no wrapping token does it. */
  const settled = (pending: PendingCommit | undefined, answer: Reply): Effect.Effect<Reply, Failure> => {
    if (pending === undefined) return Effect.succeed(answer)
    const commit = tokens.commit(pending.tokens ?? [], pending)
    return Effect.as(Effect.mapError(commit, pendingFailure(pending)), answer)
  }

  const wrapped = (toWrap: ToWrap, request: ParsedRequest): Effect.Effect<Reply, Failure> =>
    Effect.map(wrap({ ...toWrap, jwt: request.wrapJwt }), (info) => ({
      status: 200,
      body: `${wrappedEnvelopeText(info)}\n`
    }))

  const existsAt = (mount: RunningMount, path: string, holder: Holder) => {
    if (mount.kind === "engine") {
      const { exists } = mount
      return exists === undefined ? undefined : () => exists(path)
    }
    return mount.group === "cubbyhole" ? () => cubbyhole.exists(holder.found.id, path) : undefined
  }

  /** Runs the operation itself. */
  const perform = (
    mount: RunningMount,
    match: OperationMatch,
    request: ParsedRequest,
    holder: Holder | undefined,
    wrappingToken: ValidWrappingToken | undefined
  ): Effect.Effect<Outcome, Failure> => {
    const fields = wrappingToken === undefined ? decodeFields(match.operation, request.payload) : NO_FIELDS
    if (Result.isFailure(fields)) return Effect.fail(fields.failure)
    const queryNumbers = decodeQueryNumbers(match.operation, request.query)
    if (Result.isFailure(queryNumbers)) return Effect.fail(queryNumbers.failure)
    const operation: OperationRequest<OperationId> = {
      operation: match.operation,
      path: request.path.slice(mount.entry.path.length),
      parameters: match.parameters as OperationRequest<OperationId>["parameters"],
      query: request.query,
      queryNumbers: queryNumbers.success,
      fields: fields.success as OperationRequest<OperationId>["fields"],
      payload: request.payload,
      caller: holder === undefined ? undefined : callerOf(holder),
      remoteAddress: request.remoteAddress,
      hasLeft: request.hasLeft
    }
    if (mount.kind === "engine") {
      const handled = mount.handlers[match.operation]!(operation)
      const wraps = (request.wrapTtl ?? 0) > 0
      return Effect.flatMap(wraps ? Effect.mapError(handled, withoutSecrets) : handled, (response) =>
        engineOutcome(response, {
          mount: mount.entry,
          path: request.path,
          holder: holder?.found,
          revokeLease: mount.revokeLease
        })
      )
    }
    return system[match.operation]!({
      ...operation,
      verb: request.verb,
      fullPath: request.path,
      sentPath: request.sentPath,
      holder,
      wrapTtl: request.wrapTtl,
      wrappingToken
    })
  }

  /**
   * Turns what came out into what is sent: wrapped if it was asked for, there is something to wrap, and somebody accounts for
   * it. That is the holder, or whoever has just logged in; what is open to anybody is not kept for anybody.
   *
   * @see RW-WE-32
   */
  const reply = (
    outcome: Outcome,
    operation: OperationId | undefined,
    request: ParsedRequest,
    holder: Holder | undefined
  ): Effect.Effect<Reply, Failure> => {
    const ttl = holder !== undefined || isLogin(outcome) ? (request.wrapTtl ?? 0) : 0
    const minTtl = holder?.minWrapTtl ?? 0
    switch (outcome.kind) {
      case "bare":
        return Effect.succeed({
          status: outcome.status,
          body: request.verb === "head" || BODILESS.has(outcome.status) ? "" : `${JSON.stringify(outcome.body)}\n`
        })
      case "raw": {
        const { path, sentPath } = request
        if (ttl === 0) return Effect.succeed(outcome)
        const envelope = rawEnvelope(newRequestId(crypto.randomBytes), outcome)
        const { status } = outcome
        return wrapped({ envelope, status, raw: true, path, creationPath: sentPath, ttl, minTtl }, request)
      }
      case "nothing":
        return settled(outcome.pending, EMPTY)
      case "rewrap":
        return wrapped({ ...outcome, path: request.path }, request)
      case "replay":
        return ttl > 0
          ? wrapped({ ...outcome, path: request.path, creationPath: request.sentPath, ttl, minTtl }, request)
          : settled(
              outcome.pending,
              outcome.raw ? rawAnswerIn(outcome.envelope) : { status: outcome.status, body: outcome.envelope }
            )
      case "answer": {
        const warning = operation === undefined ? undefined : unrecognizedWarning(operation, request)
        const warnings = warning === undefined ? outcome.warnings : [...(outcome.warnings ?? []), warning]
        const full = warnings === undefined ? outcome : { ...outcome, warnings }
        const envelope = envelopeText(newRequestId(crypto.randomBytes), full)
        const status = outcome.status ?? 200
        if (ttl > 0) {
          const { path, sentPath } = request
          return wrapped(
            {
              envelope,
              status,
              path,
              creationPath: sentPath,
              ttl,
              minTtl,
              wrappedAccessor: accessorInside(outcome),
              pending: outcome.pending
            },
            request
          )
        }
        const topLevel = operation !== undefined && operationTable[operation].topLevelData
        const body = topLevel ? withTopLevelData(envelope, outcome.data) : envelope
        return settled(outcome.pending, { status, body: `${body}\n` })
      }
    }
  }

  /** An engine may have an answer of its own for a path that the spec does not know. */
  const unknownPath = (
    mount: RunningMount,
    match: NoMatch,
    below: string,
    request: ParsedRequest,
    holder: Holder
  ): Effect.Effect<Reply, Failure> => {
    const isUnknown = mount.kind === "engine" && match === errorTexts.unsupportedPath
    const own = isUnknown ? mount.unknownPath?.(request.verb, below) : undefined
    return own === undefined
      ? Effect.fail(noMatch(match, true))
      : Effect.flatMap(
          engineOutcome(own, {
            mount: mount.entry,
            path: request.path,
            holder: undefined,
            revokeLease: undefined
          }),
          (outcome) => reply(outcome, undefined, request, holder)
        )
  }

  /**
   * A wrapping token that was just validated is not looked for again: in between, a faster caller may have used it. The caller
   * may have it in another form than the one that was named, as a JWT.
   *
   * @see RW-SU-8
   */
  const holderOf = (
    request: ParsedRequest,
    wrappingToken: ValidWrappingToken | undefined
  ): Effect.Effect<Holder | undefined, Failure> => {
    const { remoteAddress, token } = request
    if (wrappingToken === undefined || token === undefined) return identify(token, remoteAddress)
    if (token === wrappingToken.given || token === wrappingToken.token)
      return identify(token, remoteAddress, wrappingToken)
    if (!looksLikeJwt(token)) return identify(token, remoteAddress)
    const inside = Effect.flatMap(now, (nowMs) => jwt.read(token, nowMs))
    return Effect.flatMap(
      Effect.catchTag(inside, "ProtocolError", () => Effect.succeed(undefined)),
      (inner) => identify(token, remoteAddress, inner === wrappingToken.token ? wrappingToken : undefined)
    )
  }

  /**
   * The operation and what becomes of its outcome. Not a generator that is written where it is used: on every request V8 would
   * see a new function, with a prototype and maps of its own.
   */
  const carryOut = (
    mount: RunningMount,
    match: OperationMatch,
    request: ParsedRequest,
    holder: Holder | undefined,
    wrappingToken: ValidWrappingToken | undefined
  ): Effect.Effect<Reply, Failure> =>
    Effect.flatMapEager(perform(mount, match, request, holder, wrappingToken), (outcome) => {
      const answered = reply(outcome, match.operation, request, holder)
      const undo = outcome.kind === "answer" ? outcome.pending?.undo : undefined
      return undo === undefined ? answered : Effect.onError(answered, () => undo)
    })

  /** Whatever a request stores requires that its caller's token and its mount are still there. */
  const resting = <A>(
    mount: RunningMount,
    request: ParsedRequest,
    holder: Holder | undefined,
    work: Effect.Effect<A, Failure>
  ): Effect.Effect<A, Failure> => {
    const basis = basisOf(mount, request, holder)
    return basis === undefined ? work : restingOn(basis, work)
  }

  /** A request without a token, or with one that does not matter. */
  const performOpen = (
    mount: RunningMount,
    match: OperationMatch,
    request: ParsedRequest,
    wrappingToken: ValidWrappingToken | undefined
  ): Effect.Effect<Reply, Failure> =>
    Effect.flatMapEager(openCaller(request, wrappingToken), (holder) =>
      resting(mount, request, holder, carryOut(mount, match, request, holder, wrappingToken))
    )

  /** What a holder whose use has been counted is answered. */
  const answerTo = (
    holder: Holder,
    allowed: boolean,
    mount: RunningMount | undefined,
    match: OperationMatch | NoMatch,
    request: ParsedRequest,
    wrappingToken: ValidWrappingToken | undefined
  ): Effect.Effect<Reply, Failure> => {
    if (!allowed) return Effect.fail(forbidden)
    if (mount === undefined) return Effect.fail(noRoute(request.path))
    const work = isMatch(match)
      ? carryOut(mount, match, request, holder, wrappingToken)
      : unknownPath(mount, match, request.path.slice(mount.entry.path.length), request, holder)
    return resting(mount, request, holder, work)
  }

  const authenticated = Effect.fnUntraced(function* (
    mount: RunningMount | undefined,
    match: OperationMatch | NoMatch,
    request: ParsedRequest,
    wrappingToken: ValidWrappingToken | undefined
  ): Effect.fn.Return<Reply, Failure> {
    const known = yield* holderOf(request, wrappingToken)
    if (known === undefined) return yield* unauthenticated
    const below = mount === undefined ? "" : request.path.slice(mount.entry.path.length)
    const operation = isMatch(match) ? match.operation : undefined
    const { allowed, minWrappingTtl: minWrapTtl = 0 } = yield* authorize(
      known,
      request,
      operation,
      mount === undefined ? undefined : existsAt(mount, below, known)
    )
    // A wrapping token that was refused stays what it was: it has not been opened.
    if (!allowed && isWrappingToken(known.found.entry)) return yield* forbidden
    // On these paths what uses a wrapping token up is being opened, in the operation's own commit; asking for another to be
    // opened does not, and neither does asking for what is not there.
    const isSpared = isWrappingToken(known.found.entry) && (wrappingToken !== undefined || !isMatch(match))
    const counted = isSpared ? known.found : yield* tokens.use(known.found)
    if (counted === undefined) return yield* unauthenticated
    const answer = () =>
      answerTo({ ...known, found: counted, minWrapTtl }, allowed, mount, match, request, wrappingToken)
    return yield* counted.entry.numUses === LAST_USE
      ? Effect.ensuring(Effect.suspend(answer), Effect.ignore(tokens.revoke(counted.id)))
      : answer()
  })

  /** The request with its path in canonical form: from here on nothing knows of another spelling. @see RW-PB-21 */
  const inCanonicalForm = (mount: RunningMount, sent: ParsedRequest): ParsedRequest => {
    const path = canonicalBelow(mount, routers, sent.path, sent.verb === "list" || sent.verb === "scan")
    return path === sent.path ? sent : { ...sent, path }
  }

  const route = (sent: ParsedRequest, wrappingToken: ValidWrappingToken | undefined): Effect.Effect<Reply, Failure> => {
    // No other mount is below this one, so the canonical path leads to it as well.
    const mount = mounts.match(sent.path)
    const request = mount === undefined ? sent : inCanonicalForm(mount, sent)
    const { bare, path, verb } = request
    const match =
      mount === undefined
        ? errorTexts.unsupportedPath
        : routers[mount.group].match(verb === "head" && bare ? "read" : verb, path.slice(mount.entry.path.length))
    if (bare && !isMatch(match)) return Effect.fail(silentError(405))
    if (mount !== undefined && !isMatch(match)) {
      const isOpen = routers[mount.group].isOpen(path.slice(mount.entry.path.length))
      if (isOpen || path === OPEN_AND_GONE) return Effect.fail(noMatch(match, false))
    }
    if (mount !== undefined && isMatch(match) && operationTable[match.operation].unauthenticated) {
      return performOpen(mount, match, request, wrappingToken)
    }
    return authenticated(mount, match, request, wrappingToken)
  }

  return (request: ParsedRequest): Effect.Effect<Reply, Failure> => {
    const { path, verb } = request
    if ((verb === "update" || verb === "patch") && path.endsWith("/"))
      return Effect.fail(plainError(400, errorTexts.writeToFolder))
    return VALIDATED.has(path)
      ? Effect.flatMap(validate(request), (wrappingToken) => route(request, wrappingToken))
      : route(request, undefined)
  }
}

/** Some paths repeat the keys of their data beside the envelope's own. */
const withTopLevelData = (envelope: string, data: Answer["data"]): string =>
  JSON.stringify({ ...(data as Record<string, unknown>), ...(JSON.parse(envelope) as Record<string, unknown>) })
