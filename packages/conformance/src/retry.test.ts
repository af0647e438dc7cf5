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
  ["with 503, but without Retry-After", { ...busy("1", 503), headers: {} }, request("secret/x")],
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
