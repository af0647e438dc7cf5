import * as Effect from "effect/Effect"
import type { StoreFailure } from "../../ports/store/port.ts"
import type { Ancestry } from "./decide-created-token.ts"
import type { FoundToken, TokenEntry, TokenReference } from "./token-entry.ts"

/** Finds a token by its id, also one that is being revoked. */
export type FindById = (id: string) => Effect.Effect<FoundToken | undefined, StoreFailure>

/** Finds this very token: a later one with the same id has another accessor. */
const findReferred = (
  findById: FindById,
  { accessor, id }: TokenReference
): Effect.Effect<FoundToken | undefined, StoreFailure> =>
  Effect.map(findById(id), (found) => (found?.entry.accessor === accessor ? found : undefined))

/**
 * The ancestors of a token, its parent first. `undefined` if one of them no longer exists: a tree of tokens ends together with
 * its root. A parent that is being revoked alone is left out, since its children live on.
 */
export const ancestorsOf = Effect.fnUntraced(function* (
  findById: FindById,
  entry: TokenEntry
): Effect.fn.Return<ReadonlyArray<TokenReference> | undefined, StoreFailure> {
  const ancestors: Array<TokenReference> = []
  for (let { parent } = entry; parent !== undefined;) {
    const found: FoundToken | undefined = yield* findReferred(findById, parent)
    if (found === undefined || found.entry.revoking === "tree") return undefined
    if (found.entry.revoking === undefined) ancestors.push(parent)
    parent = found.entry.parent
  }
  return ancestors
})

/** How many ancestors a token has, and when the first of them or the token itself expires. */
export const ancestryOf = Effect.fnUntraced(function* (
  findById: FindById,
  { entry }: FoundToken
): Effect.fn.Return<Ancestry, StoreFailure> {
  let ancestors = 0
  let endMs = entry.expiresAtMs ?? Infinity
  for (let { parent } = entry; parent !== undefined; ancestors++) {
    const next: FoundToken | undefined = yield* findReferred(findById, parent)
    // It has just ended, and all its descendants with it.
    if (next === undefined) return { ancestors, endMs: -Infinity }
    endMs = Math.min(endMs, next.entry.expiresAtMs ?? Infinity)
    parent = next.entry.parent
  }
  return { ancestors, endMs }
})
