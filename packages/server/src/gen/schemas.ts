// Generated from spec/ by packages/protocol/scripts/generate.ts. Do not edit: change the spec, then `npm run generate`.

import type { OperationId, RequestFields } from "@enwrap/protocol"
import { anything, arrayOf, boolean, fields, finite, integer, matching, nothing, oneOf, recordOf, string, type Shape } from "../shapes/shapes.ts"

const OptionalTokenRequest = fields({ "token": oneOf(string, nothing) })

const InitRequest = fields({ "secret_shares": integer, "secret_threshold": integer, "pgp_keys": arrayOf(string), "recovery_shares": integer, "recovery_threshold": integer, "recovery_pgp_keys": arrayOf(string), "root_token_pgp_key": string })

const UnsealRequest = fields({ "key": string, "reset": boolean, "migrate": boolean })

const BooleanInput = oneOf(boolean, matching(new RegExp("^(1|0|t|f|T|F|true|false|TRUE|FALSE|True|False)$", "u")))

const DurationInput = oneOf(string, integer)

const IntegerInput = oneOf(integer, matching(new RegExp("^[+-]?\\d+$", "u")))

const RotateConfigRequest = fields({ "enabled": BooleanInput, "interval": DurationInput, "max_operations": IntegerInput })

const StringListInput = oneOf(arrayOf(string), string)

const RotationStartRequest = fields({ "secret_shares": IntegerInput, "secret_threshold": IntegerInput, "pgp_keys": StringListInput, "backup": BooleanInput, "require_verification": BooleanInput })

const KeyShareRequest = fields({ "key": string, "nonce": string })

const RootGenerationStartRequest = fields({ "otp": string, "pgp_key": string })

const RootTokenDecodeRequest = fields({ "encoded_token": string, "otp": string })

const RekeyStartRequest = fields({ "secret_shares": integer, "secret_threshold": integer, "pgp_keys": arrayOf(string), "backup": boolean, "require_verification": boolean })

const LifetimeInput = oneOf(string, integer)

const PolicyWriteRequest = fields({ "policy": string, "cas": IntegerInput, "cas_required": BooleanInput, "expiration": string, "ttl": LifetimeInput })

const OldPolicyWriteRequest = fields({ "policy": string, "rules": string, "cas": IntegerInput, "cas_required": BooleanInput, "expiration": string, "ttl": LifetimeInput })

const CapabilitiesRequest = fields({ "token": string, "paths": StringListInput, "path": StringListInput })

const CapabilitiesSelfRequest = fields({ "token": string, "paths": StringListInput, "path": StringListInput })

const CapabilitiesAccessorRequest = fields({ "accessor": string, "paths": StringListInput, "path": StringListInput })

const RandomRequest = fields({ "bytes": IntegerInput, "format": string, "source": string })

const RandomOfRequest = fields({ "bytes": IntegerInput, "format": string })

const HashRequest = fields({ "input": string, "algorithm": string, "format": string })

const CorsRequest = fields({ "enable": BooleanInput, "allowed_origins": StringListInput, "allowed_headers": StringListInput })

const NumberInput = oneOf(finite, matching(new RegExp("^[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?$", "u")))

const RateLimitRequest = fields({ "name": string, "type": string, "path": string, "role": string, "rate": NumberInput, "interval": DurationInput, "block_interval": DurationInput, "inheritable": BooleanInput })

const NameListInput = oneOf(arrayOf(oneOf(string, finite)), string)

const QuotaConfigRequest = fields({ "enable_rate_limit_audit_logging": BooleanInput, "enable_rate_limit_response_headers": BooleanInput, "rate_limit_exempt_paths": NameListInput })

const MetadataInput = oneOf(recordOf(oneOf(string, finite, boolean)), arrayOf(string), string)

const AuditRequest = fields({ "type": string, "description": string, "options": MetadataInput, "local": BooleanInput })

const AuditHashRequest = fields({ "input": string })

const AuditHeaderRequest = fields({ "hmac": BooleanInput })

const MountTtlInput = oneOf(string, integer)

const MountConfigInput = fields({ "default_lease_ttl": MountTtlInput, "max_lease_ttl": MountTtlInput, "force_no_cache": BooleanInput, "listing_visibility": string, "audit_non_hmac_request_keys": StringListInput, "audit_non_hmac_response_keys": StringListInput, "passthrough_request_headers": StringListInput, "allowed_response_headers": StringListInput, "plugin_version": string, "user_lockout_config": recordOf(anything) })

const EnableMountRequest = fields({ "type": string, "description": string, "config": MountConfigInput, "options": MetadataInput, "local": BooleanInput, "seal_wrap": BooleanInput, "external_entropy_access": BooleanInput, "plugin_name": string, "plugin_version": string })

const TuneMountRequest = fields({ "description": string, "default_lease_ttl": MountTtlInput, "max_lease_ttl": MountTtlInput, "listing_visibility": string, "token_type": string, "audit_non_hmac_request_keys": StringListInput, "audit_non_hmac_response_keys": StringListInput, "passthrough_request_headers": StringListInput, "allowed_response_headers": StringListInput, "options": MetadataInput, "plugin_version": string, "user_lockout_config": recordOf(anything) })

