import { expect, it } from "vitest"
import { withRetries, StillBusy } from "./retry.ts"
import type { Transport, WireRequest, WireResponse } from "./transport.ts"

const ok: WireResponse = { status: 200, headers: {}, text: "{}" }
const busy = (after: string, status = 429, more: Readonly<Record<string, string>> = {}): WireResponse => ({
  status,
  headers: { "retry-after": after, ...more },
  text: ""
})
const request = (path: string, more: Partial<WireRequest> = {}): WireRequest => ({
  method: "POST",
  path,
  headers: {},
  ...more
})

/** A transport that answers with these responses, one after the other, and then with 200. */
function answering(...responses: ReadonlyArray<WireResponse>) {
  const left = [...responses]
  const sent: Array<string> = []
  const waits: Array<number> = []
  const send = async ({ body = "", path }: WireRequest): Promise<WireResponse> => {
    sent.push(`${path} ${body}`.trim())
    return left.shift() ?? ok
  }
  const transport: Transport = { send, sendTogether: (requests) => Promise.all(requests.map(send)) }
  const wait = async (milliseconds: number): Promise<void> => void waits.push(milliseconds)
  return { sent, waits, transport: withRetries(transport, wait) }
}

it.each([
  ["seconds", busy("2"), 2_000],
  ["no time at all", busy("0", 503), 100],
  [
    "a date, by the clock of the server",
    busy("Sat, 01 Jan 2000 00:00:05 GMT", 503, { date: "Sat, 01 Jan 2000 00:00:00 GMT" }),
    5_000
  ],
  ["something else", busy("soon"), 1_000]
])("waits for %s, and sends the request again", async (_, response, milliseconds) => {
  const { sent, transport, waits } = answering(response)
  expect(await transport.send(request("secret/x"))).toMatchObject({ status: 200, earlier: [{ response }] })
  expect(waits).toEqual([milliseconds])
  expect(sent).toEqual(["secret/x", "secret/x"])
})

it.each([
  [
    "with 503 in the form of the protocol, but without Retry-After",
    { status: 503, headers: {}, text: '{"errors":["Vault is sealed"]}' },
    request("secret/x")
  ],
  [
    "that is the health of a sealed server",
    { status: 503, headers: {}, text: '{"sealed":true}' },
    request("sys/health")
  ],
  ["to HEAD, which has no body", { status: 503, headers: {}, text: "" }, request("sys/health", { method: "HEAD" })],
  ["with another status", busy("1", 500), request("secret/x")],
  ["that is the health of a standby node", { ...busy("1"), text: '{"sealed":false}' }, request("sys/health?x=1")],
  ["that the case expects", busy("1"), request("secret/x", { noRetry: true })]
])("returns a response %s", async (_, response, sent) => {
  const { transport, waits } = answering(response)
  expect(await transport.send(sent)).toEqual(response)
  expect(waits).toEqual([])
})

it("waits longer each time for a server that answers 429 without Retry-After, as OpenBao does", async () => {
  const all = Array.from({ length: 5 }, () => ({ ...busy("1"), headers: {} }))
  const { transport, waits } = answering(...all)
  expect(await transport.send(request("secret/x"))).toMatchObject({ status: 200 })
  expect(waits).toEqual([250, 500, 1_000, 2_000, 2_000])
})

it("says what to do if a server never stops answering 429", async () => {
  const all = Array.from({ length: 99 }, () => ({ ...busy("1"), headers: {} }))
  await expect(answering(...all).transport.send(request("secret/x"))).rejects.toThrow(
    "the server has answered 429 to a request for more than 30 s: raise its rate limit, pass fewer --jobs, or run the suite later"
  )
})

const page = (status: number): WireResponse => ({
  status,
  headers: { server: "nginx/1.27" },
  text: `<html><head><title>${status}</title></head></html>`
})

it.each([
  ["503 of a limit of nginx", page(503)],
  ["503 of a proxy without a body", { status: 503, headers: {}, text: "" }],
  ["503 of a gateway in JSON", { status: 503, headers: {}, text: '{"message":"slow down"}' }],
  ["502", page(502)],
  ["504", page(504)]
])("takes the page of a proxy for no answer of the server: %s", async (_, response) => {
  const { transport, waits } = answering(response)
  expect(await transport.send(request("secret/x"))).toMatchObject({ status: 200, earlier: [{ response }] })
  expect(waits).toEqual([250])
})

