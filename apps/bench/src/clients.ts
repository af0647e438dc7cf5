import { createNodeClient, type NodeClient } from "@enwrap/client-node"
import { createEnwrapMock, onUnhandledFrame } from "@enwrap/msw"
import { http, HttpResponse } from "msw"
import { setupServer } from "msw/node"
import type { CompareOptions } from "./compare.ts"
import type { Finding } from "./durable.ts"
import { ServerProcess } from "./servers/server-process.ts"

/** Wraps a secret and unwraps it. */
type RoundTrip = () => Promise<unknown>

/** How many round trips of one way are measured in a row, before the next way has its turn. */
const BATCH = 20

const secret = { password: "correct horse battery staple" }

const overClient =
  (client: NodeClient): RoundTrip =>
  async () =>
    client.unwrap(await client.wrap(secret, { ttl: "5m" }))

/** The same two requests, without checks. */
const overFetch =
  (address: string, token: string): RoundTrip =>
  async () => {
    const wrapped = await fetch(`${address}/v1/sys/wrapping/wrap`, {
      method: "POST",
      headers: { "x-vault-token": token, "x-vault-wrap-ttl": "5m", "content-type": "application/json" },
      body: JSON.stringify(secret)
    })
    const { wrap_info: info } = (await wrapped.json()) as { readonly wrap_info: { readonly token: string } }
    const unwrapped = await fetch(`${address}/v1/sys/wrapping/unwrap`, {
      method: "POST",
      headers: { "x-vault-token": info.token }
    })
    return unwrapped.json()
  }

/** The medians of several ways in milliseconds. They take turns, so that other load on the machine affects all. */
const medians = async (
  ways: ReadonlyArray<RoundTrip>,
  { rounds, seconds, warmUp }: CompareOptions
): Promise<ReadonlyArray<number>> => {
  const times = ways.map((): Array<number> => [])
  const start = performance.now()
  const measuredFrom = start + warmUp * 1000
  const end = measuredFrom + rounds * seconds * 1000 * ways.length
  while (performance.now() < end) {
    for (const [index, trip] of ways.entries()) {
      for (let count = 0; count < BATCH; count++) {
        const begin = performance.now()
        await trip()
        if (begin >= measuredFrom) times[index]!.push(performance.now() - begin)
      }
    }
  }
  return times.map((all) => all.toSorted((a, b) => a - b)[all.length >> 1]!)
}

const milliseconds = (value: number): string => `${value.toFixed(3)} ms`

const overHttp = async (options: CompareOptions): Promise<ReadonlyArray<Finding>> => {
  const server = await ServerProcess.start("enwrap")
  try {
    const address = `http://127.0.0.1:${server.port}`
    const client = overClient(createNodeClient({ address, token: server.token }))
    const [bare = 0, ours = 0] = await medians([overFetch(address, server.token), client], options)
    return [
      { name: "round trip over bare fetch", value: milliseconds(bare) },
      { name: "round trip over our client for Node", value: milliseconds(ours) },
      { name: "our client / bare fetch", value: (ours / bare).toFixed(2) }
    ]
  } finally {
    await server.stop()
  }
}

const mocked = async (options: CompareOptions): Promise<ReadonlyArray<Finding>> => {
  const mock = createEnwrapMock()
  const { baseUrl: address, rootToken: token } = mock
  const [direct = 0] = await medians([overClient(createNodeClient({ address, token, fetch: mock.fetch }))], options)
  const empty = "http://127.0.0.1:8201"
  const server = setupServer(
    ...mock.handlers,
    http.post(`${empty}/v1/sys/wrapping/:call`, () => HttpResponse.json({ wrap_info: { token: "s.token" } }))
  )
  server.listen({ onUnhandledFrame })
  try {
    const [nothing = 0, ours = 0] = await medians([overFetch(empty, token), overFetch(address, token)], options)
    return [
      { name: "mocked round trip, mock.fetch", value: milliseconds(direct) },
      { name: "mocked round trip, MSW", value: milliseconds(ours) },
      { name: "two requests to a handler of MSW that does nothing", value: milliseconds(nothing) }
    ]
  } finally {
    server.close()
  }
}

/** Measures a wrap and its unwrap, one at a time: through our client and with bare `fetch`, then with the mock. */
export const measureClients = async (
  options: CompareOptions,
  report: (finding: Finding) => void = () => {}
): Promise<ReadonlyArray<Finding>> => {
  const findings: Array<Finding> = []
  for (const measure of [overHttp, mocked]) {
    const found = await measure(options)
    found.forEach(report)
    findings.push(...found)
  }
  return findings
}
