/**
 * The fixed texts of the protocol. Clients and conformance suites compare them, so each is declared here once, in the file of
 * its subject. Texts of the original (HashiCorp Vault and OpenBao) are copied verbatim. The list form of a text
 * (`1 error occurred:…`) is added where the error is created. The texts of engines whose code is loaded when they are mounted are
 * in `engine-texts.ts`, and those of operations whose code is loaded by the first request for one of them in `lazy-texts.ts`.
 */
export { errorTextFor, errorTexts } from "./core.ts"
export { fieldProblems } from "./fields.ts"
export { jsonTexts } from "./json.ts"
export { kvTexts } from "./kv.ts"
export { policyTexts } from "./policies.ts"
export { errorPrefixes } from "./prefixes.ts"
export { quotaTextFor } from "./quotas.ts"
export { unsealTextFor, unsealTexts } from "./unseal.ts"
export { kvWarnings, warningTexts } from "./warnings.ts"
