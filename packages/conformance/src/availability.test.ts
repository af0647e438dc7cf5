import { expect, it } from "vitest"
import { makeAvailability, problemOf } from "./availability.ts"
import { NoResponse, type Transport, type WireRequest, type WireResponse } from "./transport.ts"

const request = (path: string): WireRequest => ({ method: "POST", path, headers: {} })
const answers = (status: number, text = "{}"): WireResponse => ({ status, headers: {}, text })
const reset = async (): Promise<WireResponse> => {
  throw new NoResponse("ECONNRESET", "socket hang up")
}
const sending = (send: Transport["send"]): Transport => ({
  send,
  sendTogether: (requests) => Promise.all(requests.map(send))
})

/** Looks at the server with these results, the last one from then on. */
function availabilityOf(...problems: ReadonlyArray<string | undefined>) {
  const left = [...problems]
  const seen = { probes: 0, gone: 0 }
  const availability = makeAvailability({
    async probe() {
      seen.probes++
      return left.length > 1 ? left.shift() : left[0]
    },
    wait: async () => undefined,
    redact: (text) => text.replaceAll("s.secret", "<a token>"),
    onGone: () => void seen.gone++
  })
  return { availability, seen }
}

it("does not look at the server if every response came", async () => {
  const { availability, seen } = availabilityOf("it is sealed")
  const { outage, transport } = availability.watch(
    "RWC-X-01",
    sending(async () => answers(500))
  )
  await transport.send(request("x"))
  expect(await outage()).toBeUndefined()
  expect(seen.probes).toBe(0)
})

it.each([
  ["a connection that is reset", reset],
  ["502 from a proxy", async () => answers(502, "<html>")],
  ["503", async () => answers(503)]
])("takes %s for a fault of a server that is there", async (_, send) => {
  const { availability, seen } = availabilityOf(undefined)
  const { outage, transport } = availability.watch("RWC-X-01", sending(send))
  await transport.send(request("x")).catch(() => undefined)
  expect(await outage()).toBeUndefined()
  expect(seen).toEqual({ probes: 1, gone: 0 })
})

it("names the cases whose requests were in progress, the one without a response first, and no tokens", async () => {
  const { availability, seen } = availabilityOf("no response: ECONNREFUSED")
  let finish: (response: WireResponse) => void = () => undefined
  const pending = sending(() => new Promise((resolve) => (finish = resolve)))
  const other = availability.watch("RWC-X-01", pending)
  const first = other.transport.send(request("slow"))
  const { outage, transport } = availability.watch("RWC-X-02", sending(reset))
  await transport.sendTogether([request("sys/s.secret?token=s.secret")]).catch(() => undefined)
  finish(answers(200))
  await first
  const message =
    "the server went away (no response: ECONNREFUSED) during the requests of RWC-X-02 (POST sys/<a token>), RWC-X-01 (POST slow)"
  expect(await outage()).toMatchObject({ message })
  expect(availability.gone()).toMatchObject({ message })
  expect(seen).toEqual({ probes: 5, gone: 1 })
  // Now every case is inconclusive, whatever became of its requests.
  expect(await other.outage()).toMatchObject({ message })
  expect(seen.probes).toBe(5)
})

it("lets the run go on if the server comes back, and blames it for nothing before", async () => {
  const { availability, seen } = availabilityOf("it is sealed", "it is sealed", undefined)
  const [one, two] = [1, 2].map((n) => availability.watch(`RWC-X-0${n}`, sending(reset)))
  await Promise.all([one, two].map((each) => each?.transport.send(request("x")).catch(() => undefined)))
  expect(await one?.outage()).toMatchObject({ problem: "it is sealed" })
  expect(await two?.outage()).toMatchObject({ problem: "it is sealed" })
  expect(availability.gone()).toBeUndefined()
  expect(seen).toEqual({ probes: 3, gone: 0 })
})

const operator = { token: "s.root", root: true }
const probing = (health: () => Promise<WireResponse>, wrap: () => Promise<WireResponse>) =>
  problemOf(
    sending(({ path }) => (path === "sys/health" ? health() : wrap())),
    operator
  )

it.each([
  ["a sealed server", async () => answers(503, '{"sealed":true}'), reset, "it is sealed"],
  ["no server", reset, reset, "no response: ECONNRESET"],
  [
    "a proxy without a server",
    async () => answers(502, "<html>"),
    async () => answers(502, "<html>\n"),
    "it answers 502 <html>"
  ],
  ["a server", async () => answers(200, '{"sealed":false}'), reset, undefined],
  ["a standby node", async () => answers(429), reset, undefined],
  ["a server with a fault of sys/health", reset, async () => answers(200), undefined]
] as const)("recognizes %s", async (_, health, wrap, problem) => {
  expect(await probing(health, wrap)).toBe(problem)
})
