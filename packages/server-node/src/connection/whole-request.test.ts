import fc from "fast-check"
import { createServer, type IncomingMessage } from "node:http"
import { duplexPair } from "node:stream"
import { assert, describe, it } from "vitest"
import { fieldIn, type HeaderFields, readWholeRequest } from "./whole-request.ts"

const BOUNDS = { headBytes: 1024, headerFields: 8, bodyBytes: 64 }

const read = (text: string, bounds = BOUNDS) => {
  const bytes = Buffer.from(text, "latin1")
  return readWholeRequest(bytes, bytes.length, bounds)
}

const request = (line: string, headers: ReadonlyArray<string>, body = ""): string =>
  `${line}\r\n${headers.map((header) => `${header}\r\n`).join("")}\r\n${body}`

const PLAIN = request("POST /v1/a HTTP/1.1", ["Host: x", "Content-Length: 2"], "{}")

interface Parsed {
  readonly method: string
  readonly target: string
  readonly headers: ReadonlyArray<readonly [string, string]>
  readonly body: string
}

/** What Node's HTTP server makes of the same bytes: its requests, complete or not, and whether it reports an error. */
const parseWithNode = async (text: string): Promise<ReadonlyArray<Parsed | "incomplete" | "error">> => {
  const found: Array<Promise<Parsed | "incomplete"> | "error"> = []
  const server = createServer({ requireHostHeader: false }, (req, res) => {
    found.push(collect(req))
    res.end()
  })
  server.on("clientError", () => found.push("error"))
  const [client, socket] = duplexPair()
  server.emit("connection", socket)
  client.resume()
  client.end(Buffer.from(text, "latin1"))
  await new Promise((resolve) => setImmediate(() => setImmediate(() => setImmediate(resolve))))
  client.destroy()
  socket.destroy()
  return Promise.all(found)
}

const collect = (req: IncomingMessage): Promise<Parsed | "incomplete"> =>
  new Promise((resolve) => {
    const chunks: Array<Buffer> = []
    const headers = req.rawHeaders.flatMap((name, i, all) =>
      i % 2 === 0 ? [[name.toLowerCase(), all[i + 1]!] as const] : []
    )
    req.on("data", (chunk: Buffer) => chunks.push(chunk))
    req.on("end", () => {
      const body = Buffer.concat(chunks).toString("latin1")
      resolve({ method: req.method!, target: req.url!, headers, body })
    })
    req.on("close", () => resolve("incomplete"))
    req.on("error", () => resolve("incomplete"))
  })

const pairsOf = (fields: HeaderFields) =>
  fields.flatMap((name, i) => (i % 2 === 0 ? [[name, fields[i + 1]!] as const] : []))

const BYTES = [
  "\r\n",
  "\n",
  "\r",
  " ",
  "\t",
  ":",
  "\0",
  "é",
  ";",
  ",",
  "\x7f",
  "x",
  "0",
  "1",
  "HTTP/1.1",
  "/",
  "#",
  "%",
  '"'
]
const HARMLESS = ["Accept: */*", "X-Vault-Token: t", "X-Vault-Request: true", "Connection: Keep-Alive", "X-A:"]
const LINES = [
  "Host: y",
  "host:z",
  "Content-Length: 2",
  "Content-Length: +2",
  "Content-Length: 02",
  "Content-Length: 2, 2",
  "Content-Length: 0",
  "Transfer-Encoding: chunked",
  "Transfer-Encoding : chunked",
  "Connection: close",
  "Connection: keep-alive, upgrade",
  "Upgrade: h2c",
  "Expect: 100-continue",
  "X-A: b",
  "X-A:  b ",
  " folded",
  "__proto__: x"
]

/** Requests that are plain or nearly so: a few lines and characters differ from a plain one. */
const nearlyPlain = fc
  .record({
    line: fc.oneof(
      { weight: 4, arbitrary: fc.constant("POST /v1/a?b=c HTTP/1.1") },
      fc.constantFrom(
        "GET /v1/a HTTP/1.0",
        "GET * HTTP/1.1",
        "GET http://x/v1 HTTP/1.1",
        "OPTIONS /v1/a HTTP/1.1",
        "post /a HTTP/1.1"
      )
    ),
    headers: fc.uniqueArray(fc.oneof(fc.constantFrom(...HARMLESS), fc.constantFrom(...LINES)), { maxLength: 2 }),
    body: fc.constantFrom("", "{}", "{}{}", "GET /v1/hidden HTTP/1.1\r\nHost: x\r\n\r\n"),
    isHonest: fc.oneof({ weight: 3, arbitrary: fc.constant(true) }, fc.constant(false)),
    edits: fc.array(fc.tuple(fc.nat(), fc.constantFrom("", ...BYTES), fc.boolean()), { maxLength: 1 })
  })
  .map(({ body, edits, headers, isHonest, line }) => {
    const length = isHonest ? [`Content-Length: ${body.length}`] : []
    return edits.reduce(
      (text, [at, bytes, replaces]) => {
        const place = at % (text.length + 1)
        return text.slice(0, place) + bytes + text.slice(place + (replaces ? 1 : 0))
      },
      request(line, ["Host: x", ...length, ...headers], body)
    )
  })

