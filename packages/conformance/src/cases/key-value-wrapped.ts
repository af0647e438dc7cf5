import { lookup, unwrapByHeader } from "../api-request.ts"
import type { Family } from "../conformance-case.ts"
import { expectAt, expectEqual, expectInvalidToken, expectPayload, expectStatus, expectDone } from "../expect.ts"
import { expectWrapped, wrapInfoOf } from "../wrap-info.ts"

export const keyValueWrapped: Family = {
  name: "KV",
  title: "Key-value engine, wrapped",
  cases: [
    {
      id: "RWC-KV-01",
      title: "version 1: wraps a read",
      requirements: ["RW-WE-1", "RW-CP-1", "RW-KV-1"],
      profile: "kv",
      level: "must",
      why: "Handing over a stored secret is the most common use of wrapping.",
      async run({ send, kvMount, unique, payload, defer }) {
        const secret = payload()
        const path = `${await kvMount(1)}/${unique("secret")}`
        defer({ method: "DELETE", path })
        expectDone(await send({ method: "POST", path, body: secret }))
        const read = await send({ method: "GET", path, ttl: 60 })
        const { token, creationPath, response } = expectWrapped(read, secret.conformance)
        expectEqual("wrap_info.creation_path", creationPath, path, response)
        expectAt(await send(lookup(token)), "data.creation_path", path)
        expectPayload(await send(unwrapByHeader(token)), secret)
        expectInvalidToken(await send(unwrapByHeader(token)))
      }
    },
    {
      id: "RWC-KV-02",
      title: "version 2: wraps a read",
      requirements: ["RW-WE-1", "RW-CP-1", "RW-KV-4", "RW-KV-5"],
      profile: "kv",
      level: "must",
      why: "Handing over a stored secret is the most common use of wrapping.",
      async run({ send, kvMount, unique, payload, defer }) {
        const secret = payload()
        const [mount, name] = [await kvMount(2), unique("secret")]
        const path = `${mount}/data/${name}`
        defer({ method: "DELETE", path: `${mount}/metadata/${name}` })
        expectStatus(await send({ method: "POST", path, body: { data: secret } }), 200)
        const read = await send({ method: "GET", path, ttl: 60 })
        const { token, creationPath, response } = expectWrapped(read, secret.conformance)
        expectEqual("wrap_info.creation_path", creationPath, path, response)
        const opened = await send(unwrapByHeader(token))
        expectStatus(opened, 200)
        expectAt(opened, "data.data", secret)
        expectAt(opened, "data.metadata.version", 1)
        expectInvalidToken(await send(unwrapByHeader(token)))
      }
    },
    {
      id: "RWC-KV-03",
      title: "version 2: wraps a read of a deleted version, and returns its 404 on unwrap",
      requirements: ["RW-WE-11", "RW-KV-6"],
      profile: "kv",
      level: "must",
      why: "A response with a status other than 200 can be wrapped as well.",
      async run({ send, kvMount, unique, payload, defer }) {
        const [mount, name] = [await kvMount(2), unique("gone")]
        const path = `${mount}/data/${name}`
        defer({ method: "DELETE", path: `${mount}/metadata/${name}` })
        expectStatus(await send({ method: "POST", path, body: { data: payload() } }), 200)
        expectDone(await send({ method: "DELETE", path }))
        const { token } = wrapInfoOf(await send({ method: "GET", path, ttl: 60 }))
        const opened = await send(unwrapByHeader(token))
        expectStatus(opened, 404)
        expectAt(opened, "data.data", null)
        expectAt(opened, "data.metadata.version", 1)
      }
    },
    {
      id: "RWC-KV-04",
      title: "version 1: preserves the secret's lease_duration",
      requirements: ["RW-CP-3", "RW-KV-2"],
      profile: "kv",
      level: "must",
      why: "It tells the reader when to fetch the secret again.",
      async run({ send, kvMount, unique, payload, defer }) {
        const secret = { ...payload(), ttl: "20m" }
        const path = `${await kvMount(1)}/${unique("secret")}`
        defer({ method: "DELETE", path })
        expectDone(await send({ method: "POST", path, body: secret }))
        const { token } = expectWrapped(await send({ method: "GET", path, ttl: 60 }), secret.conformance)
        const opened = await send(unwrapByHeader(token))
        expectPayload(opened, secret)
        expectAt(opened, "lease_duration", 1200)
      }
    }
  ]
}
