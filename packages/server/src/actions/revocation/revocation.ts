import { errorTextFor } from "@enwrap/protocol"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { dueBy } from "../../ports/store/list.ts"
import { Store, type StoreFailure } from "../../ports/store/port.ts"
import { whenConflict } from "../../ports/store/when-conflict.ts"
import { Closing } from "../../state/closing.ts"
import { Cubbyhole } from "../../state/cubbyhole/cubbyhole.ts"
import { DamagedRecords } from "../../state/damaged-records.ts"
import { LeaseStore } from "../../state/lease/lease-store.ts"
import { marker, revokingTokenKey, tokenDueKey, tokenOfLease, TOKENS, TOKENS_DUE } from "../../state/records.ts"
import { confirmDependencies, toTheEnd } from "../../state/request-dependencies.ts"
import { type FoundToken, LAST_USE } from "../../state/token/token-entry.ts"
import { Metrics } from "../../state/metrics/metrics.ts"
import { TokenStore } from "../../state/token/token-store.ts"
import { now } from "../../values/now.ts"
import { plainError, type ProtocolError } from "../../values/protocol-error.ts"
import { forEachTogether } from "./for-each-together.ts"
import { SecretRevocation } from "./secret-revocation.ts"

/** When the server looks again at a token that was due but is damaged. */
const DAMAGED_TOKEN_MS = 3_600_000

const unstoppable: Pick<typeof Closing.Service, "check"> = { check: Effect.void }

/** Revokes tokens and leases, and everything that must end with them. */
export class Revocation extends Context.Service<
  Revocation,
  {
    /**
     * Revokes a token and its descendants, with their cubbyholes and their leased secrets. `false` if the token itself had ended
     * before: it was used up, had expired, or had been revoked.
     */
    readonly token: (id: string) => Effect.Effect<boolean, StoreFailure>
    /** Revokes a token after its last use. It never fails: what could not be done, {@link expired} tries again. */
    readonly usedUp: (id: string) => Effect.Effect<void>
    /** Revokes a token alone; its children become orphans. */
    readonly tokenOnly: (id: string) => Effect.Effect<void, StoreFailure>
    /** Ends a lease of a token or a secret. An unknown lease is not an error. `force` ends it even if its engine fails. */
    readonly lease: (id: string, force: boolean) => Effect.Effect<void, ProtocolError | StoreFailure>
    /**
     * Ends everything that was created at a path or below it: leases of secrets, and tokens, wrapping tokens included. With
     * `force` a lease ends even if its engine cannot revoke the secret; without it, such leases are kept and the call fails. Only
     * work that is `continued` later stops when the server closes.
     *
     * @see RW-LE-7, RW-LE-8
     */
    readonly below: (
      path: string,
      force: boolean,
      isContinued: boolean
    ) => Effect.Effect<void, ProtocolError | StoreFailure>
    /**
     * Ends everything below a prefix that a caller gave, even the caller's own token. The prefix can also be the id of one
     * lease.
     */
    readonly prefix: (prefix: string, force: boolean) => Effect.Effect<void, ProtocolError | StoreFailure>
    /**
     * Ends what has expired: leases, and what belongs to expired tokens. Finishes the revocations that have failed, and at first those,
     * and the last uses of tokens, that were in progress when the server stopped. Their tokens are invalid already.
     *
     * @see RW-LE-11, RW-CB-6, RW-AC-11
     */
    readonly expired: Effect.Effect<void, StoreFailure>
    /** Ends expired leases at a caller's request. */
    readonly tidyLeases: Effect.Effect<void, StoreFailure>
  }
>()("@enwrap/server/Revocation") {
  static readonly layer = Effect.suspend(() => make).pipe(Layer.effect(this))
}

const make: Effect.Effect<
  typeof Revocation.Service,
  never,
  Store | TokenStore | LeaseStore | Cubbyhole | Metrics | SecretRevocation | DamagedRecords | Closing