it("names the proxy and its limit if it never stops answering 503, and then waits less", async () => {
  const all = Array.from({ length: 99 }, () => page(503))
  const { transport, waits } = answering(...all)
  const message =
    "a proxy (nginx/1.27) answers 503 instead of the server to POST secret/x for more than 30 s: raise its limit of requests or connections, pass --jobs 1, or run the suite later; if it always does so, the server behind it does not answer"
  await expect(transport.send(request("secret/x"))).rejects.toThrow(message)
  expect(waits.splice(0).reduce((a, b) => a + b)).toBeGreaterThan(25_000)
  await expect(transport.send(request("secret/x"))).rejects.toThrow("POST secret/x for more than 2 s")
  expect(waits.splice(0)).toEqual([250, 500, 1_000])
})

it("waits five seconds for a server that its proxy does not reach", async () => {
  const { transport } = answering(...Array.from({ length: 99 }, () => page(502)))
  await expect(transport.send(request("secret/x"))).rejects.toThrow(
    "POST secret/x for more than 5 s: the server behind it does not answer"
  )
})

it("blames nobody for a token that may have been used behind a proxy that answered 504", async () => {
  const unwrap = request("sys/wrapping/unwrap", { headers: { "x-vault-token": "s.one" } })
  const unknown = { status: 400, headers: {}, text: '{"errors":["wrapping token is not valid or does not exist"]}' }
  await expect(answering(page(504), unknown).transport.send(unwrap)).rejects.toThrow(StillBusy)
  expect(await answering(page(504), ok).transport.send(unwrap)).toMatchObject({ status: 200 })
  await expect(answering(ok, page(504)).transport.sendTogether([unwrap, unwrap])).rejects.toThrow(StillBusy)
})

it("waits for many requests as long as some of them get through", async () => {
  const responses = Array.from({ length: 9 }, (_, round) => [
    ok,
    ...Array.from({ length: 9 - round }, () => busy("6"))
  ]).flat()
  const { transport, waits } = answering(...responses)
  const sent = Array.from({ length: 10 }, () => request("secret/x"))
  expect((await transport.sendTogether(sent)).map(({ status }) => status)).toEqual(sent.map(() => 200))
  expect(waits).toHaveLength(9)
})

it("does not wait longer than half a minute for one request", async () => {
  const all = Array.from({ length: 9 }, () => busy("8"))
  const { transport, waits } = answering(...all)
  await expect(transport.send(request("secret/x"))).rejects.toThrow(StillBusy)
  expect(waits).toEqual([8_000, 8_000, 8_000])
  await expect(answering(busy("31")).transport.sendTogether([request("secret/x")])).rejects.toThrow(
    /for more than 30 s/
  )
})

it.each([
  ["in the body", request("sys/wrapping/unwrap", { body: '{"token":"s.one"}' })],
  ["in the header", request("sys/wrapping/rewrap", { headers: { "x-vault-token": "s.one" } })],
  ["in Authorization", request("cubbyhole/response", { headers: { authorization: "Bearer s.one" }, body: "not JSON" })]
])("looks up the wrapping token %s before it sends the request again", async (_, consuming) => {
  const { sent, transport } = answering(busy("1"))
  const { earlier = [] } = await transport.send(consuming)
  expect(sent[1]).toBe('sys/wrapping/lookup {"token":"s.one"}')
  expect(sent).toHaveLength(3)
  expect(earlier.map(({ response }) => response.status)).toEqual([429, 200])
})

it("repeats only the refused requests of a race, together", async () => {
  const { sent, transport, waits } = answering(ok, busy("1"), ok, busy("2"))
  const responses = await transport.sendTogether(["a", "b", "c", "d"].map((path) => request(path)))
  expect(responses.map(({ status }) => status)).toEqual([200, 200, 200, 200])
  expect(sent.slice(4)).toEqual(["b", "d"])
  expect(waits).toEqual([2_000])
})
