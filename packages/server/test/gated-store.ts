import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { layerMemory, Store } from "../src/index.ts"
import type { Batch, Commit } from "../src/ports/store/port.ts"

type Call = "get" | "list" | "commit"

/** A call of the store that waits until `letGo` is called. */
export interface StoppedCall {
  readonly call: Call
  readonly letGo: () => void
}

/** All records of a store, by space and key. */
export type Snapshot = ReadonlyMap<string, string>

export interface GatedStore {
  readonly layer: Layer.Layer<Store>
  /** Stops the nth of the next calls, counted from 1; with `only`, of the calls of this kind. */
  readonly stopAt: (nth: number, only?: Call) => Promise<StoppedCall>
  /** Cancels {@link stopAt}. */
  readonly disarm: () => void
  readonly snapshot: Effect.Effect<Snapshot>
}

/** Spaces that the server itself reads every second. */
const ITS_OWN: ReadonlySet<string> = new Set(["lease-due", "token-due"])
/** Where the server stores its time every second. */
const TIME = "time"

/** A memory store that can stop one call, so that something else can happen before the call continues. */
export const makeGatedStore = (): GatedStore => {
  let armed:
    | { left: number; readonly only: Call | undefined; readonly stop: (stopped: StoppedCall) => void }
    | undefined
  const spaces = new Set<string>()
  let inner: typeof Store.Service | undefined

  const pass = <A, E>(call: Call, space: string, run: () => Effect.Effect<A, E>): Effect.Effect<A, E> =>
    Effect.suspend(() => {
      if (armed === undefined || ITS_OWN.has(space) || (armed.only ?? call) !== call || --armed.left > 0) return run()
      const { stop } = armed
      armed = undefined
      return Effect.andThen(
        Effect.promise(() => new Promise<void>((letGo) => stop({ call, letGo }))),
        Effect.suspend(run)
      )
    })

  const gated = Effect.map(Store, (store): typeof Store.Service => {
    inner = store
    return {
      ...store,
      get: (space, key) => pass("get", space, () => store.get(space, key)),
      getNow: (space, key, nowMs) => pass("get", space, () => store.getNow!(space, key, nowMs)),
      list: (space, prefix, options) => pass("list", space, () => store.list(space, prefix, options)),
      commit: ((batch: Batch) => {
        const puts = batch.puts ?? []
        if (puts.some(({ space }) => space === TIME)) return store.commit(batch)
        for (const { space } of puts) spaces.add(space)
        return pass("commit", "", () => store.commit(batch))
      }) as Commit
    }
  })

  return {
    layer: Layer.effect(Store, gated).pipe(Layer.provide(layerMemory)),
    stopAt: (nth, only) => new Promise((stop) => (armed = { left: nth, only, stop })),
    disarm: () => (armed = undefined),
    snapshot: Effect.gen(function* () {
      const all = new Map<string, string>()
      for (const space of [...spaces].sort()) {
        for (const { key, value } of yield* inner!.list(space, "", { limit: 1_000_000 }))
          all.set(`${space}: ${key}`, Buffer.from(value).toString("base64"))
      }
      return all
    }).pipe(Effect.orDie)
  }
}

/** The keys of the records that differ between two snapshots. */
export const differences = (before: Snapshot, after: Snapshot): ReadonlyArray<string> => [
  ...[...after].flatMap(([key, value]) => (before.get(key) === value ? [] : [key])),
  ...[...before.keys()].filter((key) => !after.has(key))
]
