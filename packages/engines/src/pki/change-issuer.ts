import type { EngineEffect, EngineResponse, ProtocolError, StoreFailure } from "@enwrap/server/engine"
import * as Effect from "effect/Effect"
import type { Authority, AuthorityChange, Issuer } from "./authority.ts"
import type { PkiMount } from "./mount.ts"
import { makeList } from "./revocation-list.ts"
import { listIdOf, listSigner, sharersOf } from "./shared-list.ts"
import { signing } from "./slow-lanes.ts"

/** A change of an issuer, which is the one before the change. */
export interface IssuerChange {
  readonly response: EngineResponse
  readonly issuer: Issuer
  readonly change: AuthorityChange
}

/** Whether an issuer's CRL loses the last issuer that may sign it, while others still share it. */
const losesSigner = (mount: PkiMount, before: Authority, after: Authority, issuer: Issuer): boolean => {
  const listId = listIdOf(mount, issuer)
  return (
    listSigner(mount, before, listId) !== undefined &&
    listSigner(mount, after, listId) === undefined &&
    sharersOf(mount, after, listId).length > 0
  )
}

interface Attempt {
  readonly response: EngineResponse
  /** Set if nothing was changed yet, because the last CRL is missing. */
  readonly lastSigner?: Issuer
}

/**
 * Changes an issuer that signs its last CRL. Revocations during the change are on that CRL, too. All this is one piece of slow
 * work, so that a full queue cannot stop it halfway.
 */
const withLastList = Effect.fn("pki.withLastList")(function* (
  mount: PkiMount,
  lastSigner: Issuer,
  attempt: EngineEffect<Attempt>
): Effect.fn.Return<Attempt, ProtocolError | StoreFailure> {
  const makeLast = makeList(mount, lastSigner, { force: true, formerSigner: lastSigner })
  const stamp = yield* mount.certificates.stamp
  yield* makeLast
  const attempted = yield* attempt
  if ((yield* mount.certificates.stamp) !== stamp) yield* makeLast
  return attempted
})

/**
 * Changes or deletes an issuer. If no issuer may sign its CRL afterwards, the last one is made first: it is published from then
 * on. `decide` returns `undefined` for no change.
 */
export const changeIssuer = Effect.fn("pki.changeIssuer")(function* (
  mount: PkiMount,
  decide: (present: Authority) => EngineEffect<IssuerChange | undefined>
): Effect.fn.Return<EngineResponse, ProtocolError | StoreFailure> {
  const attempt = (hasLastList: boolean): EngineEffect<Attempt> =>
    mount.authority.change(
      Effect.fnUntraced(function* (present): Effect.fn.Return<
        readonly [Attempt, AuthorityChange | undefined],
        ProtocolError | StoreFailure
      > {
        const decided = yield* decide(present)
        if (decided === undefined) return [{ response: {} }, undefined]
        const { change, issuer, response } = decided
        return !hasLastList && losesSigner(mount, present, change.authority, issuer)
          ? [{ response, lastSigner: issuer }, undefined]
          : [{ response }, change]
      })
    )
  const first = yield* attempt(false)
  if (first.lastSigner === undefined) return first.response
  return (yield* signing(withLastList(mount, first.lastSigner, attempt(true)))).response
})
