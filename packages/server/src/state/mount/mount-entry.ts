import type { TtlLimits } from "../../values/ttl.ts"

/** A mount as `sys/mounts` shows it. */
export interface MountEntry {
  /** Ends in `/`. */
  readonly path: string
  readonly type: string
  readonly description: string
  readonly accessor: string
  readonly uuid: string
  readonly options: Readonly<Record<string, string>> | null
  readonly config: MountConfig
  readonly local: boolean
  readonly sealWrap: boolean
}

/** A mount as it is stored. */
export interface StoredMount extends MountEntry {
  /** The path from which the mount was moved, until the leases and tokens that were created below that path have ended. */
  readonly movedFrom?: string
}

/** A mount that was moved. The leases and tokens that were created below its old path still have to end. */
export interface MovedMount {
  readonly entry: MountEntry
  readonly from: string
}

/** The type of the tokens that a login method creates. With `default-…` a login can ask for the other type. */
export type MountTokenType = "default-service" | "default-batch" | "service" | "batch"

/** TTLs are seconds; 0 is the system's TTL. */
export interface MountConfig {
  readonly defaultLeaseTtl: number
  readonly maxLeaseTtl: number
  readonly forceNoCache: boolean
  readonly listingVisibility?: string
  /** Of login methods only; `default-service` if absent. */
  readonly tokenType?: MountTokenType
  readonly auditNonHmacRequestKeys?: ReadonlyArray<string>
  readonly auditNonHmacResponseKeys?: ReadonlyArray<string>
  readonly passthroughRequestHeaders?: ReadonlyArray<string>
  readonly allowedResponseHeaders?: ReadonlyArray<string>
}

export const SYSTEM_CONFIG: MountConfig = { defaultLeaseTtl: 0, maxLeaseTtl: 0, forceNoCache: false }

/** The default and the maximum TTL of a mount's leases in seconds, from its configuration and the system's limits. */
export const leaseTtlOf = (config: MountConfig, system: TtlLimits): TtlLimits => {
  const max = config.maxLeaseTtl || system.max
  return { max, default: Math.min(config.defaultLeaseTtl || system.default, max) }
}
