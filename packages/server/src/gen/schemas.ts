// Generated from spec/ by packages/protocol/scripts/generate.ts. Do not edit: change the spec, then `npm run generate`.

import type { OperationId, RequestFields } from "@enwrap/protocol"
import * as Schema from "effect/Schema"

const OptionalTokenRequest = Schema.StructWithRest(Schema.Struct({ "token": Schema.optionalKey(Schema.Union([Schema.String, Schema.Null])) }), [Schema.Record(Schema.String, Schema.Unknown)]).annotate({ "identifier": "OptionalTokenRequest" })

const IntegerInput = Schema.Union([Schema.Int, Schema.String.check(Schema.isPattern(new globalThis.RegExp("^[+-]?\\d+$", "u")).annotate({ "expected": "a string matching the RegExp ^[+-]?\\d+$" }))], { mode: "oneOf" }).annotate({ "identifier": "IntegerInput" })

const StringListInput = Schema.Union([Schema.Array(Schema.String), Schema.String], { mode: "oneOf" }).annotate({ "identifier": "StringListInput" })

const BooleanInput = Schema.Union([Schema.Boolean, Schema.String.check(Schema.isPattern(new globalThis.RegExp("^(1|0|t|f|T|F|true|false|TRUE|FALSE|True|False)$", "u")).annotate({ "expected": "a string matching the RegExp ^(1|0|t|f|T|F|true|false|TRUE|FALSE|True|False)$" }))], { mode: "oneOf" }).annotate({ "identifier": "BooleanInput" })

const DurationInput = Schema.Union([Schema.String, Schema.Int], { mode: "oneOf" }).annotate({ "identifier": "DurationInput" })

const KeyShareRequest = Schema.StructWithRest(Schema.Struct({ "key": Schema.optionalKey(Schema.String), "nonce": Schema.optionalKey(Schema.String) }), [Schema.Record(Schema.String, Schema.Unknown)]).annotate({ "identifier": "KeyShareRequest" })

const RootGenerationStartRequest = Schema.StructWithRest(Schema.Struct({ "otp": Schema.optionalKey(Schema.String), "pgp_key": Schema.optionalKey(Schema.String) }), [Schema.Record(Schema.String, Schema.Unknown)]).annotate({ "identifier": "RootGenerationStartRequest" })

const RootTokenDecodeRequest = Schema.StructWithRest(Schema.Struct({ "encoded_token": Schema.optionalKey(Schema.String), "otp": Schema.optionalKey(Schema.String) }), [Schema.Record(Schema.String, Schema.Unknown)]).annotate({ "identifier": "RootTokenDecodeRequest" })

const LifetimeInput = Schema.Union([Schema.String, Schema.Int], { mode: "oneOf" }).annotate({ "identifier": "LifetimeInput" })

const HashRequest = Schema.StructWithRest(Schema.Struct({ "input": Schema.optionalKey(Schema.String), "algorithm": Schema.optionalKey(Schema.String), "format": Schema.optionalKey(Schema.String) }), [Schema.Record(Schema.String, Schema.Unknown)]).annotate({ "identifier": "HashRequest" })

const NumberInput = Schema.Union([Schema.Finite, Schema.String.check(Schema.isPattern(new globalThis.RegExp("^[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?$", "u")).annotate({ "expected": "a string matching the RegExp ^[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?$" }))], { mode: "oneOf" }).annotate({ "identifier": "NumberInput" })

const NameListInput = Schema.Union([Schema.Array(Schema.Union([Schema.String, Schema.Finite])), Schema.String], { mode: "oneOf" }).annotate({ "identifier": "NameListInput" })

const MetadataInput = Schema.Record(Schema.String, Schema.Union([Schema.String, Schema.Finite, Schema.Boolean])).annotate({ "identifier": "MetadataInput" })

const AuditHashRequest = Schema.StructWithRest(Schema.Struct({ "input": Schema.optionalKey(Schema.String) }), [Schema.Record(Schema.String, Schema.Unknown)]).annotate({ "identifier": "AuditHashRequest" })

const MountTtlInput = Schema.Union([Schema.String, Schema.Int], { mode: "oneOf" }).annotate({ "identifier": "MountTtlInput" })

const RemountRequest = Schema.StructWithRest(Schema.Struct({ "from": Schema.optionalKey(Schema.String), "to": Schema.optionalKey(Schema.String) }), [Schema.Record(Schema.String, Schema.Unknown)]).annotate({ "identifier": "RemountRequest" })

const LeaseId = Schema.String.annotate({ "identifier": "LeaseId" })

const SignedLifetimeInput = Schema.Union([Schema.String, Schema.Int], { mode: "oneOf" }).annotate({ "identifier": "SignedLifetimeInput" })

const AccessorRequest = Schema.StructWithRest(Schema.Struct({ "accessor": Schema.optionalKey(Schema.String) }), [Schema.Record(Schema.String, Schema.Unknown)]).annotate({ "identifier": "AccessorRequest" })

const TokenRequest = Schema.StructWithRest(Schema.Struct({ "token": Schema.optionalKey(Schema.String) }), [Schema.Record(Schema.String, Schema.Unknown)]).annotate({ "identifier": "TokenRequest" })

const AppRoleLoginRequest = Schema.StructWithRest(Schema.Struct({ "role_id": Schema.optionalKey(Schema.String), "secret_id": Schema.optionalKey(Schema.String) }), [Schema.Record(Schema.String, Schema.Unknown)]).annotate({ "identifier": "AppRoleLoginRequest" })

const AppRoleIdRequest = Schema.StructWithRest(Schema.Struct({ "role_id": Schema.optionalKey(Schema.String) }), [Schema.Record(Schema.String, Schema.Unknown)]).annotate({ "identifier": "AppRoleIdRequest" })

const AppRoleSecretIdRef = Schema.StructWithRest(Schema.Struct({ "secret_id": Schema.optionalKey(Schema.String) }), [Schema.Record(Schema.String, Schema.Unknown)]).annotate({ "identifier": "AppRoleSecretIdRef" })

const AppRoleSecretIdAccessorRef = Schema.StructWithRest(Schema.Struct({ "secret_id_accessor": Schema.optionalKey(Schema.String) }), [Schema.Record(Schema.String, Schema.Unknown)]).annotate({ "identifier": "AppRoleSecretIdAccessorRef" })

const UserpassLoginRequest = Schema.StructWithRest(Schema.Struct({ "password": Schema.optionalKey(Schema.String) }), [Schema.Record(Schema.String, Schema.Unknown)]).annotate({ "identifier": "UserpassLoginRequest" })

const UserpassPasswordRequest = Schema.StructWithRest(Schema.Struct({ "password": Schema.optionalKey(Schema.String), "password_hash": Schema.optionalKey(Schema.String) }), [Schema.Record(Schema.String, Schema.Unknown)]).annotate({ "identifier": "UserpassPasswordRequest" })

const JsonObject = Schema.Record(Schema.String, Schema.Unknown).annotate({ "identifier": "JsonObject" })

