import { errorTextFor, errorTexts, type OperationGroup, type OperationId } from "@enwrap/protocol"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { Crypto } from "../../ports/crypto/port.ts"
import type {
  Engine,
  EngineEffect,
  EngineResponse,
  MountContext,
  MountedEngine,
  OperationRequest
} from "../../ports/engine/port.ts"
import { newRequestId } from "../../values/request-id.ts"
import { Keyring } from "../keyring.ts"
import { plainError, type ProtocolError } from "../../values/protocol-error.ts"
import { toTheEnd } from "../request-basis.ts"
import {
  type Batch,
  type Precondition,
  type RecordKey,
  Store,
  type StoredRecord,
  type StoreFailure
} from "../../ports/store/port.ts"
import { hex } from "../../values/text.ts"
import { DEFAULT_TTL, MAX_TTL } from "../../values/ttl.ts"
import { makeSlowQueues } from "../../ports/slow-work/slow-queues.ts"
import type { MountConfig, MountEntry } from "./mount-entry.ts"
import { destroyMountData, mountStorage, openMountKey } from "./mount-storage.ts"
import { MountTable } from "./mount-table.ts"

const MOUNTS = "mount"
/** Mounts that are being disabled, by uuid. */
const DISABLED = "mount-disabled"
/** `uuid/path`: mounts that requests reach, each at the path where it is. */
const LIVE = "mount-live"
const PAGE = 1000
const NOTHING = new Uint8Array(0)

const mountRecordKey = (path: string): RecordKey => ({ space: MOUNTS, key: path })

/**
 * Exists as long as requests reach this very mount at this path: neither another mount that is enabled at the same path later
 * has it, nor the same one elsewhere. What is made below the path requires it.
 */
export const liveMountKey = ({ path, uuid }: Pick<MountEntry, "path" | "uuid">): RecordKey => ({
  space: LIVE,
  key: `${uuid}/${path}`
})

/** An engine's handlers as the dispatch sees them: it hands each the operation that it is for. */
export type EngineHandlers = Readonly<
  Record<string, (request: OperationRequest<OperationId>) => EngineEffect<EngineResponse | undefined>>
>

/** An engine at work on a mount. */
export interface EngineMount extends Omit<MountedEngine<OperationGroup>, "handlers"> {
  readonly kind: "engine"
  readonly entry: MountEntry
  readonly group: OperationGroup
  /** The handlers of the group, by operation id. */
  readonly handlers: EngineHandlers
}

/** A mount that is always there and belongs to the server itself. */
export interface BuiltInMount {
  readonly kind: "built-in"
  readonly entry: MountEntry
  readonly group: OperationGroup
}

export type RunningMount = EngineMount | BuiltInMount

/** What somebody wants mounted. */
export interface MountRequest {
  /** Ends in `/`; a login method's begins with `auth/`. */
  readonly path: string
  readonly type: string
  readonly description?: string | undefined
  readonly options?: Readonly<Record<string, string>> | undefined
  readonly config?: Partial<MountConfig> | undefined
  readonly local?: boolean | undefined
  readonly sealWrap?: boolean | undefined
}

/** What of a mount can be changed. */
export type MountChange = Partial<Pick<MountEntry, "description" | "options" | "config">>

/** What is mounted where: looked up on every request, changed at `sys/mounts`. */
export class Mounts extends Context.Service<
  Mounts,
  {
    readonly match: (path: string) => RunningMount | undefined
    readonly get: (path: string) => RunningMount | undefined
    /** Every mount, by path: the same list until one is changed. */
    readonly all: () => ReadonlyArray<RunningMount>
    /** The engine of a mount, by the mount's uuid; also of one that is being disabled. */
    readonly engine: (uuid: string) => EngineMount | undefined
    readonly enable: (request: MountRequest) => Effect.Effect<void, ProtocolError | StoreFailure>
    /** Changes a mount; its engine is set up anew where its options change. */
    readonly change: (path: string, change: MountChange) => Effect.Effect<void, ProtocolError | StoreFailure>
    /** Moves a mount with all that it keeps. */
    readonly move: (from: string, to: string) => Effect.Effect<void, ProtocolError | StoreFailure>
    /**
     * Takes a mount away: from now on nothing reaches it and nothing can be made below it, but its engine can still take
     * back what it has given. Gives back the mount, for {@link destroy}; nothing where there is none.
     */
    readonly disable: (path: string) => Effect.Effect<EngineMount | undefined, ProtocolError | StoreFailure>
    /** Mounts that were taken away and not destroyed: the server stopped half way. */
    readonly disabled: () => ReadonlyArray<EngineMount>
    /** Destroys what a mount kept that was taken away; then its path is free again. */
    readonly destroy: (mount: EngineMount) => Effect.Effect<void, ProtocolError | StoreFailure>
  }
>()("@enwrap/server/Mounts") {}

const SYSTEM_CONFIG: MountConfig = { defaultLeaseTtl: 0, maxLeaseTtl: 0, forceNoCache: false }

