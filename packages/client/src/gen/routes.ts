// Generated from spec/ by packages/protocol/scripts/generate.ts. Do not edit: change the spec, then `npm run generate`.

import type { OperationRoute } from "../operation-route.ts"

/** Wrap arbitrary data: `POST /sys/wrapping/wrap` */
export const wrappingWrap: OperationRoute<"wrappingWrap"> = { id: "wrappingWrap", route: "update sys/wrapping/wrap" }
/** Unwrap a wrapped response: `POST /sys/wrapping/unwrap` */
export const wrappingUnwrap: OperationRoute<"wrappingUnwrap"> = { id: "wrappingUnwrap", route: "update sys/wrapping/unwrap", raw: true }
/** Look up a wrapping token: `POST /sys/wrapping/lookup` */
export const wrappingLookup: OperationRoute<"wrappingLookup"> = { id: "wrappingLookup", route: "update sys/wrapping/lookup" }
/** Rewrap a wrapped response: `POST /sys/wrapping/rewrap` */
export const wrappingRewrap: OperationRoute<"wrappingRewrap"> = { id: "wrappingRewrap", route: "update sys/wrapping/rewrap" }
/** Check the health of the server: `GET /sys/health` */
export const sysHealthRead: OperationRoute<"sysHealthRead"> = { id: "sysHealthRead", route: "read sys/health" }
/** Read the seal status: `GET /sys/seal-status` */
export const sysSealStatusRead: OperationRoute<"sysSealStatusRead"> = { id: "sysSealStatusRead", route: "read sys/seal-status" }
/** Read the active server: `GET /sys/leader` */
export const sysLeaderRead: OperationRoute<"sysLeaderRead"> = { id: "sysLeaderRead", route: "read sys/leader" }
/** Read whether the server is initialized: `GET /sys/init` */
export const sysInitStatusRead: OperationRoute<"sysInitStatusRead"> = { id: "sysInitStatusRead", route: "read sys/init" }
/** Initialize the server: `POST /sys/init` */
export const sysInit: OperationRoute<"sysInit"> = { id: "sysInit", route: "update sys/init" }
/** Unseal the server: `POST /sys/unseal` */
export const sysUnseal: OperationRoute<"sysUnseal"> = { id: "sysUnseal", route: "update sys/unseal" }
/** Seal the server: `POST /sys/seal` */
export const sysSeal: OperationRoute<"sysSeal"> = { id: "sysSeal", route: "update sys/seal" }
/** Step down as the active server: `POST /sys/step-down` */
export const sysStepDown: OperationRoute<"sysStepDown"> = { id: "sysStepDown", route: "update sys/step-down" }
/** List the servers of the cluster: `GET /sys/ha-status` */
export const sysHaStatusRead: OperationRoute<"sysHaStatusRead"> = { id: "sysHaStatusRead", route: "read sys/ha-status" }
/** Read the status of the encryption key: `GET /sys/key-status` */
export const sysKeyStatusRead: OperationRoute<"sysKeyStatusRead"> = { id: "sysKeyStatusRead", route: "read sys/key-status" }
/** Rotate the encryption key: `POST /sys/rotate` */
export const sysRotate: OperationRoute<"sysRotate"> = { id: "sysRotate", route: "update sys/rotate" }
/** Read the automatic rotation settings: `GET /sys/rotate/config` */
export const sysRotateConfigRead: OperationRoute<"sysRotateConfigRead"> = { id: "sysRotateConfigRead", route: "read sys/rotate/config" }
/** Write the automatic rotation settings: `POST /sys/rotate/config` */
export const sysRotateConfigWrite: OperationRoute<"sysRotateConfigWrite"> = { id: "sysRotateConfigWrite", route: "update sys/rotate/config" }
/** Rotate the encryption key (new path): `POST /sys/rotate/keyring` */
export const sysKeyringRotate: OperationRoute<"sysKeyringRotate"> = { id: "sysKeyringRotate", route: "update sys/rotate/keyring" }
/** Read the automatic rotation settings (new path): `GET /sys/rotate/keyring/config` */
export const sysKeyringRotateConfigRead: OperationRoute<"sysKeyringRotateConfigRead"> = { id: "sysKeyringRotateConfigRead", route: "read sys/rotate/keyring/config" }
/** Write the automatic rotation settings (new path): `POST /sys/rotate/keyring/config` */
export const sysKeyringRotateConfigWrite: OperationRoute<"sysKeyringRotateConfigWrite"> = { id: "sysKeyringRotateConfigWrite", route: "update sys/rotate/keyring/config" }
/** Rotate the root key: `POST /sys/rotate/root` */
export const sysRootKeyRotate: OperationRoute<"sysRootKeyRotate"> = { id: "sysRootKeyRotate", route: "update sys/rotate/root" }
/** Read the rotation of the key shares: `GET /sys/rotate/root\/init` */
export const sysRootRotationRead: OperationRoute<"sysRootRotationRead"> = { id: "sysRootRotationRead", route: "read sys/rotate/root\/init" }
/** Start to rotate the key shares: `POST /sys/rotate/root\/init` */
export const sysRootRotationStart: OperationRoute<"sysRootRotationStart"> = { id: "sysRootRotationStart", route: "update sys/rotate/root\/init" }
/** Cancel the rotation of the key shares: `DELETE /sys/rotate/root\/init` */
export const sysRootRotationCancel: OperationRoute<"sysRootRotationCancel"> = { id: "sysRootRotationCancel", route: "delete sys/rotate/root\/init" }
/** Send one of the present key shares for a rotation: `POST /sys/rotate/root\/update` */
export const sysRootRotationUpdate: OperationRoute<"sysRootRotationUpdate"> = { id: "sysRootRotationUpdate", route: "update sys/rotate/root\/update" }
/** Read the verification of the rotated key shares: `GET /sys/rotate/root\/verify` */
export const sysRootRotationVerificationRead: OperationRoute<"sysRootRotationVerificationRead"> = { id: "sysRootRotationVerificationRead", route: "read sys/rotate/root\/verify" }
/** Send one of the rotated key shares: `POST /sys/rotate/root\/verify` */
export const sysRootRotationVerificationUpdate: OperationRoute<"sysRootRotationVerificationUpdate"> = { id: "sysRootRotationVerificationUpdate", route: "update sys/rotate/root\/verify" }
/** Restart the verification of the rotated key shares: `DELETE /sys/rotate/root\/verify` */
export const sysRootRotationVerificationRestart: OperationRoute<"sysRootRotationVerificationRestart"> = { id: "sysRootRotationVerificationRestart", route: "delete sys/rotate/root\/verify" }
/** Read the backup of the rotated key shares: `GET /sys/rotate/root\/backup` */
export const sysRootRotationBackupRead: OperationRoute<"sysRootRotationBackupRead"> = { id: "sysRootRotationBackupRead", route: "read sys/rotate/root\/backup" }
/** Delete the backup of the rotated key shares: `DELETE /sys/rotate/root\/backup` */
export const sysRootRotationBackupDelete: OperationRoute<"sysRootRotationBackupDelete"> = { id: "sysRootRotationBackupDelete", route: "delete sys/rotate/root\/backup" }
/** Read the rotation of the recovery key shares: `GET /sys/rotate/recovery/init` */
export const sysRecoveryRotationRead: OperationRoute<"sysRecoveryRotationRead"> = { id: "sysRecoveryRotationRead", route: "read sys/rotate/recovery/init" }
/** Start to rotate the recovery key shares: `POST /sys/rotate/recovery/init` */
export const sysRecoveryRotationStart: OperationRoute<"sysRecoveryRotationStart"> = { id: "sysRecoveryRotationStart", route: "update sys/rotate/recovery/init" }
/** Cancel the rotation of the recovery key shares: `DELETE /sys/rotate/recovery/init` */
export const sysRecoveryRotationCancel: OperationRoute<"sysRecoveryRotationCancel"> = { id: "sysRecoveryRotationCancel", route: "delete sys/rotate/recovery/init" }
/** Send one of the present recovery key shares for a rotation: `POST /sys/rotate/recovery/update` */
export const sysRecoveryRotationUpdate: OperationRoute<"sysRecoveryRotationUpdate"> = { id: "sysRecoveryRotationUpdate", route: "update sys/rotate/recovery/update" }
/** Read the verification of the rotated recovery key shares: `GET /sys/rotate/recovery/verify` */
export const sysRecoveryRotationVerificationRead: OperationRoute<"sysRecoveryRotationVerificationRead"> = { id: "sysRecoveryRotationVerificationRead", route: "read sys/rotate/recovery/verify" }
/** Send one of the rotated recovery key shares: `POST /sys/rotate/recovery/verify` */
export const sysRecoveryRotationVerificationUpdate: OperationRoute<"sysRecoveryRotationVerificationUpdate"> = { id: "sysRecoveryRotationVerificationUpdate", route: "update sys/rotate/recovery/verify" }
/** Restart the verification of the rotated recovery key shares: `DELETE /sys/rotate/recovery/verify` */
export const sysRecoveryRotationVerificationRestart: OperationRoute<"sysRecoveryRotationVerificationRestart"> = { id: "sysRecoveryRotationVerificationRestart", route: "delete sys/rotate/recovery/verify" }
/** Read the backup of the rotated recovery key shares: `GET /sys/rotate/recovery/backup` */
export const sysRecoveryRotationBackupRead: OperationRoute<"sysRecoveryRotationBackupRead"> = { id: "sysRecoveryRotationBackupRead", route: "read sys/rotate/recovery/backup" }
/** Delete the backup of the rotated recovery key shares: `DELETE /sys/rotate/recovery/backup` */
export const sysRecoveryRotationBackupDelete: OperationRoute<"sysRecoveryRotationBackupDelete"> = { id: "sysRecoveryRotationBackupDelete", route: "delete sys/rotate/recovery/backup" }
/** Read the root token attempt: `GET /sys/generate-root/attempt` */
export const sysRootGenerationRead: OperationRoute<"sysRootGenerationRead"> = { id: "sysRootGenerationRead", route: "read sys/generate-root/attempt" }
/** Start a root token attempt: `POST /sys/generate-root/attempt` */
export const sysRootGenerationStart: OperationRoute<"sysRootGenerationStart"> = { id: "sysRootGenerationStart", route: "update sys/generate-root/attempt" }
/** Cancel the root token attempt: `DELETE /sys/generate-root/attempt` */
export const sysRootGenerationCancel: OperationRoute<"sysRootGenerationCancel"> = { id: "sysRootGenerationCancel", route: "delete sys/generate-root/attempt" }
/** Send a key share for a root token: `POST /sys/generate-root/update` */
export const sysRootGenerationUpdate: OperationRoute<"sysRootGenerationUpdate"> = { id: "sysRootGenerationUpdate", route: "update sys/generate-root/update" }
/** Read the root token attempt (with a token): `GET /sys/generate-root-token/attempt` */
export const sysRootTokenGenerationRead: OperationRoute<"sysRootTokenGenerationRead"> = { id: "sysRootTokenGenerationRead", route: "read sys/generate-root-token/attempt" }
/** Start a root token attempt (with a token): `POST /sys/generate-root-token/attempt` */
export const sysRootTokenGenerationStart: OperationRoute<"sysRootTokenGenerationStart"> = { id: "sysRootTokenGenerationStart", route: "update sys/generate-root-token/attempt" }
/** Cancel the root token attempt (with a token): `DELETE /sys/generate-root-token/attempt` */
export const sysRootTokenGenerationCancel: OperationRoute<"sysRootTokenGenerationCancel"> = { id: "sysRootTokenGenerationCancel", route: "delete sys/generate-root-token/attempt" }
/** Send a key share for a root token (with a token): `POST /sys/generate-root-token/update` */
export const sysRootTokenGenerationUpdate: OperationRoute<"sysRootTokenGenerationUpdate"> = { id: "sysRootTokenGenerationUpdate", route: "update sys/generate-root-token/update" }
/** Decode an encoded root token: `POST /sys/decode-token` */
export const sysRootTokenDecode: OperationRoute<"sysRootTokenDecode"> = { id: "sysRootTokenDecode", route: "update sys/decode-token" }
/** Read the attempt to replace the key shares: `GET /sys/rekey/init` */
export const sysRekeyRead: OperationRoute<"sysRekeyRead"> = { id: "sysRekeyRead", route: "read sys/rekey/init" }
/** Start to replace the key shares: `POST /sys/rekey/init` */
export const sysRekeyStart: OperationRoute<"sysRekeyStart"> = { id: "sysRekeyStart", route: "update sys/rekey/init" }
/** Cancel the attempt to replace the key shares: `DELETE /sys/rekey/init` */
export const sysRekeyCancel: OperationRoute<"sysRekeyCancel"> = { id: "sysRekeyCancel", route: "delete sys/rekey/init" }
/** Send one of the present key shares: `POST /sys/rekey/update` */
export const sysRekeyUpdate: OperationRoute<"sysRekeyUpdate"> = { id: "sysRekeyUpdate", route: "update sys/rekey/update" }
/** Read the verification of the new key shares: `GET /sys/rekey/verify` */
export const sysRekeyVerificationRead: OperationRoute<"sysRekeyVerificationRead"> = { id: "sysRekeyVerificationRead", route: "read sys/rekey/verify" }
/** Send one of the new key shares: `POST /sys/rekey/verify` */
export const sysRekeyVerificationUpdate: OperationRoute<"sysRekeyVerificationUpdate"> = { id: "sysRekeyVerificationUpdate", route: "update sys/rekey/verify" }
/** Restart the verification of the new key shares: `DELETE /sys/rekey/verify` */
export const sysRekeyVerificationRestart: OperationRoute<"sysRekeyVerificationRestart"> = { id: "sysRekeyVerificationRestart", route: "delete sys/rekey/verify" }
/** Read the backup of the key shares: `GET /sys/rekey/backup` */
export const sysRekeyBackupRead: OperationRoute<"sysRekeyBackupRead"> = { id: "sysRekeyBackupRead", route: "read sys/rekey/backup" }
/** Delete the backup of the key shares: `DELETE /sys/rekey/backup` */
export const sysRekeyBackupDelete: OperationRoute<"sysRekeyBackupDelete"> = { id: "sysRekeyBackupDelete", route: "delete sys/rekey/backup" }
/** Read the attempt to replace the recovery key shares: `GET /sys/rekey-recovery-key/init` */
export const sysRecoveryRekeyRead: OperationRoute<"sysRecoveryRekeyRead"> = { id: "sysRecoveryRekeyRead", route: "read sys/rekey-recovery-key/init" }
/** Start to replace the recovery key shares: `POST /sys/rekey-recovery-key/init` */
export const sysRecoveryRekeyStart: OperationRoute<"sysRecoveryRekeyStart"> = { id: "sysRecoveryRekeyStart", route: "update sys/rekey-recovery-key/init" }
/** Cancel the attempt to replace the recovery key shares: `DELETE /sys/rekey-recovery-key/init` */
export const sysRecoveryRekeyCancel: OperationRoute<"sysRecoveryRekeyCancel"> = { id: "sysRecoveryRekeyCancel", route: "delete sys/rekey-recovery-key/init" }
/** Send one of the present recovery key shares: `POST /sys/rekey-recovery-key/update` */
export const sysRecoveryRekeyUpdate: OperationRoute<"sysRecoveryRekeyUpdate"> = { id: "sysRecoveryRekeyUpdate", route: "update sys/rekey-recovery-key/update" }
/** Read the verification of the new recovery key shares: `GET /sys/rekey-recovery-key/verify` */
export const sysRecoveryRekeyVerificationRead: OperationRoute<"sysRecoveryRekeyVerificationRead"> = { id: "sysRecoveryRekeyVerificationRead", route: "read sys/rekey-recovery-key/verify" }
/** Send one of the new recovery key shares: `POST /sys/rekey-recovery-key/verify` */
export const sysRecoveryRekeyVerificationUpdate: OperationRoute<"sysRecoveryRekeyVerificationUpdate"> = { id: "sysRecoveryRekeyVerificationUpdate", route: "update sys/rekey-recovery-key/verify" }
/** Restart the verification of the new recovery key shares: `DELETE /sys/rekey-recovery-key/verify` */
export const sysRecoveryRekeyVerificationRestart: OperationRoute<"sysRecoveryRekeyVerificationRestart"> = { id: "sysRecoveryRekeyVerificationRestart", route: "delete sys/rekey-recovery-key/verify" }
/** Read the backup of the recovery key shares: `GET /sys/rekey/recovery-key-backup` */
export const sysRecoveryRekeyBackupRead: OperationRoute<"sysRecoveryRekeyBackupRead"> = { id: "sysRecoveryRekeyBackupRead", route: "read sys/rekey/recovery-key-backup" }
/** Delete the backup of the recovery key shares: `DELETE /sys/rekey/recovery-key-backup` */
export const sysRecoveryRekeyBackupDelete: OperationRoute<"sysRecoveryRekeyBackupDelete"> = { id: "sysRecoveryRekeyBackupDelete", route: "delete sys/rekey/recovery-key-backup" }
/** List the installed server versions: `GET /sys/version-history/` */
export const sysVersionHistoryList: OperationRoute<"sysVersionHistoryList"> = { id: "sysVersionHistoryList", route: "list sys/version-history/" }
/** List the policies: `GET /sys/policies/acl/` */
export const policyList: OperationRoute<"policyList"> = { id: "policyList", route: "list sys/policies/acl/" }
/** Read a policy: `GET /sys/policies/acl/{name}` */
export const policyRead: OperationRoute<"policyRead"> = { id: "policyRead", route: "read sys/policies/acl/{name*}" }
/** Create or update a policy: `POST /sys/policies/acl/{name}` */
export const policyWrite: OperationRoute<"policyWrite"> = { id: "policyWrite", route: "update sys/policies/acl/{name*}" }
/** Delete a policy: `DELETE /sys/policies/acl/{name}` */
export const policyDelete: OperationRoute<"policyDelete"> = { id: "policyDelete", route: "delete sys/policies/acl/{name*}" }
/** List the policies with their texts: `GET /sys/policies/detailed/acl/` */
export const policyListDetailed: OperationRoute<"policyListDetailed"> = { id: "policyListDetailed", route: "list sys/policies/detailed/acl/" }
/** List policies by prefix with their texts: `GET /sys/policies/detailed/acl/{prefix}/` */
export const policyListDetailedBelow: OperationRoute<"policyListDetailedBelow"> = { id: "policyListDetailedBelow", route: "list sys/policies/detailed/acl/{prefix*}/" }
/** List the policies (old path): `GET /sys/policy/` */
export const policyLegacyList: OperationRoute<"policyLegacyList"> = { id: "policyLegacyList", route: "list sys/policy/" }
/** List the policies by GET (old path): `GET /sys/policy` */
export const policyLegacyListGet: OperationRoute<"policyLegacyListGet"> = { id: "policyLegacyListGet", route: "read sys/policy" }
/** Read a policy (old path): `GET /sys/policy/{name}` */
export const policyLegacyRead: OperationRoute<"policyLegacyRead"> = { id: "policyLegacyRead", route: "read sys/policy/{name*}" }
/** Create or update a policy (old path): `POST /sys/policy/{name}` */
export const policyLegacyWrite: OperationRoute<"policyLegacyWrite"> = { id: "policyLegacyWrite", route: "update sys/policy/{name*}" }
/** Delete a policy (old path): `DELETE /sys/policy/{name}` */
export const policyLegacyDelete: OperationRoute<"policyLegacyDelete"> = { id: "policyLegacyDelete", route: "delete sys/policy/{name*}" }
/** Read the capabilities of a token: `POST /sys/capabilities` */
export const sysCapabilitiesRead: OperationRoute<"sysCapabilitiesRead"> = { id: "sysCapabilitiesRead", route: "update sys/capabilities" }
/** Read the capabilities of the caller: `POST /sys/capabilities-self` */
export const sysCapabilitiesSelfRead: OperationRoute<"sysCapabilitiesSelfRead"> = { id: "sysCapabilitiesSelfRead", route: "update sys/capabilities-self" }
/** Read the capabilities of an accessor's token: `POST /sys/capabilities-accessor` */
export const sysCapabilitiesAccessorRead: OperationRoute<"sysCapabilitiesAccessorRead"> = { id: "sysCapabilitiesAccessorRead", route: "update sys/capabilities-accessor" }
/** Read all rules of the caller: `GET /sys/internal/ui/resultant-acl` */
export const sysUiResultantAclRead: OperationRoute<"sysUiResultantAclRead"> = { id: "sysUiResultantAclRead", route: "read sys/internal/ui/resultant-acl" }
/** Generate random bytes: `POST /sys/tools/random` */
export const sysRandomGenerate: OperationRoute<"sysRandomGenerate"> = { id: "sysRandomGenerate", route: "update sys/tools/random" }
/** Generate random bytes by count or source: `POST /sys/tools/random/{bytes_or_source}` */
export const sysRandomGenerateOf: OperationRoute<"sysRandomGenerateOf"> = { id: "sysRandomGenerateOf", route: "update sys/tools/random/{bytes_or_source}" }
/** Generate random bytes by source and count: `POST /sys/tools/random/{source}/{bytes}` */
export const sysRandomGenerateFrom: OperationRoute<"sysRandomGenerateFrom"> = { id: "sysRandomGenerateFrom", route: "update sys/tools/random/{source}/{bytes}" }
/** Hash the input bytes: `POST /sys/tools/hash` */
export const sysHashGenerate: OperationRoute<"sysHashGenerate"> = { id: "sysHashGenerate", route: "update sys/tools/hash" }
/** Hash the input bytes by algorithm: `POST /sys/tools/hash/{algorithm}` */
export const sysHashGenerateBy: OperationRoute<"sysHashGenerateBy"> = { id: "sysHashGenerateBy", route: "update sys/tools/hash/{algorithm}" }
/** Read the CORS settings: `GET /sys/config/cors` */
export const sysCorsRead: OperationRoute<"sysCorsRead"> = { id: "sysCorsRead", route: "read sys/config/cors" }
/** Write the CORS settings: `POST /sys/config/cors` */
export const sysCorsWrite: OperationRoute<"sysCorsWrite"> = { id: "sysCorsWrite", route: "update sys/config/cors" }
/** Disable CORS for all origins: `DELETE /sys/config/cors` */
export const sysCorsDelete: OperationRoute<"sysCorsDelete"> = { id: "sysCorsDelete", route: "delete sys/config/cors" }
/** Read the metrics: `GET /sys/metrics` */
export const sysMetricsRead: OperationRoute<"sysMetricsRead"> = { id: "sysMetricsRead", route: "read sys/metrics", raw: true }
/** List the rate limit quotas: `GET /sys/quotas/rate-limit/` */
export const sysRateLimitList: OperationRoute<"sysRateLimitList"> = { id: "sysRateLimitList", route: "list sys/quotas/rate-limit/" }
/** Read a rate limit quota: `GET /sys/quotas/rate-limit/{name}` */
export const sysRateLimitRead: OperationRoute<"sysRateLimitRead"> = { id: "sysRateLimitRead", route: "read sys/quotas/rate-limit/{name}" }
/** Create or update a rate limit quota: `POST /sys/quotas/rate-limit/{name}` */
export const sysRateLimitWrite: OperationRoute<"sysRateLimitWrite"> = { id: "sysRateLimitWrite", route: "update sys/quotas/rate-limit/{name}" }
/** Delete a rate limit quota: `DELETE /sys/quotas/rate-limit/{name}` */
export const sysRateLimitDelete: OperationRoute<"sysRateLimitDelete"> = { id: "sysRateLimitDelete", route: "delete sys/quotas/rate-limit/{name}" }
/** Read the settings of quotas: `GET /sys/quotas/config` */
export const sysQuotaConfigRead: OperationRoute<"sysQuotaConfigRead"> = { id: "sysQuotaConfigRead", route: "read sys/quotas/config" }
/** Write the settings of quotas: `POST /sys/quotas/config` */
export const sysQuotaConfigWrite: OperationRoute<"sysQuotaConfigWrite"> = { id: "sysQuotaConfigWrite", route: "update sys/quotas/config" }
/** List the audit devices: `GET /sys/audit` */
export const sysAuditList: OperationRoute<"sysAuditList"> = { id: "sysAuditList", route: "read sys/audit" }
/** Enable an audit device: `POST /sys/audit/{path}` */
export const sysAuditEnable: OperationRoute<"sysAuditEnable"> = { id: "sysAuditEnable", route: "update sys/audit/{path*}" }
/** Disable an audit device: `DELETE /sys/audit/{path}` */
export const sysAuditDisable: OperationRoute<"sysAuditDisable"> = { id: "sysAuditDisable", route: "delete sys/audit/{path*}" }
/** Hash a string by an audit device: `POST /sys/audit-hash/{path}` */
export const sysAuditHash: OperationRoute<"sysAuditHash"> = { id: "sysAuditHash", route: "update sys/audit-hash/{path*}" }
/** List the audited request headers: `GET /sys/config/auditing/request-headers` */
export const sysAuditHeaderList: OperationRoute<"sysAuditHeaderList"> = { id: "sysAuditHeaderList", route: "read sys/config/auditing/request-headers" }
/** Read how a request header is audited: `GET /sys/config/auditing/request-headers/{header}` */
export const sysAuditHeaderRead: OperationRoute<"sysAuditHeaderRead"> = { id: "sysAuditHeaderRead", route: "read sys/config/auditing/request-headers/{header*}" }
/** Audit a request header: `POST /sys/config/auditing/request-headers/{header}` */
export const sysAuditHeaderWrite: OperationRoute<"sysAuditHeaderWrite"> = { id: "sysAuditHeaderWrite", route: "update sys/config/auditing/request-headers/{header*}" }
/** Stop auditing a request header: `DELETE /sys/config/auditing/request-headers/{header}` */
export const sysAuditHeaderDelete: OperationRoute<"sysAuditHeaderDelete"> = { id: "sysAuditHeaderDelete", route: "delete sys/config/auditing/request-headers/{header*}" }
/** Read the OpenAPI document of this server: `GET /sys/internal/specs/openapi` */
export const sysOpenApiRead: OperationRoute<"sysOpenApiRead"> = { id: "sysOpenApiRead", route: "read sys/internal/specs/openapi" }
/** List the mounts: `GET /sys/mounts` */
export const sysMountList: OperationRoute<"sysMountList"> = { id: "sysMountList", route: "read sys/mounts" }
/** Read a mount: `GET /sys/mounts/{path}` */
export const sysMountRead: OperationRoute<"sysMountRead"> = { id: "sysMountRead", route: "read sys/mounts/{path*}" }
/** Mount a secrets engine: `POST /sys/mounts/{path}` */
export const sysMountEnable: OperationRoute<"sysMountEnable"> = { id: "sysMountEnable", route: "update sys/mounts/{path*}" }
/** Unmount a secrets engine: `DELETE /sys/mounts/{path}` */
export const sysMountDisable: OperationRoute<"sysMountDisable"> = { id: "sysMountDisable", route: "delete sys/mounts/{path*}" }
/** Read the tuning of a mount: `GET /sys/mounts/{path}/tune` */
export const sysMountTuningRead: OperationRoute<"sysMountTuningRead"> = { id: "sysMountTuningRead", route: "read sys/mounts/{path*}/tune" }
/** Tune a mount: `POST /sys/mounts/{path}/tune` */
export const sysMountTuningWrite: OperationRoute<"sysMountTuningWrite"> = { id: "sysMountTuningWrite", route: "update sys/mounts/{path*}/tune" }
/** Move a mount: `POST /sys/remount` */
export const sysRemount: OperationRoute<"sysRemount"> = { id: "sysRemount", route: "update sys/remount" }
/** Read the status of a move: `GET /sys/remount/status/{migration_id}` */
export const sysRemountStatusRead: OperationRoute<"sysRemountStatusRead"> = { id: "sysRemountStatusRead", route: "read sys/remount/status/{migration_id}" }
/** List the mounts visible to the caller: `GET /sys/internal/ui/mounts` */
export const sysUiMountList: OperationRoute<"sysUiMountList"> = { id: "sysUiMountList", route: "read sys/internal/ui/mounts" }
/** Find the mount of a path: `GET /sys/internal/ui/mounts/{path}` */
export const sysUiMountRead: OperationRoute<"sysUiMountRead"> = { id: "sysUiMountRead", route: "read sys/internal/ui/mounts/{path*}" }
/** List the login methods: `GET /sys/auth` */
export const sysAuthList: OperationRoute<"sysAuthList"> = { id: "sysAuthList", route: "read sys/auth" }
/** Read a login method: `GET /sys/auth/{path}` */
export const sysAuthRead: OperationRoute<"sysAuthRead"> = { id: "sysAuthRead", route: "read sys/auth/{path*}" }
/** Enable a login method: `POST /sys/auth/{path}` */
export const sysAuthEnable: OperationRoute<"sysAuthEnable"> = { id: "sysAuthEnable", route: "update sys/auth/{path*}" }
/** Disable a login method: `DELETE /sys/auth/{path}` */
export const sysAuthDisable: OperationRoute<"sysAuthDisable"> = { id: "sysAuthDisable", route: "delete sys/auth/{path*}" }
/** Read the tuning of a login method: `GET /sys/auth/{path}/tune` */
export const sysAuthTuningRead: OperationRoute<"sysAuthTuningRead"> = { id: "sysAuthTuningRead", route: "read sys/auth/{path*}/tune" }
/** Tune a login method: `POST /sys/auth/{path}/tune` */
export const sysAuthTuningWrite: OperationRoute<"sysAuthTuningWrite"> = { id: "sysAuthTuningWrite", route: "update sys/auth/{path*}/tune" }
/** List irrevocable leases: `GET /sys/leases` */
export const leaseListIrrevocable: OperationRoute<"leaseListIrrevocable"> = { id: "leaseListIrrevocable", route: "read sys/leases" }
/** Count irrevocable leases: `GET /sys/leases/count` */
export const leaseCount: OperationRoute<"leaseCount"> = { id: "leaseCount", route: "read sys/leases/count" }
/** Look up a lease: `POST /sys/leases/lookup` */
export const leaseLookup: OperationRoute<"leaseLookup"> = { id: "leaseLookup", route: "update sys/leases/lookup" }
/** List leases by prefix: `GET /sys/leases/lookup/{prefix}/` */
export const leaseListByPrefix: OperationRoute<"leaseListByPrefix"> = { id: "leaseListByPrefix", route: "list sys/leases/lookup/{prefix*}/" }
/** Renew a lease: `POST /sys/leases/renew` */
export const leaseRenew: OperationRoute<"leaseRenew"> = { id: "leaseRenew", route: "update sys/leases/renew" }
/** Renew a lease by path: `POST /sys/leases/renew/{lease_id}` */
export const leaseRenewById: OperationRoute<"leaseRenewById"> = { id: "leaseRenewById", route: "update sys/leases/renew/{lease_id*}" }
/** Revoke a lease: `POST /sys/leases/revoke` */
export const leaseRevoke: OperationRoute<"leaseRevoke"> = { id: "leaseRevoke", route: "update sys/leases/revoke" }
/** Revoke a lease by path: `POST /sys/leases/revoke/{lease_id}` */
export const leaseRevokeById: OperationRoute<"leaseRevokeById"> = { id: "leaseRevokeById", route: "update sys/leases/revoke/{lease_id*}" }
/** Revoke leases by prefix: `POST /sys/leases/revoke-prefix/{prefix}` */
export const leaseRevokeByPrefix: OperationRoute<"leaseRevokeByPrefix"> = { id: "leaseRevokeByPrefix", route: "update sys/leases/revoke-prefix/{prefix*}" }
/** Force the revocation of leases by prefix: `POST /sys/leases/revoke-force/{prefix}` */
export const leaseRevokeForce: OperationRoute<"leaseRevokeForce"> = { id: "leaseRevokeForce", route: "update sys/leases/revoke-force/{prefix*}" }
/** Remove expired leases: `POST /sys/leases/tidy` */
export const leaseTidy: OperationRoute<"leaseTidy"> = { id: "leaseTidy", route: "update sys/leases/tidy" }
/** Create a token: `POST /auth/token/create` */
export const tokenCreate: OperationRoute<"tokenCreate"> = { id: "tokenCreate", route: "update auth/token/create" }
/** Create an orphan token: `POST /auth/token/create-orphan` */
export const tokenCreateOrphan: OperationRoute<"tokenCreateOrphan"> = { id: "tokenCreateOrphan", route: "update auth/token/create-orphan" }
/** Look up a token: `POST /auth/token/lookup` */
export const tokenLookup: OperationRoute<"tokenLookup"> = { id: "tokenLookup", route: "update auth/token/lookup" }
/** Look up the caller's token: `GET /auth/token/lookup-self` */
export const tokenLookupSelf: OperationRoute<"tokenLookupSelf"> = { id: "tokenLookupSelf", route: "read auth/token/lookup-self" }
/** Look up a token by accessor: `POST /auth/token/lookup-accessor` */
export const tokenLookupAccessor: OperationRoute<"tokenLookupAccessor"> = { id: "tokenLookupAccessor", route: "update auth/token/lookup-accessor" }
/** Renew a token: `POST /auth/token/renew` */
export const tokenRenew: OperationRoute<"tokenRenew"> = { id: "tokenRenew", route: "update auth/token/renew" }
/** Renew the caller's token: `POST /auth/token/renew-self` */
export const tokenRenewSelf: OperationRoute<"tokenRenewSelf"> = { id: "tokenRenewSelf", route: "update auth/token/renew-self" }
/** Renew a token by accessor: `POST /auth/token/renew-accessor` */
export const tokenRenewAccessor: OperationRoute<"tokenRenewAccessor"> = { id: "tokenRenewAccessor", route: "update auth/token/renew-accessor" }
/** Revoke a token: `POST /auth/token/revoke` */
export const tokenRevoke: OperationRoute<"tokenRevoke"> = { id: "tokenRevoke", route: "update auth/token/revoke" }
/** Revoke the caller's token: `POST /auth/token/revoke-self` */
export const tokenRevokeSelf: OperationRoute<"tokenRevokeSelf"> = { id: "tokenRevokeSelf", route: "update auth/token/revoke-self" }
/** Revoke a token but not its children: `POST /auth/token/revoke-orphan` */
export const tokenRevokeOrphan: OperationRoute<"tokenRevokeOrphan"> = { id: "tokenRevokeOrphan", route: "update auth/token/revoke-orphan" }
/** Revoke a token by accessor: `POST /auth/token/revoke-accessor` */
export const tokenRevokeAccessor: OperationRoute<"tokenRevokeAccessor"> = { id: "tokenRevokeAccessor", route: "update auth/token/revoke-accessor" }
/** List the accessors of all tokens: `GET /auth/token/accessors/` */
export const tokenAccessorList: OperationRoute<"tokenAccessorList"> = { id: "tokenAccessorList", route: "list auth/token/accessors/" }
/** Create a token by a role: `POST /auth/token/create/{role}` */
export const tokenCreateAgainstRole: OperationRoute<"tokenCreateAgainstRole"> = { id: "tokenCreateAgainstRole", route: "update auth/token/create/{role}" }
/** List the token roles: `GET /auth/token/roles/` */
export const tokenRoleList: OperationRoute<"tokenRoleList"> = { id: "tokenRoleList", route: "list auth/token/roles/" }
/** Read a token role: `GET /auth/token/roles/{role}` */
export const tokenRoleRead: OperationRoute<"tokenRoleRead"> = { id: "tokenRoleRead", route: "read auth/token/roles/{role}" }
/** Create or update a token role: `POST /auth/token/roles/{role}` */
export const tokenRoleWrite: OperationRoute<"tokenRoleWrite"> = { id: "tokenRoleWrite", route: "update auth/token/roles/{role}" }
/** Delete a token role: `DELETE /auth/token/roles/{role}` */
export const tokenRoleDelete: OperationRoute<"tokenRoleDelete"> = { id: "tokenRoleDelete", route: "delete auth/token/roles/{role}" }
/** Remove data of ended tokens: `POST /auth/token/tidy` */
export const tokenTidy: OperationRoute<"tokenTidy"> = { id: "tokenTidy", route: "update auth/token/tidy" }
/** Log in with a role id: `POST /auth/{approle_mount}/login` */
export const appRoleLogin: OperationRoute<"appRoleLogin"> = { id: "appRoleLogin", route: "update auth/{mount}/login" }
/** List the AppRole roles: `GET /auth/{approle_mount}/role/` */
export const appRoleRoleList: OperationRoute<"appRoleRoleList"> = { id: "appRoleRoleList", route: "list auth/{mount}/role/" }
/** Read an AppRole role: `GET /auth/{approle_mount}/role/{role}` */
export const appRoleRoleRead: OperationRoute<"appRoleRoleRead"> = { id: "appRoleRoleRead", route: "read auth/{mount}/role/{role}" }
/** Create or update an AppRole role: `POST /auth/{approle_mount}/role/{role}` */
export const appRoleRoleWrite: OperationRoute<"appRoleRoleWrite"> = { id: "appRoleRoleWrite", route: "update auth/{mount}/role/{role}" }
/** Delete an AppRole role: `DELETE /auth/{approle_mount}/role/{role}` */
export const appRoleRoleDelete: OperationRoute<"appRoleRoleDelete"> = { id: "appRoleRoleDelete", route: "delete auth/{mount}/role/{role}" }
/** Read the role id of a role: `GET /auth/{approle_mount}/role/{role}/role-id` */
export const appRoleRoleIdRead: OperationRoute<"appRoleRoleIdRead"> = { id: "appRoleRoleIdRead", route: "read auth/{mount}/role/{role}/role-id" }
/** Set the role id of a role: `POST /auth/{approle_mount}/role/{role}/role-id` */
export const appRoleRoleIdWrite: OperationRoute<"appRoleRoleIdWrite"> = { id: "appRoleRoleIdWrite", route: "update auth/{mount}/role/{role}/role-id" }
/** Read the token policies of a role: `GET /auth/{approle_mount}/role/{role}/policies` */
export const appRolePoliciesRead: OperationRoute<"appRolePoliciesRead"> = { id: "appRolePoliciesRead", route: "read auth/{mount}/role/{role}/policies" }
/** Write the token policies of a role: `POST /auth/{approle_mount}/role/{role}/policies` */
export const appRolePoliciesWrite: OperationRoute<"appRolePoliciesWrite"> = { id: "appRolePoliciesWrite", route: "update auth/{mount}/role/{role}/policies" }
/** Reset the token policies of a role: `DELETE /auth/{approle_mount}/role/{role}/policies` */
export const appRolePoliciesDelete: OperationRoute<"appRolePoliciesDelete"> = { id: "appRolePoliciesDelete", route: "delete auth/{mount}/role/{role}/policies" }
/** Read the token TTL of a role: `GET /auth/{approle_mount}/role/{role}/token-ttl` */
export const appRoleTokenTtlRead: OperationRoute<"appRoleTokenTtlRead"> = { id: "appRoleTokenTtlRead", route: "read auth/{mount}/role/{role}/token-ttl" }
/** Write the token TTL of a role: `POST /auth/{approle_mount}/role/{role}/token-ttl` */
export const appRoleTokenTtlWrite: OperationRoute<"appRoleTokenTtlWrite"> = { id: "appRoleTokenTtlWrite", route: "update auth/{mount}/role/{role}/token-ttl" }
/** Reset the token TTL of a role: `DELETE /auth/{approle_mount}/role/{role}/token-ttl` */
export const appRoleTokenTtlDelete: OperationRoute<"appRoleTokenTtlDelete"> = { id: "appRoleTokenTtlDelete", route: "delete auth/{mount}/role/{role}/token-ttl" }
/** Read the maximum token TTL of a role: `GET /auth/{approle_mount}/role/{role}/token-max-ttl` */
export const appRoleTokenMaxTtlRead: OperationRoute<"appRoleTokenMaxTtlRead"> = { id: "appRoleTokenMaxTtlRead", route: "read auth/{mount}/role/{role}/token-max-ttl" }
/** Write the maximum token TTL of a role: `POST /auth/{approle_mount}/role/{role}/token-max-ttl` */
export const appRoleTokenMaxTtlWrite: OperationRoute<"appRoleTokenMaxTtlWrite"> = { id: "appRoleTokenMaxTtlWrite", route: "update auth/{mount}/role/{role}/token-max-ttl" }
/** Reset the maximum token TTL of a role: `DELETE /auth/{approle_mount}/role/{role}/token-max-ttl` */
export const appRoleTokenMaxTtlDelete: OperationRoute<"appRoleTokenMaxTtlDelete"> = { id: "appRoleTokenMaxTtlDelete", route: "delete auth/{mount}/role/{role}/token-max-ttl" }
/** Read the token use limit of a role: `GET /auth/{approle_mount}/role/{role}/token-num-uses` */
export const appRoleTokenNumUsesRead: OperationRoute<"appRoleTokenNumUsesRead"> = { id: "appRoleTokenNumUsesRead", route: "read auth/{mount}/role/{role}/token-num-uses" }
/** Write the token use limit of a role: `POST /auth/{approle_mount}/role/{role}/token-num-uses` */
export const appRoleTokenNumUsesWrite: OperationRoute<"appRoleTokenNumUsesWrite"> = { id: "appRoleTokenNumUsesWrite", route: "update auth/{mount}/role/{role}/token-num-uses" }
/** Reset the token use limit of a role: `DELETE /auth/{approle_mount}/role/{role}/token-num-uses` */
export const appRoleTokenNumUsesDelete: OperationRoute<"appRoleTokenNumUsesDelete"> = { id: "appRoleTokenNumUsesDelete", route: "delete auth/{mount}/role/{role}/token-num-uses" }
/** Read the token period of a role: `GET /auth/{approle_mount}/role/{role}/period` */
export const appRolePeriodRead: OperationRoute<"appRolePeriodRead"> = { id: "appRolePeriodRead", route: "read auth/{mount}/role/{role}/period" }
/** Write the token period of a role: `POST /auth/{approle_mount}/role/{role}/period` */
export const appRolePeriodWrite: OperationRoute<"appRolePeriodWrite"> = { id: "appRolePeriodWrite", route: "update auth/{mount}/role/{role}/period" }
/** Reset the token period of a role: `DELETE /auth/{approle_mount}/role/{role}/period` */
export const appRolePeriodDelete: OperationRoute<"appRolePeriodDelete"> = { id: "appRolePeriodDelete", route: "delete auth/{mount}/role/{role}/period" }
/** Read the token CIDR blocks of a role: `GET /auth/{approle_mount}/role/{role}/token-bound-cidrs` */
export const appRoleTokenBoundCidrsRead: OperationRoute<"appRoleTokenBoundCidrsRead"> = { id: "appRoleTokenBoundCidrsRead", route: "read auth/{mount}/role/{role}/token-bound-cidrs" }
/** Write the token CIDR blocks of a role: `POST /auth/{approle_mount}/role/{role}/token-bound-cidrs` */
export const appRoleTokenBoundCidrsWrite: OperationRoute<"appRoleTokenBoundCidrsWrite"> = { id: "appRoleTokenBoundCidrsWrite", route: "update auth/{mount}/role/{role}/token-bound-cidrs" }
/** Reset the token CIDR blocks of a role: `DELETE /auth/{approle_mount}/role/{role}/token-bound-cidrs` */
export const appRoleTokenBoundCidrsDelete: OperationRoute<"appRoleTokenBoundCidrsDelete"> = { id: "appRoleTokenBoundCidrsDelete", route: "delete auth/{mount}/role/{role}/token-bound-cidrs" }
/** Read whether a role requires secret ids: `GET /auth/{approle_mount}/role/{role}/bind-secret-id` */
export const appRoleBindSecretIdRead: OperationRoute<"appRoleBindSecretIdRead"> = { id: "appRoleBindSecretIdRead", route: "read auth/{mount}/role/{role}/bind-secret-id" }
/** Set whether a role requires secret ids: `POST /auth/{approle_mount}/role/{role}/bind-secret-id` */
export const appRoleBindSecretIdWrite: OperationRoute<"appRoleBindSecretIdWrite"> = { id: "appRoleBindSecretIdWrite", route: "update auth/{mount}/role/{role}/bind-secret-id" }
/** Reset whether a role requires secret ids: `DELETE /auth/{approle_mount}/role/{role}/bind-secret-id` */
export const appRoleBindSecretIdDelete: OperationRoute<"appRoleBindSecretIdDelete"> = { id: "appRoleBindSecretIdDelete", route: "delete auth/{mount}/role/{role}/bind-secret-id" }
/** Read the use limit of secret ids: `GET /auth/{approle_mount}/role/{role}/secret-id-num-uses` */
export const appRoleSecretIdNumUsesRead: OperationRoute<"appRoleSecretIdNumUsesRead"> = { id: "appRoleSecretIdNumUsesRead", route: "read auth/{mount}/role/{role}/secret-id-num-uses" }
/** Write the use limit of secret ids: `POST /auth/{approle_mount}/role/{role}/secret-id-num-uses` */
export const appRoleSecretIdNumUsesWrite: OperationRoute<"appRoleSecretIdNumUsesWrite"> = { id: "appRoleSecretIdNumUsesWrite", route: "update auth/{mount}/role/{role}/secret-id-num-uses" }
/** Reset the use limit of secret ids: `DELETE /auth/{approle_mount}/role/{role}/secret-id-num-uses` */
export const appRoleSecretIdNumUsesDelete: OperationRoute<"appRoleSecretIdNumUsesDelete"> = { id: "appRoleSecretIdNumUsesDelete", route: "delete auth/{mount}/role/{role}/secret-id-num-uses" }
/** Read the TTL of secret ids: `GET /auth/{approle_mount}/role/{role}/secret-id-ttl` */
export const appRoleSecretIdTtlRead: OperationRoute<"appRoleSecretIdTtlRead"> = { id: "appRoleSecretIdTtlRead", route: "read auth/{mount}/role/{role}/secret-id-ttl" }
/** Write the TTL of secret ids: `POST /auth/{approle_mount}/role/{role}/secret-id-ttl` */
export const appRoleSecretIdTtlWrite: OperationRoute<"appRoleSecretIdTtlWrite"> = { id: "appRoleSecretIdTtlWrite", route: "update auth/{mount}/role/{role}/secret-id-ttl" }
/** Reset the TTL of secret ids: `DELETE /auth/{approle_mount}/role/{role}/secret-id-ttl` */
export const appRoleSecretIdTtlDelete: OperationRoute<"appRoleSecretIdTtlDelete"> = { id: "appRoleSecretIdTtlDelete", route: "delete auth/{mount}/role/{role}/secret-id-ttl" }
/** Read the login CIDR blocks of a role: `GET /auth/{approle_mount}/role/{role}/secret-id-bound-cidrs` */
export const appRoleSecretIdBoundCidrsRead: OperationRoute<"appRoleSecretIdBoundCidrsRead"> = { id: "appRoleSecretIdBoundCidrsRead", route: "read auth/{mount}/role/{role}/secret-id-bound-cidrs" }
/** Write the login CIDR blocks of a role: `POST /auth/{approle_mount}/role/{role}/secret-id-bound-cidrs` */
export const appRoleSecretIdBoundCidrsWrite: OperationRoute<"appRoleSecretIdBoundCidrsWrite"> = { id: "appRoleSecretIdBoundCidrsWrite", route: "update auth/{mount}/role/{role}/secret-id-bound-cidrs" }
/** Reset the login CIDR blocks of a role: `DELETE /auth/{approle_mount}/role/{role}/secret-id-bound-cidrs` */
export const appRoleSecretIdBoundCidrsDelete: OperationRoute<"appRoleSecretIdBoundCidrsDelete"> = { id: "appRoleSecretIdBoundCidrsDelete", route: "delete auth/{mount}/role/{role}/secret-id-bound-cidrs" }
/** Read the login CIDR blocks (old path): `GET /auth/{approle_mount}/role/{role}/bound-cidr-list` */
export const appRoleBoundCidrListRead: OperationRoute<"appRoleBoundCidrListRead"> = { id: "appRoleBoundCidrListRead", route: "read auth/{mount}/role/{role}/bound-cidr-list" }
/** Write the login CIDR blocks (old path): `POST /auth/{approle_mount}/role/{role}/bound-cidr-list` */
export const appRoleBoundCidrListWrite: OperationRoute<"appRoleBoundCidrListWrite"> = { id: "appRoleBoundCidrListWrite", route: "update auth/{mount}/role/{role}/bound-cidr-list" }
/** Reset the login CIDR blocks (old path): `DELETE /auth/{approle_mount}/role/{role}/bound-cidr-list` */
export const appRoleBoundCidrListDelete: OperationRoute<"appRoleBoundCidrListDelete"> = { id: "appRoleBoundCidrListDelete", route: "delete auth/{mount}/role/{role}/bound-cidr-list" }
/** Read whether secret ids are local: `GET /auth/{approle_mount}/role/{role}/local-secret-ids` */
export const appRoleLocalSecretIdsRead: OperationRoute<"appRoleLocalSecretIdsRead"> = { id: "appRoleLocalSecretIdsRead", route: "read auth/{mount}/role/{role}/local-secret-ids" }
/** Generate a secret id: `POST /auth/{approle_mount}/role/{role}/secret-id` */
export const appRoleSecretIdGenerate: OperationRoute<"appRoleSecretIdGenerate"> = { id: "appRoleSecretIdGenerate", route: "update auth/{mount}/role/{role}/secret-id" }
/** List the secret id accessors: `GET /auth/{approle_mount}/role/{role}/secret-id/` */
export const appRoleSecretIdList: OperationRoute<"appRoleSecretIdList"> = { id: "appRoleSecretIdList", route: "list auth/{mount}/role/{role}/secret-id/" }
/** Create a custom secret id: `POST /auth/{approle_mount}/role/{role}/custom-secret-id` */
export const appRoleSecretIdGenerateCustom: OperationRoute<"appRoleSecretIdGenerateCustom"> = { id: "appRoleSecretIdGenerateCustom", route: "update auth/{mount}/role/{role}/custom-secret-id" }
/** Look up a secret id: `POST /auth/{approle_mount}/role/{role}/secret-id/lookup` */
export const appRoleSecretIdLookup: OperationRoute<"appRoleSecretIdLookup"> = { id: "appRoleSecretIdLookup", route: "update auth/{mount}/role/{role}/secret-id/lookup" }
/** Destroy a secret id: `POST /auth/{approle_mount}/role/{role}/secret-id/destroy` */
export const appRoleSecretIdDestroy: OperationRoute<"appRoleSecretIdDestroy"> = { id: "appRoleSecretIdDestroy", route: "update auth/{mount}/role/{role}/secret-id/destroy" }
/** Look up a secret id by accessor: `POST /auth/{approle_mount}/role/{role}/secret-id-accessor/lookup` */
export const appRoleSecretIdAccessorLookup: OperationRoute<"appRoleSecretIdAccessorLookup"> = { id: "appRoleSecretIdAccessorLookup", route: "update auth/{mount}/role/{role}/secret-id-accessor/lookup" }
/** Destroy a secret id by accessor: `POST /auth/{approle_mount}/role/{role}/secret-id-accessor/destroy` */
export const appRoleSecretIdAccessorDestroy: OperationRoute<"appRoleSecretIdAccessorDestroy"> = { id: "appRoleSecretIdAccessorDestroy", route: "update auth/{mount}/role/{role}/secret-id-accessor/destroy" }
/** Remove expired secret ids: `POST /auth/{approle_mount}/tidy/secret-id` */
export const appRoleSecretIdTidy: OperationRoute<"appRoleSecretIdTidy"> = { id: "appRoleSecretIdTidy", route: "update auth/{mount}/tidy/secret-id" }
/** Log in with a username and password: `POST /auth/{userpass_mount}/login/{username}` */
export const userpassLogin: OperationRoute<"userpassLogin"> = { id: "userpassLogin", route: "update auth/{mount}/login/{username}" }
/** List the users: `GET /auth/{userpass_mount}/users/` */
export const userpassUserList: OperationRoute<"userpassUserList"> = { id: "userpassUserList", route: "list auth/{mount}/users/" }
/** Read a user: `GET /auth/{userpass_mount}/users/{username}` */
export const userpassUserRead: OperationRoute<"userpassUserRead"> = { id: "userpassUserRead", route: "read auth/{mount}/users/{username}" }
/** Create or update a user: `POST /auth/{userpass_mount}/users/{username}` */
export const userpassUserWrite: OperationRoute<"userpassUserWrite"> = { id: "userpassUserWrite", route: "update auth/{mount}/users/{username}" }
/** Delete a user: `DELETE /auth/{userpass_mount}/users/{username}` */
export const userpassUserDelete: OperationRoute<"userpassUserDelete"> = { id: "userpassUserDelete", route: "delete auth/{mount}/users/{username}" }
/** Change the password of a user: `POST /auth/{userpass_mount}/users/{username}/password` */
export const userpassPasswordWrite: OperationRoute<"userpassPasswordWrite"> = { id: "userpassPasswordWrite", route: "update auth/{mount}/users/{username}/password" }
/** Change the policies of a user: `POST /auth/{userpass_mount}/users/{username}/policies` */
export const userpassPoliciesWrite: OperationRoute<"userpassPoliciesWrite"> = { id: "userpassPoliciesWrite", route: "update auth/{mount}/users/{username}/policies" }
/** Read an entry of the caller's cubbyhole: `GET /cubbyhole/{path}` */
export const cubbyholeRead: OperationRoute<"cubbyholeRead"> = { id: "cubbyholeRead", route: "read cubbyhole/{path*}" }
/** Write an entry of the caller's cubbyhole: `POST /cubbyhole/{path}` */
export const cubbyholeWrite: OperationRoute<"cubbyholeWrite"> = { id: "cubbyholeWrite", route: "update cubbyhole/{path*}" }
/** Delete an entry of the caller's cubbyhole: `DELETE /cubbyhole/{path}` */
export const cubbyholeDelete: OperationRoute<"cubbyholeDelete"> = { id: "cubbyholeDelete", route: "delete cubbyhole/{path*}" }
/** List the caller's cubbyhole: `GET /cubbyhole/{path}/` */
export const cubbyholeList: OperationRoute<"cubbyholeList"> = { id: "cubbyholeList", route: "list cubbyhole/{path*}/" }
/** Read a secret (version 1): `GET /{kv_v1_mount}/{path}` */
export const kvV1Read: OperationRoute<"kvV1Read"> = { id: "kvV1Read", route: "read {mount}/{path*}" }
/** Write a secret (version 1): `POST /{kv_v1_mount}/{path}` */
export const kvV1Write: OperationRoute<"kvV1Write"> = { id: "kvV1Write", route: "update {mount}/{path*}" }
/** Delete a secret (version 1): `DELETE /{kv_v1_mount}/{path}` */
export const kvV1Delete: OperationRoute<"kvV1Delete"> = { id: "kvV1Delete", route: "delete {mount}/{path*}" }
/** List secrets (version 1): `GET /{kv_v1_mount}/{path}/` */
export const kvV1List: OperationRoute<"kvV1List"> = { id: "kvV1List", route: "list {mount}/{path*}/" }
/** List all secrets below a path (version 1): `X-SCAN /{kv_v1_mount}/{path}/` */
export const kvV1Scan: OperationRoute<"kvV1Scan"> = { id: "kvV1Scan", route: "scan {mount}/{path*}/" }
/** Read a secret: `GET /{kv_v2_mount}/data/{path}` */
export const kvV2Read: OperationRoute<"kvV2Read"> = { id: "kvV2Read", route: "read {mount}/data/{path*}" }
/** Write a secret: `POST /{kv_v2_mount}/data/{path}` */
export const kvV2Write: OperationRoute<"kvV2Write"> = { id: "kvV2Write", route: "update {mount}/data/{path*}" }
/** Patch a secret: `PATCH /{kv_v2_mount}/data/{path}` */
export const kvV2Patch: OperationRoute<"kvV2Patch"> = { id: "kvV2Patch", route: "patch {mount}/data/{path*}" }
/** Delete the latest version of a secret: `DELETE /{kv_v2_mount}/data/{path}` */
export const kvV2Delete: OperationRoute<"kvV2Delete"> = { id: "kvV2Delete", route: "delete {mount}/data/{path*}" }
/** Delete versions of a secret: `POST /{kv_v2_mount}/delete/{path}` */
export const kvV2VersionsDelete: OperationRoute<"kvV2VersionsDelete"> = { id: "kvV2VersionsDelete", route: "update {mount}/delete/{path*}" }
/** Restore deleted versions of a secret: `POST /{kv_v2_mount}/undelete/{path}` */
export const kvV2VersionsUndelete: OperationRoute<"kvV2VersionsUndelete"> = { id: "kvV2VersionsUndelete", route: "update {mount}/undelete/{path*}" }
/** Destroy versions of a secret: `POST /{kv_v2_mount}/destroy/{path}` */
export const kvV2VersionsDestroy: OperationRoute<"kvV2VersionsDestroy"> = { id: "kvV2VersionsDestroy", route: "update {mount}/destroy/{path*}" }
/** Read the metadata of a secret: `GET /{kv_v2_mount}/metadata/{path}` */
export const kvV2MetadataRead: OperationRoute<"kvV2MetadataRead"> = { id: "kvV2MetadataRead", route: "read {mount}/metadata/{path*}" }
/** Write the metadata of a secret: `POST /{kv_v2_mount}/metadata/{path}` */
export const kvV2MetadataWrite: OperationRoute<"kvV2MetadataWrite"> = { id: "kvV2MetadataWrite", route: "update {mount}/metadata/{path*}" }
/** Patch the metadata of a secret: `PATCH /{kv_v2_mount}/metadata/{path}` */
export const kvV2MetadataPatch: OperationRoute<"kvV2MetadataPatch"> = { id: "kvV2MetadataPatch", route: "patch {mount}/metadata/{path*}" }
/** Delete a secret and all its versions: `DELETE /{kv_v2_mount}/metadata/{path}` */
export const kvV2MetadataDelete: OperationRoute<"kvV2MetadataDelete"> = { id: "kvV2MetadataDelete", route: "delete {mount}/metadata/{path*}" }
/** List secrets in a folder: `GET /{kv_v2_mount}/metadata/{path}/` */
export const kvV2List: OperationRoute<"kvV2List"> = { id: "kvV2List", route: "list {mount}/metadata/{path*}/" }
/** List all secrets below a path: `X-SCAN /{kv_v2_mount}/metadata/{path}/` */
export const kvV2Scan: OperationRoute<"kvV2Scan"> = { id: "kvV2Scan", route: "scan {mount}/metadata/{path*}/" }
/** List secrets in a folder with metadata: `GET /{kv_v2_mount}/detailed-metadata/{path}/` */
export const kvV2ListDetailed: OperationRoute<"kvV2ListDetailed"> = { id: "kvV2ListDetailed", route: "list {mount}/detailed-metadata/{path*}/" }
/** List all secrets below a path with metadata: `X-SCAN /{kv_v2_mount}/detailed-metadata/{path}/` */
export const kvV2ScanDetailed: OperationRoute<"kvV2ScanDetailed"> = { id: "kvV2ScanDetailed", route: "scan {mount}/detailed-metadata/{path*}/" }
/** Read the keys of a secret: `GET /{kv_v2_mount}/subkeys/{path}` */
export const kvV2SubkeysRead: OperationRoute<"kvV2SubkeysRead"> = { id: "kvV2SubkeysRead", route: "read {mount}/subkeys/{path*}" }
/** Read the settings of a mount: `GET /{kv_v2_mount}/config` */
export const kvV2ConfigRead: OperationRoute<"kvV2ConfigRead"> = { id: "kvV2ConfigRead", route: "read {mount}/config" }
/** Write the settings of a mount: `POST /{kv_v2_mount}/config` */
export const kvV2ConfigWrite: OperationRoute<"kvV2ConfigWrite"> = { id: "kvV2ConfigWrite", route: "update {mount}/config" }
/** Read the default issuer's certificate (DER): `GET /{pki_mount}/ca` */
export const pkiCaDerRead: OperationRoute<"pkiCaDerRead"> = { id: "pkiCaDerRead", route: "read {mount}/ca", raw: true }
/** Read the default issuer's certificate (PEM): `GET /{pki_mount}/ca/pem` */
export const pkiCaPemRead: OperationRoute<"pkiCaPemRead"> = { id: "pkiCaPemRead", route: "read {mount}/ca/pem", raw: true }
/** Read the default issuer's chain (PEM): `GET /{pki_mount}/ca_chain` */
export const pkiCaChainRead: OperationRoute<"pkiCaChainRead"> = { id: "pkiCaChainRead", route: "read {mount}/ca_chain", raw: true }
/** Read the default issuer's CRL (DER): `GET /{pki_mount}/crl` */
export const pkiCrlDerRead: OperationRoute<"pkiCrlDerRead"> = { id: "pkiCrlDerRead", route: "read {mount}/crl", raw: true }
/** Read the default issuer's CRL (PEM): `GET /{pki_mount}/crl/pem` */
export const pkiCrlPemRead: OperationRoute<"pkiCrlPemRead"> = { id: "pkiCrlPemRead", route: "read {mount}/crl/pem", raw: true }
/** Rebuild the CRLs: `GET /{pki_mount}/crl/rotate` */
export const pkiCrlRotate: OperationRoute<"pkiCrlRotate"> = { id: "pkiCrlRotate", route: "read {mount}/crl/rotate" }
/** Rebuild the delta CRLs: `GET /{pki_mount}/crl/rotate-delta` */
export const pkiDeltaCrlRotate: OperationRoute<"pkiDeltaCrlRotate"> = { id: "pkiDeltaCrlRotate", route: "read {mount}/crl/rotate-delta" }
/** Read a certificate: `GET /{pki_mount}/cert/{serial}` */
export const pkiCertRead: OperationRoute<"pkiCertRead"> = { id: "pkiCertRead", route: "read {mount}/cert/{serial}" }
/** Read a certificate (DER): `GET /{pki_mount}/cert/{serial}/raw` */
export const pkiCertDerRead: OperationRoute<"pkiCertDerRead"> = { id: "pkiCertDerRead", route: "read {mount}/cert/{serial}/raw", raw: true }
/** Read a certificate (PEM): `GET /{pki_mount}/cert/{serial}/raw/pem` */
export const pkiCertPemRead: OperationRoute<"pkiCertPemRead"> = { id: "pkiCertPemRead", route: "read {mount}/cert/{serial}/raw/pem", raw: true }
/** List stored certificates: `GET /{pki_mount}/certs/` */
export const pkiCertList: OperationRoute<"pkiCertList"> = { id: "pkiCertList", route: "list {mount}/certs/" }
/** List stored certificates with details: `GET /{pki_mount}/certs/detailed/` */
export const pkiCertListDetailed: OperationRoute<"pkiCertListDetailed"> = { id: "pkiCertListDetailed", route: "list {mount}/certs/detailed/" }
/** List revoked certificates: `GET /{pki_mount}/certs/revoked/` */
export const pkiRevokedCertList: OperationRoute<"pkiRevokedCertList"> = { id: "pkiRevokedCertList", route: "list {mount}/certs/revoked/" }
/** Revoke a certificate: `POST /{pki_mount}/revoke` */
export const pkiRevoke: OperationRoute<"pkiRevoke"> = { id: "pkiRevoke", route: "update {mount}/revoke" }
/** List the issuers: `GET /{pki_mount}/issuers/` */
export const pkiIssuerList: OperationRoute<"pkiIssuerList"> = { id: "pkiIssuerList", route: "list {mount}/issuers/" }
/** Read an issuer: `GET /{pki_mount}/issuer/{issuer_ref}` */
export const pkiIssuerRead: OperationRoute<"pkiIssuerRead"> = { id: "pkiIssuerRead", route: "read {mount}/issuer/{issuer_ref}" }
/** Write the settings of an issuer: `POST /{pki_mount}/issuer/{issuer_ref}` */
export const pkiIssuerWrite: OperationRoute<"pkiIssuerWrite"> = { id: "pkiIssuerWrite", route: "update {mount}/issuer/{issuer_ref}" }
/** Patch the settings of an issuer: `PATCH /{pki_mount}/issuer/{issuer_ref}` */
export const pkiIssuerPatch: OperationRoute<"pkiIssuerPatch"> = { id: "pkiIssuerPatch", route: "patch {mount}/issuer/{issuer_ref}" }
/** Delete an issuer: `DELETE /{pki_mount}/issuer/{issuer_ref}` */
export const pkiIssuerDelete: OperationRoute<"pkiIssuerDelete"> = { id: "pkiIssuerDelete", route: "delete {mount}/issuer/{issuer_ref}" }
/** Read the public data of an issuer: `GET /{pki_mount}/issuer/{issuer_ref}/json` */
export const pkiIssuerJsonRead: OperationRoute<"pkiIssuerJsonRead"> = { id: "pkiIssuerJsonRead", route: "read {mount}/issuer/{issuer_ref}/json" }
/** Read an issuer's certificate (PEM): `GET /{pki_mount}/issuer/{issuer_ref}/pem` */
export const pkiIssuerPemRead: OperationRoute<"pkiIssuerPemRead"> = { id: "pkiIssuerPemRead", route: "read {mount}/issuer/{issuer_ref}/pem", raw: true }
/** Read an issuer's certificate (DER): `GET /{pki_mount}/issuer/{issuer_ref}/der` */
export const pkiIssuerDerRead: OperationRoute<"pkiIssuerDerRead"> = { id: "pkiIssuerDerRead", route: "read {mount}/issuer/{issuer_ref}/der", raw: true }
/** Read an issuer's CRL: `GET /{pki_mount}/issuer/{issuer_ref}/crl` */
export const pkiIssuerCrlRead: OperationRoute<"pkiIssuerCrlRead"> = { id: "pkiIssuerCrlRead", route: "read {mount}/issuer/{issuer_ref}/crl" }
/** Read an issuer's CRL (PEM): `GET /{pki_mount}/issuer/{issuer_ref}/crl/pem` */
export const pkiIssuerCrlPemRead: OperationRoute<"pkiIssuerCrlPemRead"> = { id: "pkiIssuerCrlPemRead", route: "read {mount}/issuer/{issuer_ref}/crl/pem", raw: true }
/** Read an issuer's CRL (DER): `GET /{pki_mount}/issuer/{issuer_ref}/crl/der` */
export const pkiIssuerCrlDerRead: OperationRoute<"pkiIssuerCrlDerRead"> = { id: "pkiIssuerCrlDerRead", route: "read {mount}/issuer/{issuer_ref}/crl/der", raw: true }
/** Issue a certificate by an issuer: `POST /{pki_mount}/issuer/{issuer_ref}/issue/{role}` */
export const pkiIssuerIssue: OperationRoute<"pkiIssuerIssue"> = { id: "pkiIssuerIssue", route: "update {mount}/issuer/{issuer_ref}/issue/{role}" }
/** Sign a certificate request by an issuer: `POST /{pki_mount}/issuer/{issuer_ref}/sign/{role}` */
export const pkiIssuerSign: OperationRoute<"pkiIssuerSign"> = { id: "pkiIssuerSign", route: "update {mount}/issuer/{issuer_ref}/sign/{role}" }
/** Sign a request verbatim by an issuer: `POST /{pki_mount}/issuer/{issuer_ref}/sign-verbatim` */
export const pkiIssuerSignVerbatim: OperationRoute<"pkiIssuerSignVerbatim"> = { id: "pkiIssuerSignVerbatim", route: "update {mount}/issuer/{issuer_ref}/sign-verbatim" }
/** Sign a request verbatim by issuer and role: `POST /{pki_mount}/issuer/{issuer_ref}/sign-verbatim/{role}` */
export const pkiIssuerSignVerbatimByRole: OperationRoute<"pkiIssuerSignVerbatimByRole"> = { id: "pkiIssuerSignVerbatimByRole", route: "update {mount}/issuer/{issuer_ref}/sign-verbatim/{role}" }
/** Sign an intermediate CA by an issuer: `POST /{pki_mount}/issuer/{issuer_ref}/sign-intermediate` */
export const pkiIssuerSignIntermediate: OperationRoute<"pkiIssuerSignIntermediate"> = { id: "pkiIssuerSignIntermediate", route: "update {mount}/issuer/{issuer_ref}/sign-intermediate" }
/** List the keys of issuers: `GET /{pki_mount}/keys/` */
export const pkiKeyList: OperationRoute<"pkiKeyList"> = { id: "pkiKeyList", route: "list {mount}/keys/" }
/** Generate a key: `POST /{pki_mount}/keys/generate/{exported}` */
export const pkiKeyGenerate: OperationRoute<"pkiKeyGenerate"> = { id: "pkiKeyGenerate", route: "update {mount}/keys/generate/{exported}" }
/** Read a key: `GET /{pki_mount}/key/{key_ref}` */
export const pkiKeyRead: OperationRoute<"pkiKeyRead"> = { id: "pkiKeyRead", route: "read {mount}/key/{key_ref}" }
/** Rename a key: `POST /{pki_mount}/key/{key_ref}` */
export const pkiKeyWrite: OperationRoute<"pkiKeyWrite"> = { id: "pkiKeyWrite", route: "update {mount}/key/{key_ref}" }
/** Delete a key: `DELETE /{pki_mount}/key/{key_ref}` */
export const pkiKeyDelete: OperationRoute<"pkiKeyDelete"> = { id: "pkiKeyDelete", route: "delete {mount}/key/{key_ref}" }
/** Delete all issuers and keys: `DELETE /{pki_mount}/root` */
export const pkiRootDelete: OperationRoute<"pkiRootDelete"> = { id: "pkiRootDelete", route: "delete {mount}/root" }
/** Generate a root CA: `POST /{pki_mount}/root\/generate/{exported}` */
export const pkiRootGenerate: OperationRoute<"pkiRootGenerate"> = { id: "pkiRootGenerate", route: "update {mount}/root\/generate/{exported}" }
/** Sign an intermediate CA: `POST /{pki_mount}/root\/sign-intermediate` */
export const pkiRootSignIntermediate: OperationRoute<"pkiRootSignIntermediate"> = { id: "pkiRootSignIntermediate", route: "update {mount}/root\/sign-intermediate" }
/** Generate another root CA: `POST /{pki_mount}/issuers/generate/root\/{exported}` */
export const pkiIssuerRootGenerate: OperationRoute<"pkiIssuerRootGenerate"> = { id: "pkiIssuerRootGenerate", route: "update {mount}/issuers/generate/root\/{exported}" }
/** Generate an intermediate's signing request: `POST /{pki_mount}/intermediate/generate/{exported}` */
export const pkiIntermediateGenerate: OperationRoute<"pkiIntermediateGenerate"> = { id: "pkiIntermediateGenerate", route: "update {mount}/intermediate/generate/{exported}" }
/** Generate another intermediate's signing request: `POST /{pki_mount}/issuers/generate/intermediate/{exported}` */
export const pkiIssuerIntermediateGenerate: OperationRoute<"pkiIssuerIntermediateGenerate"> = { id: "pkiIssuerIntermediateGenerate", route: "update {mount}/issuers/generate/intermediate/{exported}" }
/** Import the certificate of an intermediate CA: `POST /{pki_mount}/intermediate/set-signed` */
export const pkiIntermediateSetSigned: OperationRoute<"pkiIntermediateSetSigned"> = { id: "pkiIntermediateSetSigned", route: "update {mount}/intermediate/set-signed" }
/** List the pki roles: `GET /{pki_mount}/roles/` */
export const pkiRoleList: OperationRoute<"pkiRoleList"> = { id: "pkiRoleList", route: "list {mount}/roles/" }
/** Read a pki role: `GET /{pki_mount}/roles/{role}` */
export const pkiRoleRead: OperationRoute<"pkiRoleRead"> = { id: "pkiRoleRead", route: "read {mount}/roles/{role}" }
/** Create or replace a pki role: `POST /{pki_mount}/roles/{role}` */
export const pkiRoleWrite: OperationRoute<"pkiRoleWrite"> = { id: "pkiRoleWrite", route: "update {mount}/roles/{role}" }
/** Patch a pki role: `PATCH /{pki_mount}/roles/{role}` */
export const pkiRolePatch: OperationRoute<"pkiRolePatch"> = { id: "pkiRolePatch", route: "patch {mount}/roles/{role}" }
/** Delete a pki role: `DELETE /{pki_mount}/roles/{role}` */
export const pkiRoleDelete: OperationRoute<"pkiRoleDelete"> = { id: "pkiRoleDelete", route: "delete {mount}/roles/{role}" }
/** Issue a certificate: `POST /{pki_mount}/issue/{role}` */
export const pkiIssue: OperationRoute<"pkiIssue"> = { id: "pkiIssue", route: "update {mount}/issue/{role}" }
/** Sign a certificate request: `POST /{pki_mount}/sign/{role}` */
export const pkiSign: OperationRoute<"pkiSign"> = { id: "pkiSign", route: "update {mount}/sign/{role}" }
/** Sign a request verbatim: `POST /{pki_mount}/sign-verbatim` */
export const pkiSignVerbatim: OperationRoute<"pkiSignVerbatim"> = { id: "pkiSignVerbatim", route: "update {mount}/sign-verbatim" }
/** Sign a request verbatim by role: `POST /{pki_mount}/sign-verbatim/{role}` */
export const pkiSignVerbatimByRole: OperationRoute<"pkiSignVerbatimByRole"> = { id: "pkiSignVerbatimByRole", route: "update {mount}/sign-verbatim/{role}" }
/** Read the default issuer: `GET /{pki_mount}/config/issuers` */
export const pkiDefaultIssuerRead: OperationRoute<"pkiDefaultIssuerRead"> = { id: "pkiDefaultIssuerRead", route: "read {mount}/config/issuers" }
/** Set the default issuer: `POST /{pki_mount}/config/issuers` */
export const pkiDefaultIssuerWrite: OperationRoute<"pkiDefaultIssuerWrite"> = { id: "pkiDefaultIssuerWrite", route: "update {mount}/config/issuers" }
/** Read the default key: `GET /{pki_mount}/config/keys` */
export const pkiDefaultKeyRead: OperationRoute<"pkiDefaultKeyRead"> = { id: "pkiDefaultKeyRead", route: "read {mount}/config/keys" }
/** Set the default key: `POST /{pki_mount}/config/keys` */
export const pkiDefaultKeyWrite: OperationRoute<"pkiDefaultKeyWrite"> = { id: "pkiDefaultKeyWrite", route: "update {mount}/config/keys" }
/** Read the URLs in certificates: `GET /{pki_mount}/config/urls` */
export const pkiUrlsRead: OperationRoute<"pkiUrlsRead"> = { id: "pkiUrlsRead", route: "read {mount}/config/urls" }
/** Write the URLs in certificates: `POST /{pki_mount}/config/urls` */
export const pkiUrlsWrite: OperationRoute<"pkiUrlsWrite"> = { id: "pkiUrlsWrite", route: "update {mount}/config/urls" }
/** Read the CRL settings: `GET /{pki_mount}/config/crl` */
export const pkiCrlConfigRead: OperationRoute<"pkiCrlConfigRead"> = { id: "pkiCrlConfigRead", route: "read {mount}/config/crl" }
/** Write the CRL settings: `POST /{pki_mount}/config/crl` */
export const pkiCrlConfigWrite: OperationRoute<"pkiCrlConfigWrite"> = { id: "pkiCrlConfigWrite", route: "update {mount}/config/crl" }
/** Read the addresses of a mount: `GET /{pki_mount}/config/cluster` */
export const pkiClusterRead: OperationRoute<"pkiClusterRead"> = { id: "pkiClusterRead", route: "read {mount}/config/cluster" }
/** Write the addresses of a mount: `POST /{pki_mount}/config/cluster` */
export const pkiClusterWrite: OperationRoute<"pkiClusterWrite"> = { id: "pkiClusterWrite", route: "update {mount}/config/cluster" }
/** Read the automatic tidy settings: `GET /{pki_mount}/config/auto-tidy` */
export const pkiAutoTidyRead: OperationRoute<"pkiAutoTidyRead"> = { id: "pkiAutoTidyRead", route: "read {mount}/config/auto-tidy" }
/** Write the automatic tidy settings: `POST /{pki_mount}/config/auto-tidy` */
export const pkiAutoTidyWrite: OperationRoute<"pkiAutoTidyWrite"> = { id: "pkiAutoTidyWrite", route: "update {mount}/config/auto-tidy" }
/** Remove expired certificates: `POST /{pki_mount}/tidy` */
export const pkiTidy: OperationRoute<"pkiTidy"> = { id: "pkiTidy", route: "update {mount}/tidy" }
/** Read the status of tidying: `GET /{pki_mount}/tidy-status` */
export const pkiTidyStatusRead: OperationRoute<"pkiTidyStatusRead"> = { id: "pkiTidyStatusRead", route: "read {mount}/tidy-status" }
/** Cancel a tidy operation: `POST /{pki_mount}/tidy-cancel` */
export const pkiTidyCancel: OperationRoute<"pkiTidyCancel"> = { id: "pkiTidyCancel", route: "update {mount}/tidy-cancel" }
/** Read the upstream of a mount: `GET /{http_mount}/config/upstream` */
export const httpConfigRead: OperationRoute<"httpConfigRead"> = { id: "httpConfigRead", route: "read {mount}/config/upstream" }
/** Configure the upstream of a mount: `POST /{http_mount}/config/upstream` */
export const httpConfigWrite: OperationRoute<"httpConfigWrite"> = { id: "httpConfigWrite", route: "update {mount}/config/upstream" }
/** Delete the upstream of a mount: `DELETE /{http_mount}/config/upstream` */
export const httpConfigDelete: OperationRoute<"httpConfigDelete"> = { id: "httpConfigDelete", route: "delete {mount}/config/upstream" }
/** Send a GET to the upstream: `GET /{http_mount}/request/{path}` */
export const httpRead: OperationRoute<"httpRead"> = { id: "httpRead", route: "read {mount}/request/{path*}", raw: true }
/** Send a POST or PUT to the upstream: `POST /{http_mount}/request/{path}` */
export const httpWrite: OperationRoute<"httpWrite"> = { id: "httpWrite", route: "update {mount}/request/{path*}", raw: true }
/** Send a PATCH to the upstream: `PATCH /{http_mount}/request/{path}` */
export const httpPatch: OperationRoute<"httpPatch"> = { id: "httpPatch", route: "patch {mount}/request/{path*}", raw: true }
/** Send a DELETE to the upstream: `DELETE /{http_mount}/request/{path}` */
export const httpDelete: OperationRoute<"httpDelete"> = { id: "httpDelete", route: "delete {mount}/request/{path*}", raw: true }