const KvV2WriteOptions = Schema.StructWithRest(Schema.Struct({ "cas": Schema.optionalKey(Schema.Union([Schema.Int, Schema.String])) }), [Schema.Record(Schema.String, Schema.Unknown)]).annotate({ "identifier": "KvV2WriteOptions" })

const SignedDurationInput = Schema.Union([Schema.String, Schema.Int], { mode: "oneOf" }).annotate({ "identifier": "SignedDurationInput" })

const PkiRevokeRequest = Schema.StructWithRest(Schema.Struct({ "serial_number": Schema.optionalKey(Schema.String), "certificate": Schema.optionalKey(Schema.String) }), [Schema.Record(Schema.String, Schema.Unknown)]).annotate({ "identifier": "PkiRevokeRequest" })

const PkiKeyRequest = Schema.StructWithRest(Schema.Struct({ "key_name": Schema.optionalKey(Schema.String) }), [Schema.Record(Schema.String, Schema.Unknown)]).annotate({ "identifier": "PkiKeyRequest" })

const PkiSetSignedRequest = Schema.StructWithRest(Schema.Struct({ "certificate": Schema.optionalKey(Schema.String), "pem_bundle": Schema.optionalKey(Schema.String) }), [Schema.Record(Schema.String, Schema.Unknown)]).annotate({ "identifier": "PkiSetSignedRequest" })

const PkiDefaultKeyRequest = Schema.StructWithRest(Schema.Struct({ "default": Schema.optionalKey(Schema.String) }), [Schema.Record(Schema.String, Schema.Unknown)]).annotate({ "identifier": "PkiDefaultKeyRequest" })

const DurationTextInput = Schema.Union([Schema.String, Schema.Int], { mode: "oneOf" }).annotate({ "identifier": "DurationTextInput" })

const PkiClusterRequest = Schema.StructWithRest(Schema.Struct({ "path": Schema.optionalKey(Schema.String), "aia_path": Schema.optionalKey(Schema.String) }), [Schema.Record(Schema.String, Schema.Unknown)]).annotate({ "identifier": "PkiClusterRequest" })

const StringMap = Schema.Record(Schema.String, Schema.String).annotate({ "identifier": "StringMap" })

const RandomRequest = Schema.StructWithRest(Schema.Struct({ "bytes": Schema.optionalKey(IntegerInput), "format": Schema.optionalKey(Schema.String), "source": Schema.optionalKey(Schema.String) }), [Schema.Record(Schema.String, Schema.Unknown)]).annotate({ "identifier": "RandomRequest" })

const RandomOfRequest = Schema.StructWithRest(Schema.Struct({ "bytes": Schema.optionalKey(IntegerInput), "format": Schema.optionalKey(Schema.String) }), [Schema.Record(Schema.String, Schema.Unknown)]).annotate({ "identifier": "RandomOfRequest" })

const AppRoleTokenNumUsesRequest = Schema.StructWithRest(Schema.Struct({ "token_num_uses": Schema.optionalKey(IntegerInput) }), [Schema.Record(Schema.String, Schema.Unknown)]).annotate({ "identifier": "AppRoleTokenNumUsesRequest" })

const AppRoleSecretIdNumUsesRequest = Schema.StructWithRest(Schema.Struct({ "secret_id_num_uses": Schema.optionalKey(IntegerInput) }), [Schema.Record(Schema.String, Schema.Unknown)]).annotate({ "identifier": "AppRoleSecretIdNumUsesRequest" })

const KvV2VersionsRequest = Schema.StructWithRest(Schema.Struct({ "versions": Schema.optionalKey(Schema.Union([Schema.Array(IntegerInput), IntegerInput], { mode: "oneOf" })) }), [Schema.Record(Schema.String, Schema.Unknown)]).annotate({ "identifier": "KvV2VersionsRequest" })

const PkiGenerateKeyRequest = Schema.StructWithRest(Schema.Struct({ "key_type": Schema.optionalKey(Schema.String), "key_bits": Schema.optionalKey(IntegerInput), "key_name": Schema.optionalKey(Schema.String) }), [Schema.Record(Schema.String, Schema.Unknown)]).annotate({ "identifier": "PkiGenerateKeyRequest" })

const InitRequest = Schema.StructWithRest(Schema.Struct({ "secret_shares": Schema.optionalKey(IntegerInput), "secret_threshold": Schema.optionalKey(IntegerInput), "stored_shares": Schema.optionalKey(IntegerInput), "pgp_keys": Schema.optionalKey(StringListInput), "recovery_shares": Schema.optionalKey(IntegerInput), "recovery_threshold": Schema.optionalKey(IntegerInput), "recovery_pgp_keys": Schema.optionalKey(StringListInput), "root_token_pgp_key": Schema.optionalKey(Schema.String) }), [Schema.Record(Schema.String, Schema.Unknown)]).annotate({ "identifier": "InitRequest" })

const CapabilitiesRequest = Schema.StructWithRest(Schema.Struct({ "token": Schema.optionalKey(Schema.String), "paths": Schema.optionalKey(StringListInput), "path": Schema.optionalKey(StringListInput) }), [Schema.Record(Schema.String, Schema.Unknown)]).annotate({ "identifier": "CapabilitiesRequest" })

const CapabilitiesSelfRequest = Schema.StructWithRest(Schema.Struct({ "token": Schema.optionalKey(Schema.String), "paths": Schema.optionalKey(StringListInput), "path": Schema.optionalKey(StringListInput) }), [Schema.Record(Schema.String, Schema.Unknown)]).annotate({ "identifier": "CapabilitiesSelfRequest" })

const CapabilitiesAccessorRequest = Schema.StructWithRest(Schema.Struct({ "accessor": Schema.optionalKey(Schema.String), "paths": Schema.optionalKey(StringListInput), "path": Schema.optionalKey(StringListInput) }), [Schema.Record(Schema.String, Schema.Unknown)]).annotate({ "identifier": "CapabilitiesAccessorRequest" })

const AppRolePoliciesRequest = Schema.StructWithRest(Schema.Struct({ "token_policies": Schema.optionalKey(StringListInput), "policies": Schema.optionalKey(StringListInput) }), [Schema.Record(Schema.String, Schema.Unknown)]).annotate({ "identifier": "AppRolePoliciesRequest" })

const AppRoleTokenBoundCidrsRequest = Schema.StructWithRest(Schema.Struct({ "token_bound_cidrs": Schema.optionalKey(StringListInput) }), [Schema.Record(Schema.String, Schema.Unknown)]).annotate({ "identifier": "AppRoleTokenBoundCidrsRequest" })

const AppRoleSecretIdBoundCidrsRequest = Schema.StructWithRest(Schema.Struct({ "secret_id_bound_cidrs": Schema.optionalKey(StringListInput) }), [Schema.Record(Schema.String, Schema.Unknown)]).annotate({ "identifier": "AppRoleSecretIdBoundCidrsRequest" })