const BUILT_IN = [
  {
    path: "sys/",
    group: "sys",
    type: "system",
    description: "system endpoints used for control, policy and debugging",
    local: false,
    sealWrap: true,
    config: { ...SYSTEM_CONFIG, passthroughRequestHeaders: ["Accept"] }
  },
  {
    path: "cubbyhole/",
    group: "cubbyhole",
    type: "cubbyhole",
    description: "per-token private secret storage",
    local: true,
    sealWrap: false,
    config: SYSTEM_CONFIG
  },
  {
    path: "auth/token/",
    group: "token",
    type: "token",
    description: "token based credentials",
    local: false,
    sealWrap: false,
    config: SYSTEM_CONFIG
  }
] as const

const AUTH = "auth/"

/** Below these no secrets engine can be mounted. */
const RESERVED = ["sys/", AUTH, "cubbyhole/", "identity/"]

export const isAuthPath = (path: string): boolean => path.startsWith(AUTH)

/** A mount's path as people see it: login methods are named without `auth/`. */
export const shownPath = (path: string): string => (isAuthPath(path) ? path.slice(AUTH.length) : path)

/** Whether a path is the server's own: login methods stand below `auth/`, everything else beside what is reserved. */
export const isReservedPath = (path: string): boolean =>
  isAuthPath(path) ? path === AUTH : RESERVED.some((prefix) => path.startsWith(prefix))

/** `kv-v2` and `kv-v1` are other names for `kv` with a version. */
const spelledOut = (request: MountRequest): MountRequest => {
  const version = /^kv-v([12])$/.exec(request.type)?.[1]
  return version === undefined ? request : { ...request, type: "kv", options: { ...request.options, version } }
}

/** The engine of a type whose options fit; of several, what the caller did not say decides for the first. */
const pickEngine = (
  engines: ReadonlyArray<Engine>,
  request: Pick<MountRequest, "path" | "type" | "options">
): Engine | ProtocolError => {
  const kind = isAuthPath(request.path) ? "auth" : "secret"
  const ofType = engines.filter((engine) => engine.type === request.type && engine.kind === kind)
  if (BUILT_IN.some((mount) => mount.type === request.type))
    return plainError(400, errorTextFor.engineNotMountable(request.type))
  if (ofType.length === 0) return plainError(400, errorTextFor.engineUnknown(request.type))
  const fitting = ofType.find((engine) =>
    Object.entries(engine.options).every(
      ([name, value]) => (request.options?.[name] ?? ofType[0]!.options[name]) === value
    )
  )
  return fitting ?? plainError(400, errorTextFor.noEngineWithOptions(request.type))
}

