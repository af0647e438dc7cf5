import * as Effect from "effect/Effect"
import type { Store, StoreFailure } from "../../ports/store/port.ts"
import { whenConflict } from "../../ports/store/when-conflict.ts"
import type { Closing } from "../../state/closing.ts"
import type { Cubbyhole } from "../../state/cubbyhole/cubbyhole.ts"
import type { DamagedRecords } from "../../state/damaged-records.ts"
import type { ServerMetrics } from "../../state/metrics/metrics.ts"
import { revokingTokenKey, TOKENS } from "../../state/records.ts"
import type { FoundToken } from "../../state/token/token-entry.ts"
import type { TokenStore } from "../../state/token/token-store.ts"
import { forEachTogether } from "./for-each-together.ts"

type Work<A = void> = Effect.Effect<A, StoreFailure>

interface Needs {
  readonly store: typeof Store.Service
  readonly tokens: typeof TokenStore.Service
  readonly cubbyhole: typeof Cubbyhole.Service
  readonly damaged: typeof DamagedRecords.Service
  readonly closing: typeof Closing.Service
  readonly metrics: ServerMetrics
  readonly revokeSecretsOf: (tokenId: string) => Work
}

/** Deletes tokens that are marked as being revoked, with everything that ends with them. */
export const makeTokenTrees = ({ closing, cubbyhole, damaged, metrics, revokeSecretsOf, store, tokens }: Needs) => {
  /** Deletes a token that is marked as being revoked. It is deleted even if its secrets cannot be revoked yet. */
  const deleteToken = Effect.fnUntraced(function* (found: FoundToken) {
    yield* revokeSecretsOf(found.id)
    const deletes = [
      ...tokens.keysToDelete(found),
      revokingTokenKey(found.id),
      ...(yield* cubbyhole.recordsOf(found.id))
    ]
    if (found.entry.wrapping === undefined) return yield* store.commit({ deletes })
    // Several requests may revoke the same token. The one that deletes it counts it.
    const first = store.commit({ when: [{ kind: "exists", space: TOKENS, key: found.id }], deletes })
    const counted = Effect.map(first, () => metrics.pendingWraps.ended(found.entry.expiresAtMs))
    yield* whenConflict(counted, () => store.commit({ deletes }))
  })

  /** The tokens whose trees are being deleted. */
  const claimed = new Set<string>()

  const deleteOwn = Effect.fnUntraced(function* (own: Set<string>, id: string, root: FoundToken | undefined) {
    // Level by level, not recursion: a tree may be deep.
    const levels: Array<ReadonlyArray<FoundToken>> = []
    for (let level = [id]; level.length > 0;) {
      const marked: Array<FoundToken> = []
      const children: Array<string> = []
      const mark = Effect.fnUntraced(function* (next: string) {
        const found = next === id ? root : yield* damaged.orElse(tokens.markRevoking(next, "tree"), null)
        if (found === undefined) yield* cubbyhole.deleteExpired(next)
        // Nobody can use a damaged token.
        else if (found === null) yield* revokeSecretsOf(next)
        else marked.push(found)
        for (const child of yield* tokens.childrenOf(next)) if (claim(own, child)) children.push(child)
      })
      yield* forEachTogether(closing, level, mark)
      levels.push(marked)
      level = children
    }
    // The leaves first, so that whatever is left of a tree can always be reached from its root.
    for (const level of levels.reverse())
      yield* forEachTogether(closing, level, (found) => Effect.map(deleteToken(found), () => release(own, found.id)))
  })

  /** Whether no other revocation deletes the tree of a token. */
  const claim = (own: Set<string>, id: string): boolean => {
    if (claimed.has(id)) return false
    claimed.add(id)
    own.add(id)
    return true
  }

  /** A later token may have the same id, if it was chosen. */
  const release = (own: Set<string>, id: string): void => {
    if (own.delete(id)) claimed.delete(id)
  }

  /**
   * Deletes the tree of a token. If several revocations come upon the same token, the first one deletes its tree, and the others leave
   * it alone: nobody can use it any more. Otherwise, the callers of a chain of tokens could multiply the work for what is at its end.
   */
  const deleteTree = (id: string, root: FoundToken | undefined): Work =>
    Effect.suspend(() => {
      const own = new Set<string>()
      const ended = Effect.sync(() => {
        for (const each of own) release(own, each)
      })
      return claim(own, id) ? Effect.ensuring(deleteOwn(own, id, root), ended) : Effect.void
    })

  return { deleteToken, deleteTree }
}
