// Generated from spec/ by packages/protocol/scripts/generate.ts. Do not edit: change the spec, then `npm run generate`.

import type { GroupRow, OperationRow } from "../operation-row.ts"

/** Where the operations of a group are mounted: at a fixed path, or at a path that the operator chooses. */
export const groupTable = {
  sys: { mount: "sys", mountParameter: undefined, mountPrefix: "" },
  token: { mount: "auth/token", mountParameter: undefined, mountPrefix: "" },
  appRole: { mount: undefined, mountParameter: "approle_mount", mountPrefix: "auth/" },
  userpass: { mount: undefined, mountParameter: "userpass_mount", mountPrefix: "auth/" },
  cubbyhole: { mount: "cubbyhole", mountParameter: undefined, mountPrefix: "" },
  kvV1: { mount: undefined, mountParameter: "kv_v1_mount", mountPrefix: "" },
  kvV2: { mount: undefined, mountParameter: "kv_v2_mount", mountPrefix: "" },
  pki: { mount: undefined, mountParameter: "pki_mount", mountPrefix: "" },
  http: { mount: undefined, mountParameter: "http_mount", mountPrefix: "" }
} as const satisfies Readonly<Record<string, GroupRow>>

/** What most operations have. */
const plain = {
  spelling: {},
  requestFields: [],
  queryFields: [],
  ignoredFields: [],
  opaqueBody: false,
  unauthenticated: false,
  topLevelData: false,
  sudo: false,
  bare: false
} as const

