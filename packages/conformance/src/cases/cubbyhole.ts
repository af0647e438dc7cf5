import type { Family } from "../conformance-case.ts"
import { expectAt, expectError, expectPayload, expectStatus } from "../expect.ts"

export const cubbyhole: Family = {
  name: "CB",
  title: "Cubbyholes",
  cases: [
    {
      id: "RWC-CB-01",
      title: "write, read, overwrite, delete",
      requirements: ["RW-CB-2", "RW-CB-3", "RW-CB-5"],
      profile: "cubbyhole",
      level: "must",
      why: "Wrapped responses lie in cubbyholes.",
      async play({ send, cubbyholeEntry }) {
        const path = await cubbyholeEntry({ a: "b" })
        const read = await send({ method: "GET", path })
        expectPayload(read, { a: "b" })
        expectAt(read, "lease_duration", 0)
        expectStatus(await send({ method: "PUT", path, body: { c: "d" } }), 204)
        expectPayload(await send({ method: "GET", path }), { c: "d" })
        expectStatus(await send({ method: "DELETE", path }), 204)
        expectStatus(await send({ method: "DELETE", path }), 204)
        const gone = await send({ method: "GET", path })
        expectError(gone, 404)
        expectAt(gone, "errors", [])
      }
    },
    {
      id: "RWC-CB-02",
      title: "no other token reads a cubbyhole, not even the parent",
      requirements: ["RW-CB-1"],
      profile: "cubbyhole",
      level: "must",
      why: "This is what keeps a wrapped response from everyone but the holder of the token.",
      async play({ send, createToken, payload, unique, afterwards }) {
        const entry = payload()
        const [owner, other] = [await createToken(), await createToken()]
        const path = `cubbyhole/${unique("mine")}`
        // Where cubbyholes are not apart, it lies in the operator's.
        afterwards({ method: "DELETE", path })
        expectStatus(await send({ method: "POST", path, token: owner.token, body: entry }), 204)
        expectError(await send({ method: "GET", path, token: other.token }), 404)
        expectError(await send({ method: "GET", path }), 404)
        expectPayload(await send({ method: "GET", path, token: owner.token }), entry)
      }
    },
    {
      id: "RWC-CB-03",
      title: "a wrapping token reaches nothing of its cubbyhole but the response",
      requirements: ["RW-CB-7"],
      profile: "cubbyhole",
      level: "must",
      why: "It is a key to one thing.",
      async play({ send, wrap, unique, afterwards }) {
        const path = `cubbyhole/${unique("mine")}`
        afterwards({ method: "DELETE", path })
        for (const ask of [
          { method: "GET", path: "cubbyhole/wrapinfo" },
          { method: "LIST", path: "cubbyhole" },
          { method: "POST", path, body: { a: "b" } }
        ]) {
          const { token } = await wrap()
          expectError(await send({ ...ask, token }), 403, { contains: "permission denied" })
        }
      }
    },
    {
      id: "RWC-CB-04",
      title: "LIST and GET with list=true give the same, in order",
      requirements: ["RW-CB-4", "RW-HD-3"],
      profile: "cubbyhole",
      level: "must",
      why: "Some clients cannot send LIST.",
      async play({ send, createToken }) {
        const { token } = await createToken()
        for (const path of ["zed", "foo", "foo/bar", "a/b/c/d"]) {
          expectStatus(await send({ method: "POST", path: `cubbyhole/${path}`, token, body: { x: path } }), 204)
        }
        for (const ask of [
          { method: "LIST", path: "cubbyhole" },
          { method: "LIST", path: "cubbyhole/" },
          { method: "GET", path: "cubbyhole?list=true" }
        ]) {
          expectPayload(await send({ ...ask, token }), { keys: ["a/", "foo", "foo/", "zed"] })
        }
        expectPayload(await send({ method: "LIST", path: "cubbyhole/a/b", token }), { keys: ["c/"] })
        expectError(await send({ method: "LIST", path: "cubbyhole/zed", token }), 404)
      }
    },
    {
      id: "RWC-CB-05",
      title: "a cubbyhole ends with its token",
      requirements: ["RW-CB-6", "RW-TK-19"],
      profile: "cubbyhole",
      level: "must",
      why: "What is wrapped ends with its wrapping token.",
      async play({ send, createToken, unique, afterwards }) {
        const { token } = await createToken()
        const path = `cubbyhole/${unique("mine")}`
        afterwards({ method: "DELETE", path })
        expectStatus(await send({ method: "POST", path, token, body: { a: "b" } }), 204)
        expectStatus(await send({ method: "POST", path: "auth/token/revoke-self", token }), 204)
        expectError(await send({ method: "GET", path, token }), 403)
      }
    },
    {
      id: "RWC-CB-06",
      title: "a write without fields is refused and leaves the entry as it was",
      requirements: ["RW-CB-8"],
      profile: "cubbyhole",
      level: "must",
      why: "A client that lost its payload must be told, not left with an empty entry.",
      async play({ send, cubbyholeEntry }) {
        const path = await cubbyholeEntry({ a: "b" })
        for (const method of ["POST", "PUT"]) {
          // OpenBao answers with 500, Enwrap with 400: the requirement names the text only.
          for (const body of [{}, "", "null"])
            expectError(await send({ method, path, body }), [400, 500], { contains: "missing data fields" })
        }
        expectPayload(await send({ method: "GET", path }), { a: "b" })
      }
    }
  ]
}
