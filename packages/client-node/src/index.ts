/** The Enwrap client for Node: the client core over `node:http`, with environment variables, TLS files, unix sockets and retries. */
export * from "@enwrap/client"
export { createNodeClient, type NodeClientOptions } from "./node-client.ts"
export { fromEnv, optionsFromEnv, type Environment } from "./from-env.ts"
export { exactJson } from "./exact-json.ts"
export { createNodeFetch, NodeFetchError, type NodeFetchOptions } from "./node-fetch.ts"
export { retryingFetch, type RetryOptions } from "./retrying-fetch.ts"
export type { TlsFiles, TlsOptions } from "./tls-files.ts"
