/** Conformant servers that differ from Enwrap and OpenBao: around Enwrap, and around the imitation of OpenBao and Vault. */
import { createServer, request as httpRequest, type IncomingMessage, type ServerResponse } from "node:http"
import { createServer as createTcpServer, type AddressInfo, type Server } from "node:net"
import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { runConformance } from "@enwrap/conformance"
import { allCases } from "../src/cases/catalogue.ts"
import { runSuite } from "../src/run-suite.ts"
import { httpTransport } from "../src/transport.ts"
import { startEnwrap, type RunningServer } from "./enwrap-server.ts"
import { openbaoLike } from "./broken-servers/openbao.ts"
import { otherErrors } from "./conformant-servers/errors.ts"
import { otherForms } from "./conformant-servers/forms.ts"
import {
  changedBy,
  CORE,
  dialects,
  expectConformant,
  family,
  together
} from "./conformant-servers/conformant-server.ts"
import { surroundings } from "./conformant-servers/surroundings.ts"

const servers = [...otherErrors, ...otherForms, ...surroundings]

let server: RunningServer
/** The run on the server that is different in every way: it mostly waits for late answers, so the other tests run meanwhile. */
let everyWay: Promise<void>
beforeAll(async () => {
  server = await startEnwrap()
  everyWay = passEveryWay()
  // Its test reports a failure.
  everyWay.catch(() => undefined)
})
afterAll(async () => {
  await everyWay.catch(() => undefined)
  await server.close()
}, 300_000)

it("there are at least 25 of them, and they differ from each other", () => {
  expect(servers.length).toBeGreaterThanOrEqual(25)
  expect(new Set(servers.map(({ form }) => form)).size).toBe(servers.length)
})

// Waits that only give the server time are cut short. Those that let a TTL elapse are not.
const isShort = (milliseconds: number): boolean => milliseconds === 1_000 || milliseconds === 2_000
const hurry = async (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, isShort(milliseconds) ? 1 : milliseconds))

async function passEveryWay(): Promise<void> {
  const own = await startEnwrap()
  try {
    const all = together(
      ...servers
        .filter(({ form }) => !/whole seconds|every (9|11)th/.test(form))
        .map(({ tamper }) => tamper(own.rootToken))
    )
    const core = allCases.filter(({ profile, waits }) => profile === "core" && waits === undefined).map(({ id }) => id)
    await expectConformant(own, core, changedBy(all, openbaoLike(own.rootToken)), hurry)
  } finally {
    await own.close()
  }
}

describe.each([
  ["Enwrap", dialects["Enwrap"], true],
  ["the imitation of OpenBao and Vault", dialects["OpenBao and Vault"], false]
] as const)("around %s", (_, dialect, all) => {
  it.each(servers)(
    "passes a server that $form",
    async ({ tamper, touches }) => {
      await expectConformant(
        server,
        all ? [...CORE, ...touches] : CORE,
        changedBy(tamper(server.rootToken), dialect(server.rootToken)),
        hurry
      )
    },
    120_000
  )
})

describe("a server that refuses long wrap TTLs", () => {
  const withMaximum = async (maxWrapTtl: number, test: (limited: RunningServer) => Promise<void>): Promise<void> => {
    const limited = await startEnwrap(undefined, { maxWrapTtl })
    await test(limited).finally(limited.close)
  }
  const cases = [
    ...family("TTL", "OW", "EA", "PB", "SA", "ST", "LK", "RW", "WN", "WO"),
    "RWC-LI-01",
    "RWC-LI-02",
    "RWC-LI-04"
  ]

  it(
    "passes with a maximum of half an hour",
    () => withMaximum(1_800, (limited) => expectConformant(limited, [...CORE, ...cases], (transport) => transport)),
    120_000
  )

  it("fails if it refuses days, but not as many seconds", () =>
    withMaximum(200_000, async (limited) => {
      const transport = changedBy((request, forward) =>
        forward(
          request.headers["x-vault-wrap-ttl"] === "2d"
            ? { ...request, headers: { ...request.headers, "x-vault-wrap-ttl": "9d" } }
            : request
        )
      )(httpTransport(new URL(limited.url)))
      const cases = ["RWC-TTL-14", "RWC-TTL-15"]
      const report = await runSuite({ url: limited.url, token: limited.rootToken, cases }, { transport })
      expect(report.counts).toMatchObject({ passed: 1, failed: 1 })
    }))

  it("with a maximum below half an hour is not tested, and the reason is named", () =>
    withMaximum(600, async ({ url, rootToken: token }) => {
      await expect(runConformance({ url, token, cases: ["RWC-SU-01"] })).rejects.toMatchObject({
        code: "server",
        message: expect.stringContaining("refuses a wrap TTL of 1800 s")
      })
    }))
})

