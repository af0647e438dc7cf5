import type { OperationId } from "@enwrap/protocol"
import type * as Clock from "effect/Clock"
import type { Audit } from "../actions/audit/audit.ts"
import type { Revocation } from "../actions/revocation/revocation.ts"
import type { WrapServices } from "../actions/wrapping/wrap-response.ts"
import type { SystemHandler } from "../operations/system-handler.ts"
import type { Crypto } from "../ports/crypto/port.ts"
import type { StoreFailure } from "../ports/store/port.ts"
import type { Holder } from "../state/holder.ts"
import type { LeaseStore } from "../state/lease/lease-store.ts"
import type { Mounts } from "../state/mount/mounts.ts"
import type { RunningMount } from "../state/mount/running-mount.ts"
import type { NoMatch, OperationMatch } from "../state/mount/operation-router.ts"
import type { PolicyStore } from "../state/policy/policy-store.ts"
import type { Quotas } from "../state/quota/quotas.ts"
import type { ValidWrappingToken } from "../state/token/token-entry.ts"
import type { ProtocolError } from "../values/protocol-error.ts"
import type { AuditTrail } from "./audit-trail.ts"
import type { AuditTrails } from "./audit-trails.ts"
import type { KnownPlaces } from "./known-places.ts"
import type { ParsedRequest } from "./parsed-request.ts"

export type RequestFailure = ProtocolError | StoreFailure

/** The services that requests are carried out with, the same for all of them. */
export interface RequestServices extends WrapServices {
  readonly audit: typeof Audit.Service
  /** `undefined` without audit devices. */
  readonly trails: typeof AuditTrails.Service | undefined
  readonly crypto: typeof Crypto.Service
  readonly leases: typeof LeaseStore.Service
  readonly mounts: typeof Mounts.Service
  readonly places: KnownPlaces
  readonly policies: typeof PolicyStore.Service
  readonly quotas: typeof Quotas.Service
  readonly revocation: typeof Revocation.Service
  /** The server's own operations, by id. */
  readonly system: Readonly<Record<string, SystemHandler<OperationId>>>
}

/** What a request has from start to end. To ask its fiber for each of them would be one more step each time. */
export interface RequestRun {
  readonly services: RequestServices
  /** The clock of the fiber that handles the request: it shows the time of the server. */
  readonly clock: Clock.Clock
  /** Whether the fiber has a tracer, so that the operation has a span. */
  readonly isTraced: boolean
  /** The entries of an audited request; `undefined` if the request is not audited. */
  readonly audit: AuditTrail | undefined
}

/** A request on its way through the server, with all that has been found out about it. */
export interface RequestContext extends RequestRun {
  /** Its path is in canonical form. */
  readonly request: ParsedRequest
  /** The mount that its path leads to. */
  readonly mount: RunningMount | undefined
  /** Its path below the mount. */
  readonly below: string
  /** The operation for its path and verb, or the reason why there is none. */
  readonly match: OperationMatch | NoMatch
  /** On the paths that are about a wrapping token: the one that was validated. */
  readonly wrappingToken: ValidWrappingToken | undefined
  /** The caller; absent until it is identified, and where an operation needs none. */
  readonly holder: Holder | undefined
}

/** A request that leads to an operation. */
export interface MatchedContext extends RequestContext {
  readonly mount: RunningMount
  readonly match: OperationMatch
}

export const isMatched = (context: RequestContext): context is MatchedContext =>
  context.mount !== undefined && typeof context.match !== "string"

/** The operation of a request, if it leads to one. */
export const operationOf = ({ match }: RequestContext): OperationId | undefined =>
  typeof match === "string" ? undefined : match.operation
