import { errorTextFor, errorTexts } from "@enwrap/protocol"
import { type NoMatch, routers } from "../state/mount/operation-router.ts"
import type { ValidWrappingToken } from "../state/token/token-entry.ts"
import { listedError, plainError, type ProtocolError, silentError } from "../values/protocol-error.ts"
import type { RequestContext, RequestRun } from "./context.ts"
import type { ParsedRequest } from "./parsed-request.ts"

/** A path that the original serves without a token, and that does not exist here. */
const OPEN_BUT_ABSENT = "sys/wrapping/pubkey"

/** Finds the mount and the operation that a request leads to. @see RW-PB-21 */
export const route = (
  { audit, clock, isTraced, services }: RequestRun,
  sent: ParsedRequest,
  wrappingToken: ValidWrappingToken | undefined
): RequestContext => {
  // No other mount is below this one, so the canonical path leads to the same mount.
  const place = services.places.find(services.mounts, sent.path)
  if (place === undefined)
    return {
      services,
      clock,
      isTraced,
      audit,
      request: sent,
      mount: undefined,
      below: sent.path,
      match: errorTexts.unsupportedPath,
      wrappingToken,
      holder: undefined
    }
  const { below: sentBelow, mount } = place
  const router = routers[mount.group]
  // No later step sees another spelling of the path.
  const below = router.canonical(sentBelow, sent.verb === "list" || sent.verb === "scan")
  const request = below === sentBelow ? sent : { ...sent, path: mount.entry.path + below }
  const match = router.match(request.verb === "head" && request.bare ? "read" : request.verb, below)
  if (typeof match !== "string") request.observed.operation = match.operation
  return { services, clock, isTraced, audit, request, mount, below, match, wrappingToken, holder: undefined }
}

/** The error for a path that leads to no mount. */
export const noMount = (path: string): ProtocolError => plainError(404, errorTextFor.noHandler(path))

/** The error for a path and a verb that lead to no operation. */
export const noOperation = (match: NoMatch, isAuthenticated: boolean): ProtocolError => {
  const status = match === errorTexts.unsupportedPath ? 404 : 405
  return isAuthenticated ? listedError(status, match) : plainError(status, match)
}

/** The error for a request that leads to no operation, if callers may learn that without a token; otherwise `undefined`. */
export const publicRefusal = ({ below, match, mount, request }: RequestContext): ProtocolError | undefined => {
  if (typeof match !== "string") return undefined
  if (request.bare) return silentError(405)
  if (mount === undefined) return undefined
  const isOpen = routers[mount.group].isOpen(below) || request.path === OPEN_BUT_ABSENT
  return isOpen ? noOperation(match, false) : undefined
}