/** Every operation of the spec. */
export const operationTable = {
  wrappingWrap: {
    ...plain,
    group: "sys",
    path: "wrapping/wrap",
    verbs: ["update"],
    opaqueBody: true
  },
  wrappingUnwrap: {
    ...plain,
    group: "sys",
    path: "wrapping/unwrap",
    verbs: ["update"],
    requestFields: ["token"]
  },
  wrappingLookup: {
    ...plain,
    group: "sys",
    path: "wrapping/lookup",
    verbs: ["update", "read"],
    requestFields: ["token"],
    queryFields: ["token"],
    unauthenticated: true
  },
  wrappingRewrap: {
    ...plain,
    group: "sys",
    path: "wrapping/rewrap",
    verbs: ["update"],
    requestFields: ["token"]
  },
  sysHealthRead: {
    ...plain,
    group: "sys",
    path: "health",
    verbs: ["read"],
    queryFields: ["standbyok", "perfstandbyok", "activecode", "standbycode", "drsecondarycode", "performancestandbycode", "sealedcode", "uninitcode"],
    unauthenticated: true,
    bare: true
  },
  sysSealStatusRead: {
    ...plain,
    group: "sys",
    path: "seal-status",
    verbs: ["read"],
    unauthenticated: true,
    bare: true
  },
  sysLeaderRead: {
    ...plain,
    group: "sys",
    path: "leader",
    verbs: ["read"],
    unauthenticated: true,
    bare: true
  },
  sysInitStatusRead: {
    ...plain,
    group: "sys",
    path: "init",
    verbs: ["read"],
    unauthenticated: true,
    bare: true
  },
  sysInit: {
    ...plain,
    group: "sys",
    path: "init",
    verbs: ["update"],
    requestFields: ["secret_shares", "secret_threshold", "pgp_keys", "recovery_shares", "recovery_threshold", "recovery_pgp_keys", "root_token_pgp_key"],
    unauthenticated: true,
    bare: true
  },
  sysUnseal: {
    ...plain,
    group: "sys",
    path: "unseal",
    verbs: ["update"],
    requestFields: ["key", "reset", "migrate"],
    unauthenticated: true,
    bare: true
  },
  sysSeal: {
    ...plain,
    group: "sys",
    path: "seal",
    verbs: ["update"],
    sudo: true
  },
  sysStepDown: {
    ...plain,
    group: "sys",
    path: "step-down",
    verbs: ["update"],
    sudo: true
  },
  sysHaStatusRead: {
    ...plain,
    group: "sys",
    path: "ha-status",
    verbs: ["read"],
    topLevelData: true
  },
  sysKeyStatusRead: {
    ...plain,
    group: "sys",
    path: "key-status",
    verbs: ["read"],
    topLevelData: true
  },
  sysRotate: {
    ...plain,
    group: "sys",
    path: "rotate",
    verbs: ["update"],
    sudo: true
  },
  sysRotateConfigRead: {
    ...plain,
    group: "sys",
    path: "rotate/config",
    verbs: ["read"]
  },
  sysRotateConfigWrite: {
    ...plain,
    group: "sys",
    path: "rotate/config",
    verbs: ["update"],
    requestFields: ["enabled", "interval", "max_operations"]
  },
  sysKeyringRotate: {
    ...plain,
    group: "sys",
    path: "rotate/keyring",
    verbs: ["update"],
    sudo: true
  },
  sysKeyringRotateConfigRead: {
    ...plain,
    group: "sys",
    path: "rotate/keyring/config",
    verbs: ["read"]
  },
  sysKeyringRotateConfigWrite: {
    ...plain,
    group: "sys",
    path: "rotate/keyring/config",
    verbs: ["update"],
    requestFields: ["enabled", "interval", "max_operations"]
  },
  sysRootKeyRotate: {
    ...plain,
    group: "sys",
    path: "rotate/root",
    verbs: ["update"],
    sudo: true
  },
  sysRootRotationRead: {
    ...plain,
    group: "sys",
    path: "rotate/root\/init",
    verbs: ["read"]
  },
  sysRootRotationStart: {
    ...plain,
    group: "sys",
    path: "rotate/root\/init",
    verbs: ["update"],
    requestFields: ["secret_shares", "secret_threshold", "pgp_keys", "backup", "require_verification"]
  },
  sysRootRotationCancel: {
    ...plain,
    group: "sys",
    path: "rotate/root\/init",
    verbs: ["delete"]
  },
  sysRootRotationUpdate: {
    ...plain,
    group: "sys",
    path: "rotate/root\/update",
    verbs: ["update"],
    requestFields: ["key", "nonce"]
  },
  sysRootRotationVerificationRead: {
    ...plain,
    group: "sys",
    path: "rotate/root\/verify",
    verbs: ["read"]
  },
  sysRootRotationVerificationUpdate: {
    ...plain,
    group: "sys",
    path: "rotate/root\/verify",
    verbs: ["update"],
    requestFields: ["key", "nonce"]
  },
  sysRootRotationVerificationRestart: {
    ...plain,
    group: "sys",
    path: "rotate/root\/verify",
    verbs: ["delete"]
  },
  sysRootRotationBackupRead: {
    ...plain,
    group: "sys",
    path: "rotate/root\/backup",
    verbs: ["read"]
  },
  sysRootRotationBackupDelete: {
    ...plain,
    group: "sys",
    path: "rotate/root\/backup",
    verbs: ["delete"]
  },
  sysRecoveryRotationRead: {
    ...plain,
    group: "sys",
    path: "rotate/recovery/init",
    verbs: ["read"]
  },
  sysRecoveryRotationStart: {
    ...plain,
    group: "sys",
    path: "rotate/recovery/init",
    verbs: ["update"],
    requestFields: ["secret_shares", "secret_threshold", "pgp_keys", "backup", "require_verification"]
  },
  sysRecoveryRotationCancel: {
    ...plain,
    group: "sys",
    path: "rotate/recovery/init",
    verbs: ["delete"]
  },
  sysRecoveryRotationUpdate: {
    ...plain,
    group: "sys",
    path: "rotate/recovery/update",
    verbs: ["update"],
    requestFields: ["key", "nonce"]
  },
  sysRecoveryRotationVerificationRead: {
    ...plain,
    group: "sys",
    path: "rotate/recovery/verify",
    verbs: ["read"]
  },
  sysRecoveryRotationVerificationUpdate: {
    ...plain,
    group: "sys",
    path: "rotate/recovery/verify",
    verbs: ["update"],
    requestFields: ["key", "nonce"]
  },
  sysRecoveryRotationVerificationRestart: {
    ...plain,
    group: "sys",
    path: "rotate/recovery/verify",
    verbs: ["delete"]
  },
  sysRecoveryRotationBackupRead: {
    ...plain,
    group: "sys",
    path: "rotate/recovery/backup",
    verbs: ["read"]
  },
  sysRecoveryRotationBackupDelete: {
    ...plain,
    group: "sys",
    path: "rotate/recovery/backup",
    verbs: ["delete"]
  },
  sysRootGenerationRead: {
    ...plain,
    group: "sys",
    path: "generate-root/attempt",
    verbs: ["read"],
    unauthenticated: true,
    bare: true
  },
  sysRootGenerationStart: {
    ...plain,
    group: "sys",
    path: "generate-root/attempt",
    verbs: ["update"],
    requestFields: ["otp", "pgp_key"],
    unauthenticated: true,
    bare: true
  },
  sysRootGenerationCancel: {
    ...plain,
    group: "sys",
    path: "generate-root/attempt",
    verbs: ["delete"],
    unauthenticated: true,
    bare: true
  },
  sysRootGenerationUpdate: {
    ...plain,
    group: "sys",
    path: "generate-root/update",
    verbs: ["update"],
    requestFields: ["key", "nonce"],
    unauthenticated: true,
    bare: true
  },
  sysRootTokenGenerationRead: {
    ...plain,
    group: "sys",
    path: "generate-root-token/attempt",
    verbs: ["read"]
  },
  sysRootTokenGenerationStart: {
    ...plain,
    group: "sys",
    path: "generate-root-token/attempt",
    verbs: ["update"],
    requestFields: ["otp", "pgp_key"]
  },
  sysRootTokenGenerationCancel: {
    ...plain,
    group: "sys",
    path: "generate-root-token/attempt",
    verbs: ["delete"]
  },
  sysRootTokenGenerationUpdate: {
    ...plain,
    group: "sys",
    path: "generate-root-token/update",
    verbs: ["update"],
    requestFields: ["key", "nonce"]
  },
  sysRootTokenDecode: {
    ...plain,
    group: "sys",
    path: "decode-token",
    verbs: ["update"],
    requestFields: ["encoded_token", "otp"],
    unauthenticated: true
  },
  sysRekeyRead: {
    ...plain,
    group: "sys",
    path: "rekey/init",
    verbs: ["read"],
    unauthenticated: true,
    bare: true
  },
  sysRekeyStart: {
    ...plain,
    group: "sys",
    path: "rekey/init",
    verbs: ["update"],
    requestFields: ["secret_shares", "secret_threshold", "pgp_keys", "backup", "require_verification"],
    unauthenticated: true,
    bare: true
  },
  sysRekeyCancel: {
    ...plain,
    group: "sys",
    path: "rekey/init",
    verbs: ["delete"],
    unauthenticated: true,
    bare: true
  },
  sysRekeyUpdate: {
    ...plain,
    group: "sys",
    path: "rekey/update",
    verbs: ["update"],
    requestFields: ["key", "nonce"],
    unauthenticated: true,
    bare: true
  },
  sysRekeyVerificationRead: {
    ...plain,
    group: "sys",
    path: "rekey/verify",
    verbs: ["read"],
    unauthenticated: true,
    bare: true
  },
  sysRekeyVerificationUpdate: {
    ...plain,
    group: "sys",
    path: "rekey/verify",
    verbs: ["update"],
    requestFields: ["key", "nonce"],
    unauthenticated: true,
    bare: true
  },
  sysRekeyVerificationRestart: {
    ...plain,
    group: "sys",
    path: "rekey/verify",
    verbs: ["delete"],
    unauthenticated: true,
    bare: true
  },
  sysRekeyBackupRead: {
    ...plain,
    group: "sys",
    path: "rekey/backup",
    verbs: ["read"]
  },
  sysRekeyBackupDelete: {
    ...plain,
    group: "sys",
    path: "rekey/backup",
    verbs: ["delete"]
  },
  sysRecoveryRekeyRead: {
    ...plain,
    group: "sys",
    path: "rekey-recovery-key/init",
    verbs: ["read"],
    unauthenticated: true,
    bare: true
  },
  sysRecoveryRekeyStart: {
    ...plain,
    group: "sys",
    path: "rekey-recovery-key/init",
    verbs: ["update"],
    requestFields: ["secret_shares", "secret_threshold", "pgp_keys", "backup", "require_verification"],
    unauthenticated: true,
    bare: true
  },
  sysRecoveryRekeyCancel: {
    ...plain,
    group: "sys",
    path: "rekey-recovery-key/init",
    verbs: ["delete"],
    unauthenticated: true,
    bare: true
  },
  sysRecoveryRekeyUpdate: {
    ...plain,
    group: "sys",
    path: "rekey-recovery-key/update",
    verbs: ["update"],
    requestFields: ["key", "nonce"],
    unauthenticated: true,
    bare: true
  },
  sysRecoveryRekeyVerificationRead: {
    ...plain,
    group: "sys",
    path: "rekey-recovery-key/verify",
    verbs: ["read"],
    unauthenticated: true,
    bare: true
  },
  sysRecoveryRekeyVerificationUpdate: {
    ...plain,
    group: "sys",
    path: "rekey-recovery-key/verify",
    verbs: ["update"],
    requestFields: ["key", "nonce"],
    unauthenticated: true,
    bare: true
  },
  sysRecoveryRekeyVerificationRestart: {
    ...plain,
    group: "sys",
    path: "rekey-recovery-key/verify",
    verbs: ["delete"],
    unauthenticated: true,
    bare: true
  },
  sysRecoveryRekeyBackupRead: {
    ...plain,
    group: "sys",
    path: "rekey/recovery-key-backup",
    verbs: ["read"]
  },
  sysRecoveryRekeyBackupDelete: {
    ...plain,
    group: "sys",
    path: "rekey/recovery-key-backup",
    verbs: ["delete"]
  },
  sysVersionHistoryList: {
    ...plain,
    group: "sys",
    path: "version-history/",
    verbs: ["list"]
  },
  policyList: {
    ...plain,
    group: "sys",
    path: "policies/acl/",
    verbs: ["list"]
  },
  policyRead: {
    ...plain,
    group: "sys",
    path: "policies/acl/{name*}",
    verbs: ["read"],
    spelling: { name: ["lower-case", "no-trailing-slash"] }
  },
  policyWrite: {
    ...plain,
    group: "sys",
    path: "policies/acl/{name*}",
    verbs: ["update"],
    spelling: { name: ["lower-case", "no-trailing-slash"] },
    requestFields: ["policy", "cas", "cas_required", "expiration", "ttl"]
  },
  policyDelete: {
    ...plain,
    group: "sys",
    path: "policies/acl/{name*}",
    verbs: ["delete"],
    spelling: { name: ["lower-case", "no-trailing-slash"] }
  },
  policyListDetailed: {
    ...plain,
    group: "sys",
    path: "policies/detailed/acl/",
    verbs: ["list"]
  },
  policyListDetailedBelow: {
    ...plain,
    group: "sys",
    path: "policies/detailed/acl/{prefix*}/",
    verbs: ["list"]
  },
  policyLegacyList: {
    ...plain,
    group: "sys",
    path: "policy/",
    verbs: ["list"],
    topLevelData: true
  },
  policyLegacyListGet: {
    ...plain,
    group: "sys",
    path: "policy",
    verbs: ["read"],
    topLevelData: true
  },
  policyLegacyRead: {
    ...plain,
    group: "sys",
    path: "policy/{name*}",
    verbs: ["read"],
    spelling: { name: ["lower-case", "no-trailing-slash"] },
    topLevelData: true
  },
  policyLegacyWrite: {
    ...plain,
    group: "sys",
    path: "policy/{name*}",
    verbs: ["update"],
    spelling: { name: ["lower-case", "no-trailing-slash"] },
    requestFields: ["policy", "rules", "cas", "cas_required", "expiration", "ttl"]
  },
  policyLegacyDelete: {
    ...plain,
    group: "sys",
    path: "policy/{name*}",
    verbs: ["delete"],
    spelling: { name: ["lower-case", "no-trailing-slash"] }
  },
  sysCapabilitiesRead: {
    ...plain,
    group: "sys",
    path: "capabilities",
    verbs: ["update"],
    requestFields: ["token", "paths", "path"],
    topLevelData: true
  },
  sysCapabilitiesSelfRead: {
    ...plain,
    group: "sys",
    path: "capabilities-self",
    verbs: ["update"],
    requestFields: ["token", "paths", "path"],
    topLevelData: true
  },
  sysCapabilitiesAccessorRead: {
    ...plain,
    group: "sys",
    path: "capabilities-accessor",
    verbs: ["update"],
    requestFields: ["accessor", "paths", "path"],
    topLevelData: true
  },
  sysUiResultantAclRead: {
    ...plain,
    group: "sys",
    path: "internal/ui/resultant-acl",
    verbs: ["read"]
  },
  sysRandomGenerate: {
    ...plain,
    group: "sys",
    path: "tools/random",
    verbs: ["update"],
    requestFields: ["bytes", "format", "source"]
  },
  sysRandomGenerateOf: {
    ...plain,
    group: "sys",
    path: "tools/random/{bytes_or_source}",
    verbs: ["update"],
    requestFields: ["bytes", "format"]
  },
  sysRandomGenerateFrom: {
    ...plain,
    group: "sys",
    path: "tools/random/{source}/{bytes}",
    verbs: ["update"],
    requestFields: ["bytes", "format"]
  },
  sysHashGenerate: {
    ...plain,
    group: "sys",
    path: "tools/hash",
    verbs: ["update"],
    requestFields: ["input", "algorithm", "format"]
  },
  sysHashGenerateBy: {
    ...plain,
    group: "sys",
    path: "tools/hash/{algorithm}",
    verbs: ["update"],
    requestFields: ["input", "algorithm", "format"]
  },
  sysCorsRead: {
    ...plain,
    group: "sys",
    path: "config/cors",
    verbs: ["read"],
    topLevelData: true,
    sudo: true
  },
  sysCorsWrite: {
    ...plain,
    group: "sys",
    path: "config/cors",
    verbs: ["update"],
    requestFields: ["enable", "allowed_origins", "allowed_headers"],
    sudo: true
  },
  sysCorsDelete: {
    ...plain,
    group: "sys",
    path: "config/cors",
    verbs: ["delete"],
    sudo: true
  },
  sysMetricsRead: {
    ...plain,
    group: "sys",
    path: "metrics",
    verbs: ["read"],
    queryFields: ["format"]
  },
  sysRateLimitList: {
    ...plain,
    group: "sys",
    path: "quotas/rate-limit/",
    verbs: ["list"]
  },
  sysRateLimitRead: {
    ...plain,
    group: "sys",
    path: "quotas/rate-limit/{name}",
    verbs: ["read"],
    spelling: { name: ["entry-name"] }
  },
  sysRateLimitWrite: {
    ...plain,
    group: "sys",
    path: "quotas/rate-limit/{name}",
    verbs: ["update"],
    spelling: { name: ["entry-name"] },
    requestFields: ["name", "type", "path", "role", "rate", "interval", "block_interval", "inheritable"]
  },
  sysRateLimitDelete: {
    ...plain,
    group: "sys",
    path: "quotas/rate-limit/{name}",
    verbs: ["delete"],
    spelling: { name: ["entry-name"] }
  },
  sysQuotaConfigRead: {
    ...plain,
    group: "sys",
    path: "quotas/config",
    verbs: ["read"]
  },
  sysQuotaConfigWrite: {
    ...plain,
    group: "sys",
    path: "quotas/config",
    verbs: ["update"],
    requestFields: ["enable_rate_limit_audit_logging", "enable_rate_limit_response_headers", "rate_limit_exempt_paths"]
  },
  sysAuditList: {
    ...plain,
    group: "sys",
    path: "audit",
    verbs: ["read"],
    topLevelData: true,
    sudo: true
  },
  sysAuditEnable: {
    ...plain,
    group: "sys",
    path: "audit/{path*}",
    verbs: ["update"],
    spelling: { path: ["no-trailing-slash"] },
    requestFields: ["type", "description", "options", "local"],
    sudo: true
  },
  sysAuditDisable: {
    ...plain,
    group: "sys",
    path: "audit/{path*}",
    verbs: ["delete"],
    spelling: { path: ["no-trailing-slash"] },
    sudo: true
  },
  sysAuditHash: {
    ...plain,
    group: "sys",
    path: "audit-hash/{path*}",
    verbs: ["update"],
    spelling: { path: ["no-trailing-slash"] },
    requestFields: ["input"],
    topLevelData: true
  },
  sysAuditHeaderList: {
    ...plain,
    group: "sys",
    path: "config/auditing/request-headers",
    verbs: ["read"],
    topLevelData: true,
    sudo: true
  },
  sysAuditHeaderRead: {
    ...plain,
    group: "sys",
    path: "config/auditing/request-headers/{header*}",
    verbs: ["read"],
    spelling: { header: ["lower-case", "no-trailing-slash"] },
    topLevelData: true,
    sudo: true
  },
  sysAuditHeaderWrite: {
    ...plain,
    group: "sys",
    path: "config/auditing/request-headers/{header*}",
    verbs: ["update"],
    spelling: { header: ["lower-case", "no-trailing-slash"] },
    requestFields: ["hmac"],
    sudo: true
  },
  sysAuditHeaderDelete: {
    ...plain,
    group: "sys",
    path: "config/auditing/request-headers/{header*}",
    verbs: ["delete"],
    spelling: { header: ["lower-case", "no-trailing-slash"] },
    sudo: true
  },
  sysOpenApiRead: {
    ...plain,
    group: "sys",
    path: "internal/specs/openapi",
    verbs: ["read"],
    unauthenticated: true
  },
  sysMountList: {
    ...plain,
    group: "sys",
    path: "mounts",
    verbs: ["read"],
    topLevelData: true
  },
  sysMountRead: {
    ...plain,
    group: "sys",
    path: "mounts/{path*}",
    verbs: ["read"],
    spelling: { path: ["no-trailing-slash"] },
    topLevelData: true
  },
  sysMountEnable: {
    ...plain,
    group: "sys",
    path: "mounts/{path*}",
    verbs: ["update"],
    spelling: { path: ["no-trailing-slash"] },
    requestFields: ["type", "description", "config", "options", "local", "seal_wrap", "external_entropy_access", "plugin_name", "plugin_version"]
  },
  sysMountDisable: {
    ...plain,
    group: "sys",
    path: "mounts/{path*}",
    verbs: ["delete"],
    spelling: { path: ["no-trailing-slash"] }
  },
  sysMountTuningRead: {
    ...plain,
    group: "sys",
    path: "mounts/{path*}/tune",
    verbs: ["read"],
    spelling: { path: ["no-trailing-slash"] },
    topLevelData: true
  },
  sysMountTuningWrite: {
    ...plain,
    group: "sys",
    path: "mounts/{path*}/tune",
    verbs: ["update"],
    spelling: { path: ["no-trailing-slash"] },
    requestFields: ["description", "default_lease_ttl", "max_lease_ttl", "listing_visibility", "token_type", "audit_non_hmac_request_keys", "audit_non_hmac_response_keys", "passthrough_request_headers", "allowed_response_headers", "options", "plugin_version", "user_lockout_config"]
  },
  sysRemount: {
    ...plain,
    group: "sys",
    path: "remount",
    verbs: ["update"],
    requestFields: ["from", "to"],
    topLevelData: true,
    sudo: true
  },
  sysRemountStatusRead: {
    ...plain,
    group: "sys",
    path: "remount/status/{migration_id}",
    verbs: ["read"]
  },
  sysUiMountList: {
    ...plain,
    group: "sys",
    path: "internal/ui/mounts",
    verbs: ["read"],
    unauthenticated: true
  },
  sysUiMountRead: {
    ...plain,
    group: "sys",
    path: "internal/ui/mounts/{path*}",
    verbs: ["read"],
    spelling: { path: ["no-trailing-slash"] },
    unauthenticated: true
  },
  sysAuthList: {
    ...plain,
    group: "sys",
    path: "auth",
    verbs: ["read"],
    topLevelData: true
  },
  sysAuthRead: {
    ...plain,
    group: "sys",
    path: "auth/{path*}",
    verbs: ["read"],
    spelling: { path: ["no-trailing-slash"] },
    topLevelData: true,
    sudo: true
  },
  sysAuthEnable: {
    ...plain,
    group: "sys",
    path: "auth/{path*}",
    verbs: ["update"],
    spelling: { path: ["no-trailing-slash"] },
    requestFields: ["type", "description", "config", "options", "local", "seal_wrap", "external_entropy_access", "plugin_name", "plugin_version"],
    sudo: true
  },
  sysAuthDisable: {
    ...plain,
    group: "sys",
    path: "auth/{path*}",
    verbs: ["delete"],
    spelling: { path: ["no-trailing-slash"] },
    sudo: true
  },
  sysAuthTuningRead: {
    ...plain,
    group: "sys",
    path: "auth/{path*}/tune",
    verbs: ["read"],
    spelling: { path: ["no-trailing-slash"] },
    topLevelData: true,
    sudo: true
  },
  sysAuthTuningWrite: {
    ...plain,
    group: "sys",
    path: "auth/{path*}/tune",
    verbs: ["update"],
    spelling: { path: ["no-trailing-slash"] },
    requestFields: ["description", "default_lease_ttl", "max_lease_ttl", "listing_visibility", "token_type", "audit_non_hmac_request_keys", "audit_non_hmac_response_keys", "passthrough_request_headers", "allowed_response_headers", "options", "plugin_version", "user_lockout_config"],
    sudo: true
  },
  leaseListIrrevocable: {
    ...plain,
    group: "sys",
    path: "leases",
    verbs: ["read"],
    queryFields: ["type", "limit", "include_child_namespaces"],
    sudo: true
  },
  leaseCount: {
    ...plain,
    group: "sys",
    path: "leases/count",
    verbs: ["read"],
    queryFields: ["type", "include_child_namespaces"]
  },
  leaseLookup: {
    ...plain,
    group: "sys",
    path: "leases/lookup",
    verbs: ["update"],
    requestFields: ["lease_id"]
  },
  leaseListByPrefix: {
    ...plain,
    group: "sys",
    path: "leases/lookup/{prefix*}/",
    verbs: ["list"],
    spelling: { prefix: ["no-trailing-slash"] },
    sudo: true
  },
  leaseRenew: {
    ...plain,
    group: "sys",
    path: "leases/renew",
    verbs: ["update"],
    requestFields: ["lease_id", "increment"]
  },
  leaseRenewById: {
    ...plain,
    group: "sys",
    path: "leases/renew/{lease_id*}",
    verbs: ["update"],
    requestFields: ["increment"]
  },
  leaseRevoke: {
    ...plain,
    group: "sys",
    path: "leases/revoke",
    verbs: ["update"],
    requestFields: ["lease_id", "sync"]
  },
  leaseRevokeById: {
    ...plain,
    group: "sys",
    path: "leases/revoke/{lease_id*}",
    verbs: ["update"],
    requestFields: ["sync"]
  },
  leaseRevokeByPrefix: {
    ...plain,
    group: "sys",
    path: "leases/revoke-prefix/{prefix*}",
    verbs: ["update"],
    spelling: { prefix: ["no-trailing-slash"] },
    requestFields: ["sync"],
    sudo: true
  },
  leaseRevokeForce: {
    ...plain,
    group: "sys",
    path: "leases/revoke-force/{prefix*}",
    verbs: ["update"],
    spelling: { prefix: ["no-trailing-slash"] },
    sudo: true
  },
  leaseTidy: {
    ...plain,
    group: "sys",
    path: "leases/tidy",
    verbs: ["update"]
  },
  tokenCreate: {
    ...plain,
    group: "token",
    path: "create",
    verbs: ["update"],
    requestFields: ["id", "policies", "meta", "no_parent", "no_default_policy", "renewable", "lease", "ttl", "type", "explicit_max_ttl", "display_name", "num_uses", "period", "entity_alias"]
  },
  tokenCreateOrphan: {
    ...plain,
    group: "token",
    path: "create-orphan",
    verbs: ["update"],
    requestFields: ["id", "policies", "meta", "no_parent", "no_default_policy", "renewable", "lease", "ttl", "type", "explicit_max_ttl", "display_name", "num_uses", "period", "entity_alias"]
  },
  tokenLookup: {
    ...plain,
    group: "token",
    path: "lookup",
    verbs: ["update", "read"],
    requestFields: ["token"],
    queryFields: ["token"]
  },
  tokenLookupSelf: {
    ...plain,
    group: "token",
    path: "lookup-self",
    verbs: ["read", "update"],
    ignoredFields: ["token"]
  },
  tokenLookupAccessor: {
    ...plain,
    group: "token",
    path: "lookup-accessor",
    verbs: ["update"],
    requestFields: ["accessor"]
  },
  tokenRenew: {
    ...plain,
    group: "token",
    path: "renew",
    verbs: ["update"],
    requestFields: ["token", "increment"]
  },
  tokenRenewSelf: {
    ...plain,
    group: "token",
    path: "renew-self",
    verbs: ["update"],
    requestFields: ["token", "increment"]
  },
  tokenRenewAccessor: {
    ...plain,
    group: "token",
    path: "renew-accessor",
    verbs: ["update"],
    requestFields: ["accessor", "increment"]
  },
  tokenRevoke: {
    ...plain,
    group: "token",
    path: "revoke",
    verbs: ["update"],
    requestFields: ["token"]
  },
  tokenRevokeSelf: {
    ...plain,
    group: "token",
    path: "revoke-self",
    verbs: ["update"]
  },
  tokenRevokeOrphan: {
    ...plain,
    group: "token",
    path: "revoke-orphan",
    verbs: ["update"],
    requestFields: ["token"]
  },
  tokenRevokeAccessor: {
    ...plain,
    group: "token",
    path: "revoke-accessor",
    verbs: ["update"],
    requestFields: ["accessor"]
  },
  tokenAccessorList: {
    ...plain,
    group: "token",
    path: "accessors/",
    verbs: ["list"],
    sudo: true
  },
  tokenCreateAgainstRole: {
    ...plain,
    group: "token",
    path: "create/{role}",
    verbs: ["update"],
    spelling: { role: ["entry-name"] },
    requestFields: ["id", "policies", "meta", "no_parent", "no_default_policy", "renewable", "lease", "ttl", "type", "explicit_max_ttl", "display_name", "num_uses", "period", "entity_alias"]
  },
  tokenRoleList: {
    ...plain,
    group: "token",
    path: "roles/",
    verbs: ["list"]
  },
  tokenRoleRead: {
    ...plain,
    group: "token",
    path: "roles/{role}",
    verbs: ["read"],
    spelling: { role: ["entry-name"] }
  },
  tokenRoleWrite: {
    ...plain,
    group: "token",
    path: "roles/{role}",
    verbs: ["update"],
    spelling: { role: ["entry-name"] },
    requestFields: ["allowed_policies", "disallowed_policies", "allowed_policies_glob", "disallowed_policies_glob", "allowed_entity_aliases", "orphan", "renewable", "path_suffix", "token_type", "token_bound_cidrs", "token_explicit_max_ttl", "token_no_default_policy", "token_num_uses", "token_period", "token_strictly_bind_ip", "period", "explicit_max_ttl", "bound_cidrs"]
  },
  tokenRoleDelete: {
    ...plain,
    group: "token",
    path: "roles/{role}",
    verbs: ["delete"],
    spelling: { role: ["entry-name"] }
  },
  tokenTidy: {
    ...plain,
    group: "token",
    path: "tidy",
    verbs: ["update"]
  },
  appRoleLogin: {
    ...plain,
    group: "appRole",
    path: "login",
    verbs: ["update", "read"],
    requestFields: ["role_id", "secret_id"],
    unauthenticated: true
  },
  appRoleRoleList: {
    ...plain,
    group: "appRole",
    path: "role/",
    verbs: ["list"],
    queryFields: ["after", "limit"]
  },
  appRoleRoleRead: {
    ...plain,
    group: "appRole",
    path: "role/{role}",
    verbs: ["read"],
    spelling: { role: ["lower-case", "entry-name"] }
  },
  appRoleRoleWrite: {
    ...plain,
    group: "appRole",
    path: "role/{role}",
    verbs: ["update"],
    spelling: { role: ["lower-case", "entry-name"] },
    requestFields: ["role_id", "bind_secret_id", "secret_id_bound_cidrs", "bound_cidr_list", "secret_id_num_uses", "secret_id_ttl", "local_secret_ids", "token_bound_cidrs", "token_explicit_max_ttl", "token_max_ttl", "token_no_default_policy", "token_num_uses", "token_period", "token_policies", "token_strictly_bind_ip", "token_ttl", "token_type", "policies", "period"]
  },
  appRoleRoleDelete: {
    ...plain,
    group: "appRole",
    path: "role/{role}",
    verbs: ["delete"],
    spelling: { role: ["lower-case", "entry-name"] }
  },
  appRoleRoleIdRead: {
    ...plain,
    group: "appRole",
    path: "role/{role}/role-id",
    verbs: ["read"],
    spelling: { role: ["lower-case", "entry-name"] }
  },
  appRoleRoleIdWrite: {
    ...plain,
    group: "appRole",
    path: "role/{role}/role-id",
    verbs: ["update"],
    spelling: { role: ["lower-case", "entry-name"] },
    requestFields: ["role_id"]
  },
  appRolePoliciesRead: {
    ...plain,
    group: "appRole",
    path: "role/{role}/policies",
    verbs: ["read"],
    spelling: { role: ["lower-case", "entry-name"] }
  },
  appRolePoliciesWrite: {
    ...plain,
    group: "appRole",
    path: "role/{role}/policies",
    verbs: ["update"],
    spelling: { role: ["lower-case", "entry-name"] },
    requestFields: ["token_policies", "policies"]
  },
  appRolePoliciesDelete: {
    ...plain,
    group: "appRole",
    path: "role/{role}/policies",
    verbs: ["delete"],
    spelling: { role: ["lower-case", "entry-name"] }
  },
  appRoleTokenTtlRead: {
    ...plain,
    group: "appRole",
    path: "role/{role}/token-ttl",
    verbs: ["read"],
    spelling: { role: ["lower-case", "entry-name"] }
  },
  appRoleTokenTtlWrite: {
    ...plain,
    group: "appRole",
    path: "role/{role}/token-ttl",
    verbs: ["update"],
    spelling: { role: ["lower-case", "entry-name"] },
    requestFields: ["token_ttl"]
  },
  appRoleTokenTtlDelete: {
    ...plain,
    group: "appRole",
    path: "role/{role}/token-ttl",
    verbs: ["delete"],
    spelling: { role: ["lower-case", "entry-name"] }
  },
  appRoleTokenMaxTtlRead: {
    ...plain,
    group: "appRole",
    path: "role/{role}/token-max-ttl",
    verbs: ["read"],
    spelling: { role: ["lower-case", "entry-name"] }
  },
  appRoleTokenMaxTtlWrite: {
    ...plain,
    group: "appRole",
    path: "role/{role}/token-max-ttl",
    verbs: ["update"],
    spelling: { role: ["lower-case", "entry-name"] },
    requestFields: ["token_max_ttl"]
  },
  appRoleTokenMaxTtlDelete: {
    ...plain,
    group: "appRole",
    path: "role/{role}/token-max-ttl",
    verbs: ["delete"],
    spelling: { role: ["lower-case", "entry-name"] }
  },
  appRoleTokenNumUsesRead: {
    ...plain,
    group: "appRole",
    path: "role/{role}/token-num-uses",
    verbs: ["read"],
    spelling: { role: ["lower-case", "entry-name"] }
  },
  appRoleTokenNumUsesWrite: {
    ...plain,
    group: "appRole",
    path: "role/{role}/token-num-uses",
    verbs: ["update"],
    spelling: { role: ["lower-case", "entry-name"] },
    requestFields: ["token_num_uses"]
  },
  appRoleTokenNumUsesDelete: {
    ...plain,
    group: "appRole",
    path: "role/{role}/token-num-uses",
    verbs: ["delete"],
    spelling: { role: ["lower-case", "entry-name"] }
  },
  appRolePeriodRead: {
    ...plain,
    group: "appRole",
    path: "role/{role}/period",
    verbs: ["read"],
    spelling: { role: ["lower-case", "entry-name"] }
  },
  appRolePeriodWrite: {
    ...plain,
    group: "appRole",
    path: "role/{role}/period",
    verbs: ["update"],
    spelling: { role: ["lower-case", "entry-name"] },
    requestFields: ["token_period", "period"]
  },
  appRolePeriodDelete: {
    ...plain,
    group: "appRole",
    path: "role/{role}/period",
    verbs: ["delete"],
    spelling: { role: ["lower-case", "entry-name"] }
  },
  appRoleTokenBoundCidrsRead: {
    ...plain,
    group: "appRole",
    path: "role/{role}/token-bound-cidrs",
    verbs: ["read"],
    spelling: { role: ["lower-case", "entry-name"] }
  },
  appRoleTokenBoundCidrsWrite: {
    ...plain,
    group: "appRole",
    path: "role/{role}/token-bound-cidrs",
    verbs: ["update"],
    spelling: { role: ["lower-case", "entry-name"] },
    requestFields: ["token_bound_cidrs"]
  },
  appRoleTokenBoundCidrsDelete: {
    ...plain,
    group: "appRole",
    path: "role/{role}/token-bound-cidrs",
    verbs: ["delete"],
    spelling: { role: ["lower-case", "entry-name"] }
  },
  appRoleBindSecretIdRead: {
    ...plain,
    group: "appRole",
    path: "role/{role}/bind-secret-id",
    verbs: ["read"],
    spelling: { role: ["lower-case", "entry-name"] }
  },
  appRoleBindSecretIdWrite: {
    ...plain,
    group: "appRole",
    path: "role/{role}/bind-secret-id",
    verbs: ["update"],
    spelling: { role: ["lower-case", "entry-name"] },
    requestFields: ["bind_secret_id"]
  },
  appRoleBindSecretIdDelete: {
    ...plain,
    group: "appRole",
    path: "role/{role}/bind-secret-id",
    verbs: ["delete"],
    spelling: { role: ["lower-case", "entry-name"] }
  },
  appRoleSecretIdNumUsesRead: {
    ...plain,
    group: "appRole",
    path: "role/{role}/secret-id-num-uses",
    verbs: ["read"],
    spelling: { role: ["lower-case", "entry-name"] }
  },
  appRoleSecretIdNumUsesWrite: {
    ...plain,
    group: "appRole",
    path: "role/{role}/secret-id-num-uses",
    verbs: ["update"],
    spelling: { role: ["lower-case", "entry-name"] },
    requestFields: ["secret_id_num_uses"]
  },
  appRoleSecretIdNumUsesDelete: {
    ...plain,
    group: "appRole",
    path: "role/{role}/secret-id-num-uses",
    verbs: ["delete"],
    spelling: { role: ["lower-case", "entry-name"] }
  },
  appRoleSecretIdTtlRead: {
    ...plain,
    group: "appRole",
    path: "role/{role}/secret-id-ttl",
    verbs: ["read"],
    spelling: { role: ["lower-case", "entry-name"] }
  },
  appRoleSecretIdTtlWrite: {
    ...plain,
    group: "appRole",
    path: "role/{role}/secret-id-ttl",
    verbs: ["update"],
    spelling: { role: ["lower-case", "entry-name"] },
    requestFields: ["secret_id_ttl"]
  },
  appRoleSecretIdTtlDelete: {
    ...plain,
    group: "appRole",
    path: "role/{role}/secret-id-ttl",
    verbs: ["delete"],
    spelling: { role: ["lower-case", "entry-name"] }
  },
  appRoleSecretIdBoundCidrsRead: {
    ...plain,
    group: "appRole",
    path: "role/{role}/secret-id-bound-cidrs",
    verbs: ["read"],
    spelling: { role: ["lower-case", "entry-name"] }
  },
  appRoleSecretIdBoundCidrsWrite: {
    ...plain,
    group: "appRole",
    path: "role/{role}/secret-id-bound-cidrs",
    verbs: ["update"],
    spelling: { role: ["lower-case", "entry-name"] },
    requestFields: ["secret_id_bound_cidrs"]
  },
  appRoleSecretIdBoundCidrsDelete: {
    ...plain,
    group: "appRole",
    path: "role/{role}/secret-id-bound-cidrs",
    verbs: ["delete"],
    spelling: { role: ["lower-case", "entry-name"] }
  },
  appRoleBoundCidrListRead: {
    ...plain,
    group: "appRole",
    path: "role/{role}/bound-cidr-list",
    verbs: ["read"],
    spelling: { role: ["lower-case", "entry-name"] }
  },
  appRoleBoundCidrListWrite: {
    ...plain,
    group: "appRole",
    path: "role/{role}/bound-cidr-list",
    verbs: ["update"],
    spelling: { role: ["lower-case", "entry-name"] },
    requestFields: ["bound_cidr_list"]
  },
  appRoleBoundCidrListDelete: {
    ...plain,
    group: "appRole",
    path: "role/{role}/bound-cidr-list",
    verbs: ["delete"],
    spelling: { role: ["lower-case", "entry-name"] }
  },
  appRoleLocalSecretIdsRead: {
    ...plain,
    group: "appRole",
    path: "role/{role}/local-secret-ids",
    verbs: ["read"],
    spelling: { role: ["lower-case", "entry-name"] }
  },
  appRoleSecretIdGenerate: {
    ...plain,
    group: "appRole",
    path: "role/{role}/secret-id",
    verbs: ["update"],
    spelling: { role: ["lower-case", "entry-name"] },
    requestFields: ["metadata", "cidr_list", "token_bound_cidrs", "num_uses", "ttl"]
  },
  appRoleSecretIdList: {
    ...plain,
    group: "appRole",
    path: "role/{role}/secret-id/",
    verbs: ["list"],
    spelling: { role: ["lower-case", "entry-name"] },
    queryFields: ["after", "limit"]
  },
  appRoleSecretIdGenerateCustom: {
    ...plain,
    group: "appRole",
    path: "role/{role}/custom-secret-id",
    verbs: ["update"],
    spelling: { role: ["lower-case", "entry-name"] },
    requestFields: ["secret_id", "metadata", "cidr_list", "token_bound_cidrs", "num_uses", "ttl"]
  },
  appRoleSecretIdLookup: {
    ...plain,
    group: "appRole",
    path: "role/{role}/secret-id/lookup",
    verbs: ["update"],
    spelling: { role: ["lower-case", "entry-name"] },
    requestFields: ["secret_id"]
  },
  appRoleSecretIdDestroy: {
    ...plain,
    group: "appRole",
    path: "role/{role}/secret-id/destroy",
    verbs: ["update", "delete"],
    spelling: { role: ["lower-case", "entry-name"] },
    requestFields: ["secret_id"],
    queryFields: ["secret_id"]
  },
  appRoleSecretIdAccessorLookup: {
    ...plain,
    group: "appRole",
    path: "role/{role}/secret-id-accessor/lookup",
    verbs: ["update"],
    spelling: { role: ["lower-case", "entry-name"] },
    requestFields: ["secret_id_accessor"]
  },
  appRoleSecretIdAccessorDestroy: {
    ...plain,
    group: "appRole",
    path: "role/{role}/secret-id-accessor/destroy",
    verbs: ["update", "delete"],
    spelling: { role: ["lower-case", "entry-name"] },
    requestFields: ["secret_id_accessor"],
    queryFields: ["secret_id_accessor"]
  },
  appRoleSecretIdTidy: {
    ...plain,
    group: "appRole",
    path: "tidy/secret-id",
    verbs: ["update"]
  },
  userpassLogin: {
    ...plain,
    group: "userpass",
    path: "login/{username}",
    verbs: ["update"],
    spelling: { username: ["lower-case", "entry-name"] },
    requestFields: ["password"],
    unauthenticated: true
  },
  userpassUserList: {
    ...plain,
    group: "userpass",
    path: "users/",
    verbs: ["list"],
    queryFields: ["after", "limit"]
  },
  userpassUserRead: {
    ...plain,
    group: "userpass",
    path: "users/{username}",
    verbs: ["read"],
    spelling: { username: ["lower-case", "entry-name"] }
  },
  userpassUserWrite: {
    ...plain,
    group: "userpass",
    path: "users/{username}",
    verbs: ["update"],
    spelling: { username: ["lower-case", "entry-name"] },
    requestFields: ["password", "password_hash", "token_bound_cidrs", "token_explicit_max_ttl", "token_max_ttl", "token_no_default_policy", "token_num_uses", "token_period", "token_policies", "token_strictly_bind_ip", "token_ttl", "token_type", "policies", "ttl", "max_ttl", "bound_cidrs"]
  },
  userpassUserDelete: {
    ...plain,
    group: "userpass",
    path: "users/{username}",
    verbs: ["delete"],
    spelling: { username: ["lower-case", "entry-name"] }
  },
  userpassPasswordWrite: {
    ...plain,
    group: "userpass",
    path: "users/{username}/password",
    verbs: ["update"],
    spelling: { username: ["lower-case", "entry-name"] },
    requestFields: ["password", "password_hash"]
  },
  userpassPoliciesWrite: {
    ...plain,
    group: "userpass",
    path: "users/{username}/policies",
    verbs: ["update"],
    spelling: { username: ["lower-case", "entry-name"] },
    requestFields: ["token_policies", "policies"]
  },
  cubbyholeRead: {
    ...plain,
    group: "cubbyhole",
    path: "{path*}",
    verbs: ["read"]
  },
  cubbyholeWrite: {
    ...plain,
    group: "cubbyhole",
    path: "{path*}",
    verbs: ["update"],
    opaqueBody: true
  },
  cubbyholeDelete: {
    ...plain,
    group: "cubbyhole",
    path: "{path*}",
    verbs: ["delete"]
  },
  cubbyholeList: {
    ...plain,
    group: "cubbyhole",
    path: "{path*}/",
    verbs: ["list"]
  },
  kvV1Read: {
    ...plain,
    group: "kvV1",
    path: "{path*}",
    verbs: ["read"]
  },
  kvV1Write: {
    ...plain,
    group: "kvV1",
    path: "{path*}",
    verbs: ["update"],
    opaqueBody: true
  },
  kvV1Delete: {
    ...plain,
    group: "kvV1",
    path: "{path*}",
    verbs: ["delete"]
  },
  kvV1List: {
    ...plain,
    group: "kvV1",
    path: "{path*}/",
    verbs: ["list"]
  },
  kvV1Scan: {
    ...plain,
    group: "kvV1",
    path: "{path*}/",
    verbs: ["scan"]
  },
  kvV2Read: {
    ...plain,
    group: "kvV2",
    path: "data/{path*}",
    verbs: ["read"],
    queryFields: ["version"]
  },
  kvV2Write: {
    ...plain,
    group: "kvV2",
    path: "data/{path*}",
    verbs: ["update"],
    requestFields: ["data", "options"]
  },
  kvV2Patch: {
    ...plain,
    group: "kvV2",
    path: "data/{path*}",
    verbs: ["patch"],
    requestFields: ["data", "options"]
  },
  kvV2Delete: {
    ...plain,
    group: "kvV2",
    path: "data/{path*}",
    verbs: ["delete"]
  },
  kvV2VersionsDelete: {
    ...plain,
    group: "kvV2",
    path: "delete/{path*}",
    verbs: ["update"],
    requestFields: ["versions"]
  },
  kvV2VersionsUndelete: {
    ...plain,
    group: "kvV2",
    path: "undelete/{path*}",
    verbs: ["update"],
    requestFields: ["versions"]
  },
  kvV2VersionsDestroy: {
    ...plain,
    group: "kvV2",
    path: "destroy/{path*}",
    verbs: ["update"],
    requestFields: ["versions"]
  },
  kvV2MetadataRead: {
    ...plain,
    group: "kvV2",
    path: "metadata/{path*}",
    verbs: ["read"]
  },
  kvV2MetadataWrite: {
    ...plain,
    group: "kvV2",
    path: "metadata/{path*}",
    verbs: ["update"],
    requestFields: ["cas_required", "custom_metadata", "delete_version_after", "max_versions", "metadata_cas_required", "metadata_cas"]
  },
  kvV2MetadataPatch: {
    ...plain,
    group: "kvV2",
    path: "metadata/{path*}",
    verbs: ["patch"],
    requestFields: ["cas_required", "custom_metadata", "delete_version_after", "max_versions", "metadata_cas_required", "metadata_cas"]
  },
  kvV2MetadataDelete: {
    ...plain,
    group: "kvV2",
    path: "metadata/{path*}",
    verbs: ["delete"]
  },
  kvV2List: {
    ...plain,
    group: "kvV2",
    path: "metadata/{path*}/",
    verbs: ["list"],
    queryFields: ["after", "limit"]
  },
  kvV2Scan: {
    ...plain,
    group: "kvV2",
    path: "metadata/{path*}/",
    verbs: ["scan"],
    queryFields: ["after", "limit"]
  },
  kvV2ListDetailed: {
    ...plain,
    group: "kvV2",
    path: "detailed-metadata/{path*}/",
    verbs: ["list"],
    queryFields: ["after", "limit"]
  },
  kvV2ScanDetailed: {
    ...plain,
    group: "kvV2",
    path: "detailed-metadata/{path*}/",
    verbs: ["scan"],
    queryFields: ["after", "limit"]
  },
  kvV2SubkeysRead: {
    ...plain,
    group: "kvV2",
    path: "subkeys/{path*}",
    verbs: ["read"],
    queryFields: ["version", "depth"]
  },
  kvV2ConfigRead: {
    ...plain,
    group: "kvV2",
    path: "config",
    verbs: ["read"]
  },
  kvV2ConfigWrite: {
    ...plain,
    group: "kvV2",
    path: "config",
    verbs: ["update"],
    requestFields: ["cas_required", "delete_version_after", "max_versions", "metadata_cas_required"]
  },
  pkiCaDerRead: {
    ...plain,
    group: "pki",
    path: "ca",
    verbs: ["read"],
    unauthenticated: true
  },
  pkiCaPemRead: {
    ...plain,
    group: "pki",
    path: "ca/pem",
    verbs: ["read"],
    unauthenticated: true
  },
  pkiCaChainRead: {
    ...plain,
    group: "pki",
    path: "ca_chain",
    verbs: ["read"],
    unauthenticated: true
  },
  pkiCrlDerRead: {
    ...plain,
    group: "pki",
    path: "crl",
    verbs: ["read"],
    unauthenticated: true
  },
  pkiCrlPemRead: {
    ...plain,
    group: "pki",
    path: "crl/pem",
    verbs: ["read"],
    unauthenticated: true
  },
  pkiCrlRotate: {
    ...plain,
    group: "pki",
    path: "crl/rotate",
    verbs: ["read"]
  },
  pkiDeltaCrlRotate: {
    ...plain,
    group: "pki",
    path: "crl/rotate-delta",
    verbs: ["read"]
  },
  pkiCertRead: {
    ...plain,
    group: "pki",
    path: "cert/{serial}",
    verbs: ["read"],
    unauthenticated: true
  },
  pkiCertDerRead: {
    ...plain,
    group: "pki",
    path: "cert/{serial}/raw",
    verbs: ["read"],
    unauthenticated: true
  },
  pkiCertPemRead: {
    ...plain,
    group: "pki",
    path: "cert/{serial}/raw/pem",
    verbs: ["read"],
    unauthenticated: true
  },
  pkiCertList: {
    ...plain,
    group: "pki",
    path: "certs/",
    verbs: ["list"],
    queryFields: ["after", "limit"]
  },
  pkiCertListDetailed: {
    ...plain,
    group: "pki",
    path: "certs/detailed/",
    verbs: ["list"],
    queryFields: ["after", "limit"]
  },
  pkiRevokedCertList: {
    ...plain,
    group: "pki",
    path: "certs/revoked/",
    verbs: ["list"],
    queryFields: ["after", "limit"]
  },
  pkiRevoke: {
    ...plain,
    group: "pki",
    path: "revoke",
    verbs: ["update"],
    requestFields: ["serial_number", "certificate"]
  },
  pkiIssuerList: {
    ...plain,
    group: "pki",
    path: "issuers/",
    verbs: ["list"],
    queryFields: ["after", "limit"],
    unauthenticated: true
  },
  pkiIssuerRead: {
    ...plain,
    group: "pki",
    path: "issuer/{issuer_ref}",
    verbs: ["read"],
    spelling: { issuer_ref: ["entry-name"] }
  },
  pkiIssuerWrite: {
    ...plain,
    group: "pki",
    path: "issuer/{issuer_ref}",
    verbs: ["update"],
    spelling: { issuer_ref: ["entry-name"] },
    requestFields: ["issuer_name", "leaf_not_after_behavior", "usage", "manual_chain", "revocation_signature_algorithm", "issuing_certificates", "crl_distribution_points", "delta_crl_distribution_points", "ocsp_servers", "enable_templating"]
  },
  pkiIssuerPatch: {
    ...plain,
    group: "pki",
    path: "issuer/{issuer_ref}",
    verbs: ["patch"],
    spelling: { issuer_ref: ["entry-name"] },
    requestFields: ["issuer_name", "leaf_not_after_behavior", "usage", "manual_chain", "revocation_signature_algorithm", "issuing_certificates", "crl_distribution_points", "delta_crl_distribution_points", "ocsp_servers", "enable_templating"]
  },
  pkiIssuerDelete: {
    ...plain,
    group: "pki",
    path: "issuer/{issuer_ref}",
    verbs: ["delete"],
    spelling: { issuer_ref: ["entry-name"] }
  },
  pkiIssuerJsonRead: {
    ...plain,
    group: "pki",
    path: "issuer/{issuer_ref}/json",
    verbs: ["read"],
    spelling: { issuer_ref: ["entry-name"] },
    unauthenticated: true
  },
  pkiIssuerPemRead: {
    ...plain,
    group: "pki",
    path: "issuer/{issuer_ref}/pem",
    verbs: ["read"],
    spelling: { issuer_ref: ["entry-name"] },
    unauthenticated: true
  },
  pkiIssuerDerRead: {
    ...plain,
    group: "pki",
    path: "issuer/{issuer_ref}/der",
    verbs: ["read"],
    spelling: { issuer_ref: ["entry-name"] },
    unauthenticated: true
  },
  pkiIssuerCrlRead: {
    ...plain,
    group: "pki",
    path: "issuer/{issuer_ref}/crl",
    verbs: ["read"],
    spelling: { issuer_ref: ["entry-name"] },
    unauthenticated: true
  },
  pkiIssuerCrlPemRead: {
    ...plain,
    group: "pki",
    path: "issuer/{issuer_ref}/crl/pem",
    verbs: ["read"],
    spelling: { issuer_ref: ["entry-name"] },
    unauthenticated: true
  },
  pkiIssuerCrlDerRead: {
    ...plain,
    group: "pki",
    path: "issuer/{issuer_ref}/crl/der",
    verbs: ["read"],
    spelling: { issuer_ref: ["entry-name"] },
    unauthenticated: true
  },
  pkiIssuerIssue: {
    ...plain,
    group: "pki",
    path: "issuer/{issuer_ref}/issue/{role}",
    verbs: ["update"],
    spelling: { issuer_ref: ["entry-name"] , role: ["entry-name"] },
    requestFields: ["common_name", "alt_names", "ip_sans", "uri_sans", "other_sans", "exclude_cn_from_sans", "serial_number", "user_ids", "format", "private_key_format", "ttl", "not_before", "not_after", "remove_roots_from_chain", "key_type", "key_bits"]
  },
  pkiIssuerSign: {
    ...plain,
    group: "pki",
    path: "issuer/{issuer_ref}/sign/{role}",
    verbs: ["update"],
    spelling: { issuer_ref: ["entry-name"] , role: ["entry-name"] },
    requestFields: ["common_name", "alt_names", "ip_sans", "uri_sans", "other_sans", "exclude_cn_from_sans", "serial_number", "user_ids", "format", "private_key_format", "ttl", "not_before", "not_after", "remove_roots_from_chain", "csr"]
  },
  pkiIssuerSignVerbatim: {
    ...plain,
    group: "pki",
    path: "issuer/{issuer_ref}/sign-verbatim",
    verbs: ["update"],
    spelling: { issuer_ref: ["entry-name"] },
    requestFields: ["format", "private_key_format", "ttl", "not_before", "not_after", "csr", "issuer_ref", "key_usage", "ext_key_usage", "ext_key_usage_oids", "signature_bits", "use_pss", "basic_constraints_valid_for_non_ca", "remove_roots_from_chain"]
  },
  pkiIssuerSignVerbatimByRole: {
    ...plain,
    group: "pki",
    path: "issuer/{issuer_ref}/sign-verbatim/{role}",
    verbs: ["update"],
    spelling: { issuer_ref: ["entry-name"] },
    requestFields: ["format", "private_key_format", "ttl", "not_before", "not_after", "csr", "issuer_ref", "key_usage", "ext_key_usage", "ext_key_usage_oids", "signature_bits", "use_pss", "basic_constraints_valid_for_non_ca", "remove_roots_from_chain"]
  },
  pkiIssuerSignIntermediate: {
    ...plain,
    group: "pki",
    path: "issuer/{issuer_ref}/sign-intermediate",
    verbs: ["update"],
    spelling: { issuer_ref: ["entry-name"] },
    requestFields: ["common_name", "alt_names", "ip_sans", "uri_sans", "other_sans", "exclude_cn_from_sans", "serial_number", "user_ids", "ou", "organization", "country", "locality", "province", "street_address", "postal_code", "format", "private_key_format", "ttl", "not_before", "not_after", "not_before_duration", "max_path_length", "permitted_dns_domains", "key_usage", "ext_key_usage", "ext_key_usage_oids", "issuer_name", "signature_bits", "use_pss", "csr", "issuer_ref", "use_csr_values"]
  },
  pkiKeyList: {
    ...plain,
    group: "pki",
    path: "keys/",
    verbs: ["list"],
    queryFields: ["after", "limit"]
  },
  pkiKeyGenerate: {
    ...plain,
    group: "pki",
    path: "keys/generate/{exported}",
    verbs: ["update"],
    spelling: { exported: ["entry-name"] },
    requestFields: ["key_type", "key_bits", "key_name"]
  },
  pkiKeyRead: {
    ...plain,
    group: "pki",
    path: "key/{key_ref}",
    verbs: ["read"],
    spelling: { key_ref: ["entry-name"] }
  },
  pkiKeyWrite: {
    ...plain,
    group: "pki",
    path: "key/{key_ref}",
    verbs: ["update"],
    spelling: { key_ref: ["entry-name"] },
    requestFields: ["key_name"]
  },
  pkiKeyDelete: {
    ...plain,
    group: "pki",
    path: "key/{key_ref}",
    verbs: ["delete"],
    spelling: { key_ref: ["entry-name"] }
  },
  pkiRootDelete: {
    ...plain,
    group: "pki",
    path: "root",
    verbs: ["delete"],
    sudo: true
  },
  pkiRootGenerate: {
    ...plain,
    group: "pki",
    path: "root/generate/{exported}",
    verbs: ["update"],
    spelling: { exported: ["entry-name"] },
    requestFields: ["common_name", "alt_names", "ip_sans", "uri_sans", "other_sans", "exclude_cn_from_sans", "serial_number", "user_ids", "ou", "organization", "country", "locality", "province", "street_address", "postal_code", "format", "private_key_format", "ttl", "not_before", "not_after", "not_before_duration", "max_path_length", "permitted_dns_domains", "key_usage", "ext_key_usage", "ext_key_usage_oids", "issuer_name", "signature_bits", "use_pss", "key_type", "key_bits", "key_name", "key_ref"]
  },
  pkiRootSignIntermediate: {
    ...plain,
    group: "pki",
    path: "root/sign-intermediate",
    verbs: ["update"],
    requestFields: ["common_name", "alt_names", "ip_sans", "uri_sans", "other_sans", "exclude_cn_from_sans", "serial_number", "user_ids", "ou", "organization", "country", "locality", "province", "street_address", "postal_code", "format", "private_key_format", "ttl", "not_before", "not_after", "not_before_duration", "max_path_length", "permitted_dns_domains", "key_usage", "ext_key_usage", "ext_key_usage_oids", "issuer_name", "signature_bits", "use_pss", "csr", "issuer_ref", "use_csr_values"]
  },
  pkiIssuerRootGenerate: {
    ...plain,
    group: "pki",
    path: "issuers/generate/root\/{exported}",
    verbs: ["update"],
    spelling: { exported: ["entry-name"] },
    requestFields: ["common_name", "alt_names", "ip_sans", "uri_sans", "other_sans", "exclude_cn_from_sans", "serial_number", "user_ids", "ou", "organization", "country", "locality", "province", "street_address", "postal_code", "format", "private_key_format", "ttl", "not_before", "not_after", "not_before_duration", "max_path_length", "permitted_dns_domains", "key_usage", "ext_key_usage", "ext_key_usage_oids", "issuer_name", "signature_bits", "use_pss", "key_type", "key_bits", "key_name", "key_ref"]
  },
  pkiIntermediateGenerate: {
    ...plain,
    group: "pki",
    path: "intermediate/generate/{exported}",
    verbs: ["update"],
    spelling: { exported: ["entry-name"] },
    requestFields: ["common_name", "alt_names", "ip_sans", "uri_sans", "other_sans", "exclude_cn_from_sans", "serial_number", "user_ids", "ou", "organization", "country", "locality", "province", "street_address", "postal_code", "format", "private_key_format", "key_type", "key_bits", "key_name", "key_ref", "signature_bits", "add_basic_constraints"]
  },
  pkiIssuerIntermediateGenerate: {
    ...plain,
    group: "pki",
    path: "issuers/generate/intermediate/{exported}",
    verbs: ["update"],
    spelling: { exported: ["entry-name"] },
    requestFields: ["common_name", "alt_names", "ip_sans", "uri_sans", "other_sans", "exclude_cn_from_sans", "serial_number", "user_ids", "ou", "organization", "country", "locality", "province", "street_address", "postal_code", "format", "private_key_format", "key_type", "key_bits", "key_name", "key_ref", "signature_bits", "add_basic_constraints"]
  },
  pkiIntermediateSetSigned: {
    ...plain,
    group: "pki",
    path: "intermediate/set-signed",
    verbs: ["update"],
    requestFields: ["certificate", "pem_bundle"]
  },
  pkiRoleList: {
    ...plain,
    group: "pki",
    path: "roles/",
    verbs: ["list"],
    queryFields: ["after", "limit"]
  },
  pkiRoleRead: {
    ...plain,
    group: "pki",
    path: "roles/{role}",
    verbs: ["read"],
    spelling: { role: ["entry-name"] }
  },
  pkiRoleWrite: {
    ...plain,
    group: "pki",
    path: "roles/{role}",
    verbs: ["update"],
    spelling: { role: ["entry-name"] },
    requestFields: ["issuer_ref", "ttl", "max_ttl", "allow_localhost", "allowed_domains", "allowed_domains_template", "allow_bare_domains", "allow_subdomains", "allow_glob_domains", "allow_globs_in_identity_templates", "allow_wildcard_certificates", "allow_any_name", "enforce_hostnames", "allow_ip_sans", "allowed_ip_sans_cidr", "allowed_uri_sans", "allowed_uri_sans_template", "allowed_other_sans", "allowed_serial_numbers", "allowed_user_ids", "server_flag", "client_flag", "code_signing_flag", "email_protection_flag", "key_type", "key_bits", "signature_bits", "use_pss", "key_usage", "ext_key_usage", "ext_key_usage_oids", "use_csr_common_name", "use_csr_sans", "ou", "organization", "country", "locality", "province", "street_address", "postal_code", "generate_lease", "no_store", "require_cn", "policy_identifiers", "basic_constraints_valid_for_non_ca", "not_before", "not_before_bound", "not_before_duration", "not_after", "not_after_bound", "cn_validations"]
  },
  pkiRolePatch: {
    ...plain,
    group: "pki",
    path: "roles/{role}",
    verbs: ["patch"],
    spelling: { role: ["entry-name"] },
    requestFields: ["issuer_ref", "ttl", "max_ttl", "allow_localhost", "allowed_domains", "allowed_domains_template", "allow_bare_domains", "allow_subdomains", "allow_glob_domains", "allow_globs_in_identity_templates", "allow_wildcard_certificates", "allow_any_name", "enforce_hostnames", "allow_ip_sans", "allowed_ip_sans_cidr", "allowed_uri_sans", "allowed_uri_sans_template", "allowed_other_sans", "allowed_serial_numbers", "allowed_user_ids", "server_flag", "client_flag", "code_signing_flag", "email_protection_flag", "key_type", "key_bits", "signature_bits", "use_pss", "key_usage", "ext_key_usage", "ext_key_usage_oids", "use_csr_common_name", "use_csr_sans", "ou", "organization", "country", "locality", "province", "street_address", "postal_code", "generate_lease", "no_store", "require_cn", "policy_identifiers", "basic_constraints_valid_for_non_ca", "not_before", "not_before_bound", "not_before_duration", "not_after", "not_after_bound", "cn_validations"]
  },
  pkiRoleDelete: {
    ...plain,
    group: "pki",
    path: "roles/{role}",
    verbs: ["delete"],
    spelling: { role: ["entry-name"] }
  },
  pkiIssue: {
    ...plain,
    group: "pki",
    path: "issue/{role}",
    verbs: ["update"],
    spelling: { role: ["entry-name"] },
    requestFields: ["common_name", "alt_names", "ip_sans", "uri_sans", "other_sans", "exclude_cn_from_sans", "serial_number", "user_ids", "format", "private_key_format", "ttl", "not_before", "not_after", "remove_roots_from_chain", "key_type", "key_bits"]
  },
  pkiSign: {
    ...plain,
    group: "pki",
    path: "sign/{role}",
    verbs: ["update"],
    spelling: { role: ["entry-name"] },
    requestFields: ["common_name", "alt_names", "ip_sans", "uri_sans", "other_sans", "exclude_cn_from_sans", "serial_number", "user_ids", "format", "private_key_format", "ttl", "not_before", "not_after", "remove_roots_from_chain", "csr"]
  },
  pkiSignVerbatim: {
    ...plain,
    group: "pki",
    path: "sign-verbatim",
    verbs: ["update"],
    requestFields: ["format", "private_key_format", "ttl", "not_before", "not_after", "csr", "issuer_ref", "key_usage", "ext_key_usage", "ext_key_usage_oids", "signature_bits", "use_pss", "basic_constraints_valid_for_non_ca", "remove_roots_from_chain"]
  },
  pkiSignVerbatimByRole: {
    ...plain,
    group: "pki",
    path: "sign-verbatim/{role}",
    verbs: ["update"],
    requestFields: ["format", "private_key_format", "ttl", "not_before", "not_after", "csr", "issuer_ref", "key_usage", "ext_key_usage", "ext_key_usage_oids", "signature_bits", "use_pss", "basic_constraints_valid_for_non_ca", "remove_roots_from_chain"]
  },
  pkiDefaultIssuerRead: {
    ...plain,
    group: "pki",
    path: "config/issuers",
    verbs: ["read"]
  },
  pkiDefaultIssuerWrite: {
    ...plain,
    group: "pki",
    path: "config/issuers",
    verbs: ["update"],
    requestFields: ["default", "default_follows_latest_issuer"]
  },
  pkiDefaultKeyRead: {
    ...plain,
    group: "pki",
    path: "config/keys",
    verbs: ["read"]
  },
  pkiDefaultKeyWrite: {
    ...plain,
    group: "pki",
    path: "config/keys",
    verbs: ["update"],
    requestFields: ["default"]
  },
  pkiUrlsRead: {
    ...plain,
    group: "pki",
    path: "config/urls",
    verbs: ["read"]
  },
  pkiUrlsWrite: {
    ...plain,
    group: "pki",
    path: "config/urls",
    verbs: ["update"],
    requestFields: ["issuing_certificates", "crl_distribution_points", "delta_crl_distribution_points", "ocsp_servers", "enable_templating"]
  },
  pkiCrlConfigRead: {
    ...plain,
    group: "pki",
    path: "config/crl",
    verbs: ["read"]
  },
  pkiCrlConfigWrite: {
    ...plain,
    group: "pki",
    path: "config/crl",
    verbs: ["update"],
    requestFields: ["expiry", "disable", "ocsp_disable", "ocsp_expiry", "auto_rebuild", "auto_rebuild_grace_period", "enable_delta", "delta_rebuild_interval", "allow_expired_cert_revocation"]
  },
  pkiClusterRead: {
    ...plain,
    group: "pki",
    path: "config/cluster",
    verbs: ["read"]
  },
  pkiClusterWrite: {
    ...plain,
    group: "pki",
    path: "config/cluster",
    verbs: ["update"],
    requestFields: ["path", "aia_path"]
  },
  pkiAutoTidyRead: {
    ...plain,
    group: "pki",
    path: "config/auto-tidy",
    verbs: ["read"]
  },
  pkiAutoTidyWrite: {
    ...plain,
    group: "pki",
    path: "config/auto-tidy",
    verbs: ["update"],
    requestFields: ["enabled", "interval_duration", "maintain_stored_certificate_counts", "publish_stored_certificate_count_metrics", "tidy_cert_store", "tidy_revoked_certs", "tidy_invalid_certs", "tidy_revoked_cert_issuer_associations", "tidy_expired_issuers", "tidy_move_legacy_ca_bundle", "tidy_acme", "safety_buffer", "revoked_safety_buffer", "issuer_safety_buffer", "acme_account_safety_buffer", "pause_duration", "page_size"]
  },
  pkiTidy: {
    ...plain,
    group: "pki",
    path: "tidy",
    verbs: ["update"],
    requestFields: ["tidy_cert_store", "tidy_revoked_certs", "tidy_invalid_certs", "tidy_revoked_cert_issuer_associations", "tidy_expired_issuers", "tidy_move_legacy_ca_bundle", "tidy_acme", "safety_buffer", "revoked_safety_buffer", "issuer_safety_buffer", "acme_account_safety_buffer", "pause_duration", "page_size"]
  },
  pkiTidyStatusRead: {
    ...plain,
    group: "pki",
    path: "tidy-status",
    verbs: ["read"]
  },
  pkiTidyCancel: {
    ...plain,
    group: "pki",
    path: "tidy-cancel",
    verbs: ["update"]
  },
  httpConfigRead: {
    ...plain,
    group: "http",
    path: "config/upstream",
    verbs: ["read"]
  },
  httpConfigWrite: {
    ...plain,
    group: "http",
    path: "config/upstream",
    verbs: ["update"],
    requestFields: ["base_url", "allowed_methods", "allowed_paths", "headers", "timeout", "max_response_size"],
    sudo: true
  },
  httpConfigDelete: {
    ...plain,
    group: "http",
    path: "config/upstream",
    verbs: ["delete"],
    sudo: true
  },
  httpRead: {
    ...plain,
    group: "http",
    path: "request/{path*}",
    verbs: ["read"]
  },
  httpWrite: {
    ...plain,
    group: "http",
    path: "request/{path*}",
    verbs: ["update"],
    opaqueBody: true
  },
  httpPatch: {
    ...plain,
    group: "http",
    path: "request/{path*}",
    verbs: ["patch"],
    opaqueBody: true
  },
  httpDelete: {
    ...plain,
    group: "http",
    path: "request/{path*}",
    verbs: ["delete"]
  }
} as const satisfies Readonly<Record<string, OperationRow>>

/** The operations whose response may have what the server does not return again: a token, what one wraps, key shares, a private key. */
export const existsOnceOperations = [
  "wrappingWrap",
  "wrappingUnwrap",
  "wrappingRewrap",
  "sysInit",
  "sysRootRotationUpdate",
  "sysRecoveryRotationUpdate",
  "sysRootGenerationStart",
  "sysRootGenerationUpdate",
  "sysRootTokenGenerationStart",
  "sysRootTokenGenerationUpdate",
  "sysRekeyUpdate",
  "sysRecoveryRekeyUpdate",
  "tokenCreate",
  "tokenCreateOrphan",
  "tokenCreateAgainstRole",
  "appRoleLogin",
  "appRoleSecretIdGenerate",
  "appRoleSecretIdGenerateCustom",
  "userpassLogin",
  "cubbyholeRead",
  "pkiIssuerIssue",
  "pkiKeyGenerate",
  "pkiRootGenerate",
  "pkiIssuerRootGenerate",
  "pkiIntermediateGenerate",
  "pkiIssuerIntermediateGenerate",
  "pkiIssue"
] as const satisfies ReadonlyArray<keyof typeof operationTable>
