import { errorTextFor, type OperationGroup, type OperationId } from "@enwrap/protocol"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { Crypto } from "../crypto/port.ts"
import type { Engine, EngineEffect, EngineResponse, OperationRequest } from "../engine/port.ts"
import { newRequestId } from "../envelope.ts"
import { Keyring } from "../keyring.ts"
import { plainError, type ProtocolError } from "../protocol-error.ts"
import { Store, type StoreFailure } from "../store/port.ts"
import { hex } from "../text.ts"
import { DEFAULT_TTL } from "../token/ttl.ts"
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
export interface EngineMount {
  readonly kind: "engine"
  readonly entry: MountEntry
  readonly group: OperationGroup
  /** The handlers of the group, by operation id. */
  readonly handlers: EngineHandlers
  /** Whether there is something at a path, where the engine tells `create` from `update`. */
  readonly exists?: ((path: string) => EngineEffect<boolean>) | undefined
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
  /** Ends in `/`. */
  readonly path: string
  readonly type: string
  readonly description?: string | undefined
  readonly options?: Readonly<Record<string, string>> | undefined
  readonly config?: Partial<MountConfig> | undefined
  readonly local?: boolean | undefined
  readonly sealWrap?: boolean | undefined
}

/** What is mounted where: looked up on every request, changed at `sys/mounts`. */
export class Mounts extends Context.Service<
  Mounts,
  {
    readonly match: (path: string) => RunningMount | undefined
    readonly get: (path: string) => RunningMount | undefined
    readonly all: () => ReadonlyArray<RunningMount>
    readonly enable: (request: MountRequest) => Effect.Effect<void, ProtocolError | StoreFailure>
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

/** Below these nothing can be mounted. */
const RESERVED = ["sys/", "auth/", "cubbyhole/", "identity/"]

const reserved = (path: string): boolean => RESERVED.some((prefix) => path.startsWith(prefix))

/** `kv-v2` and `kv-v1` are other names for `kv` with a version. */
const spelledOut = (request: MountRequest): MountRequest => {
  const version = /^kv-v([12])$/.exec(request.type)?.[1]
  return version === undefined ? request : { ...request, type: "kv", options: { ...request.options, version } }
}

/** The engine of a type whose options fit; of several, what the caller did not say decides for the first. */
const pickEngine = (engines: ReadonlyArray<Engine>, request: MountRequest): Engine | ProtocolError => {
  const ofType = engines.filter((engine) => engine.type === request.type)
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
      const context = {
        storage: mountStorage(store, keyring, entry.uuid),
        options: entry.options ?? {},
        defaultLeaseTtl: entry.config.defaultLeaseTtl || DEFAULT_TTL
      }
      return Effect.map(engine.mount(context), (handlers) =>
        table.set({
          kind: "engine",
          entry,
          group: engine.group,
          handlers: handlers as unknown as EngineHandlers,
          exists: engine.exists?.(context)
        })
      )
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
        if (reserved(path)) return yield* plainError(400, errorTextFor.cannotMount(path))
        const engine = pickEngine(engines, request)
        if ("_tag" in engine) return yield* engine
        const conflict = table.conflict(path)
        if (conflict !== undefined) return yield* plainError(400, errorTextFor.mountPathInUse(conflict.entry.path))
        const entry: MountEntry = {
          path,
          type: request.type,
          description: request.description ?? "",
          ...identity(request.type),
          options: request.options ?? null,
          config: { ...SYSTEM_CONFIG, ...request.config },
          local: request.local ?? false,
          sealWrap: request.sealWrap ?? false
        }
        const value = keyring.seal(MOUNTS, path, JSON.stringify(entry))
        const commit = store.commit({
          when: [{ kind: "absent", space: MOUNTS, key: path }],
          puts: [{ space: MOUNTS, key: path, value }]
        })
        yield* Effect.catchTag(commit, "Conflict", () =>
          Effect.fail(plainError(400, errorTextFor.mountPathInUse(path)))
        )
        yield* start(entry)
      }),
      disable: Effect.fnUntraced(function* (path) {
        if (reserved(path)) return yield* plainError(400, errorTextFor.cannotUnmount(path))
        const mount = table.get(path)
        if (mount === undefined) return
        table.delete(path)
        yield* Effect.catchTag(store.commit({ deletes: [{ space: MOUNTS, key: path }] }), "Conflict", (conflict) =>
          Effect.die(conflict)
        )
        yield* destroyMountData(store, mount.entry.uuid)
      })
    })
  })

export const layerMounts = (
  engines: ReadonlyArray<Engine>
): Layer.Layer<Mounts, ProtocolError | StoreFailure, Store | Crypto | Keyring> => Layer.effect(Mounts, make(engines))
