import { lookup, unwrapByHeader } from "../api-request.ts"
import type { Family } from "../conformance-case.ts"
import { LOOKUP } from "../endpoints.ts"
import { expectAt, expectPayload, expectStatus, expectThat, stringAt, expectWarning } from "../expect.ts"

export const lookups: Family = {
  name: "LK",
  title: "Lookup",
  cases: [
    {
      id: "RWC-LK-01",
      title: "reports the same path, time and TTL as the wrapped response, in every form of the request",
      requirements: ["RW-LK-3", "RW-LK-4", "RW-LK-5"],
      profile: "core",
      level: "must",
      why: "The receiver compares them with what the sender announced.",
      async run({ send, wrap }) {
        const { token, creationTime, creationPath } = await wrap(undefined, "5m")
        const query = `${LOOKUP}?token=${encodeURIComponent(token)}`
        for (const request of [
          lookup(token),
          { method: "PUT", path: LOOKUP, token: null, body: { token } },
          { method: "POST", path: LOOKUP, token },
          { method: "GET", path: LOOKUP, token },
          { method: "GET", path: query, token: null }
        ]) {
          const response = await send(request)
          expectStatus(response, 200)
          expectAt(response, "data.creation_path", creationPath)
          const found = stringAt(response, "data.creation_time")
          // The same time, in any form and precision.
          expectThat(
            Math.abs(Date.parse(found) - Date.parse(creationTime)) <= 1_000,
            "data.creation_time differs from that of the wrapped response",
            response
          )
          expectAt(response, "data.creation_ttl", 300)
        }
      }
    },
    {
      id: "RWC-LK-02",
      title: "works without a caller, and with an unknown one",
      requirements: ["RW-LK-2"],
      profile: "core",
      level: "must",
      why: "The receiver has only the wrapping token.",
      async run({ send, wrap, payload }) {
        const secret = payload()
        const { token } = await wrap(secret)
        expectStatus(await send(lookup(token)), 200)
        expectStatus(await send({ ...lookup(token), token: "no-such-token" }), 200)
        expectPayload(await send(unwrapByHeader(token)), secret)
      }
    },
    {
      id: "RWC-LK-03",
      title: "prefers the token in the body to the one in the header",
      requirements: ["RW-LK-5"],
      profile: "core",
      level: "must",
      why: "The choice of token must not depend on the server.",
      async run({ send, wrap }) {
        const [inHeader, inBody] = [await wrap(undefined, 100), await wrap(undefined, 200)]
        const response = await send({
          method: "POST",
          path: LOOKUP,
          token: inHeader.token,
          body: { token: inBody.token }
        })
        expectStatus(response, 200)
        expectAt(response, "data.creation_ttl", 200)
      }
    },
    {
      id: "RWC-LK-04",
      title: "reveals nothing of the wrapped response",
      requirements: ["RW-LK-6"],
      profile: "core",
      level: "must",
      why: "A caller who does not consume the token must not learn the secret.",
      async run({ send, wrap, payload }) {
        const secret = payload()
        const { token } = await wrap(secret)
        const response = await send(lookup(token))
        expectStatus(response, 200)
        expectThat(!response.text.includes(secret.conformance), "the lookup contains the payload", response)
        expectAt(response, "auth", null)
      }
    },
    {
      id: "RWC-LK-05",
      title: "ignores an unknown field with a warning",
      requirements: ["RW-ENV-9", "RW-ENV-7"],
      profile: "core",
      level: "should",
      why: "A misspelled field should be noticed.",
      async run({ send, wrap }) {
        const { token } = await wrap()
        const response = await send({ method: "POST", path: LOOKUP, token: null, body: { token, x: 1 } })
        expectStatus(response, 200)
        expectWarning(response, "x")
      }
    }
  ]
}
