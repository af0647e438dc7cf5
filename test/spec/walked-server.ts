import { createServer } from "node:http"
import { once } from "node:events"
import type { AddressInfo } from "node:net"
import type { Store } from "@enwrap/server"
import { type AuditDevicesOptions, type AuditSinkType, layerAuditDevices } from "@enwrap/server/audit"
import * as Effect from "effect/Effect"
import type * as Layer from "effect/Layer"
import { startServer } from "../start-server.ts"
import type { SeenAnswer } from "./response-check.ts"

/** A server with all engines and login methods, mounted where the examples of the spec expect them. */
export interface WalkedServer {
  readonly address: string
  readonly rootToken: string
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

/** A type of audit devices for the example of the spec: it keeps nothing, and creates no file. */
const nowhere: AuditSinkType = () =>
  Effect.succeed({ write: () => Effect.void, reopen: Effect.void, close: Effect.void })

export const startWalkedServer = async (
  store?: Layer.Layer<Store>,
  audit: Partial<AuditDevicesOptions> = {}
): Promise<WalkedServer> => {
  const upstream = createServer((_, response) => {
    response.writeHead(200, { "content-type": "application/json" }).end('{"key":"once"}')
  })
  upstream.listen(0, "127.0.0.1")
  await once(upstream, "listening")
  const devices = layerAuditDevices({ unsafeAllowApi: true, ...audit, sinks: { file: nowhere, ...audit.sinks } })
  const server = await startServer({ audit: devices }, store)
  const ask: WalkedServer["ask"] = async ({ method, path, headers = {}, body }) => {
    const response = await fetch(server.address + path, {
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
  for (const [path, body] of Object.entries(mounts)) {
    const headers = { "x-vault-token": server.rootToken }
    const { status, text } = await ask({ method: "POST", path: `/v1/${path}`, headers, body: JSON.stringify(body) })
    if (status !== 204) throw new Error(`${path} failed with ${status}: ${text}`)
  }
  return {
    address: server.address,
    ask,
    rootToken: server.rootToken,
    upstream: `http://127.0.0.1:${(upstream.address() as AddressInfo).port}`,
    close: async () => {
      await server.close()
      upstream.close()
      upstream.closeAllConnections()
    }
  }
}
