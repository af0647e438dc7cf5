import { unwrapByHeader } from "../api-request.ts"
import { UNUSUAL_JSON } from "../fixtures/unusual-json.ts"
import { wrapInfoOf } from "../wrap-info.ts"
import type { Family } from "../conformance-case.ts"
import { expectJsonAt, expectStatus, expectKeys, expectAt, expectError, expectPayload, expectDone } from "../expect.ts"

export const cubbyhole: Family = {
  name: "CB",
  title: "Cubbyholes",
  cases: [
    {
      id: "RWC-CB-01",
      title: "writes, reads, overwrites and deletes an entry",
      requirements: ["RW-CB-2", "RW-CB-3", "RW-CB-5"],
      profile: "cubbyhole",
      level: "must",
      why: "Wrapped responses are stored in cubbyholes.",
      async run({ send, cubbyholeEntry }) {
        const path = await cubbyholeEntry({ a: "b" })
        const read = await send({ method: "GET", path })
        expectPayload(read, { a: "b" })
        expectAt(read, "lease_duration", 0)
        expectDone(await send({ method: "PUT", path, body: { c: "d" } }))
        expectPayload(await send({ method: "GET", path }), { c: "d" })
        expectDone(await send({ method: "DELETE", path }))
        expectDone(await send({ method: "DELETE", path }))
        expectError(await send({ method: "GET", path }), 404)
      }
    },
    {
      id: "RWC-CB-02",
      title: "hides a cubbyhole from every other token, including the parent",
      requirements: ["RW-CB-1"],
      profile: "cubbyhole",
      level: "must",
      why: "This keeps a wrapped response from everyone except the holder of its token.",
      async run({ send, createToken, payload, unique, defer }) {
        const entry = payload()
        const [owner, other] = [await createToken(), await createToken()]
        const path = `cubbyhole/${unique("mine")}`
        // A server that mixes up cubbyholes stores the entry in the operator's.
        defer({ method: "DELETE", path })
        expectDone(await send({ method: "POST", path, token: owner.token, body: entry }))
        expectError(await send({ method: "GET", path, token: other.token }), 404)
        expectError(await send({ method: "GET", path }), 404)
        expectPayload(await send({ method: "GET", path, token: owner.token }), entry)
      }
    },
    {
      id: "RWC-CB-03",
      title: "lets a wrapping token read only the response in its cubbyhole",
      requirements: ["RW-CB-7"],
      profile: "cubbyhole",
      level: "must",
      why: "A wrapping token opens one response and nothing else.",
      async run({ send, wrap, unique, defer }) {
        const path = `cubbyhole/${unique("mine")}`
        defer({ method: "DELETE", path })
        for (const request of [
          { method: "GET", path: "cubbyhole/wrapinfo" },
          { method: "LIST", path: "cubbyhole" },
          { method: "POST", path, body: { a: "b" } }
        ]) {
          const { token } = await wrap()
          expectError(await send({ ...request, token }), 403)
        }
      }
    },
    {
      id: "RWC-CB-04",
      title: "lists entries in order, by LIST and by GET with list=true",
      requirements: ["RW-CB-4", "RW-HD-3"],
      profile: "cubbyhole",
      level: "must",
      why: "Some clients cannot send LIST.",
      async run({ send, createToken }) {
        const { token } = await createToken()
        for (const path of ["zed", "foo", "foo/bar", "a/b/c/d"]) {
          expectDone(await send({ method: "POST", path: `cubbyhole/${path}`, token, body: { x: path } }))
        }
        for (const request of [
          { method: "LIST", path: "cubbyhole" },
          { method: "LIST", path: "cubbyhole/" },
          { method: "GET", path: "cubbyhole?list=true" }
        ]) {
          expectKeys(await send({ ...request, token }), ["a/", "foo", "foo/", "zed"])
        }
        expectKeys(await send({ method: "LIST", path: "cubbyhole/a/b", token }), ["c/"])
        expectError(await send({ method: "LIST", path: "cubbyhole/zed", token }), 404)
      }
    },
    {
      id: "RWC-CB-05",
      title: "denies a cubbyhole once its token is revoked",
      requirements: ["RW-CB-6", "RW-TK-19"],
      profile: "cubbyhole",
      level: "must",
      why: "A wrapped response must not outlive its wrapping token.",
      async run({ send, createToken, unique, defer }) {
        const { token } = await createToken()
        const path = `cubbyhole/${unique("mine")}`
        defer({ method: "DELETE", path })
        expectDone(await send({ method: "POST", path, token, body: { a: "b" } }))
        expectDone(await send({ method: "POST", path: "auth/token/revoke-self", token }))
        expectError(await send({ method: "GET", path, token }), 403)
      }
    },
    {
      id: "RWC-CB-06",
      title: "rejects a write without fields, and keeps the entry",
      requirements: ["RW-CB-8"],
      profile: "cubbyhole",
      level: "must",
      why: "A client that lost its payload must get an error, not an empty entry.",
      async run({ send, cubbyholeEntry }) {
        const path = await cubbyholeEntry({ a: "b" })
        for (const method of ["POST", "PUT"]) {
          // OpenBao responds with 500, Enwrap with 400: the requirement names only the text.
          for (const body of [{}, "", "null"]) expectError(await send({ method, path, body }), [400, 422, 500])
        }
        expectPayload(await send({ method: "GET", path }), { a: "b" })
      }
    },
    {
      id: "RWC-CB-07",
      title: "returns an entry that equals the one that was written, also wrapped",
      requirements: ["RW-CB-3"],
      profile: "cubbyhole",
      level: "must",
      why: "A secret that was altered is lost, because nobody else has a copy.",
      async run({ send, cubbyholeEntry }) {
        const path = await cubbyholeEntry(UNUSUAL_JSON)
        for (let time = 0; time < 2; time++) {
          const read = await send({ method: "GET", path })
          expectStatus(read, 200)
          expectJsonAt(read, "data", UNUSUAL_JSON)
        }
        const opened = await send(unwrapByHeader(wrapInfoOf(await send({ method: "GET", path, ttl: 60 })).token))
        expectStatus(opened, 200)
        expectJsonAt(opened, "data", UNUSUAL_JSON)
      }
    }
  ]
}
