import { errorTextFor, type OperationGroup, type OperationId } from "@enwrap/protocol"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { Crypto } from "../crypto/port.ts"
import type {
  Engine,
  EngineEffect,
  EngineResponse,
  MountContext,
  MountedEngine,
  OperationRequest
} from "../engine/port.ts"
import { newRequestId } from "../envelope.ts"
import { Keyring } from "../keyring.ts"
import { plainError, type ProtocolError } from "../protocol-error.ts"
import { type Batch, Store, type StoreFailure } from "../store/port.ts"
import { hex } from "../text.ts"
import { DEFAULT_TTL, MAX_TTL } from "../token/ttl.ts"
import type { MountConfig, MountEntry } from "./mount-entry.ts"
import { destroyMountData, mountStorage } from "./mount-storage.ts"
import { MountTable } from "./mount-table.ts"

const MOUNTS = "mount"
const PAGE = 1000

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
    readonly all: () => ReadonlyArray<RunningMount>
    readonly enable: (request: MountRequest) => Effect.Effect<void, ProtocolError | StoreFailure>
    /** Changes a mount; its engine is set up anew. */
    readonly change: (path: string, change: MountChange) => Effect.Effect<void, ProtocolError | StoreFailure>
    /** Moves a mount with all that it keeps. */
    readonly move: (from: string, to: string) => Effect.Effect<void, ProtocolError | StoreFailure>
    /** Takes a mount away and destroys what it kept; nothing happens where there is none. */
    readonly disable: (path: string) => Effect.Effect<void, ProtocolError | StoreFailure>
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
    sealWrap: true
  },
  {
    path: "cubbyhole/",
    group: "cubbyhole",
    type: "cubbyhole",
    description: "per-token private secret storage",
    local: true,
    sealWrap: false
  },
  {
    path: "auth/token/",
    group: "token",
    type: "token",
    description: "token based credentials",
    local: false,
    sealWrap: false
  }
] as const

const AUTH = "auth/"

/** Below these no secrets engine can be mounted. */
const RESERVED = ["sys/", AUTH, "cubbyhole/", "identity/"]

export const isAuthPath = (path: string): boolean => path.startsWith(AUTH)

/** A mount's path as people see it: login methods are named without `auth/`. */
export const shownPath = (path: string): string => (isAuthPath(path) ? path.slice(AUTH.length) : path)

/** Whether a path is the server's own: login methods stand below `auth/`, everything else beside what is reserved. */
const reserved = (path: string, kind: Engine["kind"]): boolean =>
  kind === "auth" ? path === AUTH : RESERVED.some((prefix) => path.startsWith(prefix))

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
  return fitting ?? plainError(400, `there is no engine of type "${request.type}" with these options`)
}

const make = (engines: ReadonlyArray<Engine>) =>
  Effect.gen(function* () {
    const store = yield* Store
    const crypto = yield* Crypto
    const keyring = yield* Keyring
    const table = new MountTable<RunningMount>()

    const identity = (type: string) => ({
      accessor: `${type}_${hex(crypto.randomBytes(4))}`,
      uuid: newRequestId(crypto.randomBytes)
    })

    const start = (entry: MountEntry): Effect.Effect<void, ProtocolError | StoreFailure> => {
      const engine = pickEngine(engines, { path: entry.path, type: entry.type, options: entry.options ?? undefined })
      if ("_tag" in engine) return Effect.fail(engine)
      const context: MountContext = {
        storage: mountStorage(store, keyring, entry.uuid),
        crypto,
        path: entry.path,
        options: entry.options ?? {},
        leaseTtl: () => leaseTtlOf(entry.config)
      }
      return Effect.map(engine.mount(context), (mounted) =>
        table.set({
          ...mounted,
          kind: "engine",
          entry,
          group: engine.group,
          handlers: mounted.handlers as unknown as EngineHandlers
        })
      )
    }

    const place = (path: string) => ({ space: MOUNTS, key: path })
    const sealed = (entry: MountEntry) => ({
      ...place(entry.path),
      value: keyring.seal(MOUNTS, entry.path, JSON.stringify(entry))
    })
    const save = (batch: Batch) =>
      Effect.catchTag(store.commit(batch), "Conflict", () =>
        Effect.fail(plainError(409, "the mount was changed by somebody else at the same moment"))
      )
    const inUse = (path: string) => plainError(400, errorTextFor.mountPathInUse(shownPath(path)))
    const needed = (path: string): Effect.Effect<EngineMount, ProtocolError> => {
      const mount = table.get(path)
      return mount?.kind === "engine"
        ? Effect.succeed(mount)
        : Effect.fail(plainError(400, `no matching mount at "${path}"`))
    }

    for (const { group, ...mount } of BUILT_IN) {
      const entry: MountEntry = { ...mount, ...identity(mount.type), options: null, config: SYSTEM_CONFIG }
      table.set({ kind: "built-in", entry, group })
    }
    for (const record of yield* store.list(MOUNTS, "", { limit: PAGE })) {
      yield* start(JSON.parse(yield* keyring.open(MOUNTS, record.key, record.value)) as MountEntry)
    }

    return Mounts.of({
      match: (path) => table.match(path),
      get: (path) => table.get(path),
      all: () => table.all(),
      enable: Effect.fnUntraced(function* (asked) {
        const request = spelledOut(asked)
        const { path } = request
        const kind = isAuthPath(path) ? "auth" : "secret"
        if (reserved(path, kind)) return yield* plainError(400, errorTextFor.cannotMount(path))
        const engine = pickEngine(engines, request)
        if ("_tag" in engine) return yield* engine
        const conflict = table.conflict(path)
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
        const commit = store.commit({ when: [{ kind: "absent", ...place(path) }], puts: [sealed(entry)] })
        yield* Effect.catchTag(commit, "Conflict", () => Effect.fail(inUse(path)))
        yield* start(entry)
      }),
      change: Effect.fnUntraced(function* (path, change) {
        const { entry } = yield* needed(path)
        const changed = { ...entry, ...change }
        yield* save({ puts: [sealed(changed)] })
        yield* start(changed)
      }),
      move: Effect.fnUntraced(function* (from, to) {
        const { entry } = yield* needed(from)
        if (table.conflict(to) !== undefined) return yield* plainError(400, `path already in use at "${shownPath(to)}"`)
        const moved = { ...entry, path: to }
        yield* save({ puts: [sealed(moved)], deletes: [place(from)] })
        table.delete(from)
        yield* start(moved)
      }),
      disable: Effect.fnUntraced(function* (path) {
        if (reserved(path, isAuthPath(path) ? "auth" : "secret"))
          return yield* plainError(400, errorTextFor.cannotUnmount(path))
        const mount = table.get(path)
        if (mount === undefined) return
        if (mount.kind === "built-in") return yield* plainError(400, "token credential backend cannot be disabled")
        table.delete(path)
        yield* save({ deletes: [place(path)] })
        yield* destroyMountData(store, mount.entry.uuid)
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
