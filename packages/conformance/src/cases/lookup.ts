import { lookup, unwrapByHeader } from "../ask.ts"
import type { Family } from "../conformance-case.ts"
import { LOOKUP } from "../endpoints.ts"
import { expectAt, expectPayload, expectStatus, expectThat, expectWarning } from "../expect.ts"

export const lookups: Family = {
  name: "LK",
  title: "Lookup",
  cases: [
    {
      id: "RWC-LK-01",
      title: "lookup says what the wrapped answer said, word for word, on every way to ask",
      requirements: ["RW-LK-3", "RW-LK-4", "RW-LK-5"],
      profile: "core",
      level: "must",
      why: "The receiver compares it with what the sender announced.",
      async play({ send, wrap }) {
        const { token, creationTime, creationPath } = await wrap(undefined, "5m")
        const query = `${LOOKUP}?token=${encodeURIComponent(token)}`
        for (const ask of [
          lookup(token),
          { method: "PUT", path: LOOKUP, token: null, body: { token } },
          { method: "POST", path: LOOKUP, token },
          { method: "GET", path: LOOKUP, token },
          { method: "GET", path: query, token: null }
        ]) {
          const answer = await send(ask)
          expectStatus(answer, 200)
          expectAt(answer, "data.creation_path", creationPath)
          expectAt(answer, "data.creation_time", creationTime)
          expectAt(answer, "data.creation_ttl", 300)
        }
      }
    },
    {
      id: "RWC-LK-02",
      title: "lookup needs no caller, and does not mind an unknown one",
      requirements: ["RW-LK-2"],
      profile: "core",
      level: "must",
      why: "The receiver has nothing but the wrapping token.",
      async play({ send, wrap, payload }) {
        const secret = payload()
        const { token } = await wrap(secret)
        expectStatus(await send(lookup(token)), 200)
        expectStatus(await send({ ...lookup(token), token: "no-such-token" }), 200)
        expectPayload(await send(unwrapByHeader(token)), secret)
      }
    },
    {
      id: "RWC-LK-03",
      title: "a token in the body wins over the one in the header",
      requirements: ["RW-LK-5"],
      profile: "core",
      level: "must",
      why: "Which token is meant must not depend on the server.",
      async play({ send, wrap }) {
        const [inHeader, inBody] = [await wrap(undefined, 100), await wrap(undefined, 200)]
        const answer = await send({
          method: "POST",
          path: LOOKUP,
          token: inHeader.token,
          body: { token: inBody.token }
        })
        expectStatus(answer, 200)
        expectAt(answer, "data.creation_ttl", 200)
      }
    },
    {
      id: "RWC-LK-04",
      title: "lookup reveals nothing of the wrapped response",
      requirements: ["RW-LK-6"],
      profile: "core",
      level: "must",
      why: "Who looks without using up must not learn the secret.",
      async play({ send, wrap, payload }) {
        const secret = payload()
        const { token } = await wrap(secret)
        const answer = await send(lookup(token))
        expectStatus(answer, 200)
        expectThat(!answer.text.includes(secret.conformance), "lookup shows the payload", answer)
        expectAt(answer, "auth", null)
      }
    },
    {
      id: "RWC-LK-05",
      title: "a field that lookup does not know is ignored with a warning",
      requirements: ["RW-ENV-9", "RW-ENV-7"],
      profile: "core",
      level: "should",
      why: "A misspelt field should be noticed.",
      async play({ send, wrap }) {
        const { token } = await wrap()
        const answer = await send({ method: "POST", path: LOOKUP, token: null, body: { token, x: 1 } })
        expectStatus(answer, 200)
        expectWarning(answer, "[x]")
      }
    }
  ]
}
