/** A slow server is not a fault: what its late answers cannot show is skipped. */
import { createServer, request as httpRequest } from "node:http"
import type { AddressInfo } from "node:net"
import { setTimeout as sleep } from "node:timers/promises"
import { afterAll, beforeAll, expect, it } from "vitest"
import { isViolation, runConformance } from "@enwrap/conformance"
import { runSuite } from "../src/run-suite.ts"
import { httpTransport } from "../src/transport.ts"
import { tampered } from "./broken-servers/tampering.ts"
import { startEnwrap, type RunningServer } from "./enwrap-server.ts"

let server: RunningServer
beforeAll(async () => {
  server = await startEnwrap()
})
afterAll(() => server.close())

it.concurrent.each([700, 1_600])(
  "no case about a TTL fails if every answer is %i ms late",
  async (latency) => {
    const report = await runSuite(
      {
        url: server.url,
        token: server.rootToken,
        cases: ["RWC-TTL-0*", "RWC-TTL-54", "RWC-RW-13", "RWC-AC-16", "RWC-LE-14", "RWC-KS-04", "RWC-PO-10"]
      },
      {
        transport: tampered(httpTransport(new URL(server.url)), async (request, forward) => {
          const response = await forward(request)
          await sleep(latency)
          return response
        })
      }
    )
    const failed = report.families.flatMap(({ results }) => results).filter(isViolation)
    expect(failed.map(({ id, reason, got }) => ({ id, reason, got }))).toEqual([])
    expect(report.counts.error).toBe(0)
  },
  180_000
)

it("is incomplete, and names the proxy, if a proxy answers every lookup with a page", async () => {
  const report = await runSuite(
    { url: server.url, token: server.rootToken, cases: ["RWC-LK-*", "RWC-SU-01"] },
    {
      wait: async () => undefined,
      transport: tampered(httpTransport(new URL(server.url)), async (request, forward) =>
        request.path === "sys/wrapping/lookup" ? { status: 503, headers: {}, text: "<html>" } : forward(request)
      )
    }
  )
  expect(report.conclusion).toBe("incomplete")
  expect(report.counts.error).toBeGreaterThan(3)
  expect(report.counts.passed).toBe(1)
  const reasons = report.families.flatMap(({ results }) => results.flatMap(({ reason = "" }) => reason))
  expect(reasons).toContainEqual(
    expect.stringMatching(/^a proxy answers 503 instead of the server to POST sys.wrapping/)
  )
})

it("waits for the first response as long as --timeout says", async () => {
  let isFirst = true
  const slow = createServer((incoming, response) => {
    const { headers, method = "GET", url: path = "/" } = incoming
    const answer = async (): Promise<void> => {
      if (isFirst) await sleep(5_300)
      isFirst = false
      const outgoing = httpRequest(server.url, { method, path, headers, agent: false }, (from) => {
        response.writeHead(from.statusCode ?? 0, from.headers)
        from.pipe(response)
      })
      incoming.pipe(outgoing)
    }
    void answer()
  })
  await new Promise<void>((resolve) => slow.listen(0, "127.0.0.1", resolve))
  const url = `http://127.0.0.1:${(slow.address() as AddressInfo).port}`
  try {
    const report = await runConformance({ url, token: server.rootToken, cases: ["RWC-SU-01"], timeout: 30_000 })
    expect(report.conclusion).toBe("passed")
  } finally {
    await new Promise((resolve) => slow.close(resolve))
  }
}, 60_000)
