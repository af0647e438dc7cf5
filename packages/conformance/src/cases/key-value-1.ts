import { unwrapByHeader } from "../api-request.ts"
import { UNUSUAL_JSON } from "../fixtures/unusual-json.ts"
import { wrapInfoOf } from "../wrap-info.ts"
import type { Family } from "../conformance-case.ts"
import { expectJsonAt, expectAt, expectError, expectStatus, expectDone } from "../expect.ts"

export const keyValue1: Family = {
  name: "K1",
  title: "Key-value engine, version 1",
  cases: [
    {
      id: "RWC-K1-01",
      title: "replaces the whole secret on write, and removes it on delete",
      requirements: ["RW-KV-1"],
      profile: "kv",
      level: "must",
      why: "A field that was removed from a secret must be gone.",
      async run({ sendPrivileged, kvMount, unique, payload, defer }) {
        const path = `${await kvMount(1)}/${unique("secret")}`
        defer({ method: "DELETE", path })
        const read = () => sendPrivileged({ method: "GET", path })
        expectError(await read(), 404)
        const first = { ...payload(), list: [1, "x"], nothing: null, nested: { deep: {} } }
        expectDone(await sendPrivileged({ method: "POST", path, body: first }))
        expectAt(await read(), "data", first)
        const second = { only: "this" }
        expectDone(await sendPrivileged({ method: "PUT", path, body: second }))
        expectAt(await read(), "data", second)
        for (let time = 0; time < 2; time++) expectDone(await sendPrivileged({ method: "DELETE", path }))
        expectError(await read(), 404)
      }
    },
    {
      id: "RWC-K1-02",
      title: "lists the direct children, sorted, folders with a trailing slash",
      requirements: ["RW-KV-3"],
      profile: "kv",
      level: "must",
      why: "A secret that is not listed is not rotated.",
      async run({ sendPrivileged, kvMount, unique, payload, defer }) {
        const folder = `${await kvMount(1)}/${unique("folder")}`
        for (const name of ["b", "a", "10", "2", "a/x", "a/y/z"]) {
          defer({ method: "DELETE", path: `${folder}/${name}` })
          expectDone(await sendPrivileged({ method: "POST", path: `${folder}/${name}`, body: payload() }))
        }
        const listed = await sendPrivileged({ method: "LIST", path: folder })
        expectStatus(listed, 200)
        expectAt(listed, "data.keys", ["10", "2", "a", "a/", "b"])
        const byGet = await sendPrivileged({ method: "GET", path: `${folder}/a/?list=true` })
        expectStatus(byGet, 200)
        expectAt(byGet, "data.keys", ["x", "y/"])
        expectError(await sendPrivileged({ method: "LIST", path: `${folder}/b` }), 404)
      }
    },
    {
      id: "RWC-K1-03",
      title: "returns a secret that equals the one that was written, also wrapped",
      requirements: ["RW-KV-1", "RW-WE-1"],
      profile: "kv",
      level: "must",
      why: "A secret that was altered is lost, because nobody else has a copy.",
      async run({ send, sendPrivileged, kvMount, unique, defer }) {
        const path = `${await kvMount(1)}/${unique("secret")}`
        defer({ method: "DELETE", path })
        expectDone(await sendPrivileged({ method: "POST", path, body: UNUSUAL_JSON }))
        const read = await sendPrivileged({ method: "GET", path })
        expectStatus(read, 200)
        expectJsonAt(read, "data", UNUSUAL_JSON)
        const wrapped = wrapInfoOf(await sendPrivileged({ method: "GET", path, ttl: 60 }))
        const opened = await send(unwrapByHeader(wrapped.token))
        expectStatus(opened, 200)
        expectJsonAt(opened, "data", UNUSUAL_JSON)
      }
    }
  ]
}
