import { errorTextFor, errorTexts } from "@enwrap/protocol"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { Crypto } from "../../ports/crypto/port.ts"
import type { Engine, MountContext } from "../../ports/engine/port.ts"
import { makeSlowQueues } from "../../ports/slow-work/fair-queue.ts"
import { listAll } from "../../ports/store/list.ts"
import { type Batch, Store, type StoredRecord, type StoreFailure } from "../../ports/store/port.ts"
import { plainError, type ProtocolError } from "../../values/protocol-error.ts"
import type { TtlLimits } from "../../values/ttl.ts"
import { Closing } from "../closing.ts"
import { orRestore } from "../damaged-records.ts"
import { jsonIn, jsonRecord } from "../json-records.ts"
import { Keyring } from "../keyring.ts"
import { DISABLED_MOUNTS, disabledMountKey, liveMountKey, marker, mountKey, MOUNTS, openMountKey } from "../records.ts"
import { toTheEnd } from "../request-dependencies.ts"
import { BUILT_IN } from "./built-in-mounts.ts"
import {
  leaseTtlOf,
  type MountConfig,
  type MountEntry,
  type MovedMount,
  type StoredMount,
  SYSTEM_CONFIG
} from "./mount-entry.ts"
import { loadTables } from "../../values/request-tables.ts"
import { IDENTITY, isAuthPath, isReservedPath, shownPath, TOKEN_METHOD } from "./mount-paths.ts"
import { destroyMountData, mountStorage } from "./mount-storage.ts"
import { MountTable } from "./mount-table.ts"
import { newEntry, newIdentity } from "./new-entry.ts"
import { pickEngine, withEngineVersion } from "./pick-engine.ts"
import type { EngineHandlers, EngineMount, MountChange, MountRequest, RunningMount } from "./running-mount.ts"

type Failure = ProtocolError | StoreFailure

/** Stores mounts and runs their engines. Every request looks its mount up here. */
export class Mounts extends Context.Service<
  Mounts,
  {
    readonly match: (path: string) => RunningMount | undefined
    readonly get: (path: string) => RunningMount | undefined
    /** All mounts, by path: the same list until one changes. */
    readonly all: () => ReadonlyArray<RunningMount>
    /** The mount with this uuid, also one that is being disabled. */
    readonly engine: (uuid: string) => EngineMount | undefined
    /** The server's TTLs, for mounts without their own. */
    readonly systemTtl: TtlLimits
    /** The TTLs of the token method, for tokens that no other login method has issued. */
    readonly tokenTtl: () => TtlLimits
    /** The TTLs of a mount with this configuration. */
    readonly leaseTtl: (config: MountConfig) => TtlLimits
    readonly enable: (request: MountRequest) => Effect.Effect<void, Failure>
    /** Changes a mount. If its options change, its engine is started again. */
    readonly change: (path: string, change: MountChange) => Effect.Effect<void, Failure>
    /**
     * Moves a mount with its data. Its old path is stored with it until {@link endMove}. Only then can the mount be changed again,
     * and another one be enabled at the old path.
     */
    readonly move: (from: string, to: string) => Effect.Effect<MovedMount, Failure>
    /** Mounts whose move has not ended. */
    readonly moved: () => ReadonlyArray<MovedMount>
    /** Ends a move: nothing that was created below the old path is left. */
    readonly endMove: (moved: MovedMount) => Effect.Effect<void, StoreFailure>
    /**
     * Begins to disable a mount: from now on requests do not reach it and nothing can be created below it, but its engine can
     * still revoke the secrets that it has issued. Returns the mount for {@link destroy}; `undefined` if there is no such
     * mount.
     */
    readonly disable: (path: string) => Effect.Effect<EngineMount | undefined, Failure>
    /** Mounts that are being disabled. */
    readonly disabled: () => ReadonlyArray<EngineMount>
    /** Deletes the data of a mount that is being disabled; then its path is free again. */
    readonly destroy: (mount: EngineMount) => Effect.Effect<void, Failure>
  }
