import { type OperationId, operationTable } from "@enwrap/protocol"
import * as Effect from "effect/Effect"
import type { EngineEffect } from "../ports/engine/port.ts"
import type { PolicyResults } from "../actions/audit/audit-facts.ts"
import type { AclDecision } from "../state/policy/acl.ts"
import type { PolicyOperation } from "../state/policy/path-rule.ts"
import { parametersOf } from "../state/policy/request-parameters.ts"
import type { Holder } from "../state/holder.ts"
import { operationOf, type RequestContext, type RequestFailure } from "./context.ts"
import type { ParsedRequest } from "./parsed-request.ts"

/**
 * Paths of the original that need `sudo` and that do not exist here, or not with every method: a caller without `sudo` must not
 * learn that they do not exist.
 */
const SUDO_PREFIXES: ReadonlyArray<string> = [
  "auth/token/accessors",
  "auth/token/revoke-orphan/",
  "sys/audit/",
  "sys/auth/",
  "sys/config/auditing/",
  "sys/config/ui/headers/",
  "sys/internal/inspect/",
  "sys/leases/lookup/",
  "sys/leases/revoke-force/",
  "sys/leases/revoke-prefix/",
  "sys/plugins/catalog/",
  "sys/raw/",
  "sys/revoke-force/",
  "sys/revoke-prefix/"
]
const SUDO_PATHS: ReadonlySet<string> = new Set([
  "sys/audit",
  "sys/config/cors",
  "sys/leases",
  "sys/raw",
  "sys/remount",
  "sys/rotate",
  "sys/rotate/keyring",
  "sys/rotate/root"
])

/** Whether `sudo` is needed in addition to the capability itself. */
const needsSudo = (operation: OperationId | undefined, path: string): boolean =>
  operation === undefined
    ? SUDO_PATHS.has(path) || SUDO_PREFIXES.some((prefix) => path.startsWith(prefix))
    : operationTable[operation].sudo

/** Whether a request is allowed, and the bound on its wrapping. */
export interface Permission extends Pick<AclDecision, "allowed" | "minWrappingTtl"> {
  /** Whether it creates what it writes; absent if that was not looked up. */
  readonly creates?: boolean
}

const EVERYTHING: Permission = { allowed: true }
const NOTHING: Permission = { allowed: false }

/** A `HEAD` reveals nothing that a read would not, nor does the refusal of a request for help. */
const policyOperation = (verb: ParsedRequest["verb"]): PolicyOperation =>
  verb === "head" || verb === "help" ? "read" : verb

/**
 * A policy may deny a spelling that is not the canonical one; the request that was sent in that spelling is denied. And a server
 * behind a mount may ignore a slash at the end: a path that is denied without one is denied with it.
 *
 * @see RW-PB-23
 */
const isDeniedOtherwise = ({ acl }: Holder, { path, sentPath, verb }: ParsedRequest): boolean =>
  (sentPath !== path && acl.denies(sentPath)) ||
  (path.endsWith("/") && verb !== "list" && verb !== "scan" && acl.denies(path.slice(0, -1)))

/** Asks the engine, or the cubbyhole, whether the path exists; `undefined` where every write is an update. */
const existence = (
  { below, mount, services }: RequestContext,
  holder: Holder
): (() => EngineEffect<boolean>) | undefined => {
  if (mount === undefined) return undefined
  if (mount.kind === "engine") {
    const { exists } = mount
    return exists === undefined ? undefined : () => exists(below)
  }
  return mount.group === "cubbyhole" ? () => services.cubbyhole.exists(holder.found, below) : undefined
}

/** What the policies say of a request, for its audit entries. */
export const policyResults = (
  { request: { path, verb } }: RequestContext,
  { acl }: Holder,
  { allowed, creates = false }: Permission
): PolicyResults => ({
  allowed,
  creates,
  grantedBy: allowed ? acl.grantedBy(creates ? "create" : policyOperation(verb), path) : undefined
})

/**
 * Asks the policies of the caller's token. Whether a write creates or updates is only looked up where the policies treat the two
 * differently, or where an audit entry says it.
 *
 * @see RW-PB-1 RW-PB-21
 */
export const authorize = (context: RequestContext, holder: Holder): Effect.Effect<Permission, RequestFailure> => {
  const { request } = context
  const exists = request.verb === "update" ? existence(context, holder) : undefined
  if (holder.acl.root) return whetherItCreates(context, exists, EVERYTHING, EVERYTHING)
  if (isDeniedOtherwise(holder, request)) return Effect.succeed(NOTHING)
  const sudoNeeded = needsSudo(operationOf(context), request.path)
  const check = (operation: PolicyOperation): Permission => {
    const decision = holder.acl.check({
      operation,
      path: request.path,
      parameters: parametersOf(request),
      wrapTtlSeconds: request.wrapTtl
    })
    return decision.allowed && (!sudoNeeded || decision.sudo) ? decision : NOTHING
  }
  const update = check(policyOperation(request.verb))
  return whetherItCreates(context, exists, update, exists === undefined ? update : check("create"))
}

const whetherItCreates = (
  { audit }: RequestContext,
  exists: (() => EngineEffect<boolean>) | undefined,
  update: Permission,
  create: Permission
): Effect.Effect<Permission, RequestFailure> => {
  const decides = create.allowed !== update.allowed
  // Nothing is read for a request that is denied in any case: how long that takes would tell what exists.
  if (exists === undefined || (!decides && (audit === undefined || !update.allowed))) return Effect.succeed(update)
  // What cannot be read can still be written, if only the entry asks.
  const known = decides ? exists() : Effect.catch(exists(), () => Effect.succeed(true))
  return Effect.map(known, (found) => (found ? update : { ...create, creates: true }))
}
