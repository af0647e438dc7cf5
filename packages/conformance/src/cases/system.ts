import type { Family } from "../conformance-case.ts"
import { at, expectAt, expectStatus, stringAt } from "../expect.ts"

/** Keys of the envelope, used as paths in a request for capabilities: its response has them as keys of `data`. */
const ENVELOPE_KEYS = ["request_id", "lease_id", "renewable", "data", "wrap_info", "warnings", "auth"]

export const system: Family = {
  name: "SY",
  title: "System",
  cases: [
    {
      id: "RWC-SY-01",
      title: "does not replace keys of the envelope with data that is repeated at the top level",
      requirements: ["RW-SYS-7", "RW-ENV-1"],
      profile: "core",
      level: "must",
      why: "Otherwise, data with such names could look like a token or a wrapped response.",
      async run({ send, skip }) {
        const response = await send({
          method: "POST",
          path: "sys/capabilities-self",
          body: { paths: [...ENVELOPE_KEYS, "sys/health"] }
        })
        if (response.status === 404) skip("needs sys/capabilities-self, which this server does not have", "policy")
        expectStatus(response, 200)
        stringAt(response, "request_id")
        for (const [key, value] of [
          ["lease_id", ""],
          ["renewable", false],
          ["wrap_info", null],
          ["warnings", null],
          ["auth", null]
        ] as const)
          expectAt(response, key, value)
        for (const key of ENVELOPE_KEYS) expectAt(response, `data.${key}`, at(response, "data.sys/health"))
      }
    }
  ]
}