>()("@enwrap/server/Mounts") {
  /** Starts every mount of the store with one of these engines. */
  static readonly layer = (
    engines: ReadonlyArray<Engine>,
    systemTtl: TtlLimits
  ): Layer.Layer<Mounts, StoreFailure, Store | Crypto | Keyring | Closing> =>
    Layer.effect(this, make(engines, systemTtl))
}

const make = Effect.fnUntraced(function* (engines: ReadonlyArray<Engine>, systemTtl: TtlLimits) {
  const store = yield* Store
  const crypto = yield* Crypto
  const keyring = yield* Keyring
  const closing = yield* Closing
  const queues = makeSlowQueues(closing.isRequested)
  const leaseTtl = (config: MountConfig): TtlLimits => leaseTtlOf(config, systemTtl)
  const table = new MountTable<RunningMount>()
  /** All running engines, by the uuid of their mount. */
  const running = new Map<string, EngineMount>()
  /** Those whose mounts are being disabled, by path. */
  const disabled = new MountTable<EngineMount>()
  /** Those whose move has not ended, by uuid. */
  const moved = new Map<string, MovedMount>()

  const record = (entry: StoredMount, at = mountKey(entry.path)): StoredRecord => jsonRecord(keyring, at, entry)
  const entryIn = (stored: StoredRecord) =>
    orRestore(jsonIn<StoredMount>(keyring, stored), (texts) => texts.mount(stored.space, stored.key))

  const put = (mount: EngineMount, where: MountTable<RunningMount> | MountTable<EngineMount> = table): void => {
    running.set(mount.entry.uuid, mount)
    where.set(mount)
  }

  const start = Effect.fnUntraced(function* (entry: MountEntry, where?: MountTable<EngineMount>) {
    const engine = yield* pickEngine(engines, entry)
    const context: MountContext = {
      storage: mountStorage(store, keyring, entry.uuid),
      crypto,
      queues,
      untilSealed: closing.untilRequested,
      path: entry.path,
      options: entry.options ?? {},
      leaseTtl: () => leaseTtl((running.get(entry.uuid)?.entry ?? entry).config)
    }
    yield* loadTables(engine.group)
    const mounted = yield* engine.mount(context)
    const handlers = mounted.handlers as unknown as EngineHandlers
    put({ ...mounted, kind: "engine", entry, group: engine.group, handlers }, where)
  })

  /** The engine of a stored mount must be among the engines: without it, the server cannot serve what it has stored. */
  const startStored = (entry: MountEntry, where?: MountTable<EngineMount>): Effect.Effect<void, StoreFailure> =>
    Effect.catchTag(start(entry, where), "ProtocolError", ({ errors }) =>
      Effect.die(new Error(`the mount ${entry.path} cannot be started: ${errors.join("; ")}`))
    )

  const live = (entry: MountEntry) => ({ kind: "exists", ...liveMountKey(entry) }) as const
  const save = (batch: Batch): Effect.Effect<void, Failure> =>
    Effect.catchTag(store.commit(batch), "Conflict", () => Effect.fail(plainError(409, errorTexts.mountChanged)))
  const conflictAt = (path: string) => table.conflict(path) ?? disabled.conflict(path)
  const needed = (path: string): Effect.Effect<EngineMount, ProtocolError> => {
    const mount = table.get(path)
    return mount?.kind === "engine"
      ? Effect.succeed(mount)
      : Effect.fail(plainError(400, errorTextFor.noMatchingMount(path)))
  }

  const stored = new Map<string, StoredMount>()
  for (const each of yield* listAll(store, MOUNTS, "")) stored.set(each.key, yield* entryIn(each))
  for (const { group, ...mount } of BUILT_IN) {
    const known = stored.get(mount.path)
    const entry: MountEntry = { ...mount, ...(known ?? newIdentity(crypto, mount)) }
    if (known === undefined) yield* store.commit({ puts: [record(entry)] })
    stored.delete(mount.path)
    table.set({ kind: "built-in", entry, group })
  }
  for (const { movedFrom, ...entry } of stored.values()) {
    if (movedFrom !== undefined) moved.set(entry.uuid, { entry, from: movedFrom })
    yield* startStored(entry)
  }
  for (const each of yield* listAll(store, DISABLED_MOUNTS, "")) yield* startStored(yield* entryIn(each), disabled)

  return Mounts.of({
    match: (path) => table.match(path),
    get: (path) => table.get(path),
    all: () => table.all(),
    engine: (uuid) => running.get(uuid),
    systemTtl,
    tokenTtl: () => leaseTtl(table.get(TOKEN_METHOD)?.entry.config ?? SYSTEM_CONFIG),
    leaseTtl,
    enable: Effect.fn("Mounts.enable")(function* (asked) {
      const request = withEngineVersion(asked)
      const { path } = request
      if (isReservedPath(path)) return yield* plainError(400, errorTextFor.cannotMount(path))
      yield* pickEngine(engines, request)
      const inUse = (taken: string) => plainError(400, errorTextFor.mountPathInUse(shownPath(taken)))
      const conflict = conflictAt(path)
      if (conflict !== undefined) return yield* inUse(conflict.entry.path)
      const entry = newEntry(crypto, request)
      const commit = store.commit({
        when: [{ kind: "absent", ...mountKey(path) }],
        puts: [record(entry), marker(liveMountKey(entry)), marker(openMountKey(entry.uuid))]
      })
      yield* Effect.catchTag(commit, "Conflict", () => Effect.fail(inUse(path)))
      yield* toTheEnd(start(entry))
    }),
    change: Effect.fn("Mounts.change")(function* (path, change) {
      const builtIn = table.get(path)
      if (builtIn?.kind === "built-in") {
        const entry = { ...builtIn.entry, ...change }
        yield* store.commit({ puts: [record(entry)] })
        table.set({ ...builtIn, entry })
        return
      }
      const mount = yield* needed(path)
      const changed = { ...mount.entry, ...change }
      yield* pickEngine(engines, changed)
      yield* save({ when: [live(mount.entry)], puts: [record(changed)] })
      if (change.options === undefined) put({ ...mount, entry: changed })
      else yield* toTheEnd(start(changed))
    }),
    move: Effect.fn("Mounts.move")(function* (from, to) {
      const { entry } = yield* needed(from)
      const conflict = conflictAt(to)
      if (conflict !== undefined) return yield* plainError(400, errorTextFor.remountPathInUse(conflict.entry.path))
      const after = { ...entry, path: to }
      yield* save({
        when: [live(entry), { kind: "absent", ...mountKey(to) }],
        puts: [record({ ...after, movedFrom: from }), marker(liveMountKey(after))],
        deletes: [mountKey(from), liveMountKey(entry)]
      })
      table.delete(from)
      const unfinished = { entry: after, from }
      moved.set(entry.uuid, unfinished)
      yield* toTheEnd(start(after))
      return unfinished
    }),
    moved: () => [...moved.values()],
    endMove: Effect.fn("Mounts.endMove")(function* ({ entry }) {
      // The store may have failed when the engine was to be started.
      if (table.get(entry.path) === undefined) yield* startStored(entry)
      yield* store.commit({ puts: [record(entry)] })
      moved.delete(entry.uuid)
    }),
    disable: Effect.fn("Mounts.disable")(function* (path) {
      const mount = table.get(path)
      if (path === IDENTITY) return yield* plainError(400, errorTextFor.cannotUnmount(path))
      if (mount === undefined) return disabled.get(path)
      if (mount.kind === "built-in") {
        const problem = isAuthPath(path) ? errorTexts.tokenMountStays : errorTextFor.cannotUnmount(path)
        return yield* plainError(400, problem)
      }
      const { entry } = mount
      yield* save({
        when: [live(entry)],
        puts: [record(entry, disabledMountKey(entry.uuid))],
        deletes: [mountKey(path), liveMountKey(entry)]
      })
      table.delete(path)
      disabled.set(mount)
      return mount
    }),
    disabled: () => disabled.all(),
    destroy: Effect.fn("Mounts.destroy")(function* ({ entry }) {
      // From here on nothing can be stored that would be left behind.
      yield* store.commit({ deletes: [openMountKey(entry.uuid)] })
      yield* destroyMountData(store, entry.uuid)
      yield* store.commit({ deletes: [disabledMountKey(entry.uuid)] })
      disabled.delete(entry.path)
      running.delete(entry.uuid)
    })
  })
})
