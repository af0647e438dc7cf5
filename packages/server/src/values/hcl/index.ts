/** HCL 1 and JSON with positions, for policies and configuration files. */
export { DocumentError, type Position, positionAt } from "./document-error.ts"
export { type DocumentObject, type DocumentValue, type Entry, parseHcl, parseJson } from "./parse-document.ts"
