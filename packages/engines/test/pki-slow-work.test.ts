import { assert, describe, it } from "@effect/vitest"
import { plainError, type SlowQueues, type SlowWork, type WorkOwner } from "@enwrap/server/engine"
import * as Effect from "effect/Effect"
import * as Semaphore from "effect/Semaphore"
import { der } from "../src/pki/der.ts"
import { pkiMountWith } from "./pki-mount.ts"
import { request } from "./pki-requests.ts"

/** Queues that record the work and its owner, and can reject it. */
const recordingQueues = () => {
  const sent: Array<readonly [lane: string, owner: WorkOwner]> = []
  const state = { refuses: false, inside: 0, nested: false }
  const lane =
    (name: string): SlowWork =>
    (owner, work) =>
      Effect.gen(function* () {
        sent.push([name, owner])
        if (state.refuses) return yield* plainError(429, "later")
        if (state.inside++ > 0) state.nested = true
        return yield* Effect.ensuring(
          work,
          Effect.sync(() => state.inside--)
        )
      })
  const queues: SlowQueues = { passwords: lane("passwords"), keys: lane("keys"), signatures: lane("signatures") }
  const lanes = () => sent.splice(0).map(([name]) => name)
  return { queues, sent, lanes, state }
}

describe("slow work of pki", () => {
  it.effect("RW-WK-2 RW-WK-4 every new key and every signature waits in a queue, one after the other", () =>
    Effect.gen(function* () {
      const { lanes, queues, sent, state } = recordingQueues()
      const { read, write } = yield* pkiMountWith(queues)
      yield* write("root/generate/internal", { common_name: "a CA" })
      assert.deepStrictEqual(lanes(), ["keys", "signatures"])
      yield* write("roles/r", { allow_any_name: true, key_type: "ec" })
      yield* write("roles/rsa", { allow_any_name: true, key_type: "rsa" })
      assert.deepStrictEqual(lanes(), [])
      yield* write("issue/r", { common_name: "a.example" })
      assert.deepStrictEqual(lanes(), ["signatures", "signatures"])
      const leaf = yield* write("issue/rsa", { common_name: "a.example" })
      assert.deepStrictEqual(lanes(), ["keys", "signatures"])
      const csr = (yield* write("intermediate/generate/internal", { common_name: "b", key_type: "ec" })).data.csr
      assert.deepStrictEqual(lanes(), ["signatures", "signatures"])
      for (const path of ["sign/r", "sign-verbatim", "root/sign-intermediate"]) {
        assert.strictEqual((yield* write(path, { csr, common_name: "b.example" })).status, 200, path)
        assert.deepStrictEqual(lanes(), ["signatures", "signatures"], path)
      }
      yield* write("revoke", { certificate: leaf.data.certificate })
      assert.deepStrictEqual(lanes(), ["signatures"])
      yield* read("crl")
      assert.deepStrictEqual(lanes(), ["signatures"])
      yield* read("crl")
      assert.deepStrictEqual(lanes(), [])
      yield* write("keys/generate/internal", { key_type: "rsa" })
      assert.strictEqual(sent[0]?.[1].remoteAddress, "127.0.0.1")
      assert.isFalse(state.nested)
    })
  )

  it.effect("RW-WK-4 a rejected request leaves nothing behind", () =>
    Effect.gen(function* () {
      const { queues, state } = recordingQueues()
      const { read, write } = yield* pkiMountWith(queues)
      state.refuses = true
      for (const path of ["root/generate/internal", "keys/generate/internal", "intermediate/generate/internal"])
        assert.strictEqual((yield* write(path, { common_name: "a CA" })).status, 429, path)
      state.refuses = false
      assert.strictEqual((yield* read("ca")).status, 204)
    })
  )

  it.effect("RW-PKI-7 simultaneous requests make an outdated CRL once", () =>
    Effect.gen(function* () {
      // One at a time, like a queue.
      const place = yield* Semaphore.make(1)
      const signatures: SlowWork = (_, work) => place.withPermits(1)(work)
      const { read, write } = yield* pkiMountWith({ ...recordingQueues().queues, signatures })
      yield* write("root/generate/internal", { common_name: "a CA", key_type: "ec" })
      const lists = yield* Effect.all(
        Array.from({ length: 20 }, () => read("crl")),
        { concurrency: "unbounded" }
      )
      const bytes = lists.map(({ raw }) => Buffer.from(raw!.body as Uint8Array).toString("hex"))
      assert.strictEqual(new Set(bytes).size, 1)
    })
  )

  it.effect("RW-WK-1 RW-WK-4 certs/detailed parsed all certificates at once; now only old ones, in the queue", () =>
    Effect.gen(function* () {
      const { lanes, queues, state } = recordingQueues()
      const { ask, storage, write } = yield* pkiMountWith(queues)
      yield* write("root/generate/internal", { common_name: "a CA", key_type: "ec" })
      yield* write("roles/r", { allow_any_name: true, key_type: "ec" })
      for (let i = 0; i < 40; i += 1) yield* write("issue/r", { common_name: `h${i}.example` })
      lanes()
      const list = ask("list", "certs/detailed/")
      const before = yield* list
      assert.strictEqual(before.data.keys.length, 41)
      // Their details were stored when they were issued.
      assert.deepStrictEqual(lanes(), [])
      const records = storage.keys().filter((key) => key.startsWith("certs/"))
      for (const key of records.slice(0, 40)) {
        const { certificate, issuerId, notAfter } = JSON.parse((yield* storage.get(key))!)
        yield* storage.put(key, JSON.stringify({ certificate, issuerId, notAfter }))
      }
      assert.deepStrictEqual(yield* list, before)
      const waited = lanes()
      assert.isAtLeast(waited.length, 3)
      assert.deepStrictEqual(new Set(waited), new Set(["signatures"]))
      const page = yield* ask("list", "certs/detailed/?limit=1")
      assert.deepStrictEqual([page.data.keys.length, lanes().length], [1, 1])
      state.refuses = true
      assert.strictEqual((yield* list).status, 429)
    })
  )

  it.effect("RW-WK-1 limits the number of names, and the size of requests and bundles", () =>
    Effect.gen(function* () {
      const { write } = yield* pkiMountWith(recordingQueues().queues)
      yield* write("root/generate/internal", { common_name: "a CA", key_type: "ec" })
      yield* write("roles/r", { allow_any_name: true, key_type: "ec", enforce_hostnames: false })
      const names = (count: number) => Array.from({ length: count }, (_, i) => `h${i}.example`)
      assert.strictEqual((yield* write("issue/r", { common_name: "a", alt_names: names(249).join() })).status, 200)
      for (const alt_names of [names(251), names(251).join()]) {
        const refused = yield* write("issue/r", { common_name: "a", alt_names })
        assert.deepStrictEqual([refused.status, refused.errors?.[0]?.includes("alt_names")], [400, true])
      }
      for (const fields of [{ common_name: "a".repeat(1_000_000) }, { common_name: "a", ou: ["o".repeat(1_000_000)] }])
        assert.strictEqual((yield* write("root/generate/internal", { key_type: "ec", ...fields })).status, 400)
      assert.strictEqual(
        (yield* write("root/generate/internal", { key_type: "ec", common_name: "a", ou: ["o".repeat(16_384)] })).status,
        200
      )
      const requested = names(500).map((name) => der(0x82, Buffer.from(name)))
      const csr = yield* request({ subject: "CN=a.example", names: requested })
      const { csr: own } = (yield* write("intermediate/generate/internal", { common_name: "i", key_type: "ec" })).data
      const { certificate } = (yield* write("root/sign-intermediate", { csr: own, common_name: "i" })).data
      const longest = (text: string, part: string) => (text + part.repeat(16_384)).slice(0, 16_384)
      for (const [path, field, text] of [
        ["sign/r", "csr", longest(csr, "\n")],
        ["intermediate/set-signed", "certificate", longest("", `${certificate}\n`)]
      ] as const) {
        assert.strictEqual((yield* write(path, { [field]: text })).status, 200, path)
        const refused = yield* write(path, { [field]: `${text}\n` })
        assert.include(refused.errors?.[0], "expected at most 16384 characters")
      }
    })
  )
})
