/** The engines whose code is loaded when one of them is mounted: in one module, so that a bundler makes few small files. */
export { mountAppRole } from "./approle/mounted-approle.ts"
export { mountHttp } from "./http/mounted-http.ts"
export { mountUserpass } from "./userpass/mounted-userpass.ts"
