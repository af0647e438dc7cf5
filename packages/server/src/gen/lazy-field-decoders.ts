// Generated from spec/ by packages/protocol/scripts/generate.ts. Do not edit: change the spec, then `npm run generate`.

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

const PkiIssuerRequest = { usage: { decoder: "list" }, manual_chain: { decoder: "list" }, issuing_certificates: { decoder: "list" }, crl_distribution_points: { decoder: "list" }, delta_crl_distribution_points: { decoder: "list" }, ocsp_servers: { decoder: "list" }, enable_templating: { decoder: "boolean" } } as const

const PkiIssueRequest = { alt_names: { decoder: "list" }, ip_sans: { decoder: "list" }, uri_sans: { decoder: "list" }, other_sans: { decoder: "list" }, exclude_cn_from_sans: { decoder: "boolean" }, user_ids: { decoder: "list" }, ttl: { decoder: "seconds" }, remove_roots_from_chain: { decoder: "boolean" }, key_bits: { decoder: "integer" } } as const

const PkiSignRequest = { alt_names: { decoder: "list" }, ip_sans: { decoder: "list" }, uri_sans: { decoder: "list" }, other_sans: { decoder: "list" }, exclude_cn_from_sans: { decoder: "boolean" }, user_ids: { decoder: "list" }, ttl: { decoder: "seconds" }, remove_roots_from_chain: { decoder: "boolean" } } as const

const PkiSignVerbatimRequest = { ttl: { decoder: "seconds" }, key_usage: { decoder: "list" }, ext_key_usage: { decoder: "list" }, ext_key_usage_oids: { decoder: "list" }, signature_bits: { decoder: "integer" }, use_pss: { decoder: "boolean" }, basic_constraints_valid_for_non_ca: { decoder: "boolean" }, remove_roots_from_chain: { decoder: "boolean" } } as const

const PkiSignIntermediateRequest = { alt_names: { decoder: "list" }, ip_sans: { decoder: "list" }, uri_sans: { decoder: "list" }, other_sans: { decoder: "list" }, exclude_cn_from_sans: { decoder: "boolean" }, user_ids: { decoder: "list" }, ou: { decoder: "list" }, organization: { decoder: "list" }, country: { decoder: "list" }, locality: { decoder: "list" }, province: { decoder: "list" }, street_address: { decoder: "list" }, postal_code: { decoder: "list" }, ttl: { decoder: "seconds" }, not_before_duration: { decoder: "seconds" }, max_path_length: { decoder: "integer" }, permitted_dns_domains: { decoder: "list" }, key_usage: { decoder: "list" }, ext_key_usage: { decoder: "list" }, ext_key_usage_oids: { decoder: "list" }, signature_bits: { decoder: "integer" }, use_pss: { decoder: "boolean" }, use_csr_values: { decoder: "boolean" } } as const

const PkiGenerateKeyRequest = { key_bits: { decoder: "integer" } } as const

const PkiGenerateRootRequest = { alt_names: { decoder: "list" }, ip_sans: { decoder: "list" }, uri_sans: { decoder: "list" }, other_sans: { decoder: "list" }, exclude_cn_from_sans: { decoder: "boolean" }, user_ids: { decoder: "list" }, ou: { decoder: "list" }, organization: { decoder: "list" }, country: { decoder: "list" }, locality: { decoder: "list" }, province: { decoder: "list" }, street_address: { decoder: "list" }, postal_code: { decoder: "list" }, ttl: { decoder: "seconds" }, not_before_duration: { decoder: "seconds" }, max_path_length: { decoder: "integer" }, permitted_dns_domains: { decoder: "list" }, key_usage: { decoder: "list" }, ext_key_usage: { decoder: "list" }, ext_key_usage_oids: { decoder: "list" }, signature_bits: { decoder: "integer" }, use_pss: { decoder: "boolean" }, key_bits: { decoder: "integer" } } as const

const PkiGenerateIntermediateRequest = { alt_names: { decoder: "list" }, ip_sans: { decoder: "list" }, uri_sans: { decoder: "list" }, other_sans: { decoder: "list" }, exclude_cn_from_sans: { decoder: "boolean" }, user_ids: { decoder: "list" }, ou: { decoder: "list" }, organization: { decoder: "list" }, country: { decoder: "list" }, locality: { decoder: "list" }, province: { decoder: "list" }, street_address: { decoder: "list" }, postal_code: { decoder: "list" }, key_bits: { decoder: "integer" }, signature_bits: { decoder: "integer" }, add_basic_constraints: { decoder: "boolean" } } as const

