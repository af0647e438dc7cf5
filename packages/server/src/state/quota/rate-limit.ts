/** A rate limit quota, as it is stored. */
export interface RateLimit {
  readonly name: string
  /** The uuid of the mount, which stays the same if the mount is moved. `undefined` if all requests are limited. */
  readonly mount: string | undefined
  /** The path below the mount, without a slash at the end; empty if all paths are limited. It may end in `*`. */
  readonly suffix: string
  /** Empty if the quota is not about the logins of a role. */
  readonly role: string
  readonly rate: number
  /** Seconds. */
  readonly interval: number
  /** Seconds; 0 if a client is only refused until its interval ends. */
  readonly blockInterval: number
  readonly inheritable: boolean
}

/** Whether two quotas limit the same requests. */
export const limitsTheSame = (one: RateLimit, other: RateLimit): boolean =>
  one.mount === other.mount && one.suffix === other.suffix && one.role === other.role
