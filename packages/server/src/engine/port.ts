import type { OperationGroup, OperationId, OperationIdOf, PathParameters, RequestFields } from "@enwrap/protocol"
import type * as Effect from "effect/Effect"
import type { Payload } from "../json/payload.ts"
import type { Json } from "../json/raw-json.ts"
import type { ProtocolError } from "../protocol-error.ts"
import type { StoreFailure } from "../store/port.ts"

/** Who is asking, as far as an engine may know. There is no token in it. */
export interface Caller {
  readonly accessor: string
  readonly displayName: string
  readonly policies: ReadonlyArray<string>
  readonly entityId: string
  readonly remoteAddress: string
}

/** One typed operation of the spec, on its way to an engine. */
export interface OperationRequest<Id extends OperationId> {
  readonly operation: Id
  /** The path below the mount, decoded: `data/foo`. A list ends in `/`. */
  readonly path: string
  /** The variables of the operation's path template. */
  readonly parameters: PathParameters<Id>
  /** The query's variables (reads, lists, deletes), each as it was given, the first of several. */
  readonly query: ReadonlyMap<string, string>
  /** The body's fields, checked against the spec. Operations that take arbitrary input use `payload`. */
  readonly fields: RequestFields<Id>
  /** The body as it came; of use to operations that keep it without looking. */
  readonly payload: Payload
  /** Absent where the operation needs no token and none was given. */
  readonly caller: Caller | undefined
}

/** What an engine answers. An operation without an answer returns `undefined`: 204. */
export interface EngineResponse {
  /** The envelope's `data`; `null` where there is none. */
  readonly data?: Json
  readonly warnings?: ReadonlyArray<string>
  /** The envelope's `lease_duration` in seconds, where the answer has one without a lease (kv version 1). */
  readonly leaseDuration?: number
  /** Another status than 200 for an answer with an envelope: kv version 2 says 404 for a deleted version, with data. */
  readonly status?: number
}

export type EngineEffect<A> = Effect.Effect<A, ProtocolError | StoreFailure>

export type Handler<Id extends OperationId> = (
  request: OperationRequest<Id>
) => EngineEffect<EngineResponse | undefined>

/**
 * Every operation that the spec gives to a group of paths, and no other: a missing or surplus one does not compile.
 * Of several groups: the handlers of one of them.
 */
export type Handlers<Group extends OperationGroup> = Group extends OperationGroup
  ? { readonly [Id in OperationIdOf<Group>]: Handler<Id> }
  : never

/** Changes to a mount's storage that are applied together. */
export interface StorageChange {
  readonly puts?: ReadonlyArray<readonly [key: string, text: string]>
  readonly deletes?: ReadonlyArray<string>
}

/** A mount's own storage: text under slash-separated keys, sealed at rest, out of reach of every other mount. */
export interface Storage {
  readonly get: (key: string) => Effect.Effect<string | undefined, StoreFailure>
  readonly put: (key: string, text: string) => Effect.Effect<void, StoreFailure>
  readonly delete: (key: string) => Effect.Effect<void, StoreFailure>
  /** What stands directly below a prefix (`""` or one that ends in `/`), sorted; folders end in `/`. */
  readonly list: (prefix: string) => Effect.Effect<ReadonlyArray<string>, StoreFailure>
  /** All the changes or none. */
  readonly commit: (change: StorageChange) => Effect.Effect<void, StoreFailure>
  /**
   * Decides on what stands under a key and changes the storage, as one atomic step: if the key changed meanwhile, `decide`
   * is asked again with what stands there now. It must have no effects of its own.
   */
  readonly modify: <A, E>(
    key: string,
    decide: (current: string | undefined) => Effect.Effect<readonly [result: A, change: StorageChange], E>
  ) => Effect.Effect<A, E | StoreFailure>
}

/** What a mounted engine is given. */
export interface MountContext {
  readonly storage: Storage
  /** The mount's options, such as `{"version":"2"}`. */
  readonly options: Readonly<Record<string, string>>
  /** The default lease of the mount, in seconds. */
  readonly defaultLeaseTtl: number
}

/**
 * A secrets engine: how it is named at `sys/mounts`, which group of the spec's operations it answers, and how it is set up
 * on a mount. It knows nothing of tokens, policies or wrapping.
 */
export interface Engine<Group extends OperationGroup = OperationGroup> {
  readonly group: Group
  /** The `type` at `sys/mounts`: `kv`. */
  readonly type: string
  readonly description: string
  /** Options that pick this engine among those of one type, such as `{ version: "2" }`. */
  readonly options: Readonly<Record<string, string>>
  readonly mount: (context: MountContext) => Effect.Effect<Handlers<Group>, StoreFailure>
  /**
   * Whether there is something at a path below the mount. With it, policies tell `create` from `update`; without it every
   * write is an update.
   */
  readonly exists?: (context: MountContext) => (path: string) => EngineEffect<boolean>
}