const AppRoleBoundCidrListRequest = Schema.StructWithRest(Schema.Struct({ "bound_cidr_list": Schema.optionalKey(StringListInput) }), [Schema.Record(Schema.String, Schema.Unknown)]).annotate({ "identifier": "AppRoleBoundCidrListRequest" })

const UserpassPoliciesRequest = Schema.StructWithRest(Schema.Struct({ "token_policies": Schema.optionalKey(StringListInput), "policies": Schema.optionalKey(StringListInput) }), [Schema.Record(Schema.String, Schema.Unknown)]).annotate({ "identifier": "UserpassPoliciesRequest" })

const UnsealRequest = Schema.StructWithRest(Schema.Struct({ "key": Schema.optionalKey(Schema.String), "reset": Schema.optionalKey(BooleanInput), "migrate": Schema.optionalKey(BooleanInput) }), [Schema.Record(Schema.String, Schema.Unknown)]).annotate({ "identifier": "UnsealRequest" })

const RekeyStartRequest = Schema.StructWithRest(Schema.Struct({ "secret_shares": Schema.optionalKey(IntegerInput), "secret_threshold": Schema.optionalKey(IntegerInput), "stored_shares": Schema.optionalKey(IntegerInput), "pgp_keys": Schema.optionalKey(StringListInput), "backup": Schema.optionalKey(BooleanInput), "require_verification": Schema.optionalKey(BooleanInput) }), [Schema.Record(Schema.String, Schema.Unknown)]).annotate({ "identifier": "RekeyStartRequest" })

const CorsRequest = Schema.StructWithRest(Schema.Struct({ "enable": Schema.optionalKey(BooleanInput), "allowed_origins": Schema.optionalKey(StringListInput), "allowed_headers": Schema.optionalKey(StringListInput) }), [Schema.Record(Schema.String, Schema.Unknown)]).annotate({ "identifier": "CorsRequest" })

const AuditHeaderRequest = Schema.StructWithRest(Schema.Struct({ "hmac": Schema.optionalKey(BooleanInput) }), [Schema.Record(Schema.String, Schema.Unknown)]).annotate({ "identifier": "AuditHeaderRequest" })

const LeaseRevokeByIdRequest = Schema.StructWithRest(Schema.Struct({ "sync": Schema.optionalKey(BooleanInput) }), [Schema.Record(Schema.String, Schema.Unknown)]).annotate({ "identifier": "LeaseRevokeByIdRequest" })

const AppRoleBindSecretIdRequest = Schema.StructWithRest(Schema.Struct({ "bind_secret_id": Schema.optionalKey(BooleanInput) }), [Schema.Record(Schema.String, Schema.Unknown)]).annotate({ "identifier": "AppRoleBindSecretIdRequest" })

const PkiIssuerRequest = Schema.StructWithRest(Schema.Struct({ "issuer_name": Schema.optionalKey(Schema.String), "leaf_not_after_behavior": Schema.optionalKey(Schema.String), "usage": Schema.optionalKey(StringListInput), "manual_chain": Schema.optionalKey(StringListInput), "revocation_signature_algorithm": Schema.optionalKey(Schema.String), "issuing_certificates": Schema.optionalKey(StringListInput), "crl_distribution_points": Schema.optionalKey(StringListInput), "delta_crl_distribution_points": Schema.optionalKey(StringListInput), "ocsp_servers": Schema.optionalKey(StringListInput), "enable_templating": Schema.optionalKey(BooleanInput) }), [Schema.Record(Schema.String, Schema.Unknown)]).annotate({ "identifier": "PkiIssuerRequest" })

const PkiGenerateIntermediateRequest = Schema.StructWithRest(Schema.Struct({ "common_name": Schema.optionalKey(Schema.String), "alt_names": Schema.optionalKey(StringListInput), "ip_sans": Schema.optionalKey(StringListInput), "uri_sans": Schema.optionalKey(StringListInput), "other_sans": Schema.optionalKey(StringListInput), "exclude_cn_from_sans": Schema.optionalKey(BooleanInput), "serial_number": Schema.optionalKey(Schema.String), "user_ids": Schema.optionalKey(StringListInput), "ou": Schema.optionalKey(StringListInput), "organization": Schema.optionalKey(StringListInput), "country": Schema.optionalKey(StringListInput), "locality": Schema.optionalKey(StringListInput), "province": Schema.optionalKey(StringListInput), "street_address": Schema.optionalKey(StringListInput), "postal_code": Schema.optionalKey(StringListInput), "format": Schema.optionalKey(Schema.String), "private_key_format": Schema.optionalKey(Schema.String), "key_type": Schema.optionalKey(Schema.String), "key_bits": Schema.optionalKey(IntegerInput), "key_name": Schema.optionalKey(Schema.String), "key_ref": Schema.optionalKey(Schema.String), "signature_bits": Schema.optionalKey(IntegerInput), "add_basic_constraints": Schema.optionalKey(BooleanInput) }), [Schema.Record(Schema.String, Schema.Unknown)]).annotate({ "identifier": "PkiGenerateIntermediateRequest" })

const PkiDefaultIssuerRequest = Schema.StructWithRest(Schema.Struct({ "default": Schema.optionalKey(Schema.String), "default_follows_latest_issuer": Schema.optionalKey(BooleanInput) }), [Schema.Record(Schema.String, Schema.Unknown)]).annotate({ "identifier": "PkiDefaultIssuerRequest" })

const PkiUrlsRequest = Schema.StructWithRest(Schema.Struct({ "issuing_certificates": Schema.optionalKey(StringListInput), "crl_distribution_points": Schema.optionalKey(StringListInput), "delta_crl_distribution_points": Schema.optionalKey(StringListInput), "ocsp_servers": Schema.optionalKey(StringListInput), "enable_templating": Schema.optionalKey(BooleanInput) }), [Schema.Record(Schema.String, Schema.Unknown)]).annotate({ "identifier": "PkiUrlsRequest" })

const RotateConfigRequest = Schema.StructWithRest(Schema.Struct({ "enabled": Schema.optionalKey(BooleanInput), "interval": Schema.optionalKey(DurationInput), "max_operations": Schema.optionalKey(IntegerInput) }), [Schema.Record(Schema.String, Schema.Unknown)]).annotate({ "identifier": "RotateConfigRequest" })

const AppRoleWriteRequest = Schema.StructWithRest(Schema.Struct({ "role_id": Schema.optionalKey(Schema.String), "bind_secret_id": Schema.optionalKey(BooleanInput), "secret_id_bound_cidrs": Schema.optionalKey(StringListInput), "bound_cidr_list": Schema.optionalKey(StringListInput), "secret_id_num_uses": Schema.optionalKey(IntegerInput), "secret_id_ttl": Schema.optionalKey(DurationInput), "local_secret_ids": Schema.optionalKey(BooleanInput), "token_bound_cidrs": Schema.optionalKey(StringListInput), "token_explicit_max_ttl": Schema.optionalKey(DurationInput), "token_max_ttl": Schema.optionalKey(DurationInput), "token_no_default_policy": Schema.optionalKey(BooleanInput), "token_num_uses": Schema.optionalKey(IntegerInput), "token_period": Schema.optionalKey(DurationInput), "token_policies": Schema.optionalKey(StringListInput), "token_strictly_bind_ip": Schema.optionalKey(BooleanInput), "token_ttl": Schema.optionalKey(DurationInput), "token_type": Schema.optionalKey(Schema.String), "policies": Schema.optionalKey(StringListInput), "period": Schema.optionalKey(DurationInput) }), [Schema.Record(Schema.String, Schema.Unknown)]).annotate({ "identifier": "AppRoleWriteRequest" })

