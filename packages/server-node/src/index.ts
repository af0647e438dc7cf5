export type { TlsOptions } from "./http-server.ts"
export { defaultLimits, type Limits } from "./limits.ts"
export { listen, ListenError, type Listener, type ListenOptions } from "./listener.ts"
export { layerNodeCrypto } from "./node-crypto.ts"
