// Generated from spec/ by packages/protocol/scripts/generate.ts. Do not edit: change the spec, then `npm run generate`.

import type { OperationId, RequestFields } from "@enwrap/protocol"
import { arrayOf, boolean, fields, integer, matching, oneOf, recordOf, string, type Shape } from "../shapes/shapes.ts"

const AppRoleLoginRequest = fields({ "role_id": string, "secret_id": string })

const BooleanInput = oneOf(boolean, matching(new RegExp("^(1|0|t|f|T|F|true|false|TRUE|FALSE|True|False)$", "u")))

const StringListInput = oneOf(arrayOf(string), string)

const IntegerInput = oneOf(integer, matching(new RegExp("^[+-]?\\d+$", "u")))

const DurationInput = oneOf(string, integer)

const AppRoleWriteRequest = fields({ "role_id": string, "bind_secret_id": BooleanInput, "secret_id_bound_cidrs": StringListInput, "bound_cidr_list": StringListInput, "secret_id_num_uses": IntegerInput, "secret_id_ttl": DurationInput, "local_secret_ids": BooleanInput, "token_bound_cidrs": StringListInput, "token_explicit_max_ttl": DurationInput, "token_max_ttl": DurationInput, "token_no_default_policy": BooleanInput, "token_num_uses": IntegerInput, "token_period": DurationInput, "token_policies": StringListInput, "token_strictly_bind_ip": BooleanInput, "token_ttl": DurationInput, "token_type": string, "policies": StringListInput, "period": DurationInput })

const AppRoleIdRequest = fields({ "role_id": string })

const AppRolePoliciesRequest = fields({ "token_policies": StringListInput, "policies": StringListInput })

const AppRoleTokenTtlRequest = fields({ "token_ttl": DurationInput })

const AppRoleTokenMaxTtlRequest = fields({ "token_max_ttl": DurationInput })

const AppRoleTokenNumUsesRequest = fields({ "token_num_uses": IntegerInput })

const AppRolePeriodRequest = fields({ "token_period": DurationInput, "period": DurationInput })

const AppRoleTokenBoundCidrsRequest = fields({ "token_bound_cidrs": StringListInput })

const AppRoleBindSecretIdRequest = fields({ "bind_secret_id": BooleanInput })

const AppRoleSecretIdNumUsesRequest = fields({ "secret_id_num_uses": IntegerInput })

const AppRoleSecretIdTtlRequest = fields({ "secret_id_ttl": DurationInput })

const AppRoleSecretIdBoundCidrsRequest = fields({ "secret_id_bound_cidrs": StringListInput })

const AppRoleBoundCidrListRequest = fields({ "bound_cidr_list": StringListInput })

const AppRoleSecretIdRequest = fields({ "metadata": string, "cidr_list": StringListInput, "token_bound_cidrs": StringListInput, "num_uses": IntegerInput, "ttl": DurationInput })

const AppRoleCustomSecretIdRequest = fields({ "secret_id": string, "metadata": string, "cidr_list": StringListInput, "token_bound_cidrs": StringListInput, "num_uses": IntegerInput, "ttl": DurationInput })

const AppRoleSecretIdRef = fields({ "secret_id": string })

const AppRoleSecretIdAccessorRef = fields({ "secret_id_accessor": string })

const UserpassLoginRequest = fields({ "password": string })

const UserpassUserWriteRequest = fields({ "password": string, "password_hash": string, "token_bound_cidrs": StringListInput, "token_explicit_max_ttl": DurationInput, "token_max_ttl": DurationInput, "token_no_default_policy": BooleanInput, "token_num_uses": IntegerInput, "token_period": DurationInput, "token_policies": StringListInput, "token_strictly_bind_ip": BooleanInput, "token_ttl": DurationInput, "token_type": string, "policies": StringListInput, "ttl": DurationInput, "max_ttl": DurationInput, "bound_cidrs": StringListInput })

const UserpassPasswordRequest = fields({ "password": string, "password_hash": string })

const UserpassPoliciesRequest = fields({ "token_policies": StringListInput, "policies": StringListInput })

