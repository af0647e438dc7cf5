/** The settings that all rate limit quotas share. */
export interface QuotaSettings {
  /** Whether refused requests have audit entries. */
  readonly auditsRefusals: boolean
  /** Whether responses say how many requests are left. */
  readonly sendsHeaders: boolean
  /** Prefixes of paths; one that begins with `!` is an exception from shorter ones. */
  readonly exemptPaths: ReadonlyArray<string>
}

/** The original's. */
export const DEFAULT_QUOTA_SETTINGS: QuotaSettings = {
  auditsRefusals: false,
  sendsHeaders: false,
  exemptPaths: [
    "sys/generate-recovery-token/attempt",
    "sys/generate-recovery-token/update",
    "sys/generate-root/attempt",
    "sys/generate-root/update",
    "sys/health",
    "sys/seal-status",
    "sys/unseal"
  ]
}

/** Decides whether a path is exempt: the longest prefix of it decides. @see RW-QU-4 */
export const exemption = (paths: ReadonlyArray<string>): ((path: string) => boolean) => {
  const prefixes = paths
    .filter((path) => path !== "")
    .map((path) => {
      const isException = path.startsWith("!")
      return { isExempt: !isException, prefix: path.slice(isException ? 1 : 0).replace(/\*$/, "") }
    })
    .sort((a, b) => b.prefix.length - a.prefix.length)
  return (path) => prefixes.find(({ prefix }) => path.startsWith(prefix))?.isExempt ?? false
}
