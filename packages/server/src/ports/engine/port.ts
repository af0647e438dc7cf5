import type { OperationGroup, OperationId, OperationIdOf, PathParameters } from "@enwrap/protocol"
import type * as Effect from "effect/Effect"
import type { Crypto } from "../crypto/port.ts"
import type { DecodedFields, QueryNumbers } from "../../values/decoded-fields.ts"
import type { Payload } from "../../values/json/payload.ts"
import type { Json } from "../../values/json/raw-json.ts"
import type { ProtocolError } from "../../values/protocol-error.ts"
import type { StoreFailure } from "../store/port.ts"

/** What an engine knows about the caller. It does not contain the token. */
export interface Caller {
  readonly accessor: string
  readonly displayName: string
  readonly policies: ReadonlyArray<string>
  readonly entityId: string
}

/** A request for one typed operation of the spec. */
export interface OperationRequest<Id extends OperationId> {
  readonly operation: Id
  /** The path below the mount, decoded: `data/foo`. A list ends in `/`. */
  readonly path: string
  /** The values of the variables in the operation's path template. */
  readonly parameters: PathParameters<Id>
  /** The query parameters of reads, lists and deletes, as they were sent. Of several values, the first. */
  readonly query: ReadonlyMap<string, string>
  /** The query parameters that are whole numbers. */
  readonly queryNumbers: QueryNumbers<Id>
  /** The body's fields, checked against the spec and decoded. Operations that take arbitrary input use `payload`. */
  readonly fields: DecodedFields<Id>
  /** The body as it was sent, for operations that store it unread. */
  readonly payload: Payload
  /** `undefined` if the operation needs no token and the request has none. */
  readonly caller: Caller | undefined
  /** The peer's address, without a port. */
  readonly remoteAddress: string
  /** Whether the peer has disconnected. Waiting work is dropped then. */
  readonly hasLeft: () => boolean
}

/**
 * A successful login, for which the server creates a token. The engine never sees the token. Times are seconds; 0 leaves the
 * decision to the mount and the system.
 */
export interface LoginAuth {
  /** Without `default`, which is added unless `noDefaultPolicy` is set. */
  readonly policies: ReadonlyArray<string>
  readonly noDefaultPolicy?: boolean
  /** Such as `userpass-alice`. */
  readonly displayName: string
  readonly metadata: Readonly<Record<string, string>> | null
  /** The name that identifies the same entity at every login, such as `alice`. */
  readonly alias: string
  readonly ttl: number
  readonly maxTtl: number
  readonly explicitMaxTtl?: number
  readonly period?: number
  /** 0 is unlimited. */
  readonly numUses?: number
  readonly type?: "service" | "batch"
  /** The addresses from which the token can be used, as CIDR blocks. Empty if it can be used from anywhere. */
  readonly boundCidrs?: ReadonlyArray<string>
  readonly renewable?: boolean
  /** What the engine needs to renew the token. It must not be a secret. */
  readonly internal?: string
}

/** A secret that the engine can revoke. The server calls {@link MountedEngine.revokeLease} with `data` when the lease ends. */
export interface NewLease {
  /** Seconds; 0 for the mount's default. */
  readonly ttl: number
  readonly renewable: boolean
  /** What the engine needs to revoke the secret: a serial number, never the secret itself. */
  readonly data: string
}

/** A response without an envelope, such as a certificate in PEM, a CRL in DER, or an image from another server. */
export interface RawResponse {
  readonly status: number
  readonly contentType: string
  readonly body: string | Uint8Array
}

/** The response of an engine. If an operation returns `undefined`, the response is 204. */
export interface EngineResponse {
  /** The envelope's `data`; `null` if absent. */
  readonly data?: Json
  readonly warnings?: ReadonlyArray<string>
  /** The envelope's `lease_duration` in seconds, for responses that have one without a lease (kv version 1). */
  readonly leaseDuration?: number
  /** The status if it is not 200: kv version 2 returns a deleted version's metadata with 404. */
  readonly status?: number
  /** A successful login. Only login methods return it. */
  readonly auth?: LoginAuth
  /** The lease of a secret that can be revoked. */
  readonly lease?: NewLease
  /** A response without an envelope, instead of everything else. */
  readonly raw?: RawResponse
  /** The accessor of something in the data that is not a token, such as AppRole's secret id: `wrap_info.wrapped_accessor`. */
  readonly wrappedAccessor?: string
}

/**
 * What an engine does, as an effect. It fails with the error that the client gets, or with the failure of the store, which clients see
 * as an internal error (500).
 */
export type EngineEffect<A> = Effect.Effect<A, ProtocolError | StoreFailure>

/**
 * Carries out one operation on a mount, once the server has checked the request against the spec and the policies of the caller.
 * The server wraps the response if the request asks for it. `undefined` is 204.
 */
export type Handler<Id extends OperationId> = (
  request: OperationRequest<Id>
) => EngineEffect<EngineResponse | undefined>

/**
 * A handler for each operation that the spec declares in a group. A missing or surplus handler is a compile error. For several
 * groups, it is the handlers of one of them.
 */
export type Handlers<Group extends OperationGroup> = Group extends OperationGroup
  ? { readonly [Id in OperationIdOf<Group>]: Handler<Id> }
  : never

/** Changes to a mount's storage that are applied together. */
export interface StorageChange {
  readonly puts?: ReadonlyArray<readonly [key: string, text: string]>
  readonly deletes?: ReadonlyArray<string>
}

