// Generated from spec/ by packages/protocol/scripts/generate.ts. Do not edit: change the spec, then `npm run generate`.

const RotateConfigRequest = { enabled: { decoder: "boolean" }, interval: { decoder: "seconds" }, max_operations: { decoder: "integer" } } as const

const RotationStartRequest = { secret_shares: { decoder: "integer" }, secret_threshold: { decoder: "integer" }, pgp_keys: { decoder: "list" }, backup: { decoder: "boolean" }, require_verification: { decoder: "boolean" } } as const

const PolicyWriteRequest = { cas: { decoder: "integer" }, cas_required: { decoder: "boolean" }, ttl: { decoder: "lifetime" } } as const

const OldPolicyWriteRequest = { cas: { decoder: "integer" }, cas_required: { decoder: "boolean" }, ttl: { decoder: "lifetime" } } as const

const CapabilitiesRequest = { paths: { decoder: "list" }, path: { decoder: "list" } } as const

const CapabilitiesSelfRequest = { paths: { decoder: "list" }, path: { decoder: "list" } } as const

const CapabilitiesAccessorRequest = { paths: { decoder: "list" }, path: { decoder: "list" } } as const

const RandomRequest = { bytes: { decoder: "integer" } } as const

const RandomOfRequest = { bytes: { decoder: "integer" } } as const

const CorsRequest = { enable: { decoder: "boolean" }, allowed_origins: { decoder: "list" }, allowed_headers: { decoder: "list" } } as const

const RateLimitRequest = { rate: { decoder: "number" }, interval: { decoder: "seconds" }, block_interval: { decoder: "seconds" }, inheritable: { decoder: "boolean" } } as const

const QuotaConfigRequest = { enable_rate_limit_audit_logging: { decoder: "boolean" }, enable_rate_limit_response_headers: { decoder: "boolean" }, rate_limit_exempt_paths: { decoder: "names" } } as const

const AuditRequest = { options: { decoder: "stringMap" }, local: { decoder: "boolean" } } as const

const AuditHeaderRequest = { hmac: { decoder: "boolean" } } as const

const EnableMountRequest = { config: { fields: { default_lease_ttl: { decoder: "mountTtl" }, max_lease_ttl: { decoder: "mountTtl" }, force_no_cache: { decoder: "boolean" }, audit_non_hmac_request_keys: { decoder: "list" }, audit_non_hmac_response_keys: { decoder: "list" }, passthrough_request_headers: { decoder: "list" }, allowed_response_headers: { decoder: "list" } } }, options: { decoder: "stringMap" }, local: { decoder: "boolean" }, seal_wrap: { decoder: "boolean" }, external_entropy_access: { decoder: "boolean" } } as const

const TuneMountRequest = { default_lease_ttl: { decoder: "mountTtl" }, max_lease_ttl: { decoder: "mountTtl" }, audit_non_hmac_request_keys: { decoder: "list" }, audit_non_hmac_response_keys: { decoder: "list" }, passthrough_request_headers: { decoder: "list" }, allowed_response_headers: { decoder: "list" }, options: { decoder: "stringMap" } } as const

const EnableAuthRequest = { config: { fields: { default_lease_ttl: { decoder: "mountTtl" }, max_lease_ttl: { decoder: "mountTtl" }, force_no_cache: { decoder: "boolean" }, audit_non_hmac_request_keys: { decoder: "list" }, audit_non_hmac_response_keys: { decoder: "list" }, passthrough_request_headers: { decoder: "list" }, allowed_response_headers: { decoder: "list" } } }, options: { decoder: "stringMap" }, local: { decoder: "boolean" }, seal_wrap: { decoder: "boolean" }, external_entropy_access: { decoder: "boolean" } } as const

const LeaseRequest = { lease_id: { decoder: "string" } } as const

const LeaseRenewRequest = { lease_id: { decoder: "string" }, increment: { decoder: "lifetime" } } as const

const LeaseRenewByIdRequest = { increment: { decoder: "lifetime" } } as const

const LeaseRevokeRequest = { lease_id: { decoder: "string" }, sync: { decoder: "boolean" } } as const

const LeaseRevokeByIdRequest = { sync: { decoder: "boolean" } } as const

const TokenCreateRequest = { policies: { decoder: "names" }, meta: { decoder: "stringMap" }, no_parent: { decoder: "boolean" }, no_default_policy: { decoder: "boolean" }, renewable: { decoder: "boolean" }, lease: { decoder: "signedLifetime", oldNameOf: "ttl" }, ttl: { decoder: "signedLifetime" }, explicit_max_ttl: { decoder: "signedLifetime" }, display_name: { decoder: "string" }, num_uses: { decoder: "integer" }, period: { decoder: "signedLifetime" } } as const

const RenewRequest = { increment: { decoder: "lifetime" } } as const

const RenewSelfRequest = { increment: { decoder: "lifetime" } } as const

const RenewAccessorRequest = { increment: { decoder: "lifetime" } } as const