const AppRoleTokenTtlRequest = Schema.StructWithRest(Schema.Struct({ "token_ttl": Schema.optionalKey(DurationInput) }), [Schema.Record(Schema.String, Schema.Unknown)]).annotate({ "identifier": "AppRoleTokenTtlRequest" })

const AppRoleTokenMaxTtlRequest = Schema.StructWithRest(Schema.Struct({ "token_max_ttl": Schema.optionalKey(DurationInput) }), [Schema.Record(Schema.String, Schema.Unknown)]).annotate({ "identifier": "AppRoleTokenMaxTtlRequest" })

const AppRolePeriodRequest = Schema.StructWithRest(Schema.Struct({ "token_period": Schema.optionalKey(DurationInput), "period": Schema.optionalKey(DurationInput) }), [Schema.Record(Schema.String, Schema.Unknown)]).annotate({ "identifier": "AppRolePeriodRequest" })

const AppRoleSecretIdTtlRequest = Schema.StructWithRest(Schema.Struct({ "secret_id_ttl": Schema.optionalKey(DurationInput) }), [Schema.Record(Schema.String, Schema.Unknown)]).annotate({ "identifier": "AppRoleSecretIdTtlRequest" })

const AppRoleSecretIdRequest = Schema.StructWithRest(Schema.Struct({ "metadata": Schema.optionalKey(Schema.String), "cidr_list": Schema.optionalKey(StringListInput), "token_bound_cidrs": Schema.optionalKey(StringListInput), "num_uses": Schema.optionalKey(IntegerInput), "ttl": Schema.optionalKey(DurationInput) }), [Schema.Record(Schema.String, Schema.Unknown)]).annotate({ "identifier": "AppRoleSecretIdRequest" })

const AppRoleCustomSecretIdRequest = Schema.StructWithRest(Schema.Struct({ "secret_id": Schema.optionalKey(Schema.String), "metadata": Schema.optionalKey(Schema.String), "cidr_list": Schema.optionalKey(StringListInput), "token_bound_cidrs": Schema.optionalKey(StringListInput), "num_uses": Schema.optionalKey(IntegerInput), "ttl": Schema.optionalKey(DurationInput) }), [Schema.Record(Schema.String, Schema.Unknown)]).annotate({ "identifier": "AppRoleCustomSecretIdRequest" })

const UserpassUserWriteRequest = Schema.StructWithRest(Schema.Struct({ "password": Schema.optionalKey(Schema.String), "password_hash": Schema.optionalKey(Schema.String), "token_bound_cidrs": Schema.optionalKey(StringListInput), "token_explicit_max_ttl": Schema.optionalKey(DurationInput), "token_max_ttl": Schema.optionalKey(DurationInput), "token_no_default_policy": Schema.optionalKey(BooleanInput), "token_num_uses": Schema.optionalKey(IntegerInput), "token_period": Schema.optionalKey(DurationInput), "token_policies": Schema.optionalKey(StringListInput), "token_strictly_bind_ip": Schema.optionalKey(BooleanInput), "token_ttl": Schema.optionalKey(DurationInput), "token_type": Schema.optionalKey(Schema.String), "policies": Schema.optionalKey(StringListInput), "ttl": Schema.optionalKey(DurationInput), "max_ttl": Schema.optionalKey(DurationInput), "bound_cidrs": Schema.optionalKey(StringListInput) }), [Schema.Record(Schema.String, Schema.Unknown)]).annotate({ "identifier": "UserpassUserWriteRequest" })

const PkiIssueRequest = Schema.StructWithRest(Schema.Struct({ "common_name": Schema.optionalKey(Schema.String), "alt_names": Schema.optionalKey(StringListInput), "ip_sans": Schema.optionalKey(StringListInput), "uri_sans": Schema.optionalKey(StringListInput), "other_sans": Schema.optionalKey(StringListInput), "exclude_cn_from_sans": Schema.optionalKey(BooleanInput), "serial_number": Schema.optionalKey(Schema.String), "user_ids": Schema.optionalKey(StringListInput), "format": Schema.optionalKey(Schema.String), "private_key_format": Schema.optionalKey(Schema.String), "ttl": Schema.optionalKey(DurationInput), "not_before": Schema.optionalKey(Schema.String), "not_after": Schema.optionalKey(Schema.String), "remove_roots_from_chain": Schema.optionalKey(BooleanInput), "key_type": Schema.optionalKey(Schema.String), "key_bits": Schema.optionalKey(IntegerInput) }), [Schema.Record(Schema.String, Schema.Unknown)]).annotate({ "identifier": "PkiIssueRequest" })

const PkiSignRequest = Schema.StructWithRest(Schema.Struct({ "common_name": Schema.optionalKey(Schema.String), "alt_names": Schema.optionalKey(StringListInput), "ip_sans": Schema.optionalKey(StringListInput), "uri_sans": Schema.optionalKey(StringListInput), "other_sans": Schema.optionalKey(StringListInput), "exclude_cn_from_sans": Schema.optionalKey(BooleanInput), "serial_number": Schema.optionalKey(Schema.String), "user_ids": Schema.optionalKey(StringListInput), "format": Schema.optionalKey(Schema.String), "private_key_format": Schema.optionalKey(Schema.String), "ttl": Schema.optionalKey(DurationInput), "not_before": Schema.optionalKey(Schema.String), "not_after": Schema.optionalKey(Schema.String), "remove_roots_from_chain": Schema.optionalKey(BooleanInput), "csr": Schema.optionalKey(Schema.String) }), [Schema.Record(Schema.String, Schema.Unknown)]).annotate({ "identifier": "PkiSignRequest" })

const PkiSignVerbatimRequest = Schema.StructWithRest(Schema.Struct({ "format": Schema.optionalKey(Schema.String), "private_key_format": Schema.optionalKey(Schema.String), "ttl": Schema.optionalKey(DurationInput), "not_before": Schema.optionalKey(Schema.String), "not_after": Schema.optionalKey(Schema.String), "csr": Schema.optionalKey(Schema.String), "key_usage": Schema.optionalKey(StringListInput), "ext_key_usage": Schema.optionalKey(StringListInput), "ext_key_usage_oids": Schema.optionalKey(StringListInput), "signature_bits": Schema.optionalKey(IntegerInput), "use_pss": Schema.optionalKey(BooleanInput), "basic_constraints_valid_for_non_ca": Schema.optionalKey(BooleanInput), "remove_roots_from_chain": Schema.optionalKey(BooleanInput) }), [Schema.Record(Schema.String, Schema.Unknown)]).annotate({ "identifier": "PkiSignVerbatimRequest" })

