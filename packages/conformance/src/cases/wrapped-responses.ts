import { lookup, unwrapByBody, unwrapByHeader } from "../api-request.ts"
import type { Family } from "../conformance-case.ts"
import { LOOKUP, UNWRAP, WRAP } from "../endpoints.ts"
import {
  at,
  expectAt,
  expectEqual,
  expectError,
  expectInvalidToken,
  expectJsonAt,
  expectPayload,
  expectRefused,
  expectStatus,
  expectThat,
  expectHeader,
  stringAt,
  warningsOf,
  expectDone
} from "../expect.ts"
import { memberOf, printExact } from "../exact-json.ts"
import { createRequest, lookupSelf } from "../fixtures/token.ts"
import { expectNotWrapped, expectWrapped, wrapInfoOf } from "../wrap-info.ts"

/** The properties of a created token that equal those of another one that was created alike. */
const PROPERTIES: ReadonlyArray<string> = [
  "policies",
  "token_policies",
  "metadata",
  "lease_duration",
  "renewable",
  "entity_id",
  "token_type",
  "orphan",
  "num_uses"
]

export const wrappedResponses: Family = {
  name: "WE",
  title: "Wrapped responses and the envelope",
  cases: [
    {
      id: "RWC-WE-01",
      title: "returns only wrap_info in a wrapped response",
      requirements: ["RW-ENV-1", "RW-ENV-2", "RW-ENV-3", "RW-ENV-5"],
      profile: "core",
      level: "must",
      why: "The relay sees this response, and must not learn anything about its contents.",
      async run({ wrap, payload }) {
        const secret = payload()
        const { response, token, accessor, ttl, creationTime, creationPath } = await wrap(secret, 60)
        expectAt(response, "request_id", "")
        expectAt(response, "lease_id", "")
        expectAt(response, "renewable", false)
        expectAt(response, "lease_duration", 0)
        expectAt(response, "data", null)
        expectAt(response, "warnings", null)
        expectAt(response, "auth", null)
        expectEqual("wrap_info.ttl", ttl, 60, response)
        expectEqual("wrap_info.creation_path", creationPath, WRAP, response)
        expectThat(!Number.isNaN(Date.parse(creationTime)), "wrap_info.creation_time is not a time", response)
        expectThat(accessor !== token, "the accessor is the token", response)
        expectThat(
          at(response, "wrap_info.wrapped_accessor") === undefined,
          "wrapped_accessor is present although no token is wrapped",
          response
        )
        expectThat(!response.text.includes(secret.conformance), "the wrapped response contains the payload", response)
      }
    },
    {
      id: "RWC-WE-02",
      title: "returns a complete envelope from unwrap",
      requirements: ["RW-ENV-1", "RW-CP-3"],
      profile: "core",
      level: "must",
      why: "The receiver reads it as the response to its own request.",
      async run({ send, wrap, payload }) {
        const secret = payload()
        const { token } = await wrap(secret)
        const response = await send(unwrapByHeader(token))
        expectPayload(response, secret)
        stringAt(response, "request_id")
        for (const [key, value] of Object.entries({
          lease_id: "",
          renewable: false,
          wrap_info: null,
          auth: null
        }))
          expectAt(response, key, value)
        warningsOf(response)
        expectThat(memberOf(response.json, "lease_duration") !== undefined, "there is no lease_duration", response)
      }
    },
    {
      id: "RWC-WE-03",
      title: "wraps a created token, which only unwrap reveals",
      requirements: ["RW-WE-1", "RW-ENV-2", "RW-CP-3"],
      profile: "core",
      level: "must",
      why: "This is the main use of wrapping: a credential travels without being seen.",
      async run({ send, sendPrivileged }) {
        const created = await sendPrivileged({ ...createRequest({ policies: ["default"] }), ttl: 60 })
        const { token } = expectWrapped(created)
        const response = await send(unwrapByHeader(token))
        expectStatus(response, 200)
        expectInvalidToken(await send(unwrapByHeader(token)))
        const inner = stringAt(response, "auth.client_token")
        expectThat(!created.text.includes(inner), "the wrapped response contains the wrapped token", created)
        expectAt(response, "data", null)
        const self = await send(lookupSelf(inner))
        expectStatus(self, 200)
        expectAt(self, "data.id", inner)
      }
    },
    {
      id: "RWC-WE-04",
      title: "wraps a cubbyhole read, which another token may unwrap",
      requirements: ["RW-WE-1", "RW-HD-6"],
      profile: "core",
      level: "must",
      why: "Any response of any engine can be handed over.",
      async run({ send, cubbyholeEntry, payload, createToken }) {
        const secret = payload()
        const path = await cubbyholeEntry(secret)
        const { token } = expectWrapped(await send({ method: "GET", path, ttl: 60 }), secret.conformance)
        const other = await createToken()
        const request = unwrapByBody(token, other.token)
        expectPayload(await send(request), secret)
        expectInvalidToken(await send(request))
      }
    },
    {
      id: "RWC-WE-05",
      title: "does not wrap errors",
      requirements: ["RW-WE-2", "RW-WE-4", "RW-ER-1"],
      profile: "core",
      level: "must",
      why: "The caller must see immediately that there is nothing to hand over.",
      async run({ send, unique }) {
        const missing = await send({ method: "GET", path: `cubbyhole/${unique("missing")}`, ttl: 60 })
        expectError(missing, 404)
        expectNotWrapped(missing)
        const denied = await send({ method: "GET", path: "cubbyhole/any", ttl: 60, token: "no-such-token" })
        expectRefused(denied)
        expectNotWrapped(denied)
      }
    },
    {
      id: "RWC-WE-06",
      title: "executes a write without a response body, and wraps nothing",
      requirements: ["RW-WE-3", "RW-WE-12", "RW-ENV-6"],
      profile: "core",
      level: "must",
      why: "There is nothing to hand over, and the operation stays the same.",
      async run({ send, unique, payload, defer }) {
        const [path, entry] = [`cubbyhole/${unique("written")}`, payload()]
        defer({ method: "DELETE", path })
        const written = await send({ method: "POST", path, ttl: 60, body: entry })
        expectDone(written)
        expectNotWrapped(written)
        expectPayload(await send({ method: "GET", path }), entry)
        expectDone(await send({ method: "DELETE", path, ttl: 60 }))
        expectError(await send({ method: "GET", path }), 404)
      }
    },
    {
      id: "RWC-WE-07",
      title: "returns 404 for an empty list despite a wrap TTL",
      requirements: ["RW-WE-5"],
      profile: "core",
      level: "must",
      why: "A token that opens nothing must not be created.",
      async run({ send, unique }) {
        const response = await send({ method: "LIST", path: `cubbyhole/${unique("empty")}`, ttl: 60 })
        expectError(response, 404)
        expectNotWrapped(response)
      }
    },
    {
      id: "RWC-WE-08",
      title: "wraps a lookup",
      requirements: ["RW-WE-10"],
      profile: "core",
      level: "must",
      why: "Wrapping is a property of the request, not of the endpoint.",
      async run({ send, wrap }) {
        const inner = await wrap(undefined, 120)
        const { token, creationPath, response } = expectWrapped(await send({ ...lookup(inner.token), ttl: 60 }))
        expectEqual("wrap_info.creation_path", creationPath, LOOKUP, response)
        const opened = await send(unwrapByHeader(token))
        expectStatus(opened, 200)
        expectAt(opened, "data.creation_path", WRAP)
        expectAt(opened, "data.creation_ttl", 120)
        expectInvalidToken(await send(unwrapByHeader(token)))
      }
    },
    {
      id: "RWC-WE-09",
      title: "returns responses as JSON that must not be cached",
      requirements: ["RW-HD-8", "RW-HD-9"],
      profile: "core",
      level: "must",
      why: "A cache in between would store secrets.",
      async run({ send, wrap }) {
        const { token, response } = await wrap()
        for (const one of [
          response,
          await send(lookup(token)),
          await send(unwrapByHeader(token)),
          await send(unwrapByHeader(token))
        ]) {
          expectHeader(one, "Cache-Control", /(^|,)\s*no-store\s*(,|$)/i, "no-store")
          expectHeader(one, "Content-Type", /^application\/json\s*(;|$)/i, "application/json")
        }
      }
    },
    {
      id: "RWC-WE-10",
      title: "ignores an unknown X-Vault-Wrap-Format",
      requirements: ["RW-HD-7"],
      profile: "core",
      level: "must",
      why: "Clients ask for formats that a server need not know.",
      async run({ send, payload }) {
        const secret = payload()
        const { token } = wrapInfoOf(
          await send({
            method: "POST",
            path: WRAP,
            ttl: 60,
            headers: { "x-vault-wrap-format": "no-such-format" },
            body: secret
          })
        )
        expectPayload(await send(unwrapByHeader(token)), secret)
      }
    },
    {
      id: "RWC-WE-11",
      title: "wraps an unwrap without revealing the payload",
      requirements: ["RW-WE-10", "RW-ENV-2"],
      profile: "core",
      level: "must",
      why: "A client that asks for a wrapped response must not receive the secret in the clear.",
      async run({ send, wrap, payload }) {
        const secret = payload()
        for (const unwrap of [unwrapByHeader, unwrapByBody]) {
          const outer = await wrap(secret)
          const relayed = await send({ ...unwrap(outer.token), ttl: 60 })
          const { token, creationPath, response } = expectWrapped(relayed, secret.conformance)
          expectEqual("wrap_info.creation_path", creationPath, UNWRAP, response)
          expectInvalidToken(await send(unwrapByHeader(outer.token)))
          expectPayload(await send(unwrapByHeader(token)), secret)
        }
      }
    },
    {
      id: "RWC-WE-12",
      title: "applies the wrap TTL with PUT, with Bearer, and to system endpoints",
      requirements: ["RW-WE-1", "RW-HD-2", "RW-HD-5", "RW-HD-6"],
      profile: "core",
      level: "must",
      why: "A wrap TTL that one endpoint overlooks exposes a secret there.",
      async run({ send, sendPrivileged, operator, payload }) {
        const secret = payload()
        const wrap = { path: WRAP, ttl: 60, body: secret }
        const authorization = `Bearer ${operator.token}`
        for (const request of [
          { ...wrap, method: "PUT" },
          { ...wrap, method: "POST", token: null, headers: { authorization } }
        ]) {
          const { token } = expectWrapped(await send(request), secret.conformance)
          expectPayload(await send(unwrapByHeader(token)), secret)
        }
        for (const path of ["sys/mounts", "sys/policies/acl/default"]) {
          const read = await sendPrivileged({ method: "GET", path, ttl: 60 })
          // The profile does not include mounts and policies.
          if (read.status === 404) continue
          const { token, creationPath, response } = expectWrapped(read)
          expectEqual("wrap_info.creation_path", creationPath, path, response)
          expectStatus(await send(unwrapByHeader(token)), 200)
        }
      }
    },
    {
      id: "RWC-WE-13",
      title: "unwraps all properties of a created token, with a new request id",
      requirements: ["RW-CP-3"],
      profile: "core",
      level: "must",
      why: "A login that is handed over must be complete, or the receiver cannot renew it.",
      async run({ send, sendPrivileged }) {
        const body = { policies: ["default"], ttl: "10m", num_uses: 3, meta: { who: "relay" } }
        const create = { method: "POST", path: "auth/token/create", body }
        const plain = await sendPrivileged(create)
        expectStatus(plain, 200)
        const properties = Object.entries(at(plain, "auth") ?? {}).filter(([key]) => PROPERTIES.includes(key))
        const ids = new Set<string>()
        for (let time = 0; time < 2; time++) {
          const created = await sendPrivileged({ ...create, ttl: 60 })
          const opened = await send(unwrapByHeader(expectWrapped(created).token))
          expectStatus(opened, 200)
          for (const [key, value] of properties) expectJsonAt(opened, `auth.${key}`, printExact(value))
          stringAt(opened, "auth.client_token")
          stringAt(opened, "auth.accessor")
          ids.add(stringAt(opened, "request_id"))
        }
        expectEqual("the number of different request ids", ids.size, 2)
      }
    },
    {
      id: "RWC-WE-14",
      title: "returns an entry as it was when it was wrapped, even if it is overwritten or deleted afterwards",
      requirements: ["RW-CP-3"],
      profile: "core",
      level: "must",
      why: "The receiver must get what the sender handed over.",
      async run({ send, sendPrivileged, cubbyholeEntry, payload }) {
        const [first, second] = [payload(), payload()]
        const path = await cubbyholeEntry(first)
        const read = { method: "GET", path, ttl: 60 }
        const beforeWrite = wrapInfoOf(await sendPrivileged(read))
        expectDone(await sendPrivileged({ method: "POST", path, body: second }))
        const beforeDelete = wrapInfoOf(await sendPrivileged(read))
        expectPayload(await send(unwrapByHeader(beforeWrite.token)), first)
        expectDone(await sendPrivileged({ method: "DELETE", path }))
        expectPayload(await send(unwrapByHeader(beforeDelete.token)), second)
      }
    }
  ]
}