const TokenRoleRequest = { allowed_policies: { decoder: "list" }, disallowed_policies: { decoder: "list" }, allowed_policies_glob: { decoder: "list" }, disallowed_policies_glob: { decoder: "list" }, allowed_entity_aliases: { decoder: "list" }, orphan: { decoder: "boolean" }, renewable: { decoder: "boolean" }, token_bound_cidrs: { decoder: "list" }, token_explicit_max_ttl: { decoder: "lifetime" }, token_no_default_policy: { decoder: "boolean" }, token_num_uses: { decoder: "integer" }, token_period: { decoder: "lifetime" }, token_strictly_bind_ip: { decoder: "boolean" }, period: { decoder: "lifetime" }, explicit_max_ttl: { decoder: "lifetime" }, bound_cidrs: { decoder: "list" } } as const

const KvV2VersionsRequest = { versions: { decoder: "integers" } } as const

const KvV2MetadataRequest = { cas_required: { decoder: "boolean" }, delete_version_after: { decoder: "seconds" }, max_versions: { decoder: "integer" }, metadata_cas_required: { decoder: "boolean" }, metadata_cas: { decoder: "integer" } } as const

const KvV2MetadataPatchRequest = { cas_required: { decoder: "boolean" }, delete_version_after: { decoder: "seconds" }, max_versions: { decoder: "integer" }, metadata_cas_required: { decoder: "boolean" }, metadata_cas: { decoder: "integer" } } as const

const KvV2ConfigRequest = { cas_required: { decoder: "boolean" }, delete_version_after: { decoder: "signedSeconds" }, max_versions: { decoder: "integer" }, metadata_cas_required: { decoder: "boolean" } } as const

/** The fields of each operation's body that clients write in several ways, with the decoder of each. */
export const fieldDecoders = {
  sysRotateConfigWrite: RotateConfigRequest,
  sysKeyringRotateConfigWrite: RotateConfigRequest,
  sysRootRotationStart: RotationStartRequest,
  sysRecoveryRotationStart: RotationStartRequest,
  policyWrite: PolicyWriteRequest,
  policyLegacyWrite: OldPolicyWriteRequest,
  sysCapabilitiesRead: CapabilitiesRequest,
  sysCapabilitiesSelfRead: CapabilitiesSelfRequest,
  sysCapabilitiesAccessorRead: CapabilitiesAccessorRequest,
  sysRandomGenerate: RandomRequest,
  sysRandomGenerateOf: RandomOfRequest,
  sysRandomGenerateFrom: RandomOfRequest,
  sysCorsWrite: CorsRequest,
  sysRateLimitWrite: RateLimitRequest,
  sysQuotaConfigWrite: QuotaConfigRequest,
  sysAuditEnable: AuditRequest,
  sysAuditHeaderWrite: AuditHeaderRequest,
  sysMountEnable: EnableMountRequest,
  sysMountTuningWrite: TuneMountRequest,
  sysAuthEnable: EnableAuthRequest,
  sysAuthTuningWrite: TuneMountRequest,
  leaseLookup: LeaseRequest,
  leaseRenew: LeaseRenewRequest,
  leaseRenewById: LeaseRenewByIdRequest,
  leaseRevoke: LeaseRevokeRequest,
  leaseRevokeById: LeaseRevokeByIdRequest,
  leaseRevokeByPrefix: LeaseRevokeByIdRequest,
  tokenCreate: TokenCreateRequest,
  tokenCreateOrphan: TokenCreateRequest,
  tokenRenew: RenewRequest,
  tokenRenewSelf: RenewSelfRequest,
  tokenRenewAccessor: RenewAccessorRequest,
  tokenCreateAgainstRole: TokenCreateRequest,
  tokenRoleWrite: TokenRoleRequest,
  kvV2VersionsDelete: KvV2VersionsRequest,
  kvV2VersionsUndelete: KvV2VersionsRequest,
  kvV2VersionsDestroy: KvV2VersionsRequest,
  kvV2MetadataWrite: KvV2MetadataRequest,
  kvV2MetadataPatch: KvV2MetadataPatchRequest,
  kvV2ConfigWrite: KvV2ConfigRequest
} as const

/** The query variables of each operation that are whole numbers. */
export const integerVariables = {
  leaseListIrrevocable: ["limit"],
  appRoleRoleList: ["limit"],
  appRoleSecretIdList: ["limit"],
  userpassUserList: ["limit"],
  kvV2Read: ["version"],
  kvV2List: ["limit"],
  kvV2Scan: ["limit"],
  kvV2ListDetailed: ["limit"],
  kvV2ScanDetailed: ["limit"],
  kvV2SubkeysRead: ["version", "depth"],
  pkiCertList: ["limit"],
  pkiCertListDetailed: ["limit"],
  pkiRevokedCertList: ["limit"],
  pkiIssuerList: ["limit"],
  pkiKeyList: ["limit"],
  pkiRoleList: ["limit"]
} as const
