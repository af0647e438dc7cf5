import * as Effect from "effect/Effect"
import { childName, listChildren } from "../../ports/store/list.ts"
import { Store } from "../../ports/store/port.ts"
import { sortedInSteps } from "../../values/sorted-in-steps.ts"
import { DamagedRecords } from "../damaged-records.ts"
import { Keyring } from "../keyring.ts"
import { LEASES, WRAPPED_PATHS } from "../records.ts"
import { visitWrappingLeases } from "./wrapping-leases.ts"

const isFolder = (name: string): boolean => name.endsWith("/")

/**
 * Makes the function that lists the names directly below a prefix that ends in `/`, sorted: ids of leases, and folders, which end in
 * `/`.
 *
 * Wrapping tokens have no records for their leases. If some were created directly below the prefix lately, every token is read. If
 * some were created only in folders, no more tokens are read than until each of these folders is found. Otherwise, none is read. A
 * token that is created meanwhile may be missing.
 */
export const listLeaseNames = Effect.gen(function* () {
  const store = yield* Store
  const keyring = yield* Keyring
  const damaged = yield* DamagedRecords

  return Effect.fnUntraced(function* (prefix: string) {
    const names = yield* listChildren(store, LEASES, prefix)
    const wrapped = yield* listChildren(store, WRAPPED_PATHS, prefix)
    const known = new Set(names)
    const missing = new Set(wrapped.filter((name) => !known.has(name)))
    if (missing.size === 0) return names
    const onlyFolders = wrapped.every(isFolder)
    yield* visitWrappingLeases(store, keyring, damaged, prefix, (lease) => {
      const name = childName(lease, prefix)
      if (!isFolder(name) || missing.delete(name)) names.push(name)
      return onlyFolders && missing.size === 0
    })
    return yield* sortedInSteps(names)
  })
})
