// Generated from spec/ by packages/protocol/scripts/generate.ts. Do not edit: change the spec, then `npm run generate`.

const InitRequest = { secret_shares: { decoder: "integer" }, secret_threshold: { decoder: "integer" }, stored_shares: { decoder: "integer" }, pgp_keys: { decoder: "list" }, recovery_shares: { decoder: "integer" }, recovery_threshold: { decoder: "integer" }, recovery_pgp_keys: { decoder: "list" } } as const

const UnsealRequest = { reset: { decoder: "boolean" }, migrate: { decoder: "boolean" } } as const

const RotateConfigRequest = { enabled: { decoder: "boolean" }, interval: { decoder: "seconds" }, max_operations: { decoder: "integer" } } as const

const RekeyStartRequest = { secret_shares: { decoder: "integer" }, secret_threshold: { decoder: "integer" }, stored_shares: { decoder: "integer" }, pgp_keys: { decoder: "list" }, backup: { decoder: "boolean" }, require_verification: { decoder: "boolean" } } as const

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

const AppRoleWriteRequest = { bind_secret_id: { decoder: "boolean" }, secret_id_bound_cidrs: { decoder: "list" }, bound_cidr_list: { decoder: "list" }, secret_id_num_uses: { decoder: "integer" }, secret_id_ttl: { decoder: "seconds" }, local_secret_ids: { decoder: "boolean" }, token_bound_cidrs: { decoder: "list" }, token_explicit_max_ttl: { decoder: "seconds" }, token_max_ttl: { decoder: "seconds" }, token_no_default_policy: { decoder: "boolean" }, token_num_uses: { decoder: "integer" }, token_period: { decoder: "seconds" }, token_policies: { decoder: "list" }, token_strictly_bind_ip: { decoder: "boolean" }, token_ttl: { decoder: "seconds" }, policies: { decoder: "list" }, period: { decoder: "seconds" } } as const

const AppRolePoliciesRequest = { token_policies: { decoder: "list" }, policies: { decoder: "list" } } as const

const AppRoleTokenTtlRequest = { token_ttl: { decoder: "seconds" } } as const

const AppRoleTokenMaxTtlRequest = { token_max_ttl: { decoder: "seconds" } } as const

const AppRoleTokenNumUsesRequest = { token_num_uses: { decoder: "integer" } } as const

const AppRolePeriodRequest = { token_period: { decoder: "seconds" }, period: { decoder: "seconds" } } as const

const AppRoleTokenBoundCidrsRequest = { token_bound_cidrs: { decoder: "list" } } as const

const AppRoleBindSecretIdRequest = { bind_secret_id: { decoder: "boolean" } } as const

const AppRoleSecretIdNumUsesRequest = { secret_id_num_uses: { decoder: "integer" } } as const

const AppRoleSecretIdTtlRequest = { secret_id_ttl: { decoder: "seconds" } } as const

const AppRoleSecretIdBoundCidrsRequest = { secret_id_bound_cidrs: { decoder: "list" } } as const

const AppRoleBoundCidrListRequest = { bound_cidr_list: { decoder: "list" } } as const

const AppRoleSecretIdRequest = { cidr_list: { decoder: "list" }, token_bound_cidrs: { decoder: "list" }, num_uses: { decoder: "integer" }, ttl: { decoder: "seconds" } } as const

const AppRoleCustomSecretIdRequest = { cidr_list: { decoder: "list" }, token_bound_cidrs: { decoder: "list" }, num_uses: { decoder: "integer" }, ttl: { decoder: "seconds" } } as const

const UserpassUserWriteRequest = { token_bound_cidrs: { decoder: "list" }, token_explicit_max_ttl: { decoder: "seconds" }, token_max_ttl: { decoder: "seconds" }, token_no_default_policy: { decoder: "boolean" }, token_num_uses: { decoder: "integer" }, token_period: { decoder: "seconds" }, token_policies: { decoder: "list" }, token_strictly_bind_ip: { decoder: "boolean" }, token_ttl: { decoder: "seconds" }, policies: { decoder: "list" }, ttl: { decoder: "seconds" }, max_ttl: { decoder: "seconds" }, bound_cidrs: { decoder: "list" } } as const

const UserpassPoliciesRequest = { token_policies: { decoder: "list" }, policies: { decoder: "list" } } as const

const KvV2VersionsRequest = { versions: { decoder: "integers" } } as const

const KvV2MetadataRequest = { cas_required: { decoder: "boolean" }, delete_version_after: { decoder: "seconds" }, max_versions: { decoder: "integer" }, metadata_cas_required: { decoder: "boolean" }, metadata_cas: { decoder: "integer" } } as const

