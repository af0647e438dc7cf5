import { createServer } from "node:http"
import { once } from "node:events"
import type { AddressInfo } from "node:net"
import type { ServerOptions, Store } from "@enwrap/server"
import { type AuditDevicesOptions, type AuditSinkType, layerAuditDevices } from "@enwrap/server/audit"
import * as Effect from "effect/Effect"
import type * as Layer from "effect/Layer"
import { startSealableServer, type StartState } from "../start-sealable-server.ts"
import { startServer } from "../start-server.ts"
import type { SeenAnswer } from "./response-check.ts"

/** A server with all engines and login methods, mounted where the examples of the spec expect them. */
export interface WalkedServer {
  readonly address: string
  readonly rootToken: string
  /** The key shares in hexadecimal; none if the server keeps its root key in memory. */
  readonly keys: ReadonlyArray<string>
  /** The base URL of an API behind the http engine. */
  readonly upstream: string
  readonly ask: (request: {
    readonly method: string
    readonly path: string
    readonly headers?: Readonly<Record<string, string>>
    readonly body?: string | undefined
  }) => Promise<SeenAnswer>
  readonly close: () => Promise<void>
}

/** The requests that mount them: path and body. */
export const mounts: Readonly<Record<string, object>> = {
  "sys/mounts/legacy": { type: "kv", options: { version: "1" } },
  "sys/mounts/pki": { type: "pki" },
  "sys/mounts/payment": { type: "http" },
  "sys/auth/approle": { type: "approle" },
  "sys/auth/userpass": { type: "userpass" }
}

/** An address with a root token, such as that of a server in this process. */
interface Address {
  readonly address: string
  readonly rootToken: string
  readonly keys?: ReadonlyArray<string>
  readonly close: () => Promise<void>
}

/** Sends requests to an address. */
const askAt =
  (address: string): WalkedServer["ask"] =>
  async ({ method, path, headers = {}, body }) => {
    const response = await fetch(address + path, {
      method,
      redirect: "manual",
      headers: {
        ...headers,
        ...(body !== undefined && !("content-type" in headers) && { "content-type": "application/json" })
      },
      ...(body !== undefined && { body })
    })
    return {
      status: response.status,
      contentType: response.headers.get("content-type") ?? "",
      text: await response.text()
    }
  }

/** A running server, with an upstream of the http engine beside it. Nothing is mounted yet. */
export const walkedServerAt = async (server: Address, ask = askAt(server.address)): Promise<WalkedServer> => {
  const upstream = createServer((_, response) => {
    response.writeHead(200, { "content-type": "application/json" }).end('{"key":"once"}')
  })
  upstream.listen(0, "127.0.0.1")
  await once(upstream, "listening")
  return {
    address: server.address,
    ask,
    rootToken: server.rootToken,
    keys: server.keys ?? [],
    upstream: `http://127.0.0.1:${(upstream.address() as AddressInfo).port}`,
    close: async () => {
      await server.close()
      upstream.close()
      upstream.closeAllConnections()
    }
  }
}

/** A type of audit devices for the example of the spec: it keeps nothing, and creates no file. */
const nowhere: AuditSinkType = () =>
  Effect.succeed({ write: () => Effect.void, reopen: Effect.void, close: Effect.void })

/** Audit devices that can be enabled through the API, as in the example of the spec, and more. */
export const auditOfWalkedServer = (audit: Partial<AuditDevicesOptions> = {}): NonNullable<ServerOptions["audit"]> =>
  layerAuditDevices({ unsafeAllowApi: true, ...audit, sinks: { file: nowhere, ...audit.sinks } })

/** `retaining`: a server that keeps its root key in memory. */
export type WalkedState = StartState | "retaining"

export const startWalkedServer = async (
  store?: Layer.Layer<Store>,
  state: WalkedState = "retaining",
  devices?: Partial<AuditDevicesOptions>
): Promise<WalkedServer> => {
  const audit = auditOfWalkedServer(devices)
  const server = await walkedServerAt(
    state === "retaining" ? await startServer({ audit }, store) : await startSealableServer(state, store, { audit })
  )
  const headers = { "x-vault-token": server.rootToken }
  for (const [path, body] of Object.entries(state === "uninitialized" ? {} : mounts)) {
    const { status, text } = await server.ask({
      method: "POST",
      path: `/v1/${path}`,
      headers,
      body: JSON.stringify(body)
    })
    if (status !== 204) throw new Error(`${path} failed with ${status}: ${text}`)
  }
  return server
}
