import { rewrap, unwrapByBody, unwrapByHeader } from "../api-request.ts"
import type { ConformanceCase, Family } from "../conformance-case.ts"
import { UNWRAP, WRAP } from "../endpoints.ts"
import {
  expectAt,
  expectEqual,
  expectError,
  expectJsonAt,
  expectInvalidToken,
  expectNamed,
  expectPayload,
  expectStatus,
  stringAt,
  expectDone
} from "../expect.ts"
import { createHolder } from "../fixtures/policy.ts"
import { expectLosersRejected, repeat, expectOneWinner } from "../fixtures/race.ts"
import { byAccessor, createRequest } from "../fixtures/token.ts"
import { wrapInfoOf } from "../wrap-info.ts"

const preserved = (id: string, title: string, json: string): ConformanceCase => ({
  id,
  title,
  requirements: ["RW-CP-6", "RW-EXT-7"],
  profile: "strict",
  level: "must",
  why: "Data that can choose the status of a response is a way to attack the receiver.",
  async run({ send, wrap }) {
    const { token } = await wrap(json)
    const response = await send(unwrapByHeader(token))
    expectStatus(response, 200)
    expectJsonAt(response, "data", json)
  }
})

const unrepresentable = (id: string, ttl: string, requirement: string): ConformanceCase => ({
  id,
  title: `rejects the wrap TTL ${ttl} with 400`,
  requirements: [requirement, "RW-EXT-8"],
  profile: "strict",
  level: "must",
  why: "A TTL that is rounded to zero, or overflows, is not the one that was requested.",
  async run({ send }) {
    expectError(await send({ method: "POST", path: WRAP, ttl, body: { a: "b" } }), 400)
  }
})

