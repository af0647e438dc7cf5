import type { Family } from "../conformance-case.ts"
import { at, expectAt, expectStatus, expectThat, stringAt } from "../expect.ts"

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
    },
    {
      id: "RWC-SY-02",
      title: "answers sys/seal-status and sys/leader without a token, and without an envelope",
      requirements: ["RW-SYS-2"],
      profile: "core",
      level: "must",
      why: "Clients and load balancers find the active server before they have a token.",
      async run({ send }) {
        for (const [path, field] of [
          ["sys/seal-status", "sealed"],
          ["sys/leader", "ha_enabled"]
        ] as const) {
          const response = await send({ method: "GET", path, token: null })
          expectStatus(response, 200)
          expectThat(typeof at(response, field) === "boolean", `${path} has no field ${field}`, response)
          for (const key of ["data", "request_id", "wrap_info"])
            expectThat(at(response, key) === undefined, `${path} has the field ${key} of an envelope`, response)
        }
      }
    }
  ]
}