const PkiSignIntermediateRequest = Schema.StructWithRest(Schema.Struct({ "common_name": Schema.optionalKey(Schema.String), "alt_names": Schema.optionalKey(StringListInput), "ip_sans": Schema.optionalKey(StringListInput), "uri_sans": Schema.optionalKey(StringListInput), "other_sans": Schema.optionalKey(StringListInput), "exclude_cn_from_sans": Schema.optionalKey(BooleanInput), "serial_number": Schema.optionalKey(Schema.String), "user_ids": Schema.optionalKey(StringListInput), "ou": Schema.optionalKey(StringListInput), "organization": Schema.optionalKey(StringListInput), "country": Schema.optionalKey(StringListInput), "locality": Schema.optionalKey(StringListInput), "province": Schema.optionalKey(StringListInput), "street_address": Schema.optionalKey(StringListInput), "postal_code": Schema.optionalKey(StringListInput), "format": Schema.optionalKey(Schema.String), "private_key_format": Schema.optionalKey(Schema.String), "ttl": Schema.optionalKey(DurationInput), "not_before": Schema.optionalKey(Schema.String), "not_after": Schema.optionalKey(Schema.String), "not_before_duration": Schema.optionalKey(DurationInput), "max_path_length": Schema.optionalKey(IntegerInput), "permitted_dns_domains": Schema.optionalKey(StringListInput), "issuer_name": Schema.optionalKey(Schema.String), "signature_bits": Schema.optionalKey(IntegerInput), "use_pss": Schema.optionalKey(BooleanInput), "csr": Schema.optionalKey(Schema.String), "issuer_ref": Schema.optionalKey(Schema.String), "use_csr_values": Schema.optionalKey(BooleanInput) }), [Schema.Record(Schema.String, Schema.Unknown)]).annotate({ "identifier": "PkiSignIntermediateRequest" })

const PkiGenerateRootRequest = Schema.StructWithRest(Schema.Struct({ "common_name": Schema.optionalKey(Schema.String), "alt_names": Schema.optionalKey(StringListInput), "ip_sans": Schema.optionalKey(StringListInput), "uri_sans": Schema.optionalKey(StringListInput), "other_sans": Schema.optionalKey(StringListInput), "exclude_cn_from_sans": Schema.optionalKey(BooleanInput), "serial_number": Schema.optionalKey(Schema.String), "user_ids": Schema.optionalKey(StringListInput), "ou": Schema.optionalKey(StringListInput), "organization": Schema.optionalKey(StringListInput), "country": Schema.optionalKey(StringListInput), "locality": Schema.optionalKey(StringListInput), "province": Schema.optionalKey(StringListInput), "street_address": Schema.optionalKey(StringListInput), "postal_code": Schema.optionalKey(StringListInput), "format": Schema.optionalKey(Schema.String), "private_key_format": Schema.optionalKey(Schema.String), "ttl": Schema.optionalKey(DurationInput), "not_before": Schema.optionalKey(Schema.String), "not_after": Schema.optionalKey(Schema.String), "not_before_duration": Schema.optionalKey(DurationInput), "max_path_length": Schema.optionalKey(IntegerInput), "permitted_dns_domains": Schema.optionalKey(StringListInput), "issuer_name": Schema.optionalKey(Schema.String), "signature_bits": Schema.optionalKey(IntegerInput), "use_pss": Schema.optionalKey(BooleanInput), "key_type": Schema.optionalKey(Schema.String), "key_bits": Schema.optionalKey(IntegerInput), "key_name": Schema.optionalKey(Schema.String), "key_ref": Schema.optionalKey(Schema.String) }), [Schema.Record(Schema.String, Schema.Unknown)]).annotate({ "identifier": "PkiGenerateRootRequest" })

const PkiRoleRequest = Schema.StructWithRest(Schema.Struct({ "issuer_ref": Schema.optionalKey(Schema.String), "ttl": Schema.optionalKey(DurationInput), "max_ttl": Schema.optionalKey(DurationInput), "allow_localhost": Schema.optionalKey(BooleanInput), "allowed_domains": Schema.optionalKey(StringListInput), "allowed_domains_template": Schema.optionalKey(BooleanInput), "allow_bare_domains": Schema.optionalKey(BooleanInput), "allow_subdomains": Schema.optionalKey(BooleanInput), "allow_glob_domains": Schema.optionalKey(BooleanInput), "allow_globs_in_identity_templates": Schema.optionalKey(BooleanInput), "allow_wildcard_certificates": Schema.optionalKey(BooleanInput), "allow_any_name": Schema.optionalKey(BooleanInput), "allow_token_displayname": Schema.optionalKey(BooleanInput), "enforce_hostnames": Schema.optionalKey(BooleanInput), "allow_ip_sans": Schema.optionalKey(BooleanInput), "allowed_ip_sans_cidr": Schema.optionalKey(StringListInput), "allowed_uri_sans": Schema.optionalKey(StringListInput), "allowed_uri_sans_template": Schema.optionalKey(BooleanInput), "allowed_other_sans": Schema.optionalKey(StringListInput), "allowed_serial_numbers": Schema.optionalKey(StringListInput), "allowed_user_ids": Schema.optionalKey(StringListInput), "server_flag": Schema.optionalKey(BooleanInput), "client_flag": Schema.optionalKey(BooleanInput), "code_signing_flag": Schema.optionalKey(BooleanInput), "email_protection_flag": Schema.optionalKey(BooleanInput), "key_type": Schema.optionalKey(Schema.String), "key_bits": Schema.optionalKey(IntegerInput), "signature_bits": Schema.optionalKey(IntegerInput), "use_pss": Schema.optionalKey(BooleanInput), "key_usage": Schema.optionalKey(StringListInput), "ext_key_usage": Schema.optionalKey(StringListInput), "ext_key_usage_oids": Schema.optionalKey(StringListInput), "use_csr_common_name": Schema.optionalKey(BooleanInput), "use_csr_sans": Schema.optionalKey(BooleanInput), "ou": Schema.optionalKey(StringListInput), "organization": Schema.optionalKey(StringListInput), "country": Schema.optionalKey(StringListInput), "locality": Schema.optionalKey(StringListInput), "province": Schema.optionalKey(StringListInput), "street_address": Schema.optionalKey(StringListInput), "postal_code": Schema.optionalKey(StringListInput), "generate_lease": Schema.optionalKey(BooleanInput), "no_store": Schema.optionalKey(BooleanInput), "require_cn": Schema.optionalKey(BooleanInput), "policy_identifiers": Schema.optionalKey(StringListInput), "basic_constraints_valid_for_non_ca": Schema.optionalKey(BooleanInput), "not_before": Schema.optionalKey(Schema.String), "not_before_bound": Schema.optionalKey(Schema.String), "not_before_duration": Schema.optionalKey(DurationInput), "not_after": Schema.optionalKey(Schema.String), "not_after_bound": Schema.optionalKey(Schema.String), "cn_validations": Schema.optionalKey(StringListInput) }), [Schema.Record(Schema.String, Schema.Unknown)]).annotate({ "identifier": "PkiRoleRequest" })

