// Generated from spec/ by packages/protocol/scripts/generate.ts. Do not edit: change the spec, then `npm run generate`.

import type { OperationId, RequestFields } from "@enwrap/protocol"
import * as Schema from "effect/Schema"

const OptionalTokenRequest = Schema.StructWithRest(Schema.Struct({ "token": Schema.optionalKey(Schema.Union([Schema.String, Schema.Null])) }), [Schema.Record(Schema.String, Schema.Unknown)]).annotate({ "identifier": "OptionalTokenRequest" })

const DurationInput = Schema.Union([Schema.String, Schema.Int], { mode: "oneOf" }).annotate({ "identifier": "DurationInput" })

const BooleanInput = Schema.Union([Schema.Boolean, Schema.String.check(Schema.isPattern(new globalThis.RegExp("^(1|0|t|f|T|F|true|false|TRUE|FALSE|True|False)$", "u")).annotate({ "expected": "a string matching the RegExp ^(1|0|t|f|T|F|true|false|TRUE|FALSE|True|False)$" }))], { mode: "oneOf" }).annotate({ "identifier": "BooleanInput" })

const MetadataInput = Schema.Record(Schema.String, Schema.Union([Schema.String, Schema.Finite, Schema.Boolean])).annotate({ "identifier": "MetadataInput" })

const PolicyWriteRequest = Schema.StructWithRest(Schema.Struct({ "policy": Schema.optionalKey(Schema.String) }), [Schema.Record(Schema.String, Schema.Unknown)]).annotate({ "identifier": "PolicyWriteRequest" })

const StringListInput = Schema.Union([Schema.Array(Schema.String), Schema.String], { mode: "oneOf" }).annotate({ "identifier": "StringListInput" })

const IntegerInput = Schema.Union([Schema.Int, Schema.String.check(Schema.isPattern(new globalThis.RegExp("^[+-]?\\d+$", "u")).annotate({ "expected": "a string matching the RegExp ^[+-]?\\d+$" }))], { mode: "oneOf" }).annotate({ "identifier": "IntegerInput" })

const AccessorRequest = Schema.StructWithRest(Schema.Struct({ "accessor": Schema.optionalKey(Schema.String) }), [Schema.Record(Schema.String, Schema.Unknown)]).annotate({ "identifier": "AccessorRequest" })

const TokenRequest = Schema.StructWithRest(Schema.Struct({ "token": Schema.optionalKey(Schema.String) }), [Schema.Record(Schema.String, Schema.Unknown)]).annotate({ "identifier": "TokenRequest" })

const JsonObject = Schema.Record(Schema.String, Schema.Unknown).annotate({ "identifier": "JsonObject" })

const RenewRequest = Schema.StructWithRest(Schema.Struct({ "token": Schema.optionalKey(Schema.String), "increment": Schema.optionalKey(DurationInput) }), [Schema.Record(Schema.String, Schema.Unknown)]).annotate({ "identifier": "RenewRequest" })

const RenewSelfRequest = Schema.StructWithRest(Schema.Struct({ "increment": Schema.optionalKey(DurationInput) }), [Schema.Record(Schema.String, Schema.Unknown)]).annotate({ "identifier": "RenewSelfRequest" })

const RenewAccessorRequest = Schema.StructWithRest(Schema.Struct({ "accessor": Schema.optionalKey(Schema.String), "increment": Schema.optionalKey(DurationInput) }), [Schema.Record(Schema.String, Schema.Unknown)]).annotate({ "identifier": "RenewAccessorRequest" })

const MountConfigInput = Schema.StructWithRest(Schema.Struct({ "default_lease_ttl": Schema.optionalKey(DurationInput), "max_lease_ttl": Schema.optionalKey(DurationInput), "force_no_cache": Schema.optionalKey(BooleanInput), "listing_visibility": Schema.optionalKey(Schema.String) }), [Schema.Record(Schema.String, Schema.Unknown)]).annotate({ "identifier": "MountConfigInput" })

const TokenCreateRequest = Schema.StructWithRest(Schema.Struct({ "id": Schema.optionalKey(Schema.String), "policies": Schema.optionalKey(StringListInput), "meta": Schema.optionalKey(MetadataInput), "no_parent": Schema.optionalKey(BooleanInput), "no_default_policy": Schema.optionalKey(BooleanInput), "renewable": Schema.optionalKey(BooleanInput), "lease": Schema.optionalKey(DurationInput), "ttl": Schema.optionalKey(DurationInput), "type": Schema.optionalKey(Schema.String), "explicit_max_ttl": Schema.optionalKey(DurationInput), "display_name": Schema.optionalKey(Schema.String), "num_uses": Schema.optionalKey(IntegerInput), "period": Schema.optionalKey(DurationInput), "entity_alias": Schema.optionalKey(Schema.String) }), [Schema.Record(Schema.String, Schema.Unknown)]).annotate({ "identifier": "TokenCreateRequest" })