const PkiRevokeRequest = fields({ "serial_number": string, "certificate": string })

const PkiIssuerRequest = fields({ "issuer_name": string, "leaf_not_after_behavior": string, "usage": StringListInput, "manual_chain": StringListInput, "revocation_signature_algorithm": string, "issuing_certificates": StringListInput, "crl_distribution_points": StringListInput, "delta_crl_distribution_points": StringListInput, "ocsp_servers": StringListInput, "enable_templating": BooleanInput })

const PkiIssueRequest = fields({ "common_name": string, "alt_names": StringListInput, "ip_sans": StringListInput, "uri_sans": StringListInput, "other_sans": StringListInput, "exclude_cn_from_sans": BooleanInput, "serial_number": string, "user_ids": StringListInput, "format": string, "private_key_format": string, "ttl": DurationInput, "not_before": string, "not_after": string, "remove_roots_from_chain": BooleanInput, "key_type": string, "key_bits": IntegerInput })

const PkiSignRequest = fields({ "common_name": string, "alt_names": StringListInput, "ip_sans": StringListInput, "uri_sans": StringListInput, "other_sans": StringListInput, "exclude_cn_from_sans": BooleanInput, "serial_number": string, "user_ids": StringListInput, "format": string, "private_key_format": string, "ttl": DurationInput, "not_before": string, "not_after": string, "remove_roots_from_chain": BooleanInput, "csr": string })

const PkiSignVerbatimRequest = fields({ "format": string, "private_key_format": string, "ttl": DurationInput, "not_before": string, "not_after": string, "csr": string, "issuer_ref": string, "key_usage": StringListInput, "ext_key_usage": StringListInput, "ext_key_usage_oids": StringListInput, "signature_bits": IntegerInput, "use_pss": BooleanInput, "basic_constraints_valid_for_non_ca": BooleanInput, "remove_roots_from_chain": BooleanInput })

const PkiSignIntermediateRequest = fields({ "common_name": string, "alt_names": StringListInput, "ip_sans": StringListInput, "uri_sans": StringListInput, "other_sans": StringListInput, "exclude_cn_from_sans": BooleanInput, "serial_number": string, "user_ids": StringListInput, "ou": StringListInput, "organization": StringListInput, "country": StringListInput, "locality": StringListInput, "province": StringListInput, "street_address": StringListInput, "postal_code": StringListInput, "format": string, "private_key_format": string, "ttl": DurationInput, "not_before": string, "not_after": string, "not_before_duration": DurationInput, "max_path_length": IntegerInput, "permitted_dns_domains": StringListInput, "key_usage": StringListInput, "ext_key_usage": StringListInput, "ext_key_usage_oids": StringListInput, "issuer_name": string, "signature_bits": IntegerInput, "use_pss": BooleanInput, "csr": string, "issuer_ref": string, "use_csr_values": BooleanInput })

const PkiGenerateKeyRequest = fields({ "key_type": string, "key_bits": IntegerInput, "key_name": string })

const PkiKeyRequest = fields({ "key_name": string })

const PkiGenerateRootRequest = fields({ "common_name": string, "alt_names": StringListInput, "ip_sans": StringListInput, "uri_sans": StringListInput, "other_sans": StringListInput, "exclude_cn_from_sans": BooleanInput, "serial_number": string, "user_ids": StringListInput, "ou": StringListInput, "organization": StringListInput, "country": StringListInput, "locality": StringListInput, "province": StringListInput, "street_address": StringListInput, "postal_code": StringListInput, "format": string, "private_key_format": string, "ttl": DurationInput, "not_before": string, "not_after": string, "not_before_duration": DurationInput, "max_path_length": IntegerInput, "permitted_dns_domains": StringListInput, "key_usage": StringListInput, "ext_key_usage": StringListInput, "ext_key_usage_oids": StringListInput, "issuer_name": string, "signature_bits": IntegerInput, "use_pss": BooleanInput, "key_type": string, "key_bits": IntegerInput, "key_name": string, "key_ref": string })