const RemountRequest = fields({ "from": string, "to": string })

const AuthConfigInput = fields({ "default_lease_ttl": MountTtlInput, "max_lease_ttl": MountTtlInput, "force_no_cache": BooleanInput, "listing_visibility": string, "token_type": string, "audit_non_hmac_request_keys": StringListInput, "audit_non_hmac_response_keys": StringListInput, "passthrough_request_headers": StringListInput, "allowed_response_headers": StringListInput, "plugin_version": string, "user_lockout_config": recordOf(anything) })

const EnableAuthRequest = fields({ "type": string, "description": string, "config": AuthConfigInput, "options": MetadataInput, "local": BooleanInput, "seal_wrap": BooleanInput, "external_entropy_access": BooleanInput, "plugin_name": string, "plugin_version": string })

const LeaseId = string

const LeaseRequest = fields({ "lease_id": LeaseId })

const LeaseRenewRequest = fields({ "lease_id": LeaseId, "increment": LifetimeInput })

const LeaseRenewByIdRequest = fields({ "increment": LifetimeInput })

const LeaseRevokeRequest = fields({ "lease_id": LeaseId, "sync": BooleanInput })

const LeaseRevokeByIdRequest = fields({ "sync": BooleanInput })

const SignedLifetimeInput = oneOf(string, integer)

const TokenCreateRequest = fields({ "id": string, "policies": NameListInput, "meta": MetadataInput, "no_parent": BooleanInput, "no_default_policy": BooleanInput, "renewable": BooleanInput, "lease": SignedLifetimeInput, "ttl": SignedLifetimeInput, "type": string, "explicit_max_ttl": SignedLifetimeInput, "display_name": oneOf(string, finite), "num_uses": IntegerInput, "period": SignedLifetimeInput, "entity_alias": string })

const AccessorRequest = fields({ "accessor": string })

const RenewRequest = fields({ "token": string, "increment": LifetimeInput })

const RenewSelfRequest = fields({ "token": string, "increment": LifetimeInput })

const RenewAccessorRequest = fields({ "accessor": string, "increment": LifetimeInput })

const TokenRequest = fields({ "token": string })

const TokenRoleRequest = fields({ "allowed_policies": StringListInput, "disallowed_policies": StringListInput, "allowed_policies_glob": StringListInput, "disallowed_policies_glob": StringListInput, "allowed_entity_aliases": StringListInput, "orphan": BooleanInput, "renewable": BooleanInput, "path_suffix": string, "token_type": string, "token_bound_cidrs": StringListInput, "token_explicit_max_ttl": LifetimeInput, "token_no_default_policy": BooleanInput, "token_num_uses": IntegerInput, "token_period": LifetimeInput, "token_strictly_bind_ip": BooleanInput, "period": LifetimeInput, "explicit_max_ttl": LifetimeInput, "bound_cidrs": StringListInput })

const JsonObject = recordOf(anything)

const KvV2WriteOptions = fields({ "cas": oneOf(integer, string) })

const KvV2WriteRequest = fields({ "data": JsonObject, "options": KvV2WriteOptions })

const KvV2VersionsRequest = fields({ "versions": oneOf(arrayOf(IntegerInput), IntegerInput, matching(new RegExp("^ *[+-]?\\d+ *(, *[+-]?\\d+ *)+$", "u"))) })

const KvV2MetadataRequest = fields({ "cas_required": BooleanInput, "custom_metadata": JsonObject, "delete_version_after": DurationInput, "max_versions": IntegerInput, "metadata_cas_required": BooleanInput, "metadata_cas": IntegerInput })

const KvV2MetadataPatchRequest = fields({ "cas_required": oneOf(BooleanInput, nothing), "custom_metadata": oneOf(JsonObject, nothing), "delete_version_after": oneOf(DurationInput, nothing), "max_versions": oneOf(IntegerInput, nothing), "metadata_cas_required": oneOf(BooleanInput, nothing), "metadata_cas": oneOf(IntegerInput, nothing) })

const SignedDurationInput = oneOf(string, integer)

const KvV2ConfigRequest = fields({ "cas_required": BooleanInput, "delete_version_after": SignedDurationInput, "max_versions": IntegerInput, "metadata_cas_required": BooleanInput })

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
  sysKeyringRotateConfigWrite: RotateConfigRequest,
  sysRootRotationStart: RotationStartRequest,
  sysRootRotationUpdate: KeyShareRequest,
  sysRootRotationVerificationUpdate: KeyShareRequest,
  sysRecoveryRotationStart: RotationStartRequest,
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
  kvV2Write: KvV2WriteRequest,
  kvV2Patch: KvV2WriteRequest,
  kvV2VersionsDelete: KvV2VersionsRequest,
  kvV2VersionsUndelete: KvV2VersionsRequest,
  kvV2VersionsDestroy: KvV2VersionsRequest,
  kvV2MetadataWrite: KvV2MetadataRequest,
  kvV2MetadataPatch: KvV2MetadataPatchRequest,
  kvV2ConfigWrite: KvV2ConfigRequest
} satisfies { readonly [Id in OperationId]?: Shape<RequestFields<Id>> }
