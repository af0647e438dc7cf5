/** The error texts of all login methods (400). */
export const loginTexts = {
  negativeTokenNumUses: "'token_num_uses' cannot be negative",
  periodOfBatch: "'token_type' cannot be 'batch' or 'default_batch' when set to generate periodic tokens",
  numUsesOfBatch:
    "'token_type' cannot be 'batch' or 'default_batch' when set to generate tokens with limited use count",
  ttlAboveMax: "'token_ttl' cannot be greater than 'token_max_ttl'",
  strictlyBoundAndCidrs: "'token_strictly_bind_ip' conflicts with 'token_bound_cidrs'; set only one",
  cidrInvalid: (field: string): string => `failed to validate CIDR blocks: ${field} has an invalid CIDR address`,
  addressInvalid: (field: string): string =>
    `error parsing address: ${field} has an item that is neither an address nor a CIDR block`
} as const

/** The error texts of AppRole (400). */
export const appRoleTexts = {
  /** The same for an unknown role ID, an unknown secret ID, and a secret ID of another role. @see RW-AR-13 */
  invalidLogin: "invalid role or secret ID",
  missing: (field: string): string => `missing ${field}`,
  /** @see RW-AR-14 */
  addressOutsideRole: (address: string): string =>
    `source address "${address}" unauthorized by CIDR restrictions on the role`,
  /** @see RW-AR-14 */
  addressOutsideSecretId: (address: string): string =>
    `source address "${address}" unauthorized through CIDR restrictions on the secret ID`,
  roleGone: (name: string): string => `role "${name}" does not exist during renewal`,
  /** Also 404. */
  roleMissing: (name: string): string => `role "${name}" does not exist`,
  roleIdInUse: "role_id already in use",
  roleIdInvalid: "invalid role_id supplied, or failed to generate a role_id",
  roleNameTooLong: (most: number): string => `role_name is longer than maximum of ${most} bytes`,
  localSecretIdsFixed: "local_secret_ids can only be modified during role creation",
  negativeSecretIdNumUses: "secret_id_num_uses cannot be negative",
  /** @see RW-AR-3 */
  unbound: "at least one constraint should be enabled on the role",
  /** The durations are in Go's format. */
  periodAboveMount: (period: string, max: string): string =>
    `period of "${period}" is greater than the backend's maximum lease TTL of "${max}"`,
  ttlAboveMax: "token_ttl should not be greater than token_max_ttl",
  maxTtlBelowTtl: "token_max_ttl should be greater than or equal to token_ttl",

  secretIdTooLong: (most: number): string =>
    `failed to store secret_id: failed to create HMAC of secret ID: value is longer than maximum of ${most} bytes`,
  secretIdInUse: "secret_id is already registered",
  secretIdNotBound: "bind_secret_id is not set on the role",
  negativeNumUses: "num_uses cannot be negative",
  numUsesAboveRole: "num_uses cannot be higher than the role's secret_id_num_uses",
  ttlAboveRole: "ttl cannot be longer than the role's secret_id_ttl",
  cidrsOutsideRole: (field: string): string =>
    `failed to verify subset relationship between CIDR blocks on the role and CIDR blocks on the secret ID: ${field}`,
  /** 404. */
  accessorNotFound: (accessor: string): string =>
    `failed to find accessor entry for secret_id_accessor: ${JSON.stringify(accessor)}`,
  metadataTooLong: (most: number): string =>
    `failed to parse metadata: the input must not be longer than ${most} characters`,
  metadataInvalid: "failed to parse metadata: failed to parse the input: invalid <key,value> format",
  metadataWithoutValue: "failed to parse metadata: a key has no value"
} as const

/** The error texts of userpass (400). */
export const userpassTexts = {
  missingPassword: "missing password",
  /** The same for an unknown user and a wrong password. */
  invalidLogin: "invalid username or password",
  userGone: (name: string): string => `user "${name}" does not exist during renewal`,
  policiesChanged: "policies have changed, not renewing",
  /** 404. */
  userMissing: "username does not exist",
  noPassword: "must provide either password or password_hash",
  passwordAndHash: "only one of password or password_hash may be provided",
  passwordTooLong: (most: number): string => `password length exceeds ${most} bytes`,
  hashInvalid: "password_hash is not a valid bcrypt hash",
  /** @see RW-UP-9 */
  hashTooCostly: (most: number): string => `the cost of password_hash must not exceed ${most}`
} as const
