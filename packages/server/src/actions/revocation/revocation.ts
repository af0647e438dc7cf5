import { errorTextFor } from "@enwrap/protocol"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { type Due, dueBy } from "../../ports/store/list.ts"
import { Store, type StoreFailure } from "../../ports/store/port.ts"
import { Closing } from "../../state/closing.ts"
import { Cubbyhole } from "../../state/cubbyhole/cubbyhole.ts"
import { DamagedRecords } from "../../state/damaged-records.ts"
import type { LeaseEntry } from "../../state/lease/lease-entry.ts"
import { LeaseStore } from "../../state/lease/lease-store.ts"
import { marker, tokenDueKey, tokenOfLease, TOKENS_DUE } from "../../state/records.ts"
import { confirmDependencies, toTheEnd } from "../../state/request-dependencies.ts"
import { type FoundToken, LAST_USE } from "../../state/token/token-entry.ts"
import { Metrics } from "../../state/metrics/metrics.ts"
import { TokenStore } from "../../state/token/token-store.ts"
import { now } from "../../values/now.ts"
import { plainError, type ProtocolError } from "../../values/protocol-error.ts"
import { forEachInTurn, forEachTogether } from "./for-each-together.ts"
import { SecretRevocation } from "./secret-revocation.ts"
import { makeTokenTrees } from "./token-trees.ts"

/** When the server looks again at a token that was due but is damaged. */
const DAMAGED_TOKEN_MS = 3_600_000

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
     * `force` a lease ends even if its engine cannot revoke the secret; without it, such leases are kept and the call fails. It
     * stops when the server closes.
     *
     * @see RW-LE-7, RW-LE-8
     */
    readonly below: (path: string, force: boolean) => Effect.Effect<void, ProtocolError | StoreFailure>
    /**
     * Ends everything below a prefix that a caller gave, even the caller's own token. The prefix can also be the id of one
     * lease.
     */
    readonly prefix: (prefix: string, force: boolean) => Effect.Effect<void, ProtocolError | StoreFailure>
    /**
     * Finishes the revocations that have failed, and those, and the last uses of tokens, that were in progress when the server before
     * stopped. Their tokens are invalid already. It can take long.
     */
    readonly continued: Effect.Effect<void, StoreFailure>
    /**
     * Ends what has expired: leases, and what belongs to expired tokens.
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
  StoreFailure,
  Store | TokenStore | LeaseStore | Cubbyhole | Metrics | SecretRevocation | DamagedRecords | Closing
> = Effect.gen(function* () {
  const store = yield* Store
  const tokens = yield* TokenStore
  const leases = yield* LeaseStore
  const cubbyhole = yield* Cubbyhole
  const damaged = yield* DamagedRecords
  const secrets = yield* SecretRevocation
  const closing = yield* Closing

  const revokeSecretsOf = Effect.fnUntraced(function* (tokenId: string) {
    for (const id of yield* leases.idsOfToken(tokenId)) {
      const entry = yield* damaged.orElse(leases.find(id), undefined)
      if (entry !== undefined) yield* secrets.revokeOrRetry(entry)
    }
  })

  const { deleteToken, deleteTree } = makeTokenTrees({
    store,
    tokens,
    cubbyhole,
    damaged,
    closing,
    metrics: yield* Metrics,
    revokeSecretsOf
  })

  /** The revocations that have begun and failed, and the last uses whose token could not be revoked. */
  const unfinished = new Map<string, Effect.Effect<unknown, StoreFailure>>()

  const untilDone = (id: string, work: Effect.Effect<unknown, StoreFailure>) =>
    Effect.onError(toTheEnd(work), () => Effect.sync(() => unfinished.set(id, work)))

  const finish = Effect.suspend(() =>
    forEachInTurn(closing, [...unfinished], ([id, work]) =>
      Effect.map(damaged.orElse(work, undefined), () => unfinished.delete(id))
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

  const below = Effect.fn("Revocation.below")(function* (path: string, force: boolean) {
    const ids = yield* leases.ids(path.endsWith("/") ? path : `${path}/`)
    let failed = 0
    const end = Effect.fnUntraced(function* (id: string) {
      const ended = Effect.as(lease(id, force), true)
      const isEnded = Effect.catchTag(ended, "ProtocolError", () => Effect.succeed(false))
      if (!(yield* damaged.orElse(isEnded, false))) failed++
    })
    yield* forEachTogether(closing, ids, end)
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
    const end = Effect.fnUntraced(function* (entry: LeaseEntry) {
      const tokenEndMs = (entry.tokenId === "" ? undefined : yield* endOf(entry.tokenId)) ?? Infinity
      const dueAtMs = Math.min(entry.expiresAtMs, tokenEndMs)
      if (dueAtMs > nowMs && entry.failures === undefined && !entry.revoking)
        yield* leases.replace(entry, { ...entry, dueAtMs })
      else yield* secrets.revokeOrRetry(entry)
    })
    yield* forEachInTurn(closing, yield* leases.due(nowMs), end)
  })

  /** A token may have been renewed since its notice was stored. Then there is a new notice. */
  const expiredTokens = Effect.gen(function* () {
    const nowMs = yield* now
    const end = Effect.fnUntraced(function* ({ atMs, name }: Due) {
      const endMs = (yield* endOf(name)) ?? nowMs + DAMAGED_TOKEN_MS
      if (endMs === -Infinity) yield* token(name)
      const puts = Number.isFinite(endMs) ? [marker(tokenDueKey(endMs, name))] : []
      yield* store.commit({ puts, deletes: [tokenDueKey(atMs, name)] })
    })
    yield* forEachInTurn(closing, yield* dueBy(store, TOKENS_DUE, nowMs), end)
  })

  /** What an earlier server has begun. It is read before any request: the token of a request may be in its last use. */
  const begun = new Set(yield* tokens.endingIds)
  if (begun.size > 1) yield* Effect.logInfo(`the server continues to revoke ${begun.size} tokens`)

  const resumeOne = Effect.fnUntraced(function* (id: string) {
    const found = yield* tokens.findEnding(id)
    if (found?.entry.revoking === "alone") yield* deleteAlone(found)
    else if (found !== undefined) yield* token(id)
  })

  /** Continues it after the start: a server is not kept from starting, however much an earlier one has begun. */
  const resume = Effect.suspend(() => {
    const failures: Array<StoreFailure> = []
    const one = (id: string): Effect.Effect<unknown> => {
      const resumed = Effect.map(damaged.orElse(resumeOne(id), undefined), () => begun.delete(id))
      return Effect.catchTag(resumed, "StoreFailure", (failure) => Effect.sync(() => failures.push(failure)))
    }
    const failed = Effect.suspend(() => (failures.length > 0 ? Effect.fail(failures[0]!) : Effect.void))
    return Effect.andThen(forEachTogether(closing, [...begun], one), failed)
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
      Effect.andThen(confirm, toTheEnd(Effect.andThen(lease(prefix, force), below(prefix, force)))),
    usedUp: (id) => Effect.ignore(untilDone(id, token(id))),
    // The store may fail for one of two only.
    continued: Effect.flatMap(Effect.exit(resume), (exit) => Effect.andThen(finish, exit)),
    expired: Effect.flatMap(Effect.exit(expiredLeases), (exit) => Effect.andThen(expiredTokens, exit)),
    tidyLeases: Effect.andThen(confirm, toTheEnd(expiredLeases))
  })
})
