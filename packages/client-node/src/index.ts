/** The Enwrap client for Node: the client core over `node:http`, with environment variables, TLS files, unix sockets and retries. */
export * from "@enwrap/client"
export type { GroupedOperations, KvV2Secret, StoredData } from "@enwrap/client/grouped"
export { createNodeClient, type NodeClient, type NodeClientOptions } from "./node-client.ts"
export { fromEnv, optionsFromEnv, type Environment, type EnvironmentOptions } from "./from-env.ts"
export { exactJson } from "./exact-json.ts"
export { createNodeFetch, NodeFetchError, type NodeFetchOptions } from "./node-fetch.ts"
export type { ProxyRules } from "./proxy.ts"
export { storeToken } from "./token-helper.ts"
export type { RateLimit } from "./rate-limited-fetch.ts"
export {
  appRole,
  userpass,
  withToken,
  type AppRoleCredentials,
  type LoginMethod,
  type LoginToken
} from "./login/login-methods.ts"
export { logIn, type Session, type SessionOptions } from "./login/session.ts"
export { retryingFetch, type RetryOptions } from "./retrying-fetch.ts"
export type { TlsOptions } from "./tls-options.ts"
