/** A mount as it is stored and as `sys/mounts` shows it. */
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

/** The kind of tokens that a login method gives out: `default-…` leaves it to the login. */
export type MountTokenType = "default-service" | "default-batch" | "service" | "batch"

/** Seconds; 0 is the system's. */
export interface MountConfig {
  readonly defaultLeaseTtl: number
  readonly maxLeaseTtl: number
  readonly forceNoCache: boolean
  readonly listingVisibility?: string
  /** Of login methods only; `default-service` where absent. */
  readonly tokenType?: MountTokenType
  readonly auditNonHmacRequestKeys?: ReadonlyArray<string>
  readonly auditNonHmacResponseKeys?: ReadonlyArray<string>
  readonly passthroughRequestHeaders?: ReadonlyArray<string>
  readonly allowedResponseHeaders?: ReadonlyArray<string>
}
