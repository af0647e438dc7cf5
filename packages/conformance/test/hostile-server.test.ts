/** A server that attacks the suite: what it sends must harm neither the terminal nor the reports, and stop nothing. */
import { mkdtemp, readFile, rm } from "node:fs/promises"
import { createServer, type Server } from "node:http"
import type { AddressInfo } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, expect, it } from "vitest"
import { conformanceMain } from "@enwrap/conformance"

const TOKEN = "s.thegiventokenoftheoperator"
const SECRET = "s.asecretthatthisservermade"
const ATTACK = `</script><script>alert(1)</script>]]><img src=x onerror=alert(1)> \u001b]0;title\u0007\u001b[2J\u009b31m\u202e`

let server: Server
let url: string
beforeAll(async () => {
  server = createServer((request, response) => {
    const given = String(request.headers["x-vault-token"] ?? "")
    const send = (status: number, body: unknown): void => {
      response.writeHead(status, { "content-type": "application/json", "x-echo": encodeURIComponent(given) })
      response.end(typeof body === "string" ? body : JSON.stringify(body))
    }
    const path = request.url ?? ""
    if (path.startsWith("/v1/sys/health")) return send(200, { sealed: false, version: ATTACK })
    if (path.startsWith("/v1/auth/token/lookup-self")) return send(200, { data: { policies: ["root"], id: given } })
    if (path.startsWith("/v1/sys/wrapping/wrap"))
      return send(200, {
        data: { [ATTACK]: `${given} ${ATTACK}` },
        wrap_info: {
          token: SECRET,
          accessor: "anaccessorthatthisservermade",
          ttl: 300,
          creation_time: ATTACK,
          creation_path: ATTACK
        }
      })
    // More than any buffer should hold.
    if (path.startsWith("/v1/sys/wrapping/lookup")) {
      response.writeHead(200)
      const chunk = "x".repeat(1 << 20)
      const more = (): void => {
        while (!response.destroyed && response.write(chunk));
        response.once("drain", more)
      }
      return more()
    }
    // Never comes to an end.
    if (path.startsWith("/v1/cubbyhole")) {
      response.writeHead(200)
      const timer = setInterval(() => response.write(" "), 20)
      return void response.on("close", () => clearInterval(timer))
    }
    return send(500, { errors: [`${ATTACK} ${given} ${SECRET} ${JSON.stringify({ client_token: given })}`] })
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => {
  server.closeAllConnections()
  return new Promise((resolve) => server.close(resolve))
})

it("harms neither the terminal nor a report, and finds out no secret there", async () => {
  const folder = await mkdtemp(join(tmpdir(), "conformance-"))
  try {
    const files = ["a.html", "a.json", "a.xml", "a.sarif", "a.svg", "a.shields.json", "a.txt"].map((name) =>
      join(folder, name)
    )
    const cases = "RWC-SU-01,RWC-SU-02,RWC-LK-01,RWC-TTL-10,RWC-CB-01,RWC-TTL-23,RWC-ER-15,RWC-WE-01"
    let [out, err] = ["", ""]
    const started = Date.now()
    const code = await conformanceMain(
      [
        url,
        "--token",
        TOKEN,
        "--case",
        cases,
        "--verbose",
        "--timeout",
        "2s",
        ...files.flatMap((file) => ["--output", file])
      ],
      { env: {}, stdout: { write: (text) => void (out += text) }, stderr: { write: (text) => void (err += text) } }
    )
    expect([code, err]).toEqual([1, "token: from --token\n"])
    expect(Date.now() - started).toBeLessThan(25_000)
    const texts = await Promise.all(files.map((file) => readFile(file, "utf8")))
    for (const text of [out, ...texts]) {
      for (const secret of [TOKEN, SECRET, "anaccessorthatthisservermade"]) expect(text).not.toContain(secret)
      expect(text).not.toMatch(/(?![\t\n])[\p{Cc}\p{Cf}]/u)
      expect(text.length).toBeLessThan(500_000)
    }
    const [html = "", json = "", xml = "", sarif = ""] = texts
    expect(html).not.toMatch(/<script|<img/)
    expect(xml).not.toMatch(/<script|<img|]]>/)
    expect(JSON.parse(json)).toMatchObject({
      conclusion: "not conformant",
      server: expect.stringContaining("</script>")
    })
    JSON.parse(sarif)
    // What it did is in the report all the same.
    expect(out).toContain("the body has more than 16777216 bytes")
    expect(out).toContain("no response within 2 s")
    expect(html).toContain("&lt;script&gt;alert(1)&lt;/script&gt;")
  } finally {
    await rm(folder, { recursive: true })
  }
}, 60_000)