const KvV2WriteOptions = Schema.StructWithRest(Schema.Struct({ "cas": Schema.optionalKey(IntegerInput) }), [Schema.Record(Schema.String, Schema.Unknown)]).annotate({ "identifier": "KvV2WriteOptions" })

const KvV2VersionsRequest = Schema.StructWithRest(Schema.Struct({ "versions": Schema.optionalKey(Schema.Union([Schema.Array(IntegerInput), IntegerInput], { mode: "oneOf" })) }), [Schema.Record(Schema.String, Schema.Unknown)]).annotate({ "identifier": "KvV2VersionsRequest" })

const KvV2ConfigRequest = Schema.StructWithRest(Schema.Struct({ "cas_required": Schema.optionalKey(BooleanInput), "delete_version_after": Schema.optionalKey(DurationInput), "max_versions": Schema.optionalKey(IntegerInput), "metadata_cas_required": Schema.optionalKey(BooleanInput) }), [Schema.Record(Schema.String, Schema.Unknown)]).annotate({ "identifier": "KvV2ConfigRequest" })

const KvV2MetadataRequest = Schema.StructWithRest(Schema.Struct({ "cas_required": Schema.optionalKey(BooleanInput), "custom_metadata": Schema.optionalKey(JsonObject), "delete_version_after": Schema.optionalKey(DurationInput), "max_versions": Schema.optionalKey(IntegerInput), "metadata_cas_required": Schema.optionalKey(BooleanInput), "metadata_cas": Schema.optionalKey(IntegerInput) }), [Schema.Record(Schema.String, Schema.Unknown)]).annotate({ "identifier": "KvV2MetadataRequest" })

const KvV2MetadataPatchRequest = Schema.StructWithRest(Schema.Struct({ "cas_required": Schema.optionalKey(Schema.Union([BooleanInput, Schema.Null], { mode: "oneOf" })), "custom_metadata": Schema.optionalKey(Schema.Union([JsonObject, Schema.Null], { mode: "oneOf" })), "delete_version_after": Schema.optionalKey(Schema.Union([DurationInput, Schema.Null], { mode: "oneOf" })), "max_versions": Schema.optionalKey(Schema.Union([IntegerInput, Schema.Null], { mode: "oneOf" })), "metadata_cas_required": Schema.optionalKey(Schema.Union([BooleanInput, Schema.Null], { mode: "oneOf" })), "metadata_cas": Schema.optionalKey(Schema.Union([IntegerInput, Schema.Null], { mode: "oneOf" })) }), [Schema.Record(Schema.String, Schema.Unknown)]).annotate({ "identifier": "KvV2MetadataPatchRequest" })

const EnableMountRequest = Schema.StructWithRest(Schema.Struct({ "type": Schema.optionalKey(Schema.String), "description": Schema.optionalKey(Schema.String), "config": Schema.optionalKey(MountConfigInput), "options": Schema.optionalKey(MetadataInput), "local": Schema.optionalKey(BooleanInput), "seal_wrap": Schema.optionalKey(BooleanInput), "external_entropy_access": Schema.optionalKey(BooleanInput), "plugin_name": Schema.optionalKey(Schema.String), "plugin_version": Schema.optionalKey(Schema.String) }), [Schema.Record(Schema.String, Schema.Unknown)]).annotate({ "identifier": "EnableMountRequest" })

const KvV2WriteRequest = Schema.StructWithRest(Schema.Struct({ "data": Schema.optionalKey(JsonObject), "options": Schema.optionalKey(KvV2WriteOptions) }), [Schema.Record(Schema.String, Schema.Unknown)]).annotate({ "identifier": "KvV2WriteRequest" })

/**
 * The fields of JSON bodies, by operation. Unknown keys pass; no field is required here: what must be there is for the
 * operation to say. What they decode to is what the spec's types say.
 */
export const requestSchemas = {
  wrappingUnwrap: OptionalTokenRequest,
  wrappingLookup: OptionalTokenRequest,
  wrappingRewrap: OptionalTokenRequest,
  sysEnableMount: EnableMountRequest,
  policyWrite: PolicyWriteRequest,
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
  kvV2Write: KvV2WriteRequest,
  kvV2Patch: KvV2WriteRequest,
  kvV2DeleteVersions: KvV2VersionsRequest,
  kvV2UndeleteVersions: KvV2VersionsRequest,
  kvV2DestroyVersions: KvV2VersionsRequest,
  kvV2WriteMetadata: KvV2MetadataRequest,
  kvV2PatchMetadata: KvV2MetadataPatchRequest,
  kvV2WriteConfig: KvV2ConfigRequest
} satisfies { readonly [Id in OperationId]?: Schema.Decoder<RequestFields<Id>> }
