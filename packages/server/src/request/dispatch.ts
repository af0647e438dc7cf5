import { errorTexts, type OperationId, operationTable } from "@enwrap/protocol"
import * as Effect from "effect/Effect"
import { RESPONSE } from "../state/records.ts"
import type { PolicyResults } from "../actions/audit/audit-facts.ts"
import type { WireResponse } from "../ports/exchange.ts"
import type { Holder } from "../state/holder.ts"
import { isWrappingToken, LAST_USE } from "../state/token/token-entry.ts"
import { forbidden, unauthenticated } from "../values/denied.ts"
import { plainError } from "../values/protocol-error.ts"
import { authorize, type Permission, policyResults } from "./authorize.ts"
import {
  isMatched,
  type MatchedContext,
  operationOf,
  type RequestContext,
  type RequestFailure,
  type RequestRun
} from "./context.ts"
import { identify, identifyOptional, openSender } from "./identify.ts"
import type { ParsedRequest } from "./parsed-request.ts"
import { carryOut, carryOutUnknown } from "./perform.ts"
import { requireCallerAndMount } from "./require-caller-and-mount.ts"
import { noMount, publicRefusal, route } from "./route.ts"
import { validateWrappingToken } from "./validate-wrapping-token.ts"

/** Paths whose wrapping token is validated before anything else is looked at. */
const VALIDATED: ReadonlyMap<string, OperationId> = new Map([
  ["sys/wrapping/lookup", "wrappingLookup"],
  ["sys/wrapping/unwrap", "wrappingUnwrap"],
  ["sys/wrapping/rewrap", "wrappingRewrap"]
])

/** Carries out a parsed request, and returns the response. */
export const dispatch = (run: RequestRun, request: ParsedRequest): Effect.Effect<WireResponse, RequestFailure> => {
  const { path, verb } = request
  if ((verb === "update" || verb === "patch") && path.endsWith("/"))
    return Effect.fail(plainError(400, errorTexts.writeToFolder))
  const validated = VALIDATED.get(path)
  // A request whose wrapping token is invalid is never routed, and is counted nevertheless.
  request.observed.operation = validated
  if (validated === undefined) return dispatchRouted(route(run, request, undefined))
  run.audit?.validating()
  return Effect.flatMapEager(validateWrappingToken(run, request), (wrappingToken) =>
    dispatchRouted(route(run, request, wrappingToken))
  )
}

const dispatchRouted = (context: RequestContext): Effect.Effect<WireResponse, RequestFailure> => {
  context.audit?.routed(context)
  if (isMatched(context) && isOpen(context))
    return isForbiddenHere(context) ? Effect.fail(unauthenticated) : dispatchOpen(context)
  const refusal = publicRefusal(context)
  if (refusal === undefined) return authenticate(context)
  // Nobody was refused because of a token: only the entry of the response has the error.
  return context.audit === undefined
    ? Effect.fail(refusal)
    : Effect.andThen(context.audit.request(), Effect.fail(refusal))
}

/** Whether an operation needs no token. @see RW-MT-3 */
const isOpen = ({ match: { operation }, request }: MatchedContext): boolean =>
  operationTable[operation].unauthenticated || (operation === "sysMetricsRead" && request.bare)

/** Whether an operation that needs no token is not available through this listener. @see RW-SYS-35, RW-SYS-36 */
const isForbiddenHere = ({ request: { path, withoutToken } }: MatchedContext): boolean => {
  if (withoutToken === undefined) return false
  if (withoutToken.rekey === false && /^sys\/rekey(?:-recovery-key)?\//.test(path)) return true
  return withoutToken.rootGeneration === false && path.startsWith("sys/generate-root/")
}

const NEEDS_NO_POLICY: PolicyResults = { allowed: true, creates: false, grantedBy: undefined }

/** An operation that needs no token. */
const dispatchOpen = (context: MatchedContext): Effect.Effect<WireResponse, RequestFailure> =>
  Effect.flatMapEager(identifyOptional(context), (holder) => {
    const identified = { ...context, holder }
    const { audit } = context
    if (audit === undefined) return requireCallerAndMount(identified, carryOut(identified))
    return Effect.flatMapEager(openSender(context, holder), (sender) => {
      audit.identified(sender, NEEDS_NO_POLICY)
      return Effect.andThen(
        audit.request(),
        requireCallerAndMount(
          identified,
          Effect.suspend(() => carryOut(identified))
        )
      )
    })
  })

/** Identifies the caller, checks the policies, counts a use of the token, and carries out the request. */
const authenticate = (context: RequestContext): Effect.Effect<WireResponse, RequestFailure> =>
  Effect.flatMapEager(identify(context), (known) =>
    known === undefined
      ? Effect.fail(unauthenticated)
      : Effect.flatMapEager(authorize(context, known), (permission) => enter(context, known, permission))
  )

/** The caller is known. A rejected request is counted as a use of its token too, but does not use up a wrapping token. */
const enter = (
  context: RequestContext,
  known: Holder,
  permission: Permission
): Effect.Effect<WireResponse, RequestFailure> => {
  const { audit } = context
  const { allowed, minWrappingTtl = 0 } = permission
  const { entry } = known.found
  audit?.identified(entry, policyResults(context, known, permission))
  if (!allowed && isWrappingToken(entry)) return Effect.fail(forbidden)
  const holder = minWrappingTtl === 0 ? known : { ...known, minWrapTtl: minWrappingTtl }
  // Before anything is done for the request, a counted use included.
  return audit !== undefined && allowed
    ? Effect.flatMapEager(audit.request(), () => countAndCarryOut(context, holder, allowed))
    : countAndCarryOut(context, holder, allowed)
}

const countAndCarryOut = (
  context: RequestContext,
  holder: Holder,
  allowed: boolean
): Effect.Effect<WireResponse, RequestFailure> =>
  isSpared(context, holder)
    ? carryOutIfAllowed({ ...context, holder }, allowed)
    : Effect.flatMapEager(context.services.tokens.use(holder.found), (found) => {
        if (found === undefined) return Effect.fail(unauthenticated)
        const counted = { ...context, holder: found === holder.found ? holder : { ...holder, found } }
        return found.entry.numUses === LAST_USE
          ? Effect.ensuring(
              Effect.suspend(() => carryOutIfAllowed(counted, allowed)),
              context.services.revocation.usedUp(found.id)
            )
          : carryOutIfAllowed(counted, allowed)
      })

/**
 * Whether no use is counted: on the paths about a wrapping token, and where its holder reads the stored response, the operation's
 * own commit uses it up. Neither a request about another wrapping token nor one for something that does not exist uses it up.
 */
const isSpared = (context: RequestContext, { found }: Holder): boolean =>
  isWrappingToken(found.entry) &&
  (context.wrappingToken !== undefined || typeof context.match === "string" || readsResponse(context))

/** `cubbyhole/response`: the older way to unwrap. */
const readsResponse = (context: RequestContext): boolean =>
  operationOf(context) === "cubbyholeRead" && context.request.path === `cubbyhole/${RESPONSE}`

const carryOutIfAllowed = (context: RequestContext, allowed: boolean): Effect.Effect<WireResponse, RequestFailure> => {
  if (!allowed) return Effect.fail(forbidden)
  if (context.mount === undefined) return Effect.fail(noMount(context.request.path))
  return requireCallerAndMount(context, isMatched(context) ? carryOut(context) : carryOutUnknown(context))
}