describe("whole requests", () => {
  it("are read as Node's parser reads them, and no other request follows", async () => {
    let plain = 0
    await fc.assert(
      fc.asyncProperty(nearlyPlain, async (text) => {
        const found = read(text)
        if (found === undefined) return
        plain++
        const { body, fields, method, target } = found
        const expected = { method, target, headers: pairsOf(fields), body: Buffer.from(body).toString("latin1") }
        assert.deepStrictEqual(await parseWithNode(text), [expected])
      }),
      { numRuns: 3000 }
    )
    // Otherwise the generator has only made requests that are not plain.
    assert.isAbove(plain, 200)
  })

  it("have a method, a target, headers by lower-case names, and a body", () => {
    const { body, fields, headBytes, ...head } = read(PLAIN)!
    assert.deepStrictEqual(head, { method: "POST", target: "/v1/a" })
    assert.deepStrictEqual(fields, ["host", "x", "content-length", "2"])
    assert.deepStrictEqual([fieldIn(fields, "content-length"), fieldIn(fields, "x")], ["2", undefined])
    assert.strictEqual(Buffer.from(body).toString(), "{}")
    assert.strictEqual(headBytes, PLAIN.length - 2)
  })

  it("may list and scan, which Node's parser cannot", () => {
    for (const method of ["LIST", "SCAN"])
      assert.strictEqual(read(request(`${method} /v1/a HTTP/1.1`, ["Host: x"]))?.method, method)
  })

  it("end where the bytes end: what a buffer holds behind them is not read", () => {
    const bytes = Buffer.from(`${PLAIN}GET /v1/stale HTTP/1.1\r\nHost: x\r\n\r\n`)
    assert.strictEqual(readWholeRequest(bytes, PLAIN.length, BOUNDS)?.target, "/v1/a")
    for (let length = 0; length < PLAIN.length; length++) assert.isUndefined(readWholeRequest(bytes, length, BOUNDS))
    assert.isUndefined(readWholeRequest(bytes, PLAIN.length + 1, BOUNDS))
    assert.isUndefined(readWholeRequest(bytes, bytes.length, BOUNDS))
  })

  it("have a body of their own: what is read next does not change it", () => {
    const bytes = Buffer.from(PLAIN)
    const { body } = readWholeRequest(bytes, bytes.length, BOUNDS)!
    bytes.fill("x")
    assert.strictEqual(Buffer.from(body).toString(), "{}")
  })

  it("have no field twice, whether they have few or many", () => {
    const bounds = { ...BOUNDS, headBytes: 8192, headerFields: 256 }
    for (const count of [2, 15, 16, 17, 200]) {
      const headers = ["Host: x", ...Array.from({ length: count - 1 }, (_, i) => `X-${i}: x`)]
      assert.lengthOf(read(request("GET /v1/a HTTP/1.1", headers), bounds)?.fields ?? [], 2 * count)
      for (const again of ["host: x", `x-${count - 2}: y`])
        assert.isUndefined(read(request("GET /v1/a HTTP/1.1", [...headers, again]), bounds))
    }
  })

  it("keep to the bounds", () => {
    const withBody = (length: number) =>
      request("POST /v1/a HTTP/1.1", ["Host: x", `Content-Length: ${length}`], "x".repeat(length))
    assert.isDefined(read(withBody(BOUNDS.bodyBytes)))
    assert.isUndefined(read(withBody(BOUNDS.bodyBytes + 1)))
    const withFields = (count: number) =>
      request("GET /v1/a HTTP/1.1", ["Host: x", ...Array.from({ length: count - 1 }, (_, i) => `X-${i}: x`)])
    assert.isDefined(read(withFields(BOUNDS.headerFields)))
    assert.isUndefined(read(withFields(BOUNDS.headerFields + 1)))
    const head = request("GET /v1/a HTTP/1.1", ["Host: x", `X-A: ${"x".repeat(500)}`])
    assert.isDefined(read(head, { ...BOUNDS, headBytes: head.length }))
    assert.isUndefined(read(head, { ...BOUNDS, headBytes: head.length - 1 }))
  })

  it.each([
    ["no Host", request("GET /v1/a HTTP/1.1", ["X-A: b"])],
    ["two of them", request("GET /v1/a HTTP/1.1", ["Host: x", "Host: x"])],
    ["a field twice", request("GET /v1/a HTTP/1.1", ["Host: x", "X-A: b", "x-a: b"])],
    ["a transfer encoding", request("POST /v1/a HTTP/1.1", ["Host: x", "Transfer-Encoding: chunked"], "0\r\n\r\n")],
    ["a space before the colon", request("GET /v1/a HTTP/1.1", ["Host: x", "X-A : b"])],
    ["a folded line", request("GET /v1/a HTTP/1.1", ["Host: x", "X-A: b", " c"])],
    ["a tab in a value", request("GET /v1/a HTTP/1.1", ["Host: x", "X-A: b\tc"])],
    ["a byte outside of ASCII", request("GET /v1/a HTTP/1.1", ["Host: x", "X-A: é"])],
    ["a bare line feed", "GET /v1/a HTTP/1.1\nHost: x\n\n"],
    ["a sign in the length", request("POST /v1/a HTTP/1.1", ["Host: x", "Content-Length: +2"], "{}")],
    ["an expectation", request("POST /v1/a HTTP/1.1", ["Host: x", "Expect: 100-continue"])],
    ["an upgrade", request("GET /v1/a HTTP/1.1", ["Host: x", "Upgrade: h2c"])],
    ["the end of the connection", request("GET /v1/a HTTP/1.1", ["Host: x", "Connection: close"])],
    ["another version", request("GET /v1/a HTTP/1.0", ["Host: x"])],
    ["an absolute target", request("GET http://x/v1/a HTTP/1.1", ["Host: x"])],
    ["another method", request("HEAD /v1/a HTTP/1.1", ["Host: x"])]
  ])("are not those with %s", (_, text) => assert.isUndefined(read(text)))
})
