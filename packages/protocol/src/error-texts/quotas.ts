/** Texts of rate limit quotas that contain a value. */
export const quotaTextFor = {
  /** 429. @see RW-QU-1 */
  rateLimitExceeded: (path: string): string => `request path ${JSON.stringify(path)}: rate limit quota exceeded`,
  /** 400. @see RW-QU-6 */
  similarQuota: (name: string): string =>
    `quota rule with similar properties exists under the name ${JSON.stringify(name)}`
} as const
