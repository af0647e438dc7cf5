/**
 * The fixed texts of operations that a server in a page loads with the first request for one of them: the server's keys, audit
 * devices, leases, mounts, settings of quotas, CORS, the creation and the roles of tokens, and `sys/tools`.
 */
export { auditTextFor, auditTexts } from "./error-texts/audit-devices.ts"
export { corsTexts } from "./error-texts/cors.ts"
export { leaseTextFor, leaseTexts } from "./error-texts/leases.ts"
export { mountTextFor, mountTexts } from "./error-texts/mounts.ts"
export { operationWarnings } from "./error-texts/operation-warnings.ts"
export { quotaPathTextFor, quotaTexts } from "./error-texts/quota-settings.ts"
export { sealTextFor, sealTexts } from "./error-texts/seal.ts"
export { creationTextFor, creationTexts } from "./error-texts/token-creation.ts"
export { roleTextFor, roleTexts } from "./error-texts/token-roles.ts"
export { toolTextFor, toolTexts } from "./error-texts/tools.ts"
export { lifetimeTexts } from "./error-texts/token-lifetime.ts"
export { policyOperationTexts } from "./error-texts/policy-operations.ts"
export { rareTextFor, rareTexts } from "./error-texts/rare-operations.ts"
export { tidyWarnings } from "./error-texts/tidy.ts"
