import * as Effect from "effect/Effect"
import { Store, type StoreFailure } from "../../ports/store/port.ts"
import { DamagedRecords } from "../damaged-records.ts"
import { Keyring } from "../keyring.ts"
import { tokenLeaseId, tokenOfLease, TOKENS, WRAPPED_PATHS } from "../records.ts"
import { readAllTokens } from "../token/read-all-tokens.ts"
import { readEntry } from "../token/read-entry.ts"
import { isWrappingToken } from "../token/token-entry.ts"

/** Visits the leases of wrapping tokens below a prefix that ends in `/`, in any order, until `visit` returns `true`. */
export const visitWrappingLeases = (
  store: typeof Store.Service,
  keyring: typeof Keyring.Service,
  damaged: typeof DamagedRecords.Service,
  prefix: string,
  visit: (lease: string) => boolean | void
): Effect.Effect<void, StoreFailure> =>
  readAllTokens(store, keyring, damaged, (id, entry) => {
    if (!isWrappingToken(entry)) return false
    const lease = tokenLeaseId(entry.path, id)
    return lease.startsWith(prefix) && visit(lease)
  })

/** The leases of wrapping tokens, which have no records of their own: they are read from the tokens. */
export const wrappingLeases = Effect.gen(function* () {
  const store = yield* Store
  const damaged = yield* DamagedRecords
  const keyring = yield* Keyring

  /**
   * The ids below a prefix, in any order. All tokens are read, unless no wrapping token was created below the prefix lately. A
   * token that is created meanwhile may be missing.
   */
  const ids = Effect.fnUntraced(function* (prefix: string): Effect.fn.Return<ReadonlyArray<string>, StoreFailure> {
    const found: Array<string> = []
    if ((yield* store.list(WRAPPED_PATHS, prefix, { limit: 1, keysOnly: true })).length > 0)
      yield* visitWrappingLeases(store, keyring, damaged, prefix, (lease) => void found.push(lease))
    return found
  })

  const exists = Effect.fnUntraced(function* (leaseId: string): Effect.fn.Return<boolean, StoreFailure> {
    const id = tokenOfLease(leaseId)
    const record = id === undefined ? undefined : yield* store.get(TOKENS, id)
    if (record === undefined) return false
    const entry = yield* readEntry(keyring, record)
    return isWrappingToken(entry) && tokenLeaseId(entry.path, record.key) === leaseId
  })

  return { ids, exists }
})