const KvV2MetadataPatchRequest = { cas_required: { decoder: "boolean" }, delete_version_after: { decoder: "seconds" }, max_versions: { decoder: "integer" }, metadata_cas_required: { decoder: "boolean" }, metadata_cas: { decoder: "integer" } } as const

const KvV2ConfigRequest = { cas_required: { decoder: "boolean" }, delete_version_after: { decoder: "signedSeconds" }, max_versions: { decoder: "integer" }, metadata_cas_required: { decoder: "boolean" } } as const

const PkiIssuerRequest = { usage: { decoder: "list" }, manual_chain: { decoder: "list" }, issuing_certificates: { decoder: "list" }, crl_distribution_points: { decoder: "list" }, delta_crl_distribution_points: { decoder: "list" }, ocsp_servers: { decoder: "list" }, enable_templating: { decoder: "boolean" } } as const

const PkiIssueRequest = { alt_names: { decoder: "list" }, ip_sans: { decoder: "list" }, uri_sans: { decoder: "list" }, other_sans: { decoder: "list" }, exclude_cn_from_sans: { decoder: "boolean" }, user_ids: { decoder: "list" }, ttl: { decoder: "seconds" }, remove_roots_from_chain: { decoder: "boolean" }, key_bits: { decoder: "integer" } } as const

const PkiSignRequest = { alt_names: { decoder: "list" }, ip_sans: { decoder: "list" }, uri_sans: { decoder: "list" }, other_sans: { decoder: "list" }, exclude_cn_from_sans: { decoder: "boolean" }, user_ids: { decoder: "list" }, ttl: { decoder: "seconds" }, remove_roots_from_chain: { decoder: "boolean" } } as const

const PkiSignVerbatimRequest = { ttl: { decoder: "seconds" }, key_usage: { decoder: "list" }, ext_key_usage: { decoder: "list" }, ext_key_usage_oids: { decoder: "list" }, signature_bits: { decoder: "integer" }, use_pss: { decoder: "boolean" }, basic_constraints_valid_for_non_ca: { decoder: "boolean" }, remove_roots_from_chain: { decoder: "boolean" } } as const

const PkiSignIntermediateRequest = { alt_names: { decoder: "list" }, ip_sans: { decoder: "list" }, uri_sans: { decoder: "list" }, other_sans: { decoder: "list" }, exclude_cn_from_sans: { decoder: "boolean" }, user_ids: { decoder: "list" }, ou: { decoder: "list" }, organization: { decoder: "list" }, country: { decoder: "list" }, locality: { decoder: "list" }, province: { decoder: "list" }, street_address: { decoder: "list" }, postal_code: { decoder: "list" }, ttl: { decoder: "seconds" }, not_before_duration: { decoder: "seconds" }, max_path_length: { decoder: "integer" }, permitted_dns_domains: { decoder: "list" }, signature_bits: { decoder: "integer" }, use_pss: { decoder: "boolean" }, use_csr_values: { decoder: "boolean" } } as const

const PkiGenerateKeyRequest = { key_bits: { decoder: "integer" } } as const

const PkiGenerateRootRequest = { alt_names: { decoder: "list" }, ip_sans: { decoder: "list" }, uri_sans: { decoder: "list" }, other_sans: { decoder: "list" }, exclude_cn_from_sans: { decoder: "boolean" }, user_ids: { decoder: "list" }, ou: { decoder: "list" }, organization: { decoder: "list" }, country: { decoder: "list" }, locality: { decoder: "list" }, province: { decoder: "list" }, street_address: { decoder: "list" }, postal_code: { decoder: "list" }, ttl: { decoder: "seconds" }, not_before_duration: { decoder: "seconds" }, max_path_length: { decoder: "integer" }, permitted_dns_domains: { decoder: "list" }, signature_bits: { decoder: "integer" }, use_pss: { decoder: "boolean" }, key_bits: { decoder: "integer" } } as const

const PkiGenerateIntermediateRequest = { alt_names: { decoder: "list" }, ip_sans: { decoder: "list" }, uri_sans: { decoder: "list" }, other_sans: { decoder: "list" }, exclude_cn_from_sans: { decoder: "boolean" }, user_ids: { decoder: "list" }, ou: { decoder: "list" }, organization: { decoder: "list" }, country: { decoder: "list" }, locality: { decoder: "list" }, province: { decoder: "list" }, street_address: { decoder: "list" }, postal_code: { decoder: "list" }, key_bits: { decoder: "integer" }, signature_bits: { decoder: "integer" }, add_basic_constraints: { decoder: "boolean" } } as const

