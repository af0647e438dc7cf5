import { lookup, rewrap, unwrapByBody, unwrapByHeader } from "../ask.ts"
import type { Family } from "../conformance-case.ts"
import { UNWRAP, WRAP } from "../endpoints.ts"
import { expectError, expectNotValid, expectPayload, expectThat } from "../expect.ts"

export const unwraps: Family = {
  name: "UN",
  title: "Unwrap: who may, and with what",
  cases: [
    {
      id: "RWC-UN-01",
      title: "unwrap by body without a caller: 403, and the token stays valid",
      requirements: ["RW-SU-6", "RW-SU-7", "RW-ER-3"],
      profile: "core",
      level: "must",
      why: "A refused request must not destroy the secret.",
      async play({ send, wrap, payload }) {
        const secret = payload()
        const { token } = await wrap(secret)
        expectError(await send({ ...unwrapByBody(token), token: null }), 403, { contains: "permission denied" })
        expectPayload(await send(unwrapByHeader(token)), secret)
      }
    },
    {
      id: "RWC-UN-02",
      title: "unwrap by body with an unknown caller: 403, and the token stays valid",
      requirements: ["RW-SU-6", "RW-SU-7", "RW-ER-3"],
      profile: "core",
      level: "must",
      why: "A refused request must not destroy the secret.",
      async play({ send, wrap, payload }) {
        const secret = payload()
        const { token } = await wrap(secret)
        expectError(await send(unwrapByBody(token, "no-such-token")), 403)
        expectPayload(await send(unwrapByHeader(token)), secret)
      }
    },
    {
      id: "RWC-UN-03",
      title: "unwrap by body with a caller who may not: 403, and the token stays valid",
      requirements: ["RW-SU-6", "RW-SU-7", "RW-ER-4"],
      profile: "core",
      level: "must",
      why: "A refused request must not destroy the secret.",
      async play({ send, wrap, payload, createPowerlessToken }) {
        const secret = payload()
        const caller = await createPowerlessToken()
        const { token } = await wrap(secret)
        expectError(await send(unwrapByBody(token, caller.token)), 403, { contains: "permission denied" })
        expectPayload(await send(unwrapByHeader(token)), secret)
      }
    },
    {
      id: "RWC-UN-04",
      title: "a caller with no more than the default policy unwraps by body",
      requirements: ["RW-SU-6", "RW-PB-10"],
      profile: "core",
      level: "must",
      why: "Every token may open what was handed to it.",
      async play({ send, wrap, payload, createToken }) {
        const secret = payload()
        const caller = await createToken()
        const { token } = await wrap(secret)
        expectPayload(await send(unwrapByBody(token, caller.token)), secret)
        for (const again of [unwrapByBody(token, caller.token), unwrapByBody(token), unwrapByHeader(token)])
          expectNotValid(await send(again))
      }
    },
    {
      id: "RWC-UN-05",
      title: "unwrap does not mind fields that it does not know",
      requirements: ["RW-SU-1", "RW-ENV-9"],
      profile: "core",
      level: "must",
      why: "Clients of other versions send more.",
      async play({ send, wrap, payload }) {
        const secret = payload()
        const { token } = await wrap(secret)
        expectPayload(await send({ ...unwrapByHeader(token), body: { foo: "bar" } }), secret)
      }
    },
    {
      id: "RWC-UN-06",
      title: "null as the token in the body counts as absent",
      requirements: ["RW-ER-14"],
      profile: "core",
      level: "must",
      why: "Typed clients print absent fields as null.",
      async play({ send, wrap, payload }) {
        const secret = payload()
        const { token } = await wrap(secret)
        expectPayload(await send({ ...unwrapByHeader(token), body: { token: null } }), secret)
      }
    },
    {
      id: "RWC-UN-07",
      title: "unwrap by GET is refused, and leaves the token in the query valid",
      requirements: ["RW-HD-1", "RW-ER-6", "RW-SU-7"],
      profile: "core",
      level: "must",
      why: "Previews of links send GET; they must not open a secret.",
      async play({ send, wrap, payload, operator }) {
        const secret = payload()
        const { token } = await wrap(secret)
        const answer = await send({ method: "GET", path: `${UNWRAP}?token=${encodeURIComponent(token)}` })
        expectError(answer, operator.root ? 405 : [405, 403])
        expectPayload(await send(unwrapByBody(token)), secret)
      }
    },
    {
      id: "RWC-UN-08",
      title: "what is no wrapping token: 400 by unwrap, rewrap and lookup",
      requirements: ["RW-SU-12"],
      profile: "core",
      level: "must",
      why: "An answer that tells an ordinary token from an unknown one would be an oracle.",
      async play({ send, createToken }) {
        const ordinary = await createToken()
        for (const token of ["s.nosuchtokennosuchtoken24", ordinary.token]) {
          expectNotValid(await send(unwrapByBody(token)))
          expectNotValid(await send(rewrap(token)))
          expectNotValid(await send(lookup(token)))
        }
        expectNotValid(await send({ method: "POST", path: UNWRAP, token: ordinary.token }))
      }
    },
    {
      id: "RWC-UN-09",
      title: "white space around the token makes it another token",
      requirements: ["RW-HD-11", "RW-SU-12"],
      profile: "core",
      level: "must",
      why: "Tokens are compared as they are sent.",
      async play({ send, wrap, payload }) {
        const secret = payload()
        const { token } = await wrap(secret)
        expectNotValid(await send(unwrapByBody(` ${token} `)))
        expectPayload(await send(unwrapByBody(token)), secret)
      }
    },
    {
      id: "RWC-UN-10",
      title: "a wrapping token may not ask for anything but what it wraps",
      requirements: ["RW-ER-4"],
      profile: "core",
      level: "must",
      why: "Whoever finds one has one secret, and not the rights of the one who made it.",
      async play({ send, wrap, payload, unique, afterwards }) {
        const entry = `cubbyhole/${unique("entry")}`
        afterwards({ method: "DELETE", path: entry })
        for (const ask of [
          { method: "POST", path: WRAP, ttl: 60, body: payload() },
          { method: "POST", path: "auth/token/create", body: { ttl: "1m" } },
          { method: "GET", path: "auth/token/lookup-self" },
          { method: "POST", path: "auth/token/renew-self" },
          { method: "POST", path: "auth/token/revoke-self" },
          { method: "POST", path: "cubbyhole/response", body: payload() },
          { method: "POST", path: entry, body: payload() },
          { method: "GET", path: "sys/mounts" },
          { method: "LIST", path: "sys/policies/acl" }
        ]) {
          // One for each: what is refused may use a token up.
          const { token } = await wrap()
          expectError(await send({ ...ask, token }), [403, 405])
        }
      }
    },
    {
      id: "RWC-UN-11",
      title: "nothing but POST and PUT opens a response, and they do not read the query",
      requirements: ["RW-HD-1", "RW-HD-4", "RW-SU-12"],
      profile: "core",
      level: "must",
      why: "Previews, crawlers and proxies send other methods; they must not open a secret.",
      async play({ send, wrap, payload }) {
        const secret = payload()
        const inQuery = (token: string): string => `${UNWRAP}?token=${encodeURIComponent(token)}`
        for (const method of ["GET", "LIST", "DELETE", "PATCH", "HEAD", "OPTIONS"]) {
          const [asCaller, asField] = [await wrap(secret), await wrap(secret)]
          for (const answer of [
            await send({ method, path: UNWRAP, token: asCaller.token }),
            await send({ method, path: inQuery(asField.token) })
          ])
            expectThat(!answer.text.includes(secret.conformance), `${method} has opened the response`, answer)
        }
        const { token } = await wrap(secret)
        expectNotValid(await send({ method: "POST", path: inQuery(token) }))
        expectPayload(await send(unwrapByBody(token)), secret)
      }
    },
    {
      id: "RWC-UN-12",
      title: "a text that resembles the token is another token",
      requirements: ["RW-HD-11", "RW-SU-12"],
      profile: "core",
      level: "must",
      why: "Each character that does not count makes a token easier to guess.",
      async play({ send, wrap, payload }) {
        const secret = payload()
        const { token } = await wrap(secret)
        const otherCase = token.toLowerCase() === token ? token.toUpperCase() : token.toLowerCase()
        for (const other of [otherCase, token.slice(0, -1), `${token}a`, `${token} `, ` ${token}`]) {
          const answer = await send(unwrapByBody(other))
          expectThat(answer.status >= 400, "a text that is not the token was not refused", answer)
        }
        expectPayload(await send(unwrapByBody(token)), secret)
      }
    }
  ]
}