> = Effect.gen(function* () {
  const store = yield* Store
  const tokens = yield* TokenStore
  const leases = yield* LeaseStore
  const cubbyhole = yield* Cubbyhole
  const damaged = yield* DamagedRecords
  const secrets = yield* SecretRevocation
  const closing = yield* Closing
  const { pendingWraps } = yield* Metrics

  const revokeSecretsOf = Effect.fnUntraced(function* (tokenId: string) {
    for (const id of yield* leases.idsOfToken(tokenId)) {
      const entry = yield* damaged.orElse(leases.find(id), undefined)
      if (entry !== undefined) yield* secrets.revokeOrRetry(entry)
    }
  })

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
    const counted = Effect.map(first, () => pendingWraps.ended(found.entry.expiresAtMs))
    yield* whenConflict(counted, () => store.commit({ deletes }))
  })

  const deleteTree = Effect.fnUntraced(function* (id: string, root: FoundToken | undefined) {
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
        for (const child of yield* tokens.childrenOf(next)) children.push(child)
      })
      yield* forEachTogether(closing, level, mark)
      levels.push(marked)
      level = children
    }
    // The leaves first, so that whatever is left of a tree can always be reached from its root.
    for (const level of levels.reverse()) yield* forEachTogether(closing, level, deleteToken)
  })

  /** The revocations that have begun and failed, and the last uses whose token could not be revoked. */
  const unfinished = new Map<string, Effect.Effect<unknown, StoreFailure>>()

  const untilDone = (id: string, work: Effect.Effect<unknown, StoreFailure>) =>
    Effect.onError(toTheEnd(work), () => Effect.sync(() => unfinished.set(id, work)))

  const finish = Effect.suspend(() =>
    Effect.forEach([...unfinished], ([id, work]) =>
      Effect.andThen(
        closing.check,
        Effect.map(damaged.orElse(work, undefined), () => unfinished.delete(id))
      )
    )
  )

  const token = Effect.fn("Revocation.token")(function* (id: string) {
    const found = yield* tokens.markRevoking(id, "tree")
    yield* untilDone(id, deleteTree(id, found))
    return found !== undefined && found.entry.numUses !== LAST_USE
  })

  const deleteAlone = Effect.fnUntraced(function* (found: FoundToken) {
    const { endMs } = yield* tokens.ancestryOf(found)
    yield* forEachTogether(closing, yield* tokens.childrenOf(found.id), (child) => tokens.orphan(child, found, endMs))
    yield* deleteToken(found)
  })

  /** The id of a token's own lease contains the token's creation path. With any other path, the id is unknown. */
  const lease = Effect.fn("Revocation.lease")(function* (id: string, force: boolean) {
    const tokenId = tokenOfLease(id)
    if (tokenId !== undefined) {
      if (yield* leases.isTokenLease(id)) yield* token(tokenId)
      return
    }
    const entry = yield* leases.find(id)
    if (entry !== undefined) yield* secrets.revoke(entry, force)
  })

  const below = Effect.fn("Revocation.below")(function* (path: string, force: boolean, isContinued: boolean) {
    const ids = yield* leases.ids(path.endsWith("/") ? path : `${path}/`)
    let failed = 0
    const end = Effect.fnUntraced(function* (id: string) {
      const ended = Effect.as(lease(id, force), true)
      const isEnded = Effect.catchTag(ended, "ProtocolError", () => Effect.succeed(false))
      if (!(yield* damaged.orElse(isEnded, false))) failed++
    })
    yield* forEachTogether(isContinued ? closing : unstoppable, ids, end)
    if (failed > 0) return yield* plainError(400, errorTextFor.leasesNotRevoked(failed, ids.length))
  })

  /** When a token ends: `-Infinity` if it has ended, `undefined` if nobody can know, since it or an ancestor is damaged. */
  const endOf = (id: string) =>
    damaged.orElse(
      Effect.map(tokens.endOf(id), (endMs = -Infinity) => endMs),
      undefined
    )

  /** A token may have been renewed since its lease became due. Then the lease is due later. */
  const expiredLeases = Effect.gen(function* () {
    const nowMs = yield* now
    for (const entry of yield* leases.due(nowMs)) {
      yield* closing.check
      const tokenEndMs = (entry.tokenId === "" ? undefined : yield* endOf(entry.tokenId)) ?? Infinity
      const dueAtMs = Math.min(entry.expiresAtMs, tokenEndMs)
      if (dueAtMs > nowMs && entry.failures === undefined && !entry.revoking)
        yield* leases.replace(entry, { ...entry, dueAtMs })
      else yield* secrets.revokeOrRetry(entry)
    }
  })

  /** A token may have been renewed since its notice was stored. Then there is a new notice. */
  const expiredTokens = Effect.gen(function* () {
    const nowMs = yield* now
    for (const { atMs, name } of yield* dueBy(store, TOKENS_DUE, nowMs)) {
      yield* closing.check
      const endMs = (yield* endOf(name)) ?? nowMs + DAMAGED_TOKEN_MS
      if (endMs === -Infinity) yield* token(name)
      const puts = Number.isFinite(endMs) ? [marker(tokenDueKey(endMs, name))] : []
      yield* store.commit({ puts, deletes: [tokenDueKey(atMs, name)] })
    }
  })

  let isResumed = false

  /** Continues what an earlier server has begun. A server with much of it is not kept from starting. */
  const resume = Effect.gen(function* () {
    const begun = yield* tokens.revoking
    if (begun.length > 1) yield* Effect.logInfo(`the server continues to revoke ${begun.length} tokens`)
    yield* forEachTogether(closing, begun, (found) =>
      damaged.orElse(found.entry.revoking === "alone" ? deleteAlone(found) : token(found.id), undefined)
    )
    isResumed = true
  })

  /** Rejects a caller whose token or mount no longer exists. Use it before work that is never left half-done. */
  const confirm = confirmDependencies(store)

  return Revocation.of({
    token,
    tokenOnly: Effect.fn("Revocation.tokenOnly")(function* (id) {
      const found = yield* tokens.markRevoking(id, "alone")
      if (found !== undefined) yield* untilDone(id, deleteAlone(found))
    }),
    lease,
    below,
    prefix: (prefix, force) =>
      Effect.andThen(confirm, toTheEnd(Effect.andThen(lease(prefix, force), below(prefix, force, true)))),
    usedUp: (id) => Effect.ignore(untilDone(id, token(id))),
    expired: Effect.gen(function* () {
      if (!isResumed) yield* resume
      yield* finish
      yield* expiredLeases
      yield* expiredTokens
    }),
    tidyLeases: Effect.andThen(confirm, toTheEnd(expiredLeases))
  })
})