const PkiGenerateIntermediateRequest = fields({ "common_name": string, "alt_names": StringListInput, "ip_sans": StringListInput, "uri_sans": StringListInput, "other_sans": StringListInput, "exclude_cn_from_sans": BooleanInput, "serial_number": string, "user_ids": StringListInput, "ou": StringListInput, "organization": StringListInput, "country": StringListInput, "locality": StringListInput, "province": StringListInput, "street_address": StringListInput, "postal_code": StringListInput, "format": string, "private_key_format": string, "key_type": string, "key_bits": IntegerInput, "key_name": string, "key_ref": string, "signature_bits": IntegerInput, "add_basic_constraints": BooleanInput })

const PkiSetSignedRequest = fields({ "certificate": string, "pem_bundle": string })

const PkiRoleRequest = fields({ "issuer_ref": string, "ttl": DurationInput, "max_ttl": DurationInput, "allow_localhost": BooleanInput, "allowed_domains": StringListInput, "allowed_domains_template": BooleanInput, "allow_bare_domains": BooleanInput, "allow_subdomains": BooleanInput, "allow_glob_domains": BooleanInput, "allow_globs_in_identity_templates": BooleanInput, "allow_wildcard_certificates": BooleanInput, "allow_any_name": BooleanInput, "enforce_hostnames": BooleanInput, "allow_ip_sans": BooleanInput, "allowed_ip_sans_cidr": StringListInput, "allowed_uri_sans": StringListInput, "allowed_uri_sans_template": BooleanInput, "allowed_other_sans": StringListInput, "allowed_serial_numbers": StringListInput, "allowed_user_ids": StringListInput, "server_flag": BooleanInput, "client_flag": BooleanInput, "code_signing_flag": BooleanInput, "email_protection_flag": BooleanInput, "key_type": string, "key_bits": IntegerInput, "signature_bits": IntegerInput, "use_pss": BooleanInput, "key_usage": StringListInput, "ext_key_usage": StringListInput, "ext_key_usage_oids": StringListInput, "use_csr_common_name": BooleanInput, "use_csr_sans": BooleanInput, "ou": StringListInput, "organization": StringListInput, "country": StringListInput, "locality": StringListInput, "province": StringListInput, "street_address": StringListInput, "postal_code": StringListInput, "generate_lease": BooleanInput, "no_store": BooleanInput, "require_cn": BooleanInput, "policy_identifiers": StringListInput, "basic_constraints_valid_for_non_ca": BooleanInput, "not_before": string, "not_before_bound": string, "not_before_duration": DurationInput, "not_after": string, "not_after_bound": string, "cn_validations": StringListInput })

const PkiDefaultIssuerRequest = fields({ "default": string, "default_follows_latest_issuer": BooleanInput })

const PkiDefaultKeyRequest = fields({ "default": string })

const PkiUrlsRequest = fields({ "issuing_certificates": StringListInput, "crl_distribution_points": StringListInput, "delta_crl_distribution_points": StringListInput, "ocsp_servers": StringListInput, "enable_templating": BooleanInput })

const DurationTextInput = oneOf(string, integer)

const PkiCrlConfigRequest = fields({ "expiry": DurationTextInput, "disable": BooleanInput, "ocsp_disable": BooleanInput, "ocsp_expiry": DurationTextInput, "auto_rebuild": BooleanInput, "auto_rebuild_grace_period": DurationTextInput, "enable_delta": BooleanInput, "delta_rebuild_interval": DurationTextInput, "allow_expired_cert_revocation": BooleanInput })

const PkiClusterRequest = fields({ "path": string, "aia_path": string })

const PkiAutoTidyRequest = fields({ "enabled": BooleanInput, "interval_duration": DurationInput, "maintain_stored_certificate_counts": BooleanInput, "publish_stored_certificate_count_metrics": BooleanInput, "tidy_cert_store": BooleanInput, "tidy_revoked_certs": BooleanInput, "tidy_invalid_certs": BooleanInput, "tidy_revoked_cert_issuer_associations": BooleanInput, "tidy_expired_issuers": BooleanInput, "tidy_move_legacy_ca_bundle": BooleanInput, "tidy_acme": BooleanInput, "safety_buffer": DurationInput, "revoked_safety_buffer": DurationInput, "issuer_safety_buffer": DurationInput, "acme_account_safety_buffer": DurationInput, "pause_duration": DurationInput, "page_size": IntegerInput })