const PkiAutoTidyRequest = Schema.StructWithRest(Schema.Struct({ "enabled": Schema.optionalKey(BooleanInput), "interval_duration": Schema.optionalKey(DurationInput), "maintain_stored_certificate_counts": Schema.optionalKey(BooleanInput), "publish_stored_certificate_count_metrics": Schema.optionalKey(BooleanInput), "tidy_cert_store": Schema.optionalKey(BooleanInput), "tidy_revoked_certs": Schema.optionalKey(BooleanInput), "tidy_invalid_certs": Schema.optionalKey(BooleanInput), "tidy_revoked_cert_issuer_associations": Schema.optionalKey(BooleanInput), "tidy_expired_issuers": Schema.optionalKey(BooleanInput), "tidy_move_legacy_ca_bundle": Schema.optionalKey(BooleanInput), "tidy_acme": Schema.optionalKey(BooleanInput), "safety_buffer": Schema.optionalKey(DurationInput), "revoked_safety_buffer": Schema.optionalKey(DurationInput), "issuer_safety_buffer": Schema.optionalKey(DurationInput), "acme_account_safety_buffer": Schema.optionalKey(DurationInput), "pause_duration": Schema.optionalKey(DurationInput), "page_size": Schema.optionalKey(IntegerInput) }), [Schema.Record(Schema.String, Schema.Unknown)]).annotate({ "identifier": "PkiAutoTidyRequest" })

const PkiTidyRequest = Schema.StructWithRest(Schema.Struct({ "tidy_cert_store": Schema.optionalKey(BooleanInput), "tidy_revoked_certs": Schema.optionalKey(BooleanInput), "tidy_invalid_certs": Schema.optionalKey(BooleanInput), "tidy_revoked_cert_issuer_associations": Schema.optionalKey(BooleanInput), "tidy_expired_issuers": Schema.optionalKey(BooleanInput), "tidy_move_legacy_ca_bundle": Schema.optionalKey(BooleanInput), "tidy_acme": Schema.optionalKey(BooleanInput), "safety_buffer": Schema.optionalKey(DurationInput), "revoked_safety_buffer": Schema.optionalKey(DurationInput), "issuer_safety_buffer": Schema.optionalKey(DurationInput), "acme_account_safety_buffer": Schema.optionalKey(DurationInput), "pause_duration": Schema.optionalKey(DurationInput), "page_size": Schema.optionalKey(IntegerInput) }), [Schema.Record(Schema.String, Schema.Unknown)]).annotate({ "identifier": "PkiTidyRequest" })

const PolicyWriteRequest = Schema.StructWithRest(Schema.Struct({ "policy": Schema.optionalKey(Schema.String), "cas": Schema.optionalKey(IntegerInput), "cas_required": Schema.optionalKey(BooleanInput), "expiration": Schema.optionalKey(Schema.String), "ttl": Schema.optionalKey(LifetimeInput) }), [Schema.Record(Schema.String, Schema.Unknown)]).annotate({ "identifier": "PolicyWriteRequest" })

const OldPolicyWriteRequest = Schema.StructWithRest(Schema.Struct({ "policy": Schema.optionalKey(Schema.String), "rules": Schema.optionalKey(Schema.String), "cas": Schema.optionalKey(IntegerInput), "cas_required": Schema.optionalKey(BooleanInput), "expiration": Schema.optionalKey(Schema.String), "ttl": Schema.optionalKey(LifetimeInput) }), [Schema.Record(Schema.String, Schema.Unknown)]).annotate({ "identifier": "OldPolicyWriteRequest" })

const LeaseRenewByIdRequest = Schema.StructWithRest(Schema.Struct({ "increment": Schema.optionalKey(LifetimeInput) }), [Schema.Record(Schema.String, Schema.Unknown)]).annotate({ "identifier": "LeaseRenewByIdRequest" })

const RenewRequest = Schema.StructWithRest(Schema.Struct({ "token": Schema.optionalKey(Schema.String), "increment": Schema.optionalKey(LifetimeInput) }), [Schema.Record(Schema.String, Schema.Unknown)]).annotate({ "identifier": "RenewRequest" })

const RenewSelfRequest = Schema.StructWithRest(Schema.Struct({ "increment": Schema.optionalKey(LifetimeInput) }), [Schema.Record(Schema.String, Schema.Unknown)]).annotate({ "identifier": "RenewSelfRequest" })

const RenewAccessorRequest = Schema.StructWithRest(Schema.Struct({ "accessor": Schema.optionalKey(Schema.String), "increment": Schema.optionalKey(LifetimeInput) }), [Schema.Record(Schema.String, Schema.Unknown)]).annotate({ "identifier": "RenewAccessorRequest" })

const TokenRoleRequest = Schema.StructWithRest(Schema.Struct({ "allowed_policies": Schema.optionalKey(StringListInput), "disallowed_policies": Schema.optionalKey(StringListInput), "allowed_policies_glob": Schema.optionalKey(StringListInput), "disallowed_policies_glob": Schema.optionalKey(StringListInput), "allowed_entity_aliases": Schema.optionalKey(StringListInput), "orphan": Schema.optionalKey(BooleanInput), "renewable": Schema.optionalKey(BooleanInput), "path_suffix": Schema.optionalKey(Schema.String), "token_type": Schema.optionalKey(Schema.String), "token_bound_cidrs": Schema.optionalKey(StringListInput), "token_explicit_max_ttl": Schema.optionalKey(LifetimeInput), "token_no_default_policy": Schema.optionalKey(BooleanInput), "token_num_uses": Schema.optionalKey(IntegerInput), "token_period": Schema.optionalKey(LifetimeInput), "token_strictly_bind_ip": Schema.optionalKey(BooleanInput), "period": Schema.optionalKey(LifetimeInput), "explicit_max_ttl": Schema.optionalKey(LifetimeInput), "bound_cidrs": Schema.optionalKey(StringListInput) }), [Schema.Record(Schema.String, Schema.Unknown)]).annotate({ "identifier": "TokenRoleRequest" })

const RateLimitRequest = Schema.StructWithRest(Schema.Struct({ "name": Schema.optionalKey(Schema.String), "type": Schema.optionalKey(Schema.String), "path": Schema.optionalKey(Schema.String), "role": Schema.optionalKey(Schema.String), "rate": Schema.optionalKey(NumberInput), "interval": Schema.optionalKey(DurationInput), "block_interval": Schema.optionalKey(DurationInput), "inheritable": Schema.optionalKey(BooleanInput) }), [Schema.Record(Schema.String, Schema.Unknown)]).annotate({ "identifier": "RateLimitRequest" })

