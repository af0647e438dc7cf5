import type { Storage } from "@enwrap/server/engine"
import * as Effect from "effect/Effect"

/** A mount's storage in a Map, as the engine port describes it. Every step yields to other fibers, so that races can happen. */
export const makeMemoryStorage = (): Storage & { readonly keys: () => ReadonlyArray<string> } => {
  const entries = new Map<string, string>()
  /** Counts the changes of each key: a key that was deleted and written again with the same string has changed, too. */
  const revisions = new Map<string, number>()
  const apply = ({ deletes = [], puts = [] }: Parameters<Storage["commit"]>[0]) => {
    for (const [key, text] of puts) entries.set(key, text)
    for (const key of deletes) entries.delete(key)
    for (const key of [...puts.map(([put]) => put), ...deletes]) revisions.set(key, (revisions.get(key) ?? 0) + 1)
  }
  const step = <A>(run: () => A) => Effect.andThen(Effect.yieldNow, Effect.sync(run))

  const modify: Storage["modify"] = (key, decide) =>
    Effect.gen(function* () {
      for (;;) {
        const [current, revision] = yield* step(() => [entries.get(key), revisions.get(key)] as const)
        const [result, change] = yield* decide(current)
        const done = yield* step(() => {
          if (revisions.get(key) !== revision) return false
          apply(change)
          return true
        })
        if (done) return result
      }
    })

  return {
    get: (key) => step(() => entries.get(key)),
    has: (key) => step(() => entries.has(key)),
    put: (key, text) => step(() => apply({ puts: [[key, text]] })),
    delete: (key) => step(() => apply({ deletes: [key] })),
    list: (prefix) =>
      step(() => {
        const below = [...entries.keys()].filter((key) => key.startsWith(prefix)).map((key) => key.slice(prefix.length))
        return [...new Set(below.map((key) => key.slice(0, key.indexOf("/") + 1) || key))].sort()
      }),
    commit: (change) => step(() => apply(change)),
    modify,
    keys: () => [...entries.keys()].sort()
  }
}
