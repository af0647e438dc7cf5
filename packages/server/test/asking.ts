import { engines } from "@enwrap/engines"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Layer from "effect/Layer"
import * as Scope from "effect/Scope"
import { afterAll } from "vitest"
import { strictServer } from "../../../test/spec/checked-server.ts"
import { layerTestStore } from "../../../test/test-store.ts"
import { type EnwrapServer, layerNobleCrypto, makeServer, type NewServer, type ServerOptions } from "../src/index.ts"

export interface Asked {
  readonly token?: string | null
  readonly ttl?: string | number
  readonly headers?: Readonly<Record<string, string>>
  /** A string is sent unchanged, any other value as JSON. */
  readonly body?: unknown
  /** Whether the client has disconnected. */
  readonly hasLeft?: () => boolean
}

export interface Answered {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly text: string
  // oxlint-disable-next-line typescript/no-explicit-any -- tests read any member of a response
  readonly json: any
}

export type Ask = (method: string, path: string, asked?: Asked) => Effect.Effect<Answered>

export const ROOT = "root-of-the-test"

const encoder = new TextEncoder()

/** Sends requests through the public interface of a server, with the root token unless a test gives another. */
export const asking =
  (server: EnwrapServer): Ask =>
  (method, path, { body, hasLeft, headers = {}, token = ROOT, ttl } = {}) => {
    const all: Record<string, string> = { ...headers }
    if (token !== null) all["x-vault-token"] = token
    if (ttl !== undefined) all["x-vault-wrap-ttl"] = String(ttl)
    const text = body === undefined ? "" : typeof body === "string" ? body : JSON.stringify(body)
    const request = {
      method,
      target: `/v1/${path}`,
      header: (name: string) => all[name],
      body: encoder.encode(text),
      remoteAddress: "127.0.0.1",
      hasLeft
    }
    return Effect.map(server.handle(request), (response) => {
      const answer = typeof response.body === "string" ? response.body : new TextDecoder().decode(response.body)
      return {
        status: response.status,
        headers: response.headers,
        text: answer,
        json: answer !== "" && response.headers["content-type"] === "application/json" ? JSON.parse(answer) : undefined
      }
    })
  }

const usualMounts: NonNullable<ServerOptions["mounts"]> = [
  { path: "secret/", type: "kv", options: { version: "2" } },
  { path: "kv1/", type: "kv", options: { version: "1" } }
]

/** Servers outlive the effects that make them: their stores are closed after the tests of a file. */
const scope = Scope.makeUnsafe()
afterAll(() => Effect.runPromise(Scope.close(scope, Exit.void)))

/** A new server on a new store, with `kv1/` beside `secret/`. A request dies if its response is not a response of the spec. */
export const freshServer = ({
  mounts = usualMounts,
  ...options
}: Partial<ServerOptions> = {}): Effect.Effect<NewServer> =>
  Effect.flatMap(Layer.buildWithScope(layerTestStore, scope), (store) =>
    makeServer({ engines, rootToken: ROOT, mounts, ...options }).pipe(
      Effect.map((server) => strictServer(server, mounts)),
      Effect.provide(store),
      Effect.provide(layerNobleCrypto),
      Effect.orDie
    )
  )

export const freshAsk = (options?: Partial<ServerOptions>): Effect.Effect<Ask> =>
  Effect.map(freshServer(options), asking)

/** Wraps a small object, and returns `wrap_info`. */
export const wrap = (ask: Ask, body: unknown = { zip: "zap" }, ttl: string | number = 300) =>
  Effect.map(
    ask("POST", "sys/wrapping/wrap", { ttl, body }),
    ({ json }) => json.wrap_info as { token: string; accessor: string; creation_time: string }
  )

export const unwrap = (ask: Ask, token: string) => ask("POST", "sys/wrapping/unwrap", { token })

export const INVALID = { status: 400, errors: ["wrapping token is not valid or does not exist"] }
export const DENIED = ["permission denied"]
export const NOT_ALLOWED = ["1 error occurred:\n\t* permission denied\n\n"]
