// Generated from spec/ by packages/protocol/scripts/generate.ts. Do not edit: change the spec, then `npm run generate`.

import type { GroupRow, OperationRow } from "../operation-row.ts"

/** Where the operations of a group are mounted: at a fixed path, or where the operator says. */
export const groupTable = {
  sys: { mount: "sys", mountParameter: undefined },
  token: { mount: "auth/token", mountParameter: undefined },
  cubbyhole: { mount: "cubbyhole", mountParameter: undefined },
  kvV1: { mount: undefined, mountParameter: "kv_v1_mount" },
  kvV2: { mount: undefined, mountParameter: "kv_v2_mount" }
} as const satisfies Readonly<Record<string, GroupRow>>

/** Every operation of the spec. */
export const operationTable = {
  wrappingWrap: {
    group: "sys",
    path: "wrapping/wrap",
    verbs: ["update"],
    requestFields: [],
    queryFields: [],
    opaqueBody: true,
    unauthenticated: false,
    topLevelData: false,
    requirements: ["RW-WE-7", "RW-WE-8", "RW-CP-1", "RW-CP-5", "RW-CP-6", "RW-ENV-2", "RW-ENV-3", "RW-ENV-4", "RW-TTL-3", "RW-TTL-4", "RW-TTL-5", "RW-TTL-7", "RW-TTL-8", "RW-TTL-9", "RW-TTL-10", "RW-TTL-11", "RW-AC-1", "RW-PB-10", "RW-SEC-3", "RW-SEC-4", "RW-EXT-7", "RW-EXT-8"]
  },
  wrappingUnwrap: {
    group: "sys",
    path: "wrapping/unwrap",
    verbs: ["update"],
    requestFields: ["token"],
    queryFields: [],
    opaqueBody: false,
    unauthenticated: false,
    topLevelData: false,
    requirements: ["RW-SU-1", "RW-SU-2", "RW-SU-3", "RW-SU-4", "RW-SU-5", "RW-SU-6", "RW-SU-7", "RW-SU-8", "RW-SU-9", "RW-SU-10", "RW-SU-12", "RW-SU-13", "RW-TTL-1", "RW-TTL-2", "RW-CP-3", "RW-CP-4", "RW-CP-5", "RW-CP-6", "RW-CP-8", "RW-WE-10", "RW-WE-11", "RW-ER-9", "RW-ER-14", "RW-AC-5", "RW-AC-7", "RW-AC-10", "RW-AC-12", "RW-TK-12", "RW-SEC-6", "RW-EXT-2", "RW-EXT-3", "RW-EXT-4", "RW-PB-10", "RW-ER-17"]
  },
  wrappingLookup: {
    group: "sys",
    path: "wrapping/lookup",
    verbs: ["update", "read"],
    requestFields: ["token"],
    queryFields: ["token"],
    opaqueBody: false,
    unauthenticated: true,
    topLevelData: false,
    requirements: ["RW-LK-1", "RW-LK-2", "RW-LK-3", "RW-LK-4", "RW-LK-5", "RW-LK-6", "RW-SU-2", "RW-SU-12", "RW-TTL-2", "RW-ER-9", "RW-ER-14", "RW-WE-10", "RW-CP-1", "RW-CP-2", "RW-PB-10"]
  },
  wrappingRewrap: {
    group: "sys",
    path: "wrapping/rewrap",
    verbs: ["update"],
    requestFields: ["token"],
    queryFields: [],
    opaqueBody: false,
    unauthenticated: false,
    topLevelData: false,
    requirements: ["RW-RW-1", "RW-RW-2", "RW-RW-3", "RW-RW-4", "RW-RW-5", "RW-RW-6", "RW-RW-7", "RW-RW-8", "RW-SU-2", "RW-SU-12", "RW-ER-9", "RW-ER-14", "RW-ENV-2", "RW-ENV-5", "RW-EXT-5"]
  },
  sysHealth: {
    group: "sys",
    path: "health",
    verbs: ["read"],
    requestFields: [],
    queryFields: ["standbyok", "perfstandbyok", "activecode", "standbycode", "drsecondarycode", "performancestandbycode", "sealedcode", "uninitcode"],
    opaqueBody: false,
    unauthenticated: true,
    topLevelData: false,
    requirements: ["RW-SYS-1", "RW-WE-9"]
  },
  sysSealStatus: {
    group: "sys",
    path: "seal-status",
    verbs: ["read"],
    requestFields: [],
    queryFields: [],
    opaqueBody: false,
    unauthenticated: true,
    topLevelData: false,
    requirements: ["RW-SYS-2", "RW-WE-9"]
  },
  sysLeader: {
    group: "sys",
    path: "leader",
    verbs: ["read"],
    requestFields: [],
    queryFields: [],
    opaqueBody: false,
    unauthenticated: true,
    topLevelData: false,
    requirements: ["RW-SYS-2", "RW-WE-9"]
  },
  sysListMounts: {
    group: "sys",
    path: "mounts",
    verbs: ["read"],
    requestFields: [],
    queryFields: [],
    opaqueBody: false,
    unauthenticated: false,
    topLevelData: true,
    requirements: ["RW-HD-6", "RW-WE-1", "RW-ENV-1", "RW-ENV-2", "RW-SYS-3", "RW-SYS-7", "RW-CP-8"]
  },
  sysReadMount: {
    group: "sys",
    path: "mounts/{path*}",
    verbs: ["read"],
    requestFields: [],
    queryFields: [],
    opaqueBody: false,
    unauthenticated: false,
    topLevelData: true,
    requirements: ["RW-HD-6", "RW-WE-1", "RW-ENV-1", "RW-ENV-2", "RW-SYS-3", "RW-SYS-7"]
  },
  sysEnableMount: {
    group: "sys",
    path: "mounts/{path*}",
    verbs: ["update"],
    requestFields: ["type", "description", "config", "options", "local", "seal_wrap", "external_entropy_access", "plugin_name", "plugin_version"],
    queryFields: [],
    opaqueBody: false,
    unauthenticated: false,
    topLevelData: false,
    requirements: ["RW-SYS-4", "RW-SYS-5", "RW-ENV-6", "RW-WE-3", "RW-ER-10"]
  },
  sysDisableMount: {
    group: "sys",
    path: "mounts/{path*}",
    verbs: ["delete"],
    requestFields: [],
    queryFields: [],
    opaqueBody: false,
    unauthenticated: false,
    topLevelData: false,
    requirements: ["RW-SYS-4", "RW-ENV-6", "RW-WE-3"]
  },
  sysUiListMounts: {
    group: "sys",
    path: "internal/ui/mounts",
    verbs: ["read"],
    requestFields: [],
    queryFields: [],
    opaqueBody: false,
    unauthenticated: true,
    topLevelData: false,
    requirements: ["RW-HD-6", "RW-WE-1", "RW-ENV-1", "RW-ENV-2", "RW-SYS-6"]
  },
  sysUiReadMount: {
    group: "sys",
    path: "internal/ui/mounts/{path*}",
    verbs: ["read"],
    requestFields: [],
    queryFields: [],
    opaqueBody: false,
    unauthenticated: true,
    topLevelData: false,
    requirements: ["RW-HD-6", "RW-WE-1", "RW-ENV-1", "RW-ENV-2", "RW-SYS-6"]
  },
  policyList: {
    group: "sys",
    path: "policies/acl/",
    verbs: ["list"],
    requestFields: [],
    queryFields: [],
    opaqueBody: false,
    unauthenticated: false,
    topLevelData: false,
    requirements: ["RW-HD-6", "RW-WE-1", "RW-ENV-1", "RW-ENV-2", "RW-HD-3", "RW-PB-7"]
  },
  policyRead: {
    group: "sys",
    path: "policies/acl/{name*}",
    verbs: ["read"],
    requestFields: [],
    queryFields: [],
    opaqueBody: false,
    unauthenticated: false,
    topLevelData: false,
    requirements: ["RW-HD-6", "RW-WE-1", "RW-ENV-1", "RW-ENV-2", "RW-PB-7", "RW-PB-10"]
  },
  policyWrite: {
    group: "sys",
    path: "policies/acl/{name*}",
    verbs: ["update"],
    requestFields: ["policy"],
    queryFields: [],
    opaqueBody: false,
    unauthenticated: false,
    topLevelData: false,
    requirements: ["RW-PB-1", "RW-PB-2", "RW-PB-3", "RW-PB-4", "RW-PB-5", "RW-PB-6", "RW-PB-7", "RW-PB-8", "RW-PB-9", "RW-EXT-6", "RW-ENV-6"]
  },
  policyDelete: {
    group: "sys",
    path: "policies/acl/{name*}",
    verbs: ["delete"],
    requestFields: [],
    queryFields: [],
    opaqueBody: false,
    unauthenticated: false,
    topLevelData: false,
    requirements: ["RW-PB-8", "RW-PB-9", "RW-ENV-6"]
  },
  tokenCreate: {
    group: "token",
    path: "create",
    verbs: ["update"],
    requestFields: ["id", "policies", "meta", "no_parent", "no_default_policy", "renewable", "lease", "ttl", "type", "explicit_max_ttl", "display_name", "num_uses", "period", "entity_alias"],
    queryFields: [],
    opaqueBody: false,
    unauthenticated: false,
    topLevelData: false,
    requirements: ["RW-HD-6", "RW-WE-1", "RW-ENV-1", "RW-ENV-2", "RW-ENV-5", "RW-ENV-8", "RW-ENV-9", "RW-AC-6", "RW-TK-1", "RW-TK-4", "RW-TK-5", "RW-TK-6", "RW-TK-7", "RW-TK-8", "RW-TK-9", "RW-TK-10", "RW-TK-11", "RW-TK-18", "RW-ER-10", "RW-EXT-9", "RW-TK-22"]
  },
  tokenCreateOrphan: {
    group: "token",
    path: "create-orphan",
    verbs: ["update"],
    requestFields: ["id", "policies", "meta", "no_parent", "no_default_policy", "renewable", "lease", "ttl", "type", "explicit_max_ttl", "display_name", "num_uses", "period", "entity_alias"],
    queryFields: [],
    opaqueBody: false,
    unauthenticated: false,
    topLevelData: false,
    requirements: ["RW-HD-6", "RW-WE-1", "RW-ENV-1", "RW-ENV-2", "RW-TK-1", "RW-TK-11", "RW-TK-18", "RW-AC-6"]
  },
  tokenLookup: {
    group: "token",
    path: "lookup",
    verbs: ["update", "read"],
    requestFields: ["token"],
    queryFields: ["token"],
    opaqueBody: false,
    unauthenticated: false,
    topLevelData: false,
    requirements: ["RW-HD-6", "RW-WE-1", "RW-ENV-1", "RW-ENV-2", "RW-TK-13", "RW-TK-17", "RW-ER-14", "RW-ER-16"]
  },
  tokenLookupSelf: {
    group: "token",
    path: "lookup-self",
    verbs: ["read", "update"],
    requestFields: [],
    queryFields: [],
    opaqueBody: false,
    unauthenticated: false,
    topLevelData: false,
    requirements: ["RW-HD-6", "RW-WE-1", "RW-ENV-1", "RW-ENV-2", "RW-TK-13", "RW-TK-20", "RW-PB-10", "RW-TK-21"]
  },
  tokenLookupAccessor: {
    group: "token",
    path: "lookup-accessor",
    verbs: ["update"],
    requestFields: ["accessor"],
    queryFields: [],
    opaqueBody: false,
    unauthenticated: false,
    topLevelData: false,
    requirements: ["RW-HD-6", "RW-WE-1", "RW-ENV-1", "RW-ENV-2", "RW-AC-2", "RW-AC-3", "RW-AC-5", "RW-AC-9", "RW-AC-10", "RW-TK-13"]
  },
  tokenRenew: {
    group: "token",
    path: "renew",
    verbs: ["update"],
    requestFields: ["token", "increment"],
    queryFields: [],
    opaqueBody: false,
    unauthenticated: false,
    topLevelData: false,
    requirements: ["RW-HD-6", "RW-WE-1", "RW-ENV-1", "RW-ENV-2", "RW-TK-6", "RW-TK-7", "RW-TK-8", "RW-TK-14", "RW-TTL-12", "RW-ER-16"]
  },
  tokenRenewSelf: {
    group: "token",
    path: "renew-self",
    verbs: ["update"],
    requestFields: ["increment"],
    queryFields: [],
    opaqueBody: false,
    unauthenticated: false,
    topLevelData: false,
    requirements: ["RW-HD-6", "RW-WE-1", "RW-ENV-1", "RW-ENV-2", "RW-TK-6", "RW-TK-8", "RW-TK-14", "RW-PB-10"]
  },
  tokenRenewAccessor: {
    group: "token",
    path: "renew-accessor",
    verbs: ["update"],
    requestFields: ["accessor", "increment"],
    queryFields: [],
    opaqueBody: false,
    unauthenticated: false,
    topLevelData: false,
    requirements: ["RW-HD-6", "RW-WE-1", "RW-ENV-1", "RW-ENV-2", "RW-AC-9", "RW-TK-6", "RW-TK-14", "RW-TTL-12"]
  },
  tokenRevoke: {
    group: "token",
    path: "revoke",
    verbs: ["update"],
    requestFields: ["token"],
    queryFields: [],
    opaqueBody: false,
    unauthenticated: false,
    topLevelData: false,
    requirements: ["RW-TK-2", "RW-TK-15", "RW-TK-16", "RW-CB-6", "RW-ENV-6", "RW-ER-16"]
  },
  tokenRevokeSelf: {
    group: "token",
    path: "revoke-self",
    verbs: ["update"],
    requestFields: [],
    queryFields: [],
    opaqueBody: false,
    unauthenticated: false,
    topLevelData: false,
    requirements: ["RW-TK-2", "RW-TK-19", "RW-CB-6", "RW-PB-10", "RW-ENV-6"]
  },
  tokenRevokeOrphan: {
    group: "token",
    path: "revoke-orphan",
    verbs: ["update"],
    requestFields: ["token"],
    queryFields: [],
    opaqueBody: false,
    unauthenticated: false,
    topLevelData: false,
    requirements: ["RW-TK-3", "RW-CB-6", "RW-ENV-6", "RW-ER-16"]
  },
  tokenRevokeAccessor: {
    group: "token",
    path: "revoke-accessor",
    verbs: ["update"],
    requestFields: ["accessor"],
    queryFields: [],
    opaqueBody: false,
    unauthenticated: false,
    topLevelData: false,
    requirements: ["RW-AC-4", "RW-AC-7", "RW-AC-8", "RW-AC-9", "RW-TK-2", "RW-ENV-6"]
  },
  tokenListAccessors: {
    group: "token",
    path: "accessors/",
    verbs: ["list"],
    requestFields: [],
    queryFields: [],
    opaqueBody: false,
    unauthenticated: false,
    topLevelData: false,
    requirements: ["RW-HD-6", "RW-WE-1", "RW-ENV-1", "RW-ENV-2", "RW-AC-11", "RW-HD-3"]
  },
  cubbyholeRead: {
    group: "cubbyhole",
    path: "{path*}",
    verbs: ["read"],
    requestFields: [],
    queryFields: [],
    opaqueBody: false,
    unauthenticated: false,
    topLevelData: false,
    requirements: ["RW-HD-6", "RW-WE-1", "RW-ENV-1", "RW-ENV-2", "RW-CB-1", "RW-CB-3", "RW-CB-7", "RW-SU-11", "RW-PB-10", "RW-WE-4"]
  },
  cubbyholeWrite: {
    group: "cubbyhole",
    path: "{path*}",
    verbs: ["update"],
    requestFields: [],
    queryFields: [],
    opaqueBody: true,
    unauthenticated: false,
    topLevelData: false,
    requirements: ["RW-CB-1", "RW-CB-2", "RW-CB-8", "RW-ER-7", "RW-ER-12", "RW-ENV-6", "RW-WE-3", "RW-WE-12"]
  },
  cubbyholeDelete: {
    group: "cubbyhole",
    path: "{path*}",
    verbs: ["delete"],
    requestFields: [],
    queryFields: [],
    opaqueBody: false,
    unauthenticated: false,
    topLevelData: false,
    requirements: ["RW-CB-5", "RW-ENV-6", "RW-WE-3"]
  },
  cubbyholeList: {
    group: "cubbyhole",
    path: "{path*}/",
    verbs: ["list"],
    requestFields: [],
    queryFields: [],
    opaqueBody: false,
    unauthenticated: false,
    topLevelData: false,
    requirements: ["RW-HD-6", "RW-WE-1", "RW-ENV-1", "RW-ENV-2", "RW-CB-4", "RW-HD-3", "RW-CP-2", "RW-WE-5", "RW-WE-6"]
  },
  kvV1Read: {
    group: "kvV1",
    path: "{path*}",
    verbs: ["read"],
    requestFields: [],
    queryFields: [],
    opaqueBody: false,
    unauthenticated: false,
    topLevelData: false,
    requirements: ["RW-HD-6", "RW-WE-1", "RW-ENV-1", "RW-ENV-2", "RW-KV-1", "RW-KV-2", "RW-KV-15", "RW-CP-1", "RW-CP-3", "RW-CP-5", "RW-WE-2", "RW-WE-4", "RW-TTL-6", "RW-CP-7"]
  },
  kvV1Write: {
    group: "kvV1",
    path: "{path*}",
    verbs: ["update"],
    requestFields: [],
    queryFields: [],
    opaqueBody: true,
    unauthenticated: false,
    topLevelData: false,
    requirements: ["RW-KV-1", "RW-KV-15", "RW-HD-2", "RW-ER-2", "RW-ER-7", "RW-ER-8", "RW-ENV-6", "RW-WE-3", "RW-WE-12"]
  },
  kvV1Delete: {
    group: "kvV1",
    path: "{path*}",
    verbs: ["delete"],
    requestFields: [],
    queryFields: [],
    opaqueBody: false,
    unauthenticated: false,
    topLevelData: false,
    requirements: ["RW-KV-1", "RW-ENV-6", "RW-WE-3"]
  },
  kvV1List: {
    group: "kvV1",
    path: "{path*}/",
    verbs: ["list"],
    requestFields: [],
    queryFields: [],
    opaqueBody: false,
    unauthenticated: false,
    topLevelData: false,
    requirements: ["RW-HD-6", "RW-WE-1", "RW-ENV-1", "RW-ENV-2", "RW-KV-3", "RW-HD-3", "RW-CP-2", "RW-WE-5", "RW-WE-6"]
  },
  kvV2Read: {
    group: "kvV2",
    path: "data/{path*}",
    verbs: ["read"],
    requestFields: [],
    queryFields: ["version"],
    opaqueBody: false,
    unauthenticated: false,
    topLevelData: false,
    requirements: ["RW-HD-6", "RW-WE-1", "RW-ENV-1", "RW-ENV-2", "RW-KV-5", "RW-KV-6", "RW-KV-15", "RW-WE-4", "RW-WE-11", "RW-EXT-7"]
  },
  kvV2Write: {
    group: "kvV2",
    path: "data/{path*}",
    verbs: ["update"],
    requestFields: ["data", "options"],
    queryFields: [],
    opaqueBody: false,
    unauthenticated: false,
    topLevelData: false,
    requirements: ["RW-HD-6", "RW-WE-1", "RW-ENV-1", "RW-ENV-2", "RW-KV-4", "RW-KV-8", "RW-KV-9", "RW-KV-10", "RW-KV-11", "RW-KV-15", "RW-KV-16", "RW-ER-10"]
  },
  kvV2Patch: {
    group: "kvV2",
    path: "data/{path*}",
    verbs: ["patch"],
    requestFields: ["data", "options"],
    queryFields: [],
    opaqueBody: false,
    unauthenticated: false,
    topLevelData: false,
    requirements: ["RW-HD-6", "RW-WE-1", "RW-ENV-1", "RW-ENV-2", "RW-KV-8", "RW-KV-12", "RW-KV-15"]
  },
  kvV2Delete: {
    group: "kvV2",
    path: "data/{path*}",
    verbs: ["delete"],
    requestFields: [],
    queryFields: [],
    opaqueBody: false,
    unauthenticated: false,
    topLevelData: false,
    requirements: ["RW-KV-6", "RW-KV-7", "RW-ENV-6", "RW-WE-3"]
  },
  kvV2DeleteVersions: {
    group: "kvV2",
    path: "delete/{path*}",
    verbs: ["update"],
    requestFields: ["versions"],
    queryFields: [],
    opaqueBody: false,
    unauthenticated: false,
    topLevelData: false,
    requirements: ["RW-KV-6", "RW-KV-7", "RW-ENV-6", "RW-WE-3"]
  },
  kvV2UndeleteVersions: {
    group: "kvV2",
    path: "undelete/{path*}",
    verbs: ["update"],
    requestFields: ["versions"],
    queryFields: [],
    opaqueBody: false,
    unauthenticated: false,
    topLevelData: false,
    requirements: ["RW-KV-7", "RW-ENV-6", "RW-WE-3"]
  },
  kvV2DestroyVersions: {
    group: "kvV2",
    path: "destroy/{path*}",
    verbs: ["update"],
    requestFields: ["versions"],
    queryFields: [],
    opaqueBody: false,
    unauthenticated: false,
    topLevelData: false,
    requirements: ["RW-KV-6", "RW-KV-7", "RW-ENV-6", "RW-WE-3"]
  },
  kvV2ReadMetadata: {
    group: "kvV2",
    path: "metadata/{path*}",
    verbs: ["read"],
    requestFields: [],
    queryFields: [],
    opaqueBody: false,
    unauthenticated: false,
    topLevelData: false,
    requirements: ["RW-HD-6", "RW-WE-1", "RW-ENV-1", "RW-ENV-2", "RW-KV-6", "RW-KV-10", "RW-KV-11"]
  },
  kvV2WriteMetadata: {
    group: "kvV2",
    path: "metadata/{path*}",
    verbs: ["update"],
    requestFields: ["cas_required", "custom_metadata", "delete_version_after", "max_versions", "metadata_cas_required", "metadata_cas"],
    queryFields: [],
    opaqueBody: false,
    unauthenticated: false,
    topLevelData: false,
    requirements: ["RW-KV-9", "RW-KV-10", "RW-KV-11", "RW-ENV-6", "RW-WE-3", "RW-ER-10"]
  },
  kvV2PatchMetadata: {
    group: "kvV2",
    path: "metadata/{path*}",
    verbs: ["patch"],
    requestFields: ["cas_required", "custom_metadata", "delete_version_after", "max_versions", "metadata_cas_required", "metadata_cas"],
    queryFields: [],
    opaqueBody: false,
    unauthenticated: false,
    topLevelData: false,
    requirements: ["RW-KV-12", "RW-ENV-6", "RW-WE-3"]
  },
  kvV2DeleteMetadata: {
    group: "kvV2",
    path: "metadata/{path*}",
    verbs: ["delete"],
    requestFields: [],
    queryFields: [],
    opaqueBody: false,
    unauthenticated: false,
    topLevelData: false,
    requirements: ["RW-KV-14", "RW-ENV-6", "RW-WE-3"]
  },
  kvV2List: {
    group: "kvV2",
    path: "metadata/{path*}/",
    verbs: ["list"],
    requestFields: [],
    queryFields: [],
    opaqueBody: false,
    unauthenticated: false,
    topLevelData: false,
    requirements: ["RW-HD-6", "RW-WE-1", "RW-ENV-1", "RW-ENV-2", "RW-KV-3", "RW-HD-3", "RW-CP-2", "RW-WE-5", "RW-WE-6"]
  },
  kvV2ReadSubkeys: {
    group: "kvV2",
    path: "subkeys/{path*}",
    verbs: ["read"],
    requestFields: [],
    queryFields: ["version", "depth"],
    opaqueBody: false,
    unauthenticated: false,
    topLevelData: false,
    requirements: ["RW-HD-6", "RW-WE-1", "RW-ENV-1", "RW-ENV-2", "RW-KV-6", "RW-KV-13"]
  },
  kvV2ReadConfig: {
    group: "kvV2",
    path: "config",
    verbs: ["read"],
    requestFields: [],
    queryFields: [],
    opaqueBody: false,
    unauthenticated: false,
    topLevelData: false,
    requirements: ["RW-HD-6", "RW-WE-1", "RW-ENV-1", "RW-ENV-2", "RW-KV-9", "RW-KV-10", "RW-KV-11"]
  },
  kvV2WriteConfig: {
    group: "kvV2",
    path: "config",
    verbs: ["update"],
    requestFields: ["cas_required", "delete_version_after", "max_versions", "metadata_cas_required"],
    queryFields: [],
    opaqueBody: false,
    unauthenticated: false,
    topLevelData: false,
    requirements: ["RW-KV-9", "RW-KV-10", "RW-KV-11", "RW-ENV-6", "RW-WE-3", "RW-ER-10"]
  }
} as const satisfies Readonly<Record<string, OperationRow>>
