// The conformance cases, one by one, in Jest 30 with ES modules. One of them waits for a TTL.
import { conformanceCases } from "@enwrap/conformance"

const { VAULT_ADDR: url, VAULT_TOKEN: token } = process.env
const cases = conformanceCases({ url, token: () => token, cases: ["RWC-SU-0*", "RWC-TTL-02", "RWC-PO-07"] })

for (const { id, run, title } of cases) test(`${id}: ${title}`, run, 60_000)

test("a case that fails says what was expected", async () => {
  const transport = {
    send: async (request) => {
      const response = await fetch(`${url}/v1/${request.path}`, {
        method: request.method,
        headers: request.headers,
        body: request.body
      })
      const text = await response.text()
      const reused = request.path === "sys/wrapping/unwrap" && response.status === 400
      return { status: reused ? 200 : response.status, headers: Object.fromEntries(response.headers), text }
    },
    sendTogether: (requests) => Promise.all(requests.map(transport.send))
  }
  const [broken] = conformanceCases({ url, token, cases: ["RWC-SU-01"], transport })
  await expect(broken.run()).rejects.toThrow(/RWC-SU-01: .*\nexpected: 400/)
})
