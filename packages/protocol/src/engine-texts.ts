/**
 * The fixed texts of the engines whose code is loaded when they are mounted: AppRole, userpass, pki and http. They are apart from the
 * others, so that a page with a server in it does not load them at the start.
 */
export { appRoleWarnings, pkiWarnings } from "./error-texts/engine-warnings.ts"
export { httpTexts, upstreamFieldProblems } from "./error-texts/http.ts"
export { appRoleTexts, loginTexts, userpassTexts } from "./error-texts/login.ts"
export { pkiTexts } from "./error-texts/pki.ts"
export { certificateTexts } from "./error-texts/pki-certificates.ts"
export { tidyWarnings } from "./error-texts/tidy.ts"