export const strict: Family = {
  name: "ST",
  title: "Stricter than OpenBao and Vault",
  cases: [
    {
      id: "RWC-ST-01",
      title: "unwraps a token that is in both the header and the body, once",
      requirements: ["RW-SU-8", "RW-EXT-2"],
      profile: "strict",
      level: "must",
      why: "A client that sends the token twice must not lose the secret.",
      async run({ send, wrap, payload }) {
        const secret = payload()
        const { token } = await wrap(secret)
        expectPayload(await send(unwrapByBody(token, token)), secret)
        expectInvalidToken(await send(unwrapByBody(token)))
      }
    },
    {
      id: "RWC-ST-02",
      title: "keeps a wrapping token valid after another path refused it",
      requirements: ["RW-SU-9", "RW-EXT-3"],
      profile: "strict",
      level: "must",
      why: "A mistaken request must not destroy the secret.",
      async run({ send, wrap, payload }) {
        const secret = payload()
        const { token } = await wrap(secret)
        for (const request of [
          { method: "GET", path: "auth/token/lookup-self" },
          { method: "POST", path: "auth/token/revoke-self" },
          { method: "POST", path: "auth/token/create", body: {} },
          { method: "GET", path: "cubbyhole/wrapinfo" },
          { method: "GET", path: UNWRAP }
        ])
          expectError(await send({ ...request, token }), [403, 405])
        expectPayload(await send(unwrapByHeader(token)), secret)
      }
    },
    {
      id: "RWC-ST-03",
      title: "does not consume the wrapping token in the header if the body names another",
      requirements: ["RW-SU-13", "RW-EXT-3"],
      profile: "strict",
      level: "must",
      why: "One request opens one secret.",
      async run({ send, wrap, payload }) {
        const [one, two] = [payload(), payload()]
        const [caller, target] = [await wrap(one), await wrap(two)]
        expectPayload(await send(unwrapByBody(target.token, caller.token)), two)
        expectPayload(await send(unwrapByHeader(caller.token)), one)
      }
    },
    {
      id: "RWC-ST-04",
      title: "returns the same 400 to every loser of a race",
      requirements: ["RW-SU-4", "RW-EXT-4"],
      profile: "strict",
      level: "must",
      why: "A loser that sees 204 or 500 does not know that the secret was taken.",
      async run({ sendTogether, wrap, payload }) {
        for (let round = 0; round < 3; round++) {
          const secret = payload()
          const { token } = await wrap(secret)
          const responses = await sendTogether(
            repeat(20, (i) => (i % 2 === 0 ? { ...unwrapByHeader(token), body: {} } : unwrapByBody(token)))
          )
          expectLosersRejected(responses, expectOneWinner(responses, secret))
        }
      }
    },
    unrepresentable("RWC-ST-05", "1ms", "RW-TTL-7"),
    unrepresentable("RWC-ST-06", "999ms", "RW-TTL-7"),
    unrepresentable("RWC-ST-07", "18446744074", "RW-TTL-8"),
    {
      id: "RWC-ST-08",
      title: "keeps wrapped_accessor on rewrap",
      requirements: ["RW-RW-7", "RW-EXT-5"],
      profile: "strict",
      level: "must",
      why: "Without it, nobody can revoke the wrapped credential after a rewrap.",
      async run({ send, sendPrivileged }) {
        const created = await sendPrivileged({ ...createRequest({ policies: ["default"] }), ttl: 60 })
        const { token } = wrapInfoOf(created)
        const fresh = await sendPrivileged(rewrap(token))
        const wrapped = stringAt(created, "wrap_info.wrapped_accessor")
        expectAt(fresh, "wrap_info.wrapped_accessor", wrapped)
        const opened = await send(unwrapByHeader(wrapInfoOf(fresh).token))
        expectStatus(opened, 200)
        expectAt(opened, "auth.accessor", wrapped)
      }
    },
    preserved("RWC-ST-09", "returns a payload whose only key is error unchanged", '{"error":"x"}'),
    preserved("RWC-ST-10", "returns a payload whose error is not a string unchanged", '{"error":{"code":5}}'),
    preserved(
      "RWC-ST-11",
      "returns a payload with http_status_code, http_content_type and http_raw_body unchanged",
      '{"http_status_code":418,"http_content_type":"text/plain","http_raw_body":"dGVh","a":"b"}'
    ),
    preserved("RWC-ST-12", "returns a payload with error and data unchanged", '{"error":"x","data":{"a":1}}'),
    {
      id: "RWC-ST-13",
      title: "wraps the response of a path with .. inside a name",
      requirements: ["RW-CP-7", "RW-EXT-7"],
      profile: "strict",
      level: "must",
      why: "The operation was executed, and its response must not be lost.",
      async run({ send, cubbyholeEntry, payload }) {
        const secret = payload()
        const path = await cubbyholeEntry(secret, "a..b")
        const { token, creationPath, response } = wrapInfoOf(await send({ method: "GET", path, ttl: 60 }))
        expectEqual("wrap_info.creation_path", creationPath, path, response)
        expectPayload(await send(unwrapByHeader(token)), secret)
      }
    },
    {
      id: "RWC-ST-14",
      title: "returns the same 404 for an empty list with and without a wrap TTL",
      requirements: ["RW-WE-6"],
      profile: "strict",
      level: "must",
      why: "A client must not read `unsupported path` if the list is merely empty.",
      async run({ send, unique }) {
        const response = await send({ method: "LIST", path: `cubbyhole/${unique("empty")}`, ttl: 60 })
        expectError(response, 404)
        expectAt(response, "errors", [])
      }
    },
    {
      id: "RWC-ST-15",
      title: "forgets the accessor as soon as the token was unwrapped",
      requirements: ["RW-AC-12"],
      profile: "strict",
      level: "must",
      why: "Someone who watches the accessor sees the use immediately.",
      async run({ send, sendPrivileged, wrap }) {
        const { token, accessor } = await wrap()
        expectStatus(await send(unwrapByHeader(token)), 200)
        expectError(await sendPrivileged(byAccessor("lookup", accessor)), [400, 403, 404])
      }
    },
    {
      id: "RWC-ST-16",
      title: "rejects a field of the wrong type with 400, and names the field",
      requirements: ["RW-ER-10", "RW-ER-12", "RW-EXT-9"],
      profile: "strict",
      level: "must",
      why: "The caller must be able to find the mistake.",
      async run({ sendPrivileged }) {
        for (const [field, value] of [
          ["num_uses", {}],
          ["policies", 5],
          ["ttl", ["1h"]],
          ["renewable", "perhaps"]
        ] as const) {
          const response = await sendPrivileged({
            method: "POST",
            path: "auth/token/create",
            body: { ttl: "10m", [field]: value }
          })
          expectError(response, 400)
          expectNamed(response, field)
        }
      }
    },
    {
      id: "RWC-ST-17",
      title: "rejects a wrap TTL of 0 if a policy sets only a maximum",
      requirements: ["RW-PB-5", "RW-EXT-6"],
      profile: "strict",
      level: "must",
      why: "A limit that a 0 bypasses is useless: the secret would be returned unwrapped.",
      async run(context) {
        const path = `${await context.kvMount(1)}/${context.unique("secret")}`
        context.defer({ method: "DELETE", path })
        expectDone(await context.sendPrivileged({ method: "POST", path, body: context.payload() }))
        const { token } = await createHolder(
          context,
          `path "${path}" { capabilities = ["read"] max_wrapping_ttl = "5m" }`
        )
        wrapInfoOf(await context.send({ method: "GET", path, token, ttl: "5m" }))
        for (const ttl of ["0", "0s"]) expectError(await context.send({ method: "GET", path, token, ttl }), 403)
      }
    },
    {
      id: "RWC-ST-18",
      title: "rejects a wrap TTL of 292 years on every path, and names the maximum",
      requirements: ["RW-TTL-13", "RW-EXT-21"],
      profile: "strict",
      level: "must",
      why: "Without a maximum, responses are stored forever.",
      async run({ send, sendPrivileged, wrap, payload }) {
        const secret = payload()
        const { token } = await wrap(secret)
        for (const ttl of ["9223372036", "106751d", "2562047h"])
          for (const request of [
            { method: "POST", path: WRAP, body: secret },
            { method: "POST", path: WRAP, body: secret, headers: { "X-Vault-Wrap-Format": "jwt" } },
            { method: "POST", path: "auth/token/create", body: { ttl: "10m" } },
            { method: "GET", path: "auth/token/lookup-self" },
            rewrap(token),
            unwrapByHeader(token),
            unwrapByBody(token)
          ])
            expectError(await sendPrivileged({ ...request, ttl }), 400)
        expectPayload(await send(unwrapByHeader(token)), secret)
      }
    },
    {
      id: "RWC-ST-19",
      title: "rejects a rewrap below the minimum of the original policy, and keeps the token valid",
      requirements: ["RW-RW-28", "RW-EXT-21"],
      profile: "strict",
      level: "must",
      why: "A limit that the next relay can undo is useless.",
      async run(context) {
        const secret = context.payload()
        const { token: caller } = await createHolder(
          context,
          `path "${WRAP}" { capabilities = ["update"] min_wrapping_ttl = "5m" }`
        )
        const wrapped = await context.send({ method: "POST", path: WRAP, token: caller, ttl: "10m", body: secret })
        const once = wrapInfoOf(await context.sendPrivileged(rewrap(wrapInfoOf(wrapped).token, "6m")))
        expectError(await context.sendPrivileged(rewrap(once.token, "1m")), 403)
        const twice = wrapInfoOf(await context.sendPrivileged(rewrap(once.token, "5m")))
        expectEqual("wrap_info.ttl", twice.ttl, 300, twice.response)
        expectPayload(await context.send(unwrapByHeader(twice.token)), secret)
      }
    }
  ]
}
