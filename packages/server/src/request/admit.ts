import { errorTexts, operationTable } from "@enwrap/protocol"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import type { StoreFailure } from "../ports/store/port.ts"
import type { RequestHead } from "../ports/exchange.ts"
import { unauthenticated } from "../values/denied.ts"
import { routers } from "../state/mount/operation-router.ts"
import { plainError, type ProtocolError, silentError } from "../values/protocol-error.ts"
import type { RequestServices } from "./context.ts"
import { isUsableToken } from "./identify.ts"
import { isBare, parseMethod, parseToken } from "./parse-head.ts"
import { parseTarget, type Redirect } from "./parse-target.ts"

/** How many bytes of a body are read. */
export interface BodyLimits {
  /** Of a request that needs a token and has no valid one. */
  readonly free: number
  /** Of an operation that needs no token: a login, an unwrap. */
  readonly open: number
  /** With a valid token. */
  readonly max: number
}

/** How many bytes may be read, and the error for a longer body. */
export interface BodyAllowance {
  readonly maxBytes: number
  readonly beyond: ProtocolError | Redirect
}

type AdmitServices = Pick<RequestServices, "mounts" | "tokens">

const tooLarge: ProtocolError = plainError(413, errorTexts.bodyTooLarge)

/**
 * Decides from the head of a request how much of its body is read: the server buffers nothing large for an unknown caller.
 * Adapters call it only for bodies that are larger than `free`.
 */
export const admit = (
  services: AdmitServices,
  limits: BodyLimits,
  head: RequestHead
): Effect.Effect<BodyAllowance, StoreFailure> =>
  Effect.map(isUsableToken(services.tokens, parseToken(head.header), head.remoteAddress), (usable) =>
    usable ? { maxBytes: limits.max, beyond: tooLarge } : withoutToken(services, limits, head)
  )

/** How much may be read without a token, or the response that the request would get without one. */
const withoutToken = ({ mounts }: AdmitServices, limits: BodyLimits, head: RequestHead): BodyAllowance => {
  const refused = (beyond: ProtocolError | Redirect): BodyAllowance => ({ maxBytes: limits.free, beyond })
  const target = parseTarget(head.target)
  if (Result.isFailure(target)) return refused(target.failure)
  const { path, query } = target.success
  const method = parseMethod(head.method, query)
  if (Result.isFailure(method)) return refused(method.failure)
  const verb = method.success
  // Only a write has a body that matters.
  if (verb !== "update" && verb !== "patch") return refused(tooLarge)
  const mount = mounts.match(path)
  const match = mount && routers[mount.group].match(verb, path.slice(mount.entry.path.length))
  if (match === undefined || typeof match === "string")
    return refused(isBare(path) ? silentError(405) : unauthenticated)
  return operationTable[match.operation].unauthenticated
    ? { maxBytes: Math.min(limits.open, limits.max), beyond: tooLarge }
    : refused(unauthenticated)
}
