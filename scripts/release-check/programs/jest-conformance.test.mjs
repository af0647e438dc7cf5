// The conformance cases, one by one, in Jest 30 with ES modules. One of them waits for a TTL.
import { createServer, request } from "node:http"
import { conformanceCases } from "@enwrap/conformance"

const { VAULT_ADDR: url, VAULT_TOKEN: token } = process.env
const cases = conformanceCases({ url, token: () => token, cases: ["RWC-SU-0*", "RWC-TTL-02", "RWC-PO-07"] })

for (const { id, run, title } of cases) test(`${id}: ${title}`, run, 60_000)

test("a case that fails says what was expected", async () => {
  // A proxy in front of the server, which answers a second unwrap with 200.
  const proxy = createServer((incoming, response) => {
    const { headers, method, url: path } = incoming
    const outgoing = request(new URL(path, url), { method, headers, agent: false }, (from) => {
      const reused = path === "/v1/sys/wrapping/unwrap" && from.statusCode === 400
      response.writeHead(reused ? 200 : from.statusCode, from.headers)
      from.pipe(response)
    })
    incoming.pipe(outgoing)
  })
  await new Promise((resolve) => proxy.listen(0, "127.0.0.1", resolve))
  try {
    const address = `http://127.0.0.1:${proxy.address().port}`
    const [broken] = conformanceCases({ url: address, token, cases: ["RWC-SU-01"] })
    await expect(broken.run()).rejects.toThrow(/RWC-SU-01: .*\nexpected: 400/)
  } finally {
    await new Promise((resolve) => proxy.close(resolve))
  }
})
