import { lookup, rewrap, unwrapByBody, unwrapByHeader } from "../api-request.ts"
import type { Family } from "../conformance-case.ts"
import { UNWRAP, WRAP } from "../endpoints.ts"
import { expectError, expectInvalidToken, expectPayload, expectRefused, expectThat } from "../expect.ts"
import { createHolder } from "../fixtures/policy.ts"
import { lookupSelf } from "../fixtures/token.ts"
import { wrapInfoOf } from "../wrap-info.ts"

export const unwrapping: Family = {
  name: "UN",
  title: "Unwrap: callers and tokens",
  cases: [
    {
      id: "RWC-UN-01",
      title: "denies unwrap by body without a caller, and keeps the token valid",
      requirements: ["RW-SU-6", "RW-SU-7", "RW-ER-3"],
      profile: "core",
      level: "must",
      why: "A rejected request must not destroy the secret.",
      async run({ send, wrap, payload }) {
        const secret = payload()
        const { token } = await wrap(secret)
        expectError(await send({ ...unwrapByBody(token), token: null }), 403)
        expectPayload(await send(unwrapByHeader(token)), secret)
      }
    },
    {
      id: "RWC-UN-02",
      title: "denies unwrap by body with an unknown caller, and keeps the token valid",
      requirements: ["RW-SU-6", "RW-SU-7", "RW-ER-3"],
      profile: "core",
      level: "must",
      why: "A rejected request must not destroy the secret.",
      async run({ send, wrap, payload }) {
        const secret = payload()
        const { token } = await wrap(secret)
        expectRefused(await send(unwrapByBody(token, "no-such-token")))
        expectPayload(await send(unwrapByHeader(token)), secret)
      }
    },
    {
      id: "RWC-UN-03",
      title: "denies unwrap by body to a caller without permission, and keeps the token valid",
      requirements: ["RW-SU-6", "RW-SU-7", "RW-ER-4"],
      profile: "core",
      level: "must",
      why: "A rejected request must not destroy the secret.",
      async run({ send, wrap, payload, createUnprivilegedToken }) {
        const secret = payload()
        const caller = await createUnprivilegedToken()
        const { token } = await wrap(secret)
        expectError(await send(unwrapByBody(token, caller.token)), 403)
        expectPayload(await send(unwrapByHeader(token)), secret)
      }
    },
    {
      id: "RWC-UN-04",
      title: "unwraps by body for a caller with only the default policy",
      requirements: ["RW-SU-6", "RW-PB-10"],
      profile: "core",
      level: "must",
      why: "Every token may open what was handed to it.",
      async run({ send, wrap, payload, createToken }) {
        const secret = payload()
        const caller = await createToken()
        const { token } = await wrap(secret)
        expectPayload(await send(unwrapByBody(token, caller.token)), secret)
        for (const again of [unwrapByBody(token, caller.token), unwrapByBody(token), unwrapByHeader(token)])
          expectInvalidToken(await send(again))
      }
    },
    {
      id: "RWC-UN-05",
      title: "ignores unknown fields",
      requirements: ["RW-SU-1", "RW-ENV-9"],
      profile: "core",
      level: "must",
      why: "Clients of other versions send additional fields.",
      async run({ send, wrap, payload }) {
        const secret = payload()
        const { token } = await wrap(secret)
        expectPayload(await send({ ...unwrapByHeader(token), body: { foo: "bar" } }), secret)
      }
    },
    {
      id: "RWC-UN-06",
      title: "treats a null token in the body as absent",
      requirements: ["RW-ER-14"],
      profile: "core",
      level: "must",
      why: "Typed clients may send absent fields as null.",
      async run({ send, wrap, payload }) {
        const secret = payload()
        const { token } = await wrap(secret)
        expectPayload(await send({ ...unwrapByHeader(token), body: { token: null } }), secret)
      }
    },
    {
      id: "RWC-UN-07",
      title: "rejects unwrap by GET, and keeps the token in the query valid",
      requirements: ["RW-HD-1", "RW-ER-6", "RW-SU-7"],
      profile: "core",
      level: "must",
      why: "Link previews send GET, and must not open a secret.",
      async run({ send, wrap, payload, operator }) {
        const secret = payload()
        const { token } = await wrap(secret)
        const response = await send({ method: "GET", path: `${UNWRAP}?token=${encodeURIComponent(token)}` })
        expectError(response, operator.root ? 405 : [405, 403])
        expectPayload(await send(unwrapByBody(token)), secret)
      }
    },
    {
      id: "RWC-UN-08",
      title: "rejects values that are not wrapping tokens: unwrap, rewrap, lookup",
      requirements: ["RW-SU-12"],
      profile: "core",
      level: "must",
      why: "A response that distinguishes an ordinary token from an unknown one would be an oracle.",
      async run({ send, createToken }) {
        const ordinary = await createToken()
        // A server may see from its form that it did not issue a token, and then refuse it in any way.
        for (const [token, expectRejected] of [
          ["s.nosuchtokennosuchtoken24", expectRefused],
          [ordinary.token, expectInvalidToken]
        ] as const)
          for (const request of [unwrapByBody(token), rewrap(token), lookup(token)]) expectRejected(await send(request))
        expectInvalidToken(await send({ method: "POST", path: UNWRAP, token: ordinary.token }))
      }
    },
    {
      id: "RWC-UN-09",
      title: "treats white space around the token as part of it",
      requirements: ["RW-HD-11", "RW-SU-12"],
      profile: "core",
      level: "must",
      why: "Tokens are compared byte for byte.",
      async run({ send, wrap, payload }) {
        const secret = payload()
        const { token } = await wrap(secret)
        expectRefused(await send(unwrapByBody(` ${token} `)))
        expectPayload(await send(unwrapByBody(token)), secret)
      }
    },
    {
      id: "RWC-UN-10",
      title: "denies a wrapping token everything except its response",
      requirements: ["RW-ER-4"],
      profile: "core",
      level: "must",
      why: "Someone who finds a wrapping token gets one secret, and not the rights of its creator.",
      async run({ send, wrap, payload, unique, defer }) {
        const entry = `cubbyhole/${unique("entry")}`
        defer({ method: "DELETE", path: entry })
        for (const request of [
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
          // A new token for each request, because a refused request may consume it.
          const { token } = await wrap()
          expectError(await send({ ...request, token }), [403, 405])
        }
      }
    },
    {
      id: "RWC-UN-11",
      title: "opens a response only by POST and PUT, and ignores the query",
      requirements: ["RW-HD-1", "RW-HD-4", "RW-SU-12"],
      profile: "core",
      level: "must",
      long: true,
      why: "Previews, crawlers and proxies send other methods, and must not open a secret.",
      async run({ send, wrap, payload }) {
        const secret = payload()
        const inQuery = (token: string): string => `${UNWRAP}?token=${encodeURIComponent(token)}`
        for (const method of ["GET", "LIST", "DELETE", "PATCH", "HEAD", "OPTIONS"]) {
          const [asCaller, asField] = [await wrap(secret), await wrap(secret)]
          for (const response of [
            await send({ method, path: UNWRAP, token: asCaller.token }),
            await send({ method, path: inQuery(asField.token) })
          ])
            expectThat(!response.text.includes(secret.conformance), `${method} opened the response`, response)
        }
        const { token } = await wrap(secret)
        expectInvalidToken(await send({ method: "POST", path: inQuery(token) }))
        expectPayload(await send(unwrapByBody(token)), secret)
      }
    },
    {
      id: "RWC-UN-12",
      title: "rejects strings that resemble the token",
      requirements: ["RW-HD-11", "RW-SU-12"],
      profile: "core",
      level: "must",
      why: "Every character that is ignored makes a token easier to guess.",
      async run({ send, wrap, payload }) {
        const secret = payload()
        const { token } = await wrap(secret)
        const otherCase = token.toLowerCase() === token ? token.toUpperCase() : token.toLowerCase()
        for (const other of [otherCase, token.slice(0, -1), `${token}a`, `${token} `, ` ${token}`]) {
          const response = await send(unwrapByBody(other))
          expectRefused(response)
        }
        expectPayload(await send(unwrapByBody(token)), secret)
      }
    },
    {
      id: "RWC-UN-13",
      title: "denies unwrap by body to a caller whose policy allows other paths, and keeps the token valid",
      requirements: ["RW-SU-6", "RW-SU-7", "RW-ER-4"],
      profile: "core",
      level: "must",
      why: "A caller with some permission does not thereby have this one.",
      async run(context) {
        const { send, payload } = context
        const caller = await createHolder(context, `path "${WRAP}" { capabilities = ["update"] }`)
        const secret = payload()
        const { token } = wrapInfoOf(
          await send({ method: "POST", path: WRAP, ttl: 60, token: caller.token, body: secret })
        )
        expectError(await send(unwrapByBody(token, caller.token)), 403)
        expectPayload(await send(unwrapByHeader(token)), secret)
      }
    },
    {
      id: "RWC-UN-14",
      title: "denies unwrap by body to a caller that has been used up or revoked, and keeps the token valid",
      requirements: ["RW-SU-6", "RW-SU-7", "RW-ER-3"],
      profile: "core",
      level: "must",
      why: "A permission ends with the token that had it.",
      async run({ send, wrap, payload, createToken }) {
        const secret = payload()
        const { token } = await wrap(secret)
        const usedUp = await createToken({ policies: ["default"], num_uses: 1 })
        await send(lookupSelf(usedUp.token))
        expectError(await send(unwrapByBody(token, usedUp.token)), 403)
        const revoked = await createToken()
        const revocation = await send({ method: "POST", path: "auth/token/revoke-self", token: revoked.token })
        // The profile does not include the revocation of ordinary tokens.
        if (revocation.status < 300) expectError(await send(unwrapByBody(token, revoked.token)), 403)
        expectPayload(await send(unwrapByHeader(token)), secret)
      }
    }
  ]
}