const QuotaConfigRequest = Schema.StructWithRest(Schema.Struct({ "enable_rate_limit_audit_logging": Schema.optionalKey(BooleanInput), "enable_rate_limit_response_headers": Schema.optionalKey(BooleanInput), "rate_limit_exempt_paths": Schema.optionalKey(NameListInput) }), [Schema.Record(Schema.String, Schema.Unknown)]).annotate({ "identifier": "QuotaConfigRequest" })

const AuditRequest = Schema.StructWithRest(Schema.Struct({ "type": Schema.optionalKey(Schema.String), "description": Schema.optionalKey(Schema.String), "options": Schema.optionalKey(MetadataInput), "local": Schema.optionalKey(BooleanInput) }), [Schema.Record(Schema.String, Schema.Unknown)]).annotate({ "identifier": "AuditRequest" })

const MountConfigInput = Schema.StructWithRest(Schema.Struct({ "default_lease_ttl": Schema.optionalKey(MountTtlInput), "max_lease_ttl": Schema.optionalKey(MountTtlInput), "force_no_cache": Schema.optionalKey(BooleanInput), "listing_visibility": Schema.optionalKey(Schema.String), "audit_non_hmac_request_keys": Schema.optionalKey(StringListInput), "audit_non_hmac_response_keys": Schema.optionalKey(StringListInput), "passthrough_request_headers": Schema.optionalKey(StringListInput), "allowed_response_headers": Schema.optionalKey(StringListInput) }), [Schema.Record(Schema.String, Schema.Unknown)]).annotate({ "identifier": "MountConfigInput" })

const TuneMountRequest = Schema.StructWithRest(Schema.Struct({ "description": Schema.optionalKey(Schema.String), "default_lease_ttl": Schema.optionalKey(MountTtlInput), "max_lease_ttl": Schema.optionalKey(MountTtlInput), "listing_visibility": Schema.optionalKey(Schema.String), "token_type": Schema.optionalKey(Schema.String), "audit_non_hmac_request_keys": Schema.optionalKey(StringListInput), "audit_non_hmac_response_keys": Schema.optionalKey(StringListInput), "passthrough_request_headers": Schema.optionalKey(StringListInput), "allowed_response_headers": Schema.optionalKey(StringListInput), "options": Schema.optionalKey(MetadataInput) }), [Schema.Record(Schema.String, Schema.Unknown)]).annotate({ "identifier": "TuneMountRequest" })

const AuthConfigInput = Schema.StructWithRest(Schema.Struct({ "default_lease_ttl": Schema.optionalKey(MountTtlInput), "max_lease_ttl": Schema.optionalKey(MountTtlInput), "force_no_cache": Schema.optionalKey(BooleanInput), "listing_visibility": Schema.optionalKey(Schema.String), "token_type": Schema.optionalKey(Schema.String), "audit_non_hmac_request_keys": Schema.optionalKey(StringListInput), "audit_non_hmac_response_keys": Schema.optionalKey(StringListInput), "passthrough_request_headers": Schema.optionalKey(StringListInput), "allowed_response_headers": Schema.optionalKey(StringListInput) }), [Schema.Record(Schema.String, Schema.Unknown)]).annotate({ "identifier": "AuthConfigInput" })

const LeaseRequest = Schema.StructWithRest(Schema.Struct({ "lease_id": Schema.optionalKey(LeaseId) }), [Schema.Record(Schema.String, Schema.Unknown)]).annotate({ "identifier": "LeaseRequest" })

const LeaseRenewRequest = Schema.StructWithRest(Schema.Struct({ "lease_id": Schema.optionalKey(LeaseId), "increment": Schema.optionalKey(LifetimeInput) }), [Schema.Record(Schema.String, Schema.Unknown)]).annotate({ "identifier": "LeaseRenewRequest" })

const LeaseRevokeRequest = Schema.StructWithRest(Schema.Struct({ "lease_id": Schema.optionalKey(LeaseId), "sync": Schema.optionalKey(BooleanInput) }), [Schema.Record(Schema.String, Schema.Unknown)]).annotate({ "identifier": "LeaseRevokeRequest" })

const TokenCreateRequest = Schema.StructWithRest(Schema.Struct({ "id": Schema.optionalKey(Schema.String), "policies": Schema.optionalKey(NameListInput), "meta": Schema.optionalKey(MetadataInput), "no_parent": Schema.optionalKey(BooleanInput), "no_default_policy": Schema.optionalKey(BooleanInput), "renewable": Schema.optionalKey(BooleanInput), "lease": Schema.optionalKey(SignedLifetimeInput), "ttl": Schema.optionalKey(SignedLifetimeInput), "type": Schema.optionalKey(Schema.String), "explicit_max_ttl": Schema.optionalKey(SignedLifetimeInput), "display_name": Schema.optionalKey(Schema.Union([Schema.String, Schema.Finite])), "num_uses": Schema.optionalKey(IntegerInput), "period": Schema.optionalKey(SignedLifetimeInput), "entity_alias": Schema.optionalKey(Schema.String) }), [Schema.Record(Schema.String, Schema.Unknown)]).annotate({ "identifier": "TokenCreateRequest" })

const KvV2MetadataRequest = Schema.StructWithRest(Schema.Struct({ "cas_required": Schema.optionalKey(BooleanInput), "custom_metadata": Schema.optionalKey(JsonObject), "delete_version_after": Schema.optionalKey(DurationInput), "max_versions": Schema.optionalKey(IntegerInput), "metadata_cas_required": Schema.optionalKey(BooleanInput), "metadata_cas": Schema.optionalKey(IntegerInput) }), [Schema.Record(Schema.String, Schema.Unknown)]).annotate({ "identifier": "KvV2MetadataRequest" })

const KvV2MetadataPatchRequest = Schema.StructWithRest(Schema.Struct({ "cas_required": Schema.optionalKey(Schema.Union([BooleanInput, Schema.Null], { mode: "oneOf" })), "custom_metadata": Schema.optionalKey(Schema.Union([JsonObject, Schema.Null], { mode: "oneOf" })), "delete_version_after": Schema.optionalKey(Schema.Union([DurationInput, Schema.Null], { mode: "oneOf" })), "max_versions": Schema.optionalKey(Schema.Union([IntegerInput, Schema.Null], { mode: "oneOf" })), "metadata_cas_required": Schema.optionalKey(Schema.Union([BooleanInput, Schema.Null], { mode: "oneOf" })), "metadata_cas": Schema.optionalKey(Schema.Union([IntegerInput, Schema.Null], { mode: "oneOf" })) }), [Schema.Record(Schema.String, Schema.Unknown)]).annotate({ "identifier": "KvV2MetadataPatchRequest" })

const KvV2WriteRequest = Schema.StructWithRest(Schema.Struct({ "data": Schema.optionalKey(JsonObject), "options": Schema.optionalKey(KvV2WriteOptions) }), [Schema.Record(Schema.String, Schema.Unknown)]).annotate({ "identifier": "KvV2WriteRequest" })

