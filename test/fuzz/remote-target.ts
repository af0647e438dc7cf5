import * as http from "node:http"
import * as https from "node:https"
import type { WireRequest, WireResponse } from "@enwrap/server"
import { walkedServerAt } from "../spec/walked-server.ts"
import type { Remote } from "./start-fuzzed.ts"
import { statusOfRoot, type Target } from "./kept-server.ts"

/** Headers that a request of the protocol can have. Others stay with the fuzzer. */
const FORWARDED = [
  "authorization",
  "content-type",
  "x-vault-namespace",
  "x-vault-request",
  "x-vault-token",
  "x-vault-wrap-format",
  "x-vault-wrap-ttl"
]

const forward = (base: URL, { body, header, method, target }: WireRequest): Promise<WireResponse> =>
  new Promise((resolve, reject) => {
    const headers = Object.fromEntries(
      FORWARDED.flatMap((name) => {
        const value = header(name)
        return value === undefined ? [] : [[name, value] as const]
      })
    )
    const request = (base.protocol === "https:" ? https : http).request(
      { host: base.hostname, port: base.port, method, path: target, headers },
      (response) => {
        const chunks: Array<Buffer> = []
        response.on("data", (chunk: Buffer) => chunks.push(chunk))
        response.on("error", reject)
        response.on("end", () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: ownHeaders(response.headers),
            body: Buffer.concat(chunks)
          })
        )
      }
    )
    request.on("error", reject)
    request.end(body)
  })

/** The headers that the listener does not write itself. */
const ownHeaders = (headers: http.IncomingHttpHeaders): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      typeof value === "string" &&
      !["connection", "content-length", "date", "keep-alive", "transfer-encoding"].includes(name)
        ? [[name, value]]
        : []
    )
  )

/** A server that runs elsewhere. Its state cannot be replaced: it must not be one that anybody else needs. */
export const remoteTarget = async ({ token, url }: Remote): Promise<Target> => {
  const base = new URL(url)
  const walked = await walkedServerAt({ address: base.origin, rootToken: token, close: () => Promise.resolve() })
  const revive = async () => {
    const status = await statusOfRoot(walked)
    if (status !== 200)
      throw new Error(
        status === 503 ? `${base.origin} is sealed` : `${base.origin} does not accept the token: it answers ${status}`
      )
  }
  await revive()
  return { handle: (request) => forward(base, request), walked, revive }
}