const PkiRoleRequest = { ttl: { decoder: "seconds" }, max_ttl: { decoder: "seconds" }, allow_localhost: { decoder: "boolean" }, allowed_domains: { decoder: "list" }, allowed_domains_template: { decoder: "boolean" }, allow_bare_domains: { decoder: "boolean" }, allow_subdomains: { decoder: "boolean" }, allow_glob_domains: { decoder: "boolean" }, allow_globs_in_identity_templates: { decoder: "boolean" }, allow_wildcard_certificates: { decoder: "boolean" }, allow_any_name: { decoder: "boolean" }, enforce_hostnames: { decoder: "boolean" }, allow_ip_sans: { decoder: "boolean" }, allowed_ip_sans_cidr: { decoder: "list" }, allowed_uri_sans: { decoder: "list" }, allowed_uri_sans_template: { decoder: "boolean" }, allowed_other_sans: { decoder: "list" }, allowed_serial_numbers: { decoder: "list" }, allowed_user_ids: { decoder: "list" }, server_flag: { decoder: "boolean" }, client_flag: { decoder: "boolean" }, code_signing_flag: { decoder: "boolean" }, email_protection_flag: { decoder: "boolean" }, key_bits: { decoder: "integer" }, signature_bits: { decoder: "integer" }, use_pss: { decoder: "boolean" }, key_usage: { decoder: "list" }, ext_key_usage: { decoder: "list" }, ext_key_usage_oids: { decoder: "list" }, use_csr_common_name: { decoder: "boolean" }, use_csr_sans: { decoder: "boolean" }, ou: { decoder: "list" }, organization: { decoder: "list" }, country: { decoder: "list" }, locality: { decoder: "list" }, province: { decoder: "list" }, street_address: { decoder: "list" }, postal_code: { decoder: "list" }, generate_lease: { decoder: "boolean" }, no_store: { decoder: "boolean" }, require_cn: { decoder: "boolean" }, policy_identifiers: { decoder: "list" }, basic_constraints_valid_for_non_ca: { decoder: "boolean" }, not_before_duration: { decoder: "seconds" }, cn_validations: { decoder: "list" } } as const

const PkiDefaultIssuerRequest = { default_follows_latest_issuer: { decoder: "boolean" } } as const

const PkiUrlsRequest = { issuing_certificates: { decoder: "list" }, crl_distribution_points: { decoder: "list" }, delta_crl_distribution_points: { decoder: "list" }, ocsp_servers: { decoder: "list" }, enable_templating: { decoder: "boolean" } } as const

const PkiCrlConfigRequest = { expiry: { decoder: "string" }, disable: { decoder: "boolean" }, ocsp_disable: { decoder: "boolean" }, ocsp_expiry: { decoder: "string" }, auto_rebuild: { decoder: "boolean" }, auto_rebuild_grace_period: { decoder: "string" }, enable_delta: { decoder: "boolean" }, delta_rebuild_interval: { decoder: "string" }, allow_expired_cert_revocation: { decoder: "boolean" } } as const

const PkiAutoTidyRequest = { enabled: { decoder: "boolean" }, interval_duration: { decoder: "seconds" }, maintain_stored_certificate_counts: { decoder: "boolean" }, publish_stored_certificate_count_metrics: { decoder: "boolean" }, tidy_cert_store: { decoder: "boolean" }, tidy_revoked_certs: { decoder: "boolean" }, tidy_invalid_certs: { decoder: "boolean" }, tidy_revoked_cert_issuer_associations: { decoder: "boolean" }, tidy_expired_issuers: { decoder: "boolean" }, tidy_move_legacy_ca_bundle: { decoder: "boolean" }, tidy_acme: { decoder: "boolean" }, safety_buffer: { decoder: "seconds" }, revoked_safety_buffer: { decoder: "seconds" }, issuer_safety_buffer: { decoder: "seconds" }, acme_account_safety_buffer: { decoder: "seconds" }, pause_duration: { decoder: "seconds" }, page_size: { decoder: "integer" } } as const

const PkiTidyRequest = { tidy_cert_store: { decoder: "boolean" }, tidy_revoked_certs: { decoder: "boolean" }, tidy_invalid_certs: { decoder: "boolean" }, tidy_revoked_cert_issuer_associations: { decoder: "boolean" }, tidy_expired_issuers: { decoder: "boolean" }, tidy_move_legacy_ca_bundle: { decoder: "boolean" }, tidy_acme: { decoder: "boolean" }, safety_buffer: { decoder: "seconds" }, revoked_safety_buffer: { decoder: "seconds" }, issuer_safety_buffer: { decoder: "seconds" }, acme_account_safety_buffer: { decoder: "seconds" }, pause_duration: { decoder: "seconds" }, page_size: { decoder: "integer" } } as const

const HttpConfigRequest = { allowed_methods: { decoder: "list" }, allowed_paths: { decoder: "list" }, timeout: { decoder: "seconds" }, max_response_size: { decoder: "integer" } } as const

/** The fields of each operation's body that clients write in several ways, with the decoder of each. */
export const fieldDecoders = {
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
