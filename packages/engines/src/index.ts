import type { Engine } from "@enwrap/server/engine"
import { appRole } from "./approle/approle.ts"
import { http, makeHttpEngine } from "./http/http.ts"
import { kvV1 } from "./kv-v1/kv-v1.ts"
import { kvV2 } from "./kv-v2/kv-v2.ts"
import { pki } from "./pki/pki.ts"
import { userpass } from "./userpass/userpass.ts"

export { appRole, http, kvV1, kvV2, makeHttpEngine, pki, userpass }
export type { Fetch, FetchedBody, FetchInit, FetchResponse } from "./http/fetch.ts"
export type { Signal } from "./platform.ts"
export type { HttpEngineOptions } from "./http/http.ts"

/** Every engine that there is, for a server that offers them all. */
export const engines: ReadonlyArray<Engine> = [kvV1, kvV2, appRole, userpass, pki, http]
