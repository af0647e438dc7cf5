import { errorTexts, type OperationGroup, operationTable } from "@enwrap/protocol"
import * as Effect from "effect/Effect"
import type { RequestHead } from "../ports/exchange.ts"
import type { Mounts } from "../state/mount/mounts.ts"
import type { OperationRouter } from "../state/mount/operation-router.ts"
import { plainError, ProtocolError, silentError } from "../values/protocol-error.ts"
import type { StoreFailure } from "../ports/store/port.ts"
import { isBare } from "./bare-paths.ts"
import { unauthenticated } from "../values/denied.ts"
import { parseMethod } from "./parse-method.ts"
import { parseTarget, Redirect } from "./parse-target.ts"
import { parseToken } from "./parse-token.ts"

/** Bytes of bodies that are read before anything is known of who sends them. */
export interface BodyLimits {
  /** Of a request that needs a token, without a good one. */
  readonly free: number
  /** Of an operation that needs no token: a login, an unwrap. */
  readonly open: number
  /** With a good token. */
  readonly max: number
}

/** How many bytes may be read, and what a longer body means. */
export interface BodyAllowance {
  readonly maxBytes: number
  readonly beyond: ProtocolError | Redirect
}

export interface AdmitDependencies {
  readonly mounts: Pick<typeof Mounts.Service, "match">
  readonly routers: Readonly<Record<OperationGroup, OperationRouter>>
  /** Whether a token is alive, has a use left and may be used from an address. It counts no use. */
  readonly isGood: (token: string | undefined, remoteAddress: string) => Effect.Effect<boolean, StoreFailure>
  readonly limits: BodyLimits
}

const tooLarge: ProtocolError = plainError(413, errorTexts.bodyTooLarge)

/**
 * Decides from its head how much of a request's body is read: nobody keeps bytes for someone who is not known. Adapters ask
 * it only about bodies that are larger than `free`.
 */
export const makeAdmit = ({ isGood, limits, mounts, routers }: AdmitDependencies) => {
  /** What the request would be answered without a token, or how much of it may be read. */
  const withoutToken = ({ method, target }: RequestHead): BodyAllowance => {
    const refused = (beyond: ProtocolError | Redirect): BodyAllowance => ({ maxBytes: limits.free, beyond })
    const read = parseTarget(target)
    if (read instanceof Redirect || read instanceof ProtocolError) return refused(read)
    const verb = parseMethod(method, read.query)
    if (verb instanceof ProtocolError) return refused(verb)
    // A body means something to a write only.
    if (verb !== "update" && verb !== "patch") return refused(tooLarge)
    const mount = mounts.match(read.path)
    const match = mount && routers[mount.group].match(verb, read.path.slice(mount.entry.path.length))
    if (match === undefined || typeof match === "string")
      return refused(isBare(read.path) ? silentError(405) : unauthenticated)
    return operationTable[match.operation].unauthenticated
      ? { maxBytes: Math.min(limits.open, limits.max), beyond: tooLarge }
      : refused(unauthenticated)
  }

  return (head: RequestHead): Effect.Effect<BodyAllowance, StoreFailure> =>
    Effect.map(isGood(parseToken(head.header), head.remoteAddress), (good) =>
      good ? { maxBytes: limits.max, beyond: tooLarge } : withoutToken(head)
    )
}