describe("behind a proxy", () => {
  /** Starts a proxy in front of the server, runs the cases through it, and stops it. */
  const through = async (proxy: Server, cases: ReadonlyArray<string>): Promise<void> => {
    await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve))
    const url = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`
    try {
      await expectConformant(server, [...CORE, ...cases], () => httpTransport(new URL(url)))
    } finally {
      await new Promise((resolve) => proxy.close(resolve))
    }
  }
  /** Forwards a request, and answers with the whole response. */
  const relaying = (answer: (response: ServerResponse, from: IncomingMessage, body: Buffer) => void): Server =>
    createServer((incoming, response) => {
      const { headers, method = "GET", url: path = "/" } = incoming
      const outgoing = httpRequest(server.url, { method, path, headers, agent: false }, (from) => {
        const chunks: Array<Buffer> = []
        from.on("data", (chunk: Buffer) => chunks.push(chunk))
        from.on("end", () => answer(response, from, Buffer.concat(chunks)))
      })
      incoming.pipe(outgoing)
    })
  const without = ({ headers }: IncomingMessage, ...names: ReadonlyArray<string>) =>
    Object.fromEntries(Object.entries(headers).filter(([name]) => !names.includes(name) && name !== "connection"))

  it.each([
    ["gzip", gzipSync],
    ["deflate", deflateSync],
    ["br", brotliCompressSync]
  ] as const)("passes a server whose proxy compresses with %s", async (encoding, compress) => {
    const proxy = relaying((response, from, body) => {
      const isEmpty = body.length === 0
      const more = isEmpty ? {} : { "content-encoding": encoding }
      response.writeHead(from.statusCode ?? 0, { ...without(from, "content-length"), ...more })
      response.end(isEmpty ? undefined : compress(body))
    })
    await through(proxy, family("FI"))
  })

  it("passes a server whose proxy sends every byte as a chunk of its own", async () => {
    const proxy = relaying((response, from, body) => {
      response.writeHead(from.statusCode ?? 0, without(from, "content-length"))
      for (const byte of body.subarray(0, 200)) response.write(Buffer.from([byte]))
      response.end(body.subarray(200))
    })
    await through(proxy, ["RWC-FI-07", "RWC-BI-07"])
  })

  it("passes a server whose proxy speaks HTTP/1.0, and ends each body with the connection", async () => {
    const inner = relaying((response, from, body) => {
      const head = [`HTTP/1.0 ${from.statusCode} ${from.statusMessage}`]
      for (const [name, value] of Object.entries(without(from, "content-length", "keep-alive")))
        head.push(`${name.toUpperCase()}: ${String(value)}`)
      response.socket?.end(Buffer.concat([Buffer.from(`${head.join("\r\n")}\r\n\r\n`), body]))
    })
    await through(inner, [...family("SU"), "RWC-FI-07"])
  })

  it.each([
    ["does not compress as it says", Buffer.from("{}")],
    ["sends a small body that is large when decompressed", gzipSync(Buffer.alloc(17 * 1024 * 1024, " "))]
  ])("reports a proxy that %s, and does not end the run", async (_, body) => {
    const proxy = createTcpServer((socket) => {
      const head = `HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: ${body.length}\r\n\r\n`
      socket.on("error", () => undefined)
      socket.once("data", () => socket.end(Buffer.concat([Buffer.from(head), body])))
    })
    await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve))
    const url = new URL(`http://127.0.0.1:${(proxy.address() as AddressInfo).port}`)
    await expect(httpTransport(url).send({ method: "GET", path: "sys/health", headers: {} })).rejects.toMatchObject({
      code: "EBADCODING"
    })
    await new Promise((resolve) => proxy.close(resolve))
  })
})

// The last test: its run began before the others.
it("passes a server that is different in every way at once, on the profile core", () => everyWay, 300_000)