const make = (engines: ReadonlyArray<Engine>) =>
  Effect.gen(function* () {
    const store = yield* Store
    const crypto = yield* Crypto
    const keyring = yield* Keyring
    const queues = makeSlowQueues()
    const table = new MountTable<RunningMount>()
    /** All engines at work, by the uuid of their mount. */
    const running = new Map<string, EngineMount>()
    /** Those of them whose mounts are being disabled, by path. */
    const disabled = new MountTable<EngineMount>()

    const identity = (type: string) => ({
      accessor: `${type}_${hex(crypto.randomBytes(4))}`,
      uuid: newRequestId(crypto.randomBytes)
    })

    const engineOf = ({ options, path, type }: MountEntry): Engine | ProtocolError =>
      pickEngine(engines, { path, type, options: options ?? undefined })

    const put = (mount: EngineMount, where: MountTable<RunningMount> | MountTable<EngineMount> = table): void => {
      running.set(mount.entry.uuid, mount)
      where.set(mount)
    }

    const start = (
      entry: MountEntry,
      where?: MountTable<EngineMount>
    ): Effect.Effect<void, ProtocolError | StoreFailure> => {
      const engine = engineOf(entry)
      if ("_tag" in engine) return Effect.fail(engine)
      const context: MountContext = {
        storage: mountStorage(store, keyring, entry.uuid),
        crypto,
        queues,
        path: entry.path,
        options: entry.options ?? {},
        leaseTtl: () => leaseTtlOf((running.get(entry.uuid)?.entry ?? entry).config)
      }
      return Effect.map(engine.mount(context), (mounted) =>
        put(
          {
            ...mounted,
            kind: "engine",
            entry,
            group: engine.group,
            handlers: mounted.handlers as unknown as EngineHandlers
          },
          where
        )
      )
    }

    const sealed = (entry: MountEntry, at: RecordKey = mountRecordKey(entry.path)) => ({
      ...at,
      value: keyring.seal(at.space, at.key, JSON.stringify(entry))
    })
    const live = (entry: MountEntry): Precondition => ({ kind: "exists", ...liveMountKey(entry) })
    const mark = (key: RecordKey): StoredRecord => ({ ...key, value: NOTHING })
    const disabledKey = (uuid: string): RecordKey => ({ space: DISABLED, key: uuid })
    const save = (batch: Batch) =>
      Effect.catchTag(store.commit(batch), "Conflict", () => Effect.fail(plainError(409, errorTexts.mountChanged)))
    const inUse = (path: string) => plainError(400, errorTextFor.mountPathInUse(shownPath(path)))
    const needed = (path: string): Effect.Effect<EngineMount, ProtocolError> => {
      const mount = table.get(path)
      return mount?.kind === "engine"
        ? Effect.succeed(mount)
        : Effect.fail(plainError(400, errorTextFor.noMatchingMount(path)))
    }

    for (const { group, ...mount } of BUILT_IN) {
      const entry: MountEntry = { ...mount, ...identity(mount.type), options: null }
      table.set({ kind: "built-in", entry, group })
    }
    for (const [space, where] of [
      [MOUNTS, undefined],
      [DISABLED, disabled]
    ] as const) {
      for (const record of yield* store.list(space, "", { limit: PAGE })) {
        yield* start(JSON.parse(yield* keyring.open(space, record.key, record.value)) as MountEntry, where)
      }
    }

    return Mounts.of({
      match: (path) => table.match(path),
      get: (path) => table.get(path),
      all: () => table.all(),
      engine: (uuid) => running.get(uuid),
      enable: Effect.fnUntraced(function* (asked) {
        const request = spelledOut(asked)
        const { path } = request
        const kind = isAuthPath(path) ? "auth" : "secret"
        if (isReservedPath(path)) return yield* plainError(400, errorTextFor.cannotMount(path))
        const engine = pickEngine(engines, request)
        if ("_tag" in engine) return yield* engine
        const conflict = table.conflict(path) ?? disabled.conflict(path)
        if (conflict !== undefined) return yield* inUse(conflict.entry.path)
        const entry: MountEntry = {
          path,
          type: request.type,
          description: request.description ?? "",
          ...identity(kind === "auth" ? `auth_${request.type}` : request.type),
          options: request.options ?? (kind === "auth" ? {} : null),
          config: { ...SYSTEM_CONFIG, ...request.config },
          local: request.local ?? false,
          sealWrap: request.sealWrap ?? false
        }
        const commit = store.commit({
          when: [{ kind: "absent", ...mountRecordKey(path) }],
          puts: [sealed(entry), mark(liveMountKey(entry)), mark(openMountKey(entry.uuid))]
        })
        yield* Effect.catchTag(commit, "Conflict", () => Effect.fail(inUse(path)))
        yield* toTheEnd(start(entry))
      }),
      change: Effect.fnUntraced(function* (path, change) {
        const mount = yield* needed(path)
        const changed = { ...mount.entry, ...change }
        const engine = engineOf(changed)
        if ("_tag" in engine) return yield* engine
        yield* save({ when: [live(mount.entry)], puts: [sealed(changed)] })
        if (change.options === undefined) put({ ...mount, entry: changed })
        else yield* toTheEnd(start(changed))
      }),
      move: Effect.fnUntraced(function* (from, to) {
        const { entry } = yield* needed(from)
        const conflict = table.conflict(to) ?? disabled.conflict(to)
        if (conflict !== undefined) return yield* plainError(400, errorTextFor.remountPathInUse(conflict.entry.path))
        const moved = { ...entry, path: to }
        yield* save({
          when: [live(entry), { kind: "absent", ...mountRecordKey(to) }],
          puts: [sealed(moved), mark(liveMountKey(moved))],
          deletes: [mountRecordKey(from), liveMountKey(entry)]
        })
        table.delete(from)
        yield* toTheEnd(start(moved))
      }),
      disable: Effect.fnUntraced(function* (path) {
        if (isReservedPath(path)) return yield* plainError(400, errorTextFor.cannotUnmount(path))
        const mount = table.get(path)
        if (mount === undefined) return disabled.get(path)
        if (mount.kind === "built-in") return yield* plainError(400, errorTexts.tokenMountStays)
        const { entry } = mount
        yield* save({
          when: [live(entry)],
          puts: [sealed(entry, disabledKey(entry.uuid))],
          deletes: [mountRecordKey(path), liveMountKey(entry)]
        })
        table.delete(path)
        disabled.set(mount)
        return mount
      }),
      disabled: () => disabled.all(),
      destroy: Effect.fnUntraced(function* ({ entry }) {
        // From here on nothing can be written that would stay behind.
        yield* save({ deletes: [openMountKey(entry.uuid)] })
        yield* destroyMountData(store, entry.uuid)
        yield* save({ deletes: [disabledKey(entry.uuid)] })
        disabled.delete(entry.path)
        running.delete(entry.uuid)
      })
    })
  })

/** What a mount's leases last by default and at most: its own configuration, within the system's. */
export const leaseTtlOf = (config: MountConfig): { readonly default: number; readonly max: number } => {
  const max = config.maxLeaseTtl || MAX_TTL
  return { max, default: Math.min(config.defaultLeaseTtl || DEFAULT_TTL, max) }
}

export const layerMounts = (
  engines: ReadonlyArray<Engine>
): Layer.Layer<Mounts, ProtocolError | StoreFailure, Store | Crypto | Keyring> => Layer.effect(Mounts, make(engines))
