import type { OperationGroup, OperationId, OperationIdOf, PathParameters } from "@enwrap/protocol"
import type * as Effect from "effect/Effect"
import type { ScryptCost } from "../crypto/port.ts"
import type { DecodedFields, QueryNumbers } from "../../values/decoded-fields.ts"
import type { Payload } from "../../values/json/payload.ts"
import type { Json } from "../../values/json/raw-json.ts"
import type { ProtocolError } from "../../values/protocol-error.ts"
import type { StoreFailure } from "../store/port.ts"

/** Who is asking, as far as an engine may know. There is no token in it. */
export interface Caller {
  readonly accessor: string
  readonly displayName: string
  readonly policies: ReadonlyArray<string>
  readonly entityId: string
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
  /** The whole numbers among the query's variables. */
  readonly queryNumbers: QueryNumbers<Id>
  /** The body's fields, checked against the spec and decoded. Operations that take arbitrary input use `payload`. */
  readonly fields: DecodedFields<Id>
  /** The body as it came; of use to operations that keep it without looking. */
  readonly payload: Payload
  /** Absent where the operation needs no token and none was given. */
  readonly caller: Caller | undefined
  /** The peer's address, without a port. */
  readonly remoteAddress: string
  /** Whether the peer has gone: work that waits for its turn is dropped then. */
  readonly hasLeft: () => boolean
}

/**
 * A login that succeeded: the token that the server is to make for it. The engine never sees that token. Times are seconds;
 * 0 leaves the decision to the mount and the system.
 */
export interface LoginAuth {
  /** Without `default`, which comes along unless `noDefaultPolicy` is set. */
  readonly policies: ReadonlyArray<string>
  readonly noDefaultPolicy?: boolean
  /** `userpass-alice` */
  readonly displayName: string
  readonly metadata: Readonly<Record<string, string>> | null
  /** The login name that stands for the same entity at every login: `alice`. */
  readonly alias: string
  readonly ttl: number
  readonly maxTtl: number
  readonly explicitMaxTtl?: number
  readonly period?: number
  /** 0 is without limit. */
  readonly numUses?: number
  readonly type?: "service" | "batch"
  /** Addresses from which the token may be used, as CIDR blocks; empty is from anywhere. */
  readonly boundCidrs?: ReadonlyArray<string>
  readonly renewable?: boolean
  /** What the engine wants to be given again when the token is renewed: never a secret. */
  readonly internal?: string
}

/** A secret that the engine can take back: the server calls {@link MountedEngine.revokeLease} with `data` when it ends. */
export interface NewLease {
  /** Seconds; 0 is the mount's default. */
  readonly ttl: number
  readonly renewable: boolean
  /** What the engine needs to revoke the secret: a serial number, never the secret itself. */
  readonly data: string
}

/** An answer that is no envelope: a certificate in PEM, a CRL in DER, another server's picture. */
export interface RawAnswer {
  readonly status: number
  readonly contentType: string
  readonly body: string | Uint8Array
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
  /** Of a login method: who logged in. */
  readonly auth?: LoginAuth
  /** Of a secret that can be taken back. */
  readonly lease?: NewLease
  /** In the place of everything else. */
  readonly raw?: RawAnswer
  /** The accessor of something inside that is no token, such as AppRole's secret id: `wrap_info.wrapped_accessor`. */
  readonly wrappedAccessor?: string
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

/** What an engine may compute with; it has no other source of chance. */
export interface EngineCrypto {
  readonly randomBytes: (length: number) => Uint8Array
  readonly sha256: (data: Uint8Array) => Uint8Array
  readonly hmacSha256: (key: Uint8Array, data: Uint8Array) => Uint8Array
  /** Equality in constant time. */
  readonly equal: (a: Uint8Array, b: Uint8Array) => boolean
  /** 32 bytes from a password, made slowly and without keeping other requests waiting. */
  readonly scrypt: (password: Uint8Array, salt: Uint8Array, cost: ScryptCost) => Effect.Effect<Uint8Array>
  /** Whether a password has a bcrypt hash: as slow as the hash says, and without keeping other requests waiting. */
  readonly bcrypt: (password: string, hash: string) => Effect.Effect<boolean>
}

/** On whose behalf slow work is done. Peers take turns, and at each peer the names do. */
export interface WorkOwner extends Pick<OperationRequest<OperationId>, "remoteAddress" | "hasLeft"> {
  /** What tells one user of a peer from another, such as a mount's path and a user's name. */
  readonly name: string
}

/**
 * Carries out work when it is its turn. It fails with 429 or 503 when too much is waiting, and does not carry out the work of a
 * client that has left.
 */
export type SlowWork = <A, E>(owner: WorkOwner, work: Effect.Effect<A, E>) => Effect.Effect<A, E | ProtocolError>

/** The bounded and fair queues of a server, which all mounts share. */
export interface SlowQueues {
  /** Hashes of passwords. */
  readonly passwords: SlowWork
  /** New RSA keys, which take from a tenth of a second to a minute. */
  readonly keys: SlowWork
  /** Signatures and other new keys. */
  readonly signatures: SlowWork
}

/** What a mounted engine is given. Time is Effect's `Clock`. */
export interface MountContext {
  readonly storage: Storage
  readonly crypto: EngineCrypto
  readonly queues: SlowQueues
  /** Where it is mounted: `secret/`, `auth/approle/`. */
  readonly path: string
  /** The mount's options, such as `{"version":"2"}`. */
  readonly options: Readonly<Record<string, string>>
  /** The default and the maximal lease of the mount as they are now, in seconds. */
  readonly leaseTtl: () => { readonly default: number; readonly max: number }
}

/** What becomes of a token that is renewed: the limits that hold now, or the reason why it must not be renewed. */
export type LoginLimits = Pick<LoginAuth, "ttl" | "maxTtl" | "period">

/** An engine at work on a mount. */
export interface MountedEngine<Group extends OperationGroup> {
  readonly handlers: Handlers<Group>
  /**
   * Whether there is something at a path below the mount. With it, policies tell `create` from `update`; without it every
   * write is an update.
   */
  readonly exists?: (path: string) => EngineEffect<boolean>
  /** Takes back what a lease was given for. It may be asked again if the server stopped half way. */
  readonly revokeLease?: (data: string) => EngineEffect<void>
  /** May a token of this login method be renewed, and for how long? `internal` is what the login gave. */
  readonly renewLogin?: (internal: string) => EngineEffect<LoginLimits>
  /** An answer of its own for a path that the spec does not know below this mount. */
  readonly unknownPath?: (verb: string, path: string) => EngineResponse | undefined
}

/**
 * A secrets engine or a login method: how it is named at `sys/mounts` or `sys/auth`, which group of the spec's operations it
 * answers, and how it is set up on a mount. It knows nothing of tokens, policies or wrapping.
 */
export interface Engine<Group extends OperationGroup = OperationGroup> {
  /** Whether it is mounted at `sys/mounts` or at `sys/auth`. */
  readonly kind: "secret" | "auth"
  readonly group: Group
  /** The `type` at `sys/mounts` or `sys/auth`: `kv`. */
  readonly type: string
  readonly description: string
  /** Options that pick this engine among those of one type, such as `{ version: "2" }`. */
  readonly options: Readonly<Record<string, string>>
  readonly mount: (context: MountContext) => Effect.Effect<MountedEngine<Group>, StoreFailure>
}