const PkiRoleRequest = { ttl: { decoder: "seconds" }, max_ttl: { decoder: "seconds" }, allow_localhost: { decoder: "boolean" }, allowed_domains: { decoder: "list" }, allowed_domains_template: { decoder: "boolean" }, allow_bare_domains: { decoder: "boolean" }, allow_subdomains: { decoder: "boolean" }, allow_glob_domains: { decoder: "boolean" }, allow_globs_in_identity_templates: { decoder: "boolean" }, allow_wildcard_certificates: { decoder: "boolean" }, allow_any_name: { decoder: "boolean" }, allow_token_displayname: { decoder: "boolean" }, enforce_hostnames: { decoder: "boolean" }, allow_ip_sans: { decoder: "boolean" }, allowed_ip_sans_cidr: { decoder: "list" }, allowed_uri_sans: { decoder: "list" }, allowed_uri_sans_template: { decoder: "boolean" }, allowed_other_sans: { decoder: "list" }, allowed_serial_numbers: { decoder: "list" }, allowed_user_ids: { decoder: "list" }, server_flag: { decoder: "boolean" }, client_flag: { decoder: "boolean" }, code_signing_flag: { decoder: "boolean" }, email_protection_flag: { decoder: "boolean" }, key_bits: { decoder: "integer" }, signature_bits: { decoder: "integer" }, use_pss: { decoder: "boolean" }, key_usage: { decoder: "list" }, ext_key_usage: { decoder: "list" }, ext_key_usage_oids: { decoder: "list" }, use_csr_common_name: { decoder: "boolean" }, use_csr_sans: { decoder: "boolean" }, ou: { decoder: "list" }, organization: { decoder: "list" }, country: { decoder: "list" }, locality: { decoder: "list" }, province: { decoder: "list" }, street_address: { decoder: "list" }, postal_code: { decoder: "list" }, generate_lease: { decoder: "boolean" }, no_store: { decoder: "boolean" }, require_cn: { decoder: "boolean" }, policy_identifiers: { decoder: "list" }, basic_constraints_valid_for_non_ca: { decoder: "boolean" }, not_before_duration: { decoder: "seconds" }, cn_validations: { decoder: "list" } } as const

const PkiDefaultIssuerRequest = { default_follows_latest_issuer: { decoder: "boolean" } } as const

const PkiUrlsRequest = { issuing_certificates: { decoder: "list" }, crl_distribution_points: { decoder: "list" }, delta_crl_distribution_points: { decoder: "list" }, ocsp_servers: { decoder: "list" }, enable_templating: { decoder: "boolean" } } as const

const PkiCrlConfigRequest = { expiry: { decoder: "string" }, disable: { decoder: "boolean" }, ocsp_disable: { decoder: "boolean" }, ocsp_expiry: { decoder: "string" }, auto_rebuild: { decoder: "boolean" }, auto_rebuild_grace_period: { decoder: "string" }, enable_delta: { decoder: "boolean" }, delta_rebuild_interval: { decoder: "string" }, allow_expired_cert_revocation: { decoder: "boolean" } } as const

const PkiAutoTidyRequest = { enabled: { decoder: "boolean" }, interval_duration: { decoder: "seconds" }, maintain_stored_certificate_counts: { decoder: "boolean" }, publish_stored_certificate_count_metrics: { decoder: "boolean" }, tidy_cert_store: { decoder: "boolean" }, tidy_revoked_certs: { decoder: "boolean" }, tidy_invalid_certs: { decoder: "boolean" }, tidy_revoked_cert_issuer_associations: { decoder: "boolean" }, tidy_expired_issuers: { decoder: "boolean" }, tidy_move_legacy_ca_bundle: { decoder: "boolean" }, tidy_acme: { decoder: "boolean" }, safety_buffer: { decoder: "seconds" }, revoked_safety_buffer: { decoder: "seconds" }, issuer_safety_buffer: { decoder: "seconds" }, acme_account_safety_buffer: { decoder: "seconds" }, pause_duration: { decoder: "seconds" }, page_size: { decoder: "integer" } } as const

const PkiTidyRequest = { tidy_cert_store: { decoder: "boolean" }, tidy_revoked_certs: { decoder: "boolean" }, tidy_invalid_certs: { decoder: "boolean" }, tidy_revoked_cert_issuer_associations: { decoder: "boolean" }, tidy_expired_issuers: { decoder: "boolean" }, tidy_move_legacy_ca_bundle: { decoder: "boolean" }, tidy_acme: { decoder: "boolean" }, safety_buffer: { decoder: "seconds" }, revoked_safety_buffer: { decoder: "seconds" }, issuer_safety_buffer: { decoder: "seconds" }, acme_account_safety_buffer: { decoder: "seconds" }, pause_duration: { decoder: "seconds" }, page_size: { decoder: "integer" } } as const

