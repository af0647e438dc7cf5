import { type OperationId, operationTable } from "@enwrap/protocol"
import * as Effect from "effect/Effect"
import type { EngineEffect } from "../ports/engine/port.ts"
import type { PolicyOperation } from "../state/policy/index.ts"
import type { ProtocolError } from "../values/protocol-error.ts"
import type { StoreFailure } from "../ports/store/port.ts"
import type { Holder } from "../state/holder.ts"
import type { ParsedRequest } from "./parsed-request.ts"

/**
 * Paths of the original that need `sudo` and that are not built here, or not with every method: who may not use them is not
 * told that they are not there.
 */
const SUDO_PREFIXES: ReadonlyArray<string> = [
  "sys/audit/",
  "sys/auth/",
  "sys/config/auditing/",
  "sys/internal/inspect/",
  "sys/raw/"
]

/** Whether `sudo` is needed on top of the capability itself. */
const needsSudo = (operation: OperationId | undefined, path: string): boolean =>
  operation === undefined ? SUDO_PREFIXES.some((prefix) => path.startsWith(prefix)) : operationTable[operation].sudo

/** What the rules about parameters see: the fields of the body, or the query's. */
const parametersOf =
  ({ payload, query }: ParsedRequest) =>
  (): ReadonlyMap<string, unknown> =>
    payload.members.size === 0 ? query : new Map([...payload.members].map(([name, text]) => [name, JSON.parse(text)]))

/** Whether a request is allowed, and what its wrapping is bound to. */
export interface Permission {
  readonly allowed: boolean
  /** Seconds; the least wrap TTL that the policies demand for it, absent where they demand none. */
  readonly minWrappingTtl?: number
}

const EVERYTHING: Permission = { allowed: true }
const NOTHING: Permission = { allowed: false }

/** A head asks for nothing that a read would not give. */
const policyOperation = (verb: ParsedRequest["verb"]): PolicyOperation => (verb === "head" ? "read" : verb)

/**
 * A rule may name another spelling than the canonical one, which no other request has: it denies at least that. And what stands
 * behind a mount may take a slash at the end for nothing: a path that is denied without one is denied with it.
 *
 * @see RW-PB-23
 */
const isDeniedOtherwise = ({ acl }: Holder, { path, sentPath, verb }: ParsedRequest): boolean =>
  (sentPath !== path && acl.denies(sentPath)) ||
  (path.endsWith("/") && verb !== "list" && verb !== "scan" && acl.denies(path.slice(0, -1)))

/**
 * May the holder do this? Whether a write creates or updates is only looked up where the policies treat the two apart.
 *
 * @see RW-PB-1 RW-PB-21
 */
export const authorize = (
  holder: Holder,
  request: ParsedRequest,
  operation: OperationId | undefined,
  exists: (() => EngineEffect<boolean>) | undefined
): Effect.Effect<Permission, ProtocolError | StoreFailure> => {
  if (holder.acl.root) return Effect.succeed(EVERYTHING)
  if (isDeniedOtherwise(holder, request)) return Effect.succeed(NOTHING)
  const sudoNeeded = needsSudo(operation, request.path)
  const ask = (asked: PolicyOperation): Permission => {
    const decision = holder.acl.check({
      operation: asked,
      path: request.path,
      parameters: parametersOf(request),
      wrapTtlSeconds: request.wrapTtl
    })
    return decision.allowed && (!sudoNeeded || decision.sudo) ? decision : NOTHING
  }
  const update = ask(policyOperation(request.verb))
  if (request.verb !== "update" || exists === undefined) return Effect.succeed(update)
  const create = ask("create")
  return create.allowed === update.allowed
    ? Effect.succeed(update)
    : Effect.map(exists(), (there) => (there ? update : create))
}
