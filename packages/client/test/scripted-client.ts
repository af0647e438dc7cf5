import type { OperationId } from "@enwrap/protocol"
import type { ClientOptions } from "../src/client.ts"
import { createClient } from "../src/create-client.ts"
import * as operations from "../src/operations.ts"

export const address = "https://vault.example"
export const session = "s.SessionTokenOfTheCaller1"

interface Sent {
  readonly url: string
  readonly method: string
  readonly headers: Record<string, string>
  readonly body: unknown
}

/** A client whose requests are recorded, and that gets the given responses in turn; the last one is repeated. */
export const scripted = (
  responses: ReadonlyArray<() => Response | Promise<Response>>,
  options: Partial<ClientOptions<OperationId>> = {}
) => {
  const sent: Array<Sent> = []
  const client = createClient({
    address,
    operations,
    token: session,
    fetch: async (url, { method = "", headers, body }) => {
      sent.push({
        url: url.slice(address.length),
        method,
        headers: headers as Record<string, string>,
        body: typeof body === "string" ? JSON.parse(body) : undefined
      })
      const respond = responses[Math.min(sent.length, responses.length) - 1]
      return respond === undefined
        ? new Response(null, { status: 204, headers: { "cache-control": "no-store" } })
        : respond()
    },
    ...options
  })
  return { client, sent }
}

export const envelope =
  (data: unknown, rest: object = {}) =>
  () =>
    Response.json({
      request_id: "1",
      lease_id: "",
      renewable: false,
      lease_duration: 0,
      data,
      wrap_info: null,
      warnings: null,
      auth: null,
      ...rest
    })
const wrapInfo = {
  token: "s.Wrapping",
  accessor: "A",
  ttl: 300,
  creation_time: "2026-08-21T18:58:13.1Z",
  creation_path: "secret/foo"
}
export const wrapped = envelope(null, { wrap_info: wrapInfo })
export const lookedUp = envelope({
  creation_path: "secret/foo",
  creation_time: "2026-08-21T18:58:13.1Z",
  creation_ttl: 300
})
export const invalid = () =>
  Response.json({ errors: ["wrapping token is not valid or does not exist"] }, { status: 400 })