const KvV2ConfigRequest = Schema.StructWithRest(Schema.Struct({ "cas_required": Schema.optionalKey(BooleanInput), "delete_version_after": Schema.optionalKey(SignedDurationInput), "max_versions": Schema.optionalKey(IntegerInput), "metadata_cas_required": Schema.optionalKey(BooleanInput) }), [Schema.Record(Schema.String, Schema.Unknown)]).annotate({ "identifier": "KvV2ConfigRequest" })

const PkiCrlConfigRequest = Schema.StructWithRest(Schema.Struct({ "expiry": Schema.optionalKey(DurationTextInput), "disable": Schema.optionalKey(BooleanInput), "ocsp_disable": Schema.optionalKey(BooleanInput), "ocsp_expiry": Schema.optionalKey(DurationTextInput), "auto_rebuild": Schema.optionalKey(BooleanInput), "auto_rebuild_grace_period": Schema.optionalKey(DurationTextInput), "enable_delta": Schema.optionalKey(BooleanInput), "delta_rebuild_interval": Schema.optionalKey(DurationTextInput), "allow_expired_cert_revocation": Schema.optionalKey(BooleanInput) }), [Schema.Record(Schema.String, Schema.Unknown)]).annotate({ "identifier": "PkiCrlConfigRequest" })

const HttpConfigRequest = Schema.StructWithRest(Schema.Struct({ "base_url": Schema.optionalKey(Schema.String), "allowed_methods": Schema.optionalKey(StringListInput), "allowed_paths": Schema.optionalKey(StringListInput), "headers": Schema.optionalKey(StringMap), "timeout": Schema.optionalKey(DurationInput), "max_response_size": Schema.optionalKey(IntegerInput) }), [Schema.Record(Schema.String, Schema.Unknown)]).annotate({ "identifier": "HttpConfigRequest" })

const EnableMountRequest = Schema.StructWithRest(Schema.Struct({ "type": Schema.optionalKey(Schema.String), "description": Schema.optionalKey(Schema.String), "config": Schema.optionalKey(MountConfigInput), "options": Schema.optionalKey(MetadataInput), "local": Schema.optionalKey(BooleanInput), "seal_wrap": Schema.optionalKey(BooleanInput), "external_entropy_access": Schema.optionalKey(BooleanInput), "plugin_name": Schema.optionalKey(Schema.String), "plugin_version": Schema.optionalKey(Schema.String) }), [Schema.Record(Schema.String, Schema.Unknown)]).annotate({ "identifier": "EnableMountRequest" })

const EnableAuthRequest = Schema.StructWithRest(Schema.Struct({ "type": Schema.optionalKey(Schema.String), "description": Schema.optionalKey(Schema.String), "config": Schema.optionalKey(AuthConfigInput), "options": Schema.optionalKey(MetadataInput), "local": Schema.optionalKey(BooleanInput), "seal_wrap": Schema.optionalKey(BooleanInput), "external_entropy_access": Schema.optionalKey(BooleanInput), "plugin_name": Schema.optionalKey(Schema.String), "plugin_version": Schema.optionalKey(Schema.String) }), [Schema.Record(Schema.String, Schema.Unknown)]).annotate({ "identifier": "EnableAuthRequest" })

/**
 * The fields of JSON bodies, by operation. Unknown keys are accepted, and no field is required: the operation itself reports a
 * missing field. A value keeps the form in which the client wrote it, which is one of the spec's types.
 */
export const requestSchemas = {
  wrappingUnwrap: OptionalTokenRequest,
  wrappingLookup: OptionalTokenRequest,
  wrappingRewrap: OptionalTokenRequest,
  sysInit: InitRequest,
  sysUnseal: UnsealRequest,
  sysRotateConfigWrite: RotateConfigRequest,
  sysRootRotationStart: RekeyStartRequest,
  sysRootRotationUpdate: KeyShareRequest,
  sysRootRotationVerificationUpdate: KeyShareRequest,
  sysRecoveryRotationStart: RekeyStartRequest,
  sysRecoveryRotationUpdate: KeyShareRequest,
  sysRecoveryRotationVerificationUpdate: KeyShareRequest,
  sysRootGenerationStart: RootGenerationStartRequest,
  sysRootGenerationUpdate: KeyShareRequest,
  sysRootTokenGenerationStart: RootGenerationStartRequest,
  sysRootTokenGenerationUpdate: KeyShareRequest,
  sysRootTokenDecode: RootTokenDecodeRequest,
  sysRekeyStart: RekeyStartRequest,
  sysRekeyUpdate: KeyShareRequest,
  sysRekeyVerificationUpdate: KeyShareRequest,
  sysRecoveryRekeyStart: RekeyStartRequest,
  sysRecoveryRekeyUpdate: KeyShareRequest,
  sysRecoveryRekeyVerificationUpdate: KeyShareRequest,
  policyWrite: PolicyWriteRequest,
  policyLegacyWrite: OldPolicyWriteRequest,
  sysCapabilitiesRead: CapabilitiesRequest,
  sysCapabilitiesSelfRead: CapabilitiesSelfRequest,
  sysCapabilitiesAccessorRead: CapabilitiesAccessorRequest,
  sysRandomGenerate: RandomRequest,
  sysRandomGenerateOf: RandomOfRequest,
  sysRandomGenerateFrom: RandomOfRequest,
  sysHashGenerate: HashRequest,
  sysHashGenerateBy: HashRequest,
  sysCorsWrite: CorsRequest,
  sysRateLimitWrite: RateLimitRequest,
  sysQuotaConfigWrite: QuotaConfigRequest,
  sysAuditEnable: AuditRequest,
  sysAuditHash: AuditHashRequest,
  sysAuditHeaderWrite: AuditHeaderRequest,
  sysMountEnable: EnableMountRequest,
  sysMountTuningWrite: TuneMountRequest,
  sysRemount: RemountRequest,
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
  tokenLookup: OptionalTokenRequest,
  tokenLookupAccessor: AccessorRequest,
  tokenRenew: RenewRequest,
  tokenRenewSelf: RenewSelfRequest,
  tokenRenewAccessor: RenewAccessorRequest,
  tokenRevoke: TokenRequest,
  tokenRevokeOrphan: TokenRequest,
  tokenRevokeAccessor: AccessorRequest,
  tokenCreateAgainstRole: TokenCreateRequest,
  tokenRoleWrite: TokenRoleRequest,
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
  kvV2Write: KvV2WriteRequest,
  kvV2Patch: KvV2WriteRequest,
  kvV2VersionsDelete: KvV2VersionsRequest,
  kvV2VersionsUndelete: KvV2VersionsRequest,
  kvV2VersionsDestroy: KvV2VersionsRequest,
  kvV2MetadataWrite: KvV2MetadataRequest,
  kvV2MetadataPatch: KvV2MetadataPatchRequest,
  kvV2ConfigWrite: KvV2ConfigRequest,
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
} satisfies { readonly [Id in OperationId]?: Schema.Decoder<RequestFields<Id>> }
