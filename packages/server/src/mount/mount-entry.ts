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

/** Seconds; 0 is the system's. */
export interface MountConfig {
  readonly defaultLeaseTtl: number
  readonly maxLeaseTtl: number
  readonly forceNoCache: boolean
  readonly listingVisibility?: string
}
