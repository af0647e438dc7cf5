import { lookup, unwrapByHeader } from "../api-request.ts"
import type { Family } from "../conformance-case.ts"
import {
  expectAt,
  expectEqual,
  expectError,
  expectInvalidToken,
  expectPayload,
  expectStatus,
  expectDone
} from "../expect.ts"
import { newSecret } from "../fixtures/versioned-secret.ts"
import { expectNotWrapped, expectWrapped, wrapInfoOf } from "../wrap-info.ts"

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
    },
    {
      id: "RWC-KV-05",
      title: "returns the secret as it was when it was wrapped, even if it is overwritten or deleted afterwards",
      requirements: ["RW-CP-3", "RW-KV-1", "RW-KV-5"],
      profile: "kv",
      level: "must",
      why: "The receiver must get what the sender handed over.",
      async run(context) {
        const { send, sendPrivileged, kvMount, unique, payload, defer } = context
        const entry = `${await kvMount(1)}/${unique("secret")}`
        defer({ method: "DELETE", path: entry })
        const secret = await newSecret(context)
        const wrapBoth = async (value: object): Promise<ReadonlyArray<string>> => {
          expectDone(await sendPrivileged({ method: "POST", path: entry, body: value }))
          expectStatus(await secret.write(value), 200)
          const reads = [
            await sendPrivileged({ method: "GET", path: entry, ttl: 60 }),
            await secret.request("GET", "data", { ttl: 60 })
          ]
          return reads.map((read) => wrapInfoOf(read).token)
        }
        const expectBoth = async ([one = "", two = ""]: ReadonlyArray<string>, value: object): Promise<void> => {
          expectPayload(await send(unwrapByHeader(one)), value)
          const opened = await send(unwrapByHeader(two))
          expectStatus(opened, 200)
          expectAt(opened, "data.data", value)
        }
        const [first, second] = [payload(), payload()]
        const overwritten = await wrapBoth(first)
        const deleted = await wrapBoth(second)
        await expectBoth(overwritten, first)
        expectDone(await sendPrivileged({ method: "DELETE", path: entry }))
        expectDone(await secret.request("DELETE", "metadata"))
        await expectBoth(deleted, second)
      }
    },
    {
      id: "RWC-KV-06",
      title: "wraps neither a failed check-and-set, nor a list or read of what does not exist",
      requirements: ["RW-WE-2", "RW-WE-4", "RW-WE-5", "RW-KV-8"],
      profile: "kv",
      level: "must",
      why: "A wrapping token for an error looks like a secret that was handed over.",
      async run(context) {
        const { sendPrivileged, kvMount, unique, payload } = context
        const [entry, secret] = [`${await kvMount(1)}/${unique("missing")}`, await newSecret(context)]
        for (const response of [
          await sendPrivileged({ method: "GET", path: entry, ttl: 60 }),
          await sendPrivileged({ method: "LIST", path: entry, ttl: 60 }),
          await secret.request("GET", "data", { ttl: 60 }),
          await secret.request("GET", "metadata", { ttl: 60 }),
          await secret.request("LIST", "metadata", { ttl: 60 })
        ]) {
          expectStatus(response, 404)
          expectNotWrapped(response)
        }
        const body = { data: payload(), options: { cas: 7 } }
        const refused = await secret.request("POST", "data", { ttl: 60, body })
        expectError(refused, 400)
        expectNotWrapped(refused)
      }
    }
  ]
}
