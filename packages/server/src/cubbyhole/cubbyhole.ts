import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { Keyring } from "../keyring.ts"
import { listChildren } from "../store/list-children.ts"
import { type Conflict, type RecordKey, Store, type StoredRecord, type StoreFailure } from "../store/port.ts"
import { type FoundToken, limitsOf } from "../token/token-entry.ts"
import { CUBBYHOLES, tokenRecordKey } from "../token/token-store.ts"

/** A token together with its record: only who has the token can read its cubbyhole. */
export interface CubbyholeOwner {
  readonly token: string
  readonly id: string
  /** When the cubbyhole may be freed, at the latest; in milliseconds. */
  readonly expiresAtMs?: number | undefined
}

export const cubbyholeKey = (id: string, path: string): RecordKey => ({ space: CUBBYHOLES, key: `${id}/${path}` })

/** The latest moment at which a token can still be alive, renewals included; absent where there is none. */
export const lastMoment = ({ entry }: Pick<FoundToken, "entry">, maxTtlSeconds: number): number | undefined => {
  if (entry.expiresAtMs === undefined) return undefined
  if (!entry.renewable) return entry.expiresAtMs
  const { explicitMaxTtl, period } = limitsOf(entry)
  if (explicitMaxTtl > 0) return entry.issueTimeMs + explicitMaxTtl * 1000
  return period > 0 ? undefined : entry.issueTimeMs + maxTtlSeconds * 1000
}

/**
 * Every token's own storage. Values are sealed under a key that needs the token itself, so that neither the store nor the
 * server's keys are enough to read them; they go when their token goes.
 *
 * @see RW-CB-1
 */
export class Cubbyhole extends Context.Service<
  Cubbyhole,
  {
    /** The record of a value, for a commit. */
    readonly record: (owner: CubbyholeOwner, path: string, text: string) => StoredRecord
    readonly read: (
      owner: Pick<CubbyholeOwner, "id" | "token">,
      path: string
    ) => Effect.Effect<string | undefined, StoreFailure>
    readonly exists: (id: string, path: string) => Effect.Effect<boolean, StoreFailure>
    /** Stores a value, unless the token has gone meanwhile: then nothing is left behind. */
    readonly write: (owner: CubbyholeOwner, path: string, text: string) => Effect.Effect<void, StoreFailure>
    readonly delete: (id: string, path: string) => Effect.Effect<void, StoreFailure>
    readonly list: (id: string, prefix: string) => Effect.Effect<ReadonlyArray<string>, StoreFailure>
  }
>()("@enwrap/server/Cubbyhole") {}

const make = Effect.gen(function* () {
  const store = yield* Store
  const keyring = yield* Keyring
  const ignoreConflict = (commit: Effect.Effect<void, Conflict | StoreFailure>): Effect.Effect<void, StoreFailure> =>
    Effect.catchTag(commit, "Conflict", () => Effect.void)

  const record: (typeof Cubbyhole.Service)["record"] = (owner, path, text) => {
    const place = cubbyholeKey(owner.id, path)
    return {
      ...place,
      value: keyring.underToken(owner.token).seal(place.space, place.key, text),
      expiresAt: owner.expiresAtMs
    }
  }

  return Cubbyhole.of({
    record,
    read: ({ id, token }, path) => {
      const place = cubbyholeKey(id, path)
      return Effect.flatMap(store.get(place.space, place.key), (found) =>
        found === undefined
          ? Effect.succeed(undefined)
          : keyring.underToken(token).open(place.space, place.key, found.value)
      )
    },
    exists: (id, path) => {
      const place = cubbyholeKey(id, path)
      return Effect.map(store.get(place.space, place.key), (found) => found !== undefined)
    },
    write: (owner, path, text) =>
      ignoreConflict(
        store.commit({ when: [{ kind: "exists", ...tokenRecordKey(owner.id) }], puts: [record(owner, path, text)] })
      ),
    delete: (id, path) => ignoreConflict(store.commit({ deletes: [cubbyholeKey(id, path)] })),
    list: (id, prefix) => listChildren(store, CUBBYHOLES, `${id}/${prefix}`)
  })
})

export const layerCubbyhole: Layer.Layer<Cubbyhole, never, Store | Keyring> = Layer.effect(Cubbyhole, make)