const PkiTidyRequest = fields({ "tidy_cert_store": BooleanInput, "tidy_revoked_certs": BooleanInput, "tidy_invalid_certs": BooleanInput, "tidy_revoked_cert_issuer_associations": BooleanInput, "tidy_expired_issuers": BooleanInput, "tidy_move_legacy_ca_bundle": BooleanInput, "tidy_acme": BooleanInput, "safety_buffer": DurationInput, "revoked_safety_buffer": DurationInput, "issuer_safety_buffer": DurationInput, "acme_account_safety_buffer": DurationInput, "pause_duration": DurationInput, "page_size": IntegerInput })

const StringMap = recordOf(string)

const HttpConfigRequest = fields({ "base_url": string, "allowed_methods": StringListInput, "allowed_paths": StringListInput, "headers": StringMap, "timeout": DurationInput, "max_response_size": IntegerInput })

/**
 * The fields of JSON bodies, by operation. Unknown keys are accepted, and no field is required: the operation itself reports a
 * missing field. A value keeps the form in which the client wrote it, which is one of the spec's types.
 */
export const requestSchemas = {
  appRoleLogin: AppRoleLoginRequest,
  appRoleRoleWrite: AppRoleWriteRequest,
  appRoleRoleIdWrite: AppRoleIdRequest,
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
  appRoleSecretIdLookup: AppRoleSecretIdRef,
  appRoleSecretIdDestroy: AppRoleSecretIdRef,
  appRoleSecretIdAccessorLookup: AppRoleSecretIdAccessorRef,
  appRoleSecretIdAccessorDestroy: AppRoleSecretIdAccessorRef,
  userpassLogin: UserpassLoginRequest,
  userpassUserWrite: UserpassUserWriteRequest,
  userpassPasswordWrite: UserpassPasswordRequest,
  userpassPoliciesWrite: UserpassPoliciesRequest,
  pkiRevoke: PkiRevokeRequest,
  pkiIssuerWrite: PkiIssuerRequest,
  pkiIssuerPatch: PkiIssuerRequest,
  pkiIssuerIssue: PkiIssueRequest,
  pkiIssuerSign: PkiSignRequest,
  pkiIssuerSignVerbatim: PkiSignVerbatimRequest,
  pkiIssuerSignVerbatimByRole: PkiSignVerbatimRequest,
  pkiIssuerSignIntermediate: PkiSignIntermediateRequest,
  pkiKeyGenerate: PkiGenerateKeyRequest,
  pkiKeyWrite: PkiKeyRequest,
  pkiRootGenerate: PkiGenerateRootRequest,
  pkiRootSignIntermediate: PkiSignIntermediateRequest,
  pkiIssuerRootGenerate: PkiGenerateRootRequest,
  pkiIntermediateGenerate: PkiGenerateIntermediateRequest,
  pkiIssuerIntermediateGenerate: PkiGenerateIntermediateRequest,
  pkiIntermediateSetSigned: PkiSetSignedRequest,
  pkiRoleWrite: PkiRoleRequest,
  pkiRolePatch: PkiRoleRequest,
  pkiIssue: PkiIssueRequest,
  pkiSign: PkiSignRequest,
  pkiSignVerbatim: PkiSignVerbatimRequest,
  pkiSignVerbatimByRole: PkiSignVerbatimRequest,
  pkiDefaultIssuerWrite: PkiDefaultIssuerRequest,
  pkiDefaultKeyWrite: PkiDefaultKeyRequest,
  pkiUrlsWrite: PkiUrlsRequest,
  pkiCrlConfigWrite: PkiCrlConfigRequest,
  pkiClusterWrite: PkiClusterRequest,
  pkiAutoTidyWrite: PkiAutoTidyRequest,
  pkiTidy: PkiTidyRequest,
  httpConfigWrite: HttpConfigRequest
} satisfies { readonly [Id in OperationId]?: Shape<RequestFields<Id>> }
