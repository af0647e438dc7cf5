/**
 * The fixed texts of the protocol. Clients and conformance suites compare them, so each is declared here once, in the file of
 * its subject. A text of the original is the same to the letter. The list form of a text (`1 error occurred:…`) is made where
 * the error is.
 */
export { errorTextFor, errorTexts } from "./core.ts"
export { fieldProblems } from "./fields.ts"
export { httpTexts, upstreamFieldProblems } from "./http.ts"
export { jsonTexts } from "./json.ts"
export { kvTexts } from "./kv.ts"
export { appRoleTexts, loginTexts, userpassTexts } from "./login.ts"
export { pkiTexts } from "./pki.ts"
export { certificateTexts } from "./pki-certificates.ts"
export { policyTexts } from "./policies.ts"
export { errorPrefixes } from "./prefixes.ts"
export { appRoleWarnings, kvWarnings, pkiWarnings, warningTexts } from "./warnings.ts"