const HttpConfigRequest = { allowed_methods: { decoder: "list" }, allowed_paths: { decoder: "list" }, timeout: { decoder: "seconds" }, max_response_size: { decoder: "integer" } } as const

/** The fields of each operation's body that clients write in several ways, with the decoder of each. */
export const fieldDecoders = {
  sysInit: InitRequest,
  sysUnseal: UnsealRequest,
  sysRotateConfigWrite: RotateConfigRequest,
  sysRootRotationStart: RekeyStartRequest,
  sysRecoveryRotationStart: RekeyStartRequest,
  sysRekeyStart: RekeyStartRequest,
  sysRecoveryRekeyStart: RekeyStartRequest,
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
  appRoleRoleWrite: AppRoleWriteRequest,
  appRolePoliciesWrite: AppRolePoliciesRequest,
  appRoleTokenTtlWrite: AppRoleTokenTtlRequest,
  appRoleTokenMaxTtlWrite: AppRoleTokenMaxTtlRequest,
  appRoleTokenNumUsesWrite: AppRoleTokenNumUsesRequest,
  appRolePeriodWrite: AppRolePeriodRequest,
  appRoleTokenBoundCidrsWrite: AppRoleTokenBoundCidrsRequest,
  appRoleBindSecretIdWrite: AppRoleBindSecretIdRequest,
  appRoleSecretIdNumUsesWrite: AppRoleSecretIdNumUsesRequest,
  appRoleSecretIdTtlWrite: AppRoleSecretIdTtlRequest,
  appRoleSecretIdBoundCidrsWrite: AppRoleSecretIdBoundCidrsRequest,
  appRoleBoundCidrListWrite: AppRoleBoundCidrListRequest,
  appRoleSecretIdGenerate: AppRoleSecretIdRequest,
  appRoleSecretIdGenerateCustom: AppRoleCustomSecretIdRequest,
  userpassUserWrite: UserpassUserWriteRequest,
  userpassPoliciesWrite: UserpassPoliciesRequest,
  kvV2VersionsDelete: KvV2VersionsRequest,
  kvV2VersionsUndelete: KvV2VersionsRequest,
  kvV2VersionsDestroy: KvV2VersionsRequest,
  kvV2MetadataWrite: KvV2MetadataRequest,
  kvV2MetadataPatch: KvV2MetadataPatchRequest,
  kvV2ConfigWrite: KvV2ConfigRequest,
  pkiIssuerWrite: PkiIssuerRequest,
  pkiIssuerPatch: PkiIssuerRequest,
  pkiIssuerIssue: PkiIssueRequest,
  pkiIssuerSign: PkiSignRequest,
  pkiIssuerSignVerbatim: PkiSignVerbatimRequest,
  pkiIssuerSignVerbatimByRole: PkiSignVerbatimRequest,
  pkiIssuerSignIntermediate: PkiSignIntermediateRequest,
  pkiKeyGenerate: PkiGenerateKeyRequest,
  pkiRootGenerate: PkiGenerateRootRequest,
  pkiRootSignIntermediate: PkiSignIntermediateRequest,
  pkiIssuerRootGenerate: PkiGenerateRootRequest,
  pkiIntermediateGenerate: PkiGenerateIntermediateRequest,
  pkiIssuerIntermediateGenerate: PkiGenerateIntermediateRequest,
  pkiRoleWrite: PkiRoleRequest,
  pkiRolePatch: PkiRoleRequest,
  pkiIssue: PkiIssueRequest,
  pkiSign: PkiSignRequest,
  pkiSignVerbatim: PkiSignVerbatimRequest,
  pkiSignVerbatimByRole: PkiSignVerbatimRequest,
  pkiDefaultIssuerWrite: PkiDefaultIssuerRequest,
  pkiUrlsWrite: PkiUrlsRequest,
  pkiCrlConfigWrite: PkiCrlConfigRequest,
  pkiAutoTidyWrite: PkiAutoTidyRequest,
  pkiTidy: PkiTidyRequest,
  httpConfigWrite: HttpConfigRequest
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
  pkiRevokedCertList: ["limit"],
  pkiIssuerList: ["limit"],
  pkiKeyList: ["limit"],
  pkiRoleList: ["limit"]
} as const
