import type { Engine } from "@enwrap/server/engine"
import { appRole } from "./approle/approle.ts"
import { http, makeHttpEngine } from "./http/http.ts"
import { kvV1 } from "./kv-v1/kv-v1.ts"
import { kvV2 } from "./kv-v2/kv-v2.ts"
import { pki } from "./pki/pki.ts"
import { userpass } from "./userpass/userpass.ts"

export { appRole, http, kvV1, kvV2, makeHttpEngine, pki, userpass }
export type { Fetch, FetchedBody, FetchInit, FetchResponse, Signal } from "./http/fetch.ts"
export type { HttpEngineOptions } from "./http/http.ts"

/**
 * All engines, for a server that offers all of them. A mount without options gets the first engine of its type.
 *
 * @example
 * ```ts
 * import { engines } from "@enwrap/engines"
 * import { makeServer } from "@enwrap/server"
 *
 * const server = makeServer({ engines })
 * ```
 */
export const engines: ReadonlyArray<Engine> = [kvV1, kvV2, appRole, userpass, pki, http]
