/**
 * The Enwrap server core: a platform-neutral Effect library. An adapter passes requests to it (see `@enwrap/server-node`, or
 * {@link webHandler}), a store keeps its records, and engines implement secrets and login methods.
 */
export { isBodiless } from "@enwrap/protocol"
export { Crypto } from "./ports/crypto/port.ts"
export { layerNobleCrypto } from "./ports/crypto/noble.ts"
export {
  bodyTooLargeResponse,
  type ErrorContent,
  errorResponse,
  internalErrorResponse,
  sealedResponse
} from "./ports/error-response.ts"
export type { Admission, ListenerAccess, RequestHead, WireRequest, WireResponse } from "./ports/exchange.ts"
export { type AutoSeal, AutoSealFailure } from "./ports/auto-seal/port.ts"
export { staticSeal, type StaticSealKey, type StaticSealOptions } from "./ports/auto-seal/static-seal.ts"
export {
  makeServer,
  newRootKey,
  type NewServer,
  type OpenedServer,
  openServer,
  type OpenOptions
} from "./server/open-server.ts"
export { newRootToken } from "./server/new-root-token.ts"
export { openSealableServer, type SealableOptions, type SealableServer } from "./server/sealable/sealable-server.ts"
export type { InitialKeys, KeyShares } from "./state/seal/seal.ts"
export type { EnwrapServer, InitialMount, ServerOptions } from "./server/server.ts"
export { layerMemory } from "./ports/store/memory.ts"
export type { Gauge, ReadGauges } from "./ports/gauges.ts"
export type { HaNode } from "./values/ha-node.ts"
export { Store } from "./ports/store/port.ts"
export { rootTokenProblem } from "./state/token/token-id.ts"
export { headerText } from "./values/encodings.ts"
export { OncePerSecond } from "./values/once-per-second.ts"
export { VERSION } from "./gen/version.ts"
export { whereItFailed } from "./values/where-it-failed.ts"
export { webHandler, type WebHandlerOptions } from "./server/web-handler.ts"
