import type { Family } from "../conformance-case.ts"
import { at, expectAt, expectStatus, textAt } from "../expect.ts"

/** Keys of the envelope, as paths whose capabilities are asked for: the response then has them as keys of its data. */
const ENVELOPE_KEYS = ["request_id", "lease_id", "renewable", "data", "wrap_info", "warnings", "auth"]

export const system: Family = {
  name: "SY",
  title: "System",
  cases: [
    {
      id: "RWC-SY-01",
      title: "data that is repeated at the top level does not replace the keys of the envelope",
      requirements: ["RW-SYS-7", "RW-ENV-1"],
      profile: "core",
      level: "must",
      why: "Data with the right names could otherwise pose as a token or as a wrapped response.",
      async play({ send, skip }) {
        const answer = await send({
          method: "POST",
          path: "sys/capabilities-self",
          body: { paths: [...ENVELOPE_KEYS, "sys/health"] }
        })
        if (answer.status === 404) skip("needs sys/capabilities-self, which this server does not have")
        expectStatus(answer, 200)
        textAt(answer, "request_id")
        for (const [key, value] of [
          ["lease_id", ""],
          ["renewable", false],
          ["wrap_info", null],
          ["warnings", null],
          ["auth", null]
        ] as const)
          expectAt(answer, key, value)
        for (const key of ENVELOPE_KEYS) expectAt(answer, `data.${key}`, at(answer, "data.sys/health"))
      }
    }
  ]
}
