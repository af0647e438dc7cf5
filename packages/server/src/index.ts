/**
 * The Enwrap server core: a platform-neutral Effect library. An adapter gives it requests (see `@enwrap/server-node`, or
 * {@link webHandler}), a store keeps its records, engines do the work that is not its own.
 */
export { Crypto } from "./crypto/port.ts"
export { layerNobleCrypto } from "./crypto/noble.ts"
export type { Admission, RequestHead, WireRequest, WireResponse } from "./exchange.ts"
export { type EnwrapServer, type InitialMount, makeServer, type ServerOptions } from "./server.ts"
export { layerMemory } from "./store/memory.ts"
export { Store } from "./store/port.ts"
export { rootTokenProblem } from "./token/token-id.ts"
export { headerText } from "./text.ts"
export { VERSION } from "./version.ts"
export { whereItFailed } from "./where-it-failed.ts"
export { webHandler, type WebHandlerOptions } from "./web-handler.ts"
