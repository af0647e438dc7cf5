/** `sys/leases`. */
export const leaseTexts = {
  /** 400. @see RW-LE-1 */
  leaseIdMissing: "lease_id must be specified",
  /** 400 of a lookup. @see RW-LE-1 */
  leaseInvalid: "invalid lease",
  /** 400 of a renewal. @see RW-LE-3 */
  leaseNotFound: "lease not found",
  /** 400. @see RW-LE-4 */
  tokenLeaseRenewal: "tokens cannot be renewed through this endpoint",
  positiveNumber: "expected a number above 0"
} as const

/** Texts of leases that contain a value. */
export const leaseTextFor = {
  /** Why a lease is listed as irrevocable. */
  leaseIrrevocable: (attempts: number): string => `the engine could not revoke it in ${attempts} attempts`
} as const
