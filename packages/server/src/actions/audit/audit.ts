import { errorTextFor, errorTexts } from "@enwrap/protocol"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import type { Crypto } from "../../ports/crypto/port.ts"
import type { Store, StoreFailure } from "../../ports/store/port.ts"
import type { AuditedHeadersStore } from "../../state/audited-headers.ts"
import type { Keyring } from "../../state/keyring.ts"
import type { Metrics } from "../../state/metrics/metrics.ts"
import { plainError, type ProtocolError } from "../../values/protocol-error.ts"
import type { RequestFacts, ResponseFacts } from "./audit-facts.ts"

/** An audit device, as `sys/audit` shows it. */
export interface AuditDevice {
  /** Ends in `/`. */
  readonly path: string
  readonly type: string
  readonly description: string
  readonly options: Readonly<Record<string, string>>
  readonly local: boolean
}

/** What audit devices need of the server. */
export type AuditServices = Store | Crypto | Keyring | AuditedHeadersStore | Metrics

/**
 * The audit devices. This is all that the server knows about them; `layerAuditDevices` implements it. A server without that layer
 * has no devices, and cannot enable any.
 */
export class Audit extends Context.Service<
  Audit,
  {
    /** Whether a request is audited. It is cheap if there are no devices. */
    readonly covers: (path: string) => boolean
    /**
     * Writes the entry of a request, which was made at this time in milliseconds since 1970. It succeeds if a device has written it, or if
     * there is no device; otherwise it fails with {@link notAudited}, as do the others.
     */
    readonly request: (request: RequestFacts, nowMs: number, error?: string) => Effect.Effect<void, ProtocolError>
    /** Writes both entries of a request that was refused because of its token or its policies. */
    readonly refused: (request: RequestFacts, nowMs: number, error: string) => Effect.Effect<void, ProtocolError>
    /** Writes the entry of a response. With `requestMs`, it writes the entry of the request first, which was made then. */
    readonly response: (
      request: RequestFacts,
      response: ResponseFacts,
      nowMs: number,
      error?: string,
      requestMs?: number
    ) => Effect.Effect<void, ProtocolError>
    readonly devices: () => ReadonlyArray<AuditDevice>
    readonly enable: (device: AuditDevice) => Effect.Effect<void, ProtocolError | StoreFailure>
    /** Disables a device, and forgets its salt. An unknown path is not an error. */
    readonly disable: (path: string) => Effect.Effect<void, ProtocolError | StoreFailure>
    /** How a string looks in the entries of a device. */
    readonly hash: (path: string, input: string) => Effect.Effect<string, ProtocolError>
    /** Enables the devices that are new in the options, and disables those that are not in them any more. It never fails. */
    readonly reload: Effect.Effect<void>
    /** Opens the files of all devices again. It never fails: a device that cannot be opened is tried again with each entry. */
    readonly reopen: Effect.Effect<void>
  }
>()("@enwrap/server/Audit") {
  /** No devices, and none can be enabled. */
  static readonly layerNone: Layer.Layer<Audit> = Layer.succeed(this, {
    covers: () => false,
    request: () => Effect.void,
    refused: () => Effect.void,
    response: () => Effect.void,
    devices: () => [],
    enable: () => Effect.fail(plainError(400, errorTexts.auditNotEnabledByApi)),
    disable: () => Effect.void,
    hash: (path) => Effect.fail(plainError(400, errorTextFor.auditUnknown(path))),
    reload: Effect.void,
    reopen: Effect.void
  })
}