/** A mount's own storage: strings under slash-separated keys, encrypted at rest. No other mount can access it. */
export interface Storage {
  readonly get: (key: string) => Effect.Effect<string | undefined, StoreFailure>
  /** Whether there is something under a key. It is not decrypted. */
  readonly has: (key: string) => Effect.Effect<boolean, StoreFailure>
  readonly put: (key: string, text: string) => Effect.Effect<void, StoreFailure>
  readonly delete: (key: string) => Effect.Effect<void, StoreFailure>
  /** The names directly below a prefix (`""` or one that ends in `/`), sorted. Folders end in `/`. */
  readonly list: (prefix: string) => Effect.Effect<ReadonlyArray<string>, StoreFailure>
  /** Applies all changes or none. */
  readonly commit: (change: StorageChange) => Effect.Effect<void, StoreFailure>
  /**
   * Reads a key and changes the storage in one atomic step. If another request changes the key meanwhile, `decide` is called
   * again with the new value, so it must not have side effects.
   */
  readonly modify: <A, E>(
    key: string,
    decide: (current: string | undefined) => Effect.Effect<readonly [result: A, change: StorageChange], E>
  ) => Effect.Effect<A, E | StoreFailure>
}

/** Cryptography for engines. It must be their only source of randomness. */
export type EngineCrypto = Pick<
  typeof Crypto.Service,
  "randomBytes" | "sha256" | "hmacSha256" | "equal" | "scrypt" | "bcrypt"
>

/** The client that slow work is done for. Peers take turns, and so do the names of each peer. */
export interface WorkOwner extends Pick<OperationRequest<OperationId>, "remoteAddress" | "hasLeft"> {
  /** Distinguishes the users of one peer, such as a mount's path and a user name. */
  readonly name: string
}

/**
 * Runs work when its turn comes. It fails with 429 or 503 if too much work is waiting, and drops the work of a client that has
 * disconnected.
 */
export type SlowWork = <A, E>(owner: WorkOwner, work: Effect.Effect<A, E>) => Effect.Effect<A, E | ProtocolError>

/** The server's bounded and fair queues for slow work. All mounts share them. */
export interface SlowQueues {
  /** For hashing passwords. */
  readonly passwords: SlowWork
  /** For generating RSA keys, which takes from a tenth of a second to a minute. */
  readonly keys: SlowWork
  /** For signatures, and for generating other keys. */
  readonly signatures: SlowWork
}

/**
 * Runs an effect that only waits, such as for the response of another server. If the server is sealed before the effect ends, the
 * effect is interrupted, and the result is the error of every request to a sealed server: 503 `Vault is sealed`. Without it, whoever
 * seals the server waits for the effect. Nothing else of an engine is interrupted, and not even this when the client disconnects. The
 * effect must not change the mount's storage: it dies if it does.
 */
export type UntilSealed = <A, E>(wait: Effect.Effect<A, E>) => Effect.Effect<A, E | ProtocolError>

/** What the server provides to a mounted engine. For the time, use Effect's `Clock`. */
export interface MountContext {
  readonly storage: Storage
  readonly crypto: EngineCrypto
  readonly queues: SlowQueues
  readonly untilSealed: UntilSealed
  /** The path of the mount, such as `secret/` or `auth/approle/`. */
  readonly path: string
  /** The mount's options, such as `{"version":"2"}`. */
  readonly options: Readonly<Record<string, string>>
  /** The present default and maximum TTL of the mount's leases, in seconds. */
  readonly leaseTtl: () => { readonly default: number; readonly max: number }
}

/** The present limits for the renewal of a login's token, in seconds. */
export type LoginLimits = Pick<LoginAuth, "ttl" | "maxTtl" | "period">

/** A running engine of one mount. */
export interface MountedEngine<Group extends OperationGroup> {
  readonly handlers: Handlers<Group>
  /**
   * Whether something exists at a path below the mount. Policies then distinguish `create` from `update`. Without it, every
   * write is an update.
   */
  readonly exists?: (path: string) => EngineEffect<boolean>
  /** Revokes the secret of a lease. It may be called again for the same secret if the server stopped half-way. */
  readonly revokeLease?: (data: string) => EngineEffect<void>
  /** Returns the limits for renewing a token of this login method, or fails. `internal` is from the login. */
  readonly renewLogin?: (internal: string) => EngineEffect<LoginLimits>
  /**
   * The role that a login asks for, for rate limit quotas of roles: `undefined` if there is none. It is called before the
   * login with the body as it was sent, and must not change anything. Absent if the login method has no roles.
   */
  readonly loginRole?: (payload: Payload) => EngineEffect<string | undefined>
  /** The response to a path below the mount that is not in the spec, if the engine has one. */
  readonly unknownPath?: (verb: string, path: string) => EngineResponse | undefined
}

/**
 * A secrets engine or a login method: its name in `sys/mounts` or `sys/auth`, the group of the spec's operations that it
 * handles, and how it is started on a mount. It knows nothing about tokens, policies or wrapping.
 */
export interface Engine<Group extends OperationGroup = OperationGroup> {
  /** A secrets engine is mounted at `sys/mounts`, a login method at `sys/auth`. */
  readonly kind: "secret" | "auth"
  readonly group: Group
  /** The `type` in `sys/mounts` or `sys/auth`, such as `kv`. */
  readonly type: string
  readonly description: string
  /** The options that select this engine among those of one type, such as `{ version: "2" }`. */
  readonly options: Readonly<Record<string, string>>
  readonly mount: (context: MountContext) => Effect.Effect<MountedEngine<Group>, StoreFailure>
}
