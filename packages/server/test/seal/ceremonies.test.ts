import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { type ListenerAccess, makeServer } from "../../src/index.ts"
import { Store } from "../../src/ports/store/port.ts"
import { type Ask, asking } from "../asking.ts"
import { memory, open, askingOpen, staticSealOf, unseal, unsealed } from "./sealable.ts"

const ROTATION = "sys/rotate/root"
const KEY_WRONG = "invalid key: failed to decrypt keys from storage: cipher: message authentication failed"
const RECOVERY_KEY_WRONG = "recovery key verification failed: recovery key does not match submitted values"

const decoded = (encoded: string, otp: string): string =>
  Buffer.from(Buffer.from(encoded, "base64").map((byte, i) => byte ^ otp.charCodeAt(i))).toString()

/** Sends shares to an attempt, and returns the last response. */
const send = Effect.fnUntraced(function* (ask: Ask, path: string, nonce: string, keys: ReadonlyArray<string>) {
  const answers = []
  for (const key of keys) answers.push(yield* ask("PUT", path, { body: { key, nonce } }))
  return answers.at(-1)!
})

const errorOf = (status: number, text: string) => ({ status, errors: [text] })

describe("generating a root token", () => {
  it.effect("RW-SYS-35: needs as many shares as the threshold, and returns the token XORed with the password", () =>
    Effect.gen(function* () {
      const { ask, keys } = yield* unsealed(5, 3)
      const none = (yield* ask("GET", "sys/generate-root/attempt")).json
      assert.deepStrictEqual(none, {
        nonce: "",
        started: false,
        progress: 0,
        required: 3,
        complete: false,
        encoded_token: "",
        encoded_root_token: "",
        pgp_fingerprint: "",
        otp: "",
        otp_length: 34
      })
      const started = (yield* ask("PUT", "sys/generate-root/attempt")).json
      assert.lengthOf(started.otp, started.otp_length)
      assert.strictEqual((yield* ask("GET", "sys/generate-root/attempt")).json.otp, "")
      const path = "sys/generate-root/update"
      const part = (yield* send(ask, path, started.nonce, keys.slice(0, 2))).json
      assert.deepInclude(part, { progress: 2, complete: false, encoded_token: "" })
      const done = (yield* send(ask, path, started.nonce, [keys[4]!])).json
      assert.deepInclude(done, { progress: 3, required: 3, complete: true, started: true, nonce: started.nonce })
      assert.strictEqual(done.encoded_token, done.encoded_root_token)
      const token = decoded(done.encoded_token, started.otp)
      const self = yield* ask("GET", "auth/token/lookup-self", { token })
      assert.deepInclude(self.json.data, { policies: ["root"], ttl: 0, orphan: true, path: "auth/token/root" })
      assert.strictEqual((yield* ask("GET", "sys/generate-root/attempt")).json.started, false)
    }).pipe(Effect.provide(memory))
  )

  it.effect("RW-SYS-35 RW-SYS-40: refuses other nonces, passwords and shares, and can be cancelled", () =>
    Effect.gen(function* () {
      const { ask, keys, rootToken } = yield* unsealed(2, 2)
      const attempt = "sys/generate-root/attempt"
      const update = "sys/generate-root/update"
      const otp = "o".repeat(34)
      const refusal = Effect.fnUntraced(function* (path: string, body: object) {
        const { json, status } = yield* ask("PUT", path, { body })
        return { status, errors: json.errors }
      })
      assert.deepStrictEqual(
        yield* refusal(update, { key: keys[0], nonce: "" }),
        errorOf(400, "no root generation in progress")
      )
      for (const wrong of ["short", "o".repeat(35), "ö".repeat(34)])
        assert.deepStrictEqual(yield* refusal(attempt, { otp: wrong }), errorOf(400, "OTP string has incorrect length"))
      assert.deepStrictEqual(yield* refusal(attempt, { pgp_key: "a" }), errorOf(400, "PGP keys are not supported"))
      const { nonce, otp: shown } = (yield* ask("PUT", attempt, { body: { otp } })).json
      assert.strictEqual(shown, "")
      assert.deepStrictEqual(
        yield* refusal(attempt, { otp }),
        errorOf(400, "root generation already in progress for this namespace")
      )
      assert.deepStrictEqual(
        yield* refusal(update, { key: keys[0], nonce: "another" }),
        errorOf(400, `incorrect nonce supplied; nonce for this root generation operation is "${nonce}"`)
      )
      assert.deepStrictEqual(
        yield* refusal(update, { nonce }),
        errorOf(400, "'key' must be specified in request body as JSON")
      )
      for (const base of ["sys/generate-root", "sys/generate-root-token"]) {
        const { json } = yield* ask("PUT", `${base}/update`, { token: rootToken, body: { key: "abcd", nonce } })
        assert.deepStrictEqual(json.errors, ["invalid key: key is shorter than minimum 16 bytes"])
      }
      yield* ask("PUT", update, { body: { key: keys[0], nonce } })
      assert.deepStrictEqual(
        yield* refusal(update, { key: keys[0], nonce }),
        errorOf(400, "given key has already been provided during this generation operation")
      )
      assert.deepStrictEqual(
        yield* refusal(update, { key: "ab".repeat(33), nonce }),
        errorOf(400, `root generation aborted: unable to authenticate: unable to retrieve stored keys: ${KEY_WRONG}`)
      )
      const done = (yield* send(ask, update, nonce, keys)).json
      const token = decoded(done.encoded_root_token, otp)
      assert.strictEqual((yield* ask("GET", "auth/token/lookup-self", { token })).status, 200)
      yield* ask("PUT", attempt, { body: { otp } })
      assert.strictEqual((yield* ask("DELETE", attempt)).status, 204)
      assert.strictEqual((yield* ask("GET", attempt)).json.started, false)
    }).pipe(Effect.provide(memory))
  )
})

describe("a one-time password with the length of the original's tokens", () => {
  for (const length of [26, 28])
    it.effect(`RW-SYS-35: returns a root token with ${length} characters`, () =>
      Effect.gen(function* () {
        const { ask, keys } = yield* unsealed(1, 1)
        const otp = "BMjzW3wAsEzINXCM05Wbas3u9zSl".slice(0, length)
        const { nonce } = (yield* ask("PUT", "sys/generate-root/attempt", { body: { otp } })).json
        const { json } = yield* send(ask, "sys/generate-root/update", nonce, keys)
        const token = decoded(json.encoded_root_token, otp)
        assert.match(token, /^s\.[a-zA-Z0-9]{24,26}$/)
        assert.lengthOf(token, length)
        const self = yield* ask("GET", "auth/token/lookup-self", { token })
        assert.deepStrictEqual(self.json.data.policies, ["root"])
      }).pipe(Effect.provide(memory))
    )
})

describe("replacing the key shares", () => {
  it.effect("RW-ER-10: values of another type start nothing without a token; names are in any case", () =>
    Effect.gen(function* () {
      const { ask, keys, rootToken: token } = yield* unsealed(1, 1)
      for (const [path, body, field] of [
        ["rekey/init", { secret_shares: "5", secret_threshold: "3" }, "secret_shares"],
        ["rekey/init", { secret_shares: 3, secret_threshold: 2, require_verification: "true" }, "require_verification"],
        ["rekey/init", { secret_shares: 3, secret_threshold: 2, backup: 0 }, "backup"],
        ["rekey/update", { key: 5 }, "key"],
        ["rekey/verify", { Nonce: 5, key: "a" }, "nonce"],
        ["rekey-recovery-key/init", { secret_shares: "5" }, "secret_shares"],
        ["generate-root/attempt", { OTP: 5 }, "otp"],
        ["generate-root/update", { key: true }, "key"]
      ] as const) {
        const { json, status } = yield* ask("PUT", `sys/${path}`, { body })
        const error = `failed to decode JSON input: the field "${field}" has the wrong type`
        assert.deepStrictEqual([status, json], [400, { errors: [error] }], path)
      }
      assert.isFalse((yield* ask("GET", "sys/rekey/init")).json.started)
      const body = { Secret_Shares: 3, SECRET_THRESHOLD: 2 }
      const { nonce } = (yield* ask("PUT", "sys/rekey/init", { body })).json
      const done = yield* ask("PUT", "sys/rekey/update", { body: { KEY: keys[0], Nonce: nonce } })
      assert.lengthOf(done.json.keys, 3)
      // Callers with a token send numbers in several ways, and exact names.
      const sent = { secret_shares: "3", secret_threshold: "2", require_verification: "true" }
      const started = yield* ask("PUT", `${ROTATION}/init`, { token, body: sent })
      assert.deepInclude(started.json.data, { n: 3, t: 2, verification_required: true })
      yield* ask("DELETE", `${ROTATION}/init`, { token })
      const misspelt = yield* ask("PUT", `${ROTATION}/init`, { token, body: { SECRET_SHARES: 3, secret_threshold: 2 } })
      assert.strictEqual(misspelt.status, 400)
    }).pipe(Effect.provide(memory))
  )

  it.effect("a key share without a field gets the text of its path", () =>
    Effect.gen(function* () {
      const { ask, keys, rootToken: token } = yield* unsealed(1, 1)
      const key = keys[0]!
      for (const [path, body, error] of [
        ["sys/rekey/update", {}, "'key' must be specified in request body as JSON"],
        ["sys/rekey/verify", { nonce: "n" }, "'key' must be specified in request body as JSON"],
        ["sys/rekey/update", { key: "abcd" }, "key is shorter than minimum 16 bytes"],
        [`${ROTATION}/update`, {}, "missing required field 'key'"],
        [`${ROTATION}/update`, { key: "", nonce: "n" }, "missing required field 'key'"],
        [`${ROTATION}/update`, { key }, "missing required field 'nonce'"],
        [`${ROTATION}/update`, { key: "no key", nonce: "" }, "missing required field 'nonce'"],
        [`${ROTATION}/update`, { key: "no key", nonce: "n" }, "'key' must be a valid hex or base64 string"],
        [`${ROTATION}/verify`, { nonce: "n" }, "missing required field 'key'"],
        [`${ROTATION}/verify`, { key }, "missing required field 'nonce'"]
      ] as const) {
        const { json, status } = yield* ask("PUT", path, { token, body })
        assert.deepStrictEqual([status, json], [400, { errors: [error] }], path)
      }
    }).pipe(Effect.provide(memory))
  )

  it.effect("RW-SYS-36: the new shares unseal the server, the earlier ones do not, and everything stays readable", () =>
    Effect.gen(function* () {
      const { ask, keys, rootToken } = yield* unsealed(3, 2)
      yield* ask("POST", "kv1/a", { token: rootToken, body: { n: 1 } })
      assert.deepStrictEqual((yield* ask("GET", "sys/rekey/init")).json, {
        nonce: "",
        started: false,
        t: 0,
        n: 0,
        progress: 0,
        required: 2,
        pgp_fingerprints: null,
        backup: false,
        verification_required: false
      })
      const body = { secret_shares: 5, secret_threshold: 3 }
      const { nonce, ...started } = (yield* ask("PUT", "sys/rekey/init", { body })).json
      assert.deepInclude(started, { started: true, t: 3, n: 5, progress: 0, required: 2 })
      const again = yield* ask("PUT", "sys/rekey/init", { body })
      assert.deepStrictEqual(again.json.errors, ["rekey already in progress"])
      const part = (yield* send(ask, "sys/rekey/update", nonce, keys.slice(0, 1))).json
      assert.deepInclude(part, { started: true, progress: 1 })
      const done = (yield* send(ask, "sys/rekey/update", nonce, keys.slice(1, 2))).json
      assert.deepInclude(done, { complete: true, nonce, verification_required: false, backup: false })
      assert.lengthOf(done.keys, 5)
      yield* ask("PUT", "sys/seal", { token: rootToken })
      for (const old of [keys.slice(0, 2), keys]) {
        assert.strictEqual((yield* unseal(ask, old)).json.sealed ?? true, true)
        yield* ask("PUT", "sys/unseal", { body: { reset: true } })
      }
      assert.deepInclude((yield* unseal(ask, done.keys.slice(2))).json, { sealed: false, t: 3, n: 5 })
      assert.deepStrictEqual((yield* ask("GET", "kv1/a", { token: rootToken })).json.data, { n: 1 })
    }).pipe(Effect.provide(memory))
  )

  it.effect("RW-SYS-36: with a verification, the earlier shares are valid until it is complete", () =>
    Effect.gen(function* () {
      const { ask, keys, rootToken } = yield* unsealed(1, 1)
      const verify = "sys/rekey/verify"
      assert.deepStrictEqual((yield* ask("GET", verify)).json.errors, ["no rekey configuration found"])
      const body = { secret_shares: 3, secret_threshold: 2, require_verification: true }
      const { nonce } = (yield* ask("PUT", "sys/rekey/init", { body })).json
      const early = yield* send(ask, verify, "", keys)
      assert.deepStrictEqual(early.json.errors, ["no rekey verification in progress"])
      const created = (yield* send(ask, "sys/rekey/update", nonce, keys)).json
      const { keys: fresh, verification_nonce: first } = created
      assert.strictEqual(created.verification_required, true)
      const late = yield* send(ask, "sys/rekey/update", nonce, keys)
      assert.match(late.json.errors[0], /verification must be performed/)
      assert.deepInclude((yield* ask("GET", "sys/rekey/init")).json, { verification_nonce: first })
      assert.deepInclude((yield* send(ask, verify, first, [fresh[0]])).json, { progress: 1, t: 2, n: 3, started: true })
      const restarted = (yield* ask("DELETE", verify)).json
      assert.strictEqual(restarted.progress, 0)
      assert.notStrictEqual(restarted.nonce, first)
      const wrong = yield* send(ask, verify, restarted.nonce, [fresh[0], "ab".repeat(33)])
      assert.deepStrictEqual(wrong.json.errors, ["rekey verification failed; incorrect key shares supplied"])
      const { nonce: second } = (yield* ask("GET", verify)).json
      yield* ask("PUT", "sys/seal", { token: rootToken })
      assert.strictEqual((yield* unseal(ask, keys)).json.sealed, false)
      // Sealing has ended the attempt.
      assert.strictEqual((yield* ask("GET", "sys/rekey/init")).json.started, false)
      assert.strictEqual((yield* send(ask, verify, second, fresh)).status, 400)

      const next = (yield* ask("PUT", "sys/rekey/init", { body })).json.nonce
      const { keys: final, verification_nonce } = (yield* send(ask, "sys/rekey/update", next, keys)).json
      const done = yield* send(ask, verify, verification_nonce, [final[2], final[0]])
      assert.deepStrictEqual(done.json, { nonce: verification_nonce, complete: true })
      yield* ask("PUT", "sys/seal", { token: rootToken })
      assert.strictEqual((yield* unseal(ask, keys)).json.sealed ?? true, true)
      yield* ask("PUT", "sys/unseal", { body: { reset: true } })
      assert.strictEqual((yield* unseal(ask, final.slice(1))).json.sealed, false)
    }).pipe(Effect.provide(memory))
  )

  it.effect("RW-SYS-36 RW-SYS-39: refuses wrong shares, invalid numbers, PGP keys and backups", () =>
    Effect.gen(function* () {
      const { ask, rootToken } = yield* unsealed(1, 1)
      const start = (body: object) => ask("PUT", "sys/rekey/init", { body })
      for (const [body, error] of [
        [{}, "invalid rekey seal configuration: shares must be at least one"],
        [
          { secret_shares: 2, secret_threshold: 3 },
          "invalid rekey seal configuration: threshold cannot be larger than shares"
        ],
        [{ secret_shares: 1, secret_threshold: 1, pgp_keys: ["a"] }, "PGP keys are not supported"],
        [
          { secret_shares: 1, secret_threshold: 1, backup: true },
          "cannot request a backup of the new keys without providing PGP keys for encryption"
        ]
      ] as const) {
        const { json, status } = yield* start(body)
        assert.deepStrictEqual([status, json.errors], [400, [error]])
      }
      const { nonce } = (yield* start({ secret_shares: 1, secret_threshold: 1 })).json
      const wrong = yield* send(ask, "sys/rekey/update", nonce, ["ab".repeat(32)])
      assert.deepStrictEqual([wrong.status, wrong.json.errors], [400, [`failed to read root key: ${KEY_WRONG}`]])
      assert.strictEqual((yield* ask("DELETE", "sys/rekey/init")).status, 204)
      const unknown = yield* send(ask, "sys/rekey/update", nonce, ["ab".repeat(32)])
      assert.deepStrictEqual(unknown.json.errors, ["no barrier rekey in progress"])
      const backup = yield* ask("GET", "sys/rekey/backup", { token: rootToken })
      assert.deepStrictEqual([backup.status, backup.json.errors], [400, ["no backed-up keys found"]])
      assert.strictEqual((yield* ask("GET", "sys/rekey/backup")).status, 403)
      assert.strictEqual((yield* ask("DELETE", "sys/rekey/backup", { token: rootToken })).status, 204)
      const recovery = yield* ask("GET", "sys/rekey-recovery-key/init")
      assert.deepStrictEqual([recovery.status, recovery.json.errors], [400, ["recovery rekeying not supported"]])
    }).pipe(Effect.provide(memory))
  )

  it.effect("RW-SYS-36: sys/rotate/root does the same in an envelope, for callers whose policies allow it", () =>
    Effect.gen(function* () {
      const { ask, keys, rootToken } = yield* unsealed(1, 1)
      const as = { token: rootToken }
      const path = "sys/rotate/root"
      assert.strictEqual((yield* ask("GET", `${path}/init`)).status, 403)
      const reader = yield* ask("POST", "auth/token/create", { ...as, body: { policies: ["default"] } })
      const others = { token: reader.json.auth.client_token as string }
      assert.strictEqual((yield* ask("GET", `${path}/init`, others)).status, 403)
      const errorsOf = Effect.fnUntraced(function* (path_: string, body: object) {
        return (yield* ask("PUT", path_, { ...as, body })).json.errors
      })
      assert.deepStrictEqual(yield* errorsOf(`${path}/update`, { key: keys[0], nonce: "another" }), [
        "no rotation in progress"
      ])
      assert.deepStrictEqual(yield* errorsOf(`${path}/init`, {}), [
        "invalid rotate seal configuration: shares must be at least one"
      ])
      const body = { secret_shares: 3, secret_threshold: 2, require_verification: true }
      const started = yield* ask("PUT", `${path}/init`, { ...as, body })
      const { nonce } = started.json.data
      assert.deepInclude(started.json.data, { started: true, t: 2, n: 3, progress: 0, required: 1 })
      assert.deepStrictEqual(yield* errorsOf(`${path}/init`, body), ["rotation already in progress"])
      assert.deepStrictEqual(yield* errorsOf(`${path}/update`, { key: keys[0], nonce: "another" }), [
        `incorrect nonce supplied; nonce for rotation is "${nonce}"`
      ])
      // It is the attempt of sys/rekey, too.
      assert.strictEqual((yield* ask("GET", "sys/rekey/init")).json.nonce, nonce)
      const created = yield* ask("PUT", `${path}/update`, { ...as, body: { key: keys[0], nonce } })
      const { keys: fresh, verification_nonce } = created.json.data
      assert.deepStrictEqual(yield* errorsOf(`${path}/update`, { key: keys[0], nonce }), [
        `rotation already finished; verification must be performed; nonce for the verification operation is "${verification_nonce}"`
      ])
      const verify = (key: string) => ask("PUT", `${path}/verify`, { ...as, body: { key, nonce: verification_nonce } })
      assert.strictEqual((yield* verify(fresh[0])).json.data.progress, 1)
      assert.deepStrictEqual((yield* verify(fresh[1])).json.data, { nonce: verification_nonce, complete: true })
      yield* ask("PUT", "sys/seal", as)
      assert.strictEqual((yield* unseal(ask, keys)).json.sealed ?? true, true)
      yield* ask("PUT", "sys/unseal", { body: { reset: true } })
      assert.strictEqual((yield* unseal(ask, fresh.slice(1))).json.sealed, false)
      const recovery = yield* ask("GET", "sys/rotate/recovery/init", as)
      assert.deepStrictEqual(recovery.json.errors, ["recovery keys not supported"])
    }).pipe(Effect.provide(memory))
  )

  it.effect("RW-SYS-35 RW-SYS-36: what needs no token can be switched off, and sys/rotate remains", () =>
    Effect.gen(function* () {
      const off = { unauthenticatedRekey: false, unauthenticatedRootGeneration: false }
      const { ask, rootToken } = yield* unsealed(1, 1, off)
      const body = { secret_shares: 1, secret_threshold: 1 }
      for (const [method, path] of [
        ["GET", "sys/rekey/init"],
        ["PUT", "sys/rekey/init"],
        ["DELETE", "sys/rekey/verify"],
        ["GET", "sys/rekey-recovery-key/init"],
        ["GET", "sys/generate-root/attempt"],
        ["PUT", "sys/generate-root/update"]
      ] as const) {
        const { json, status } = yield* ask(method, path, { token: rootToken, ...(method === "PUT" ? { body } : {}) })
        assert.deepStrictEqual([status, json.errors.length], [403, 1], path)
      }
      const rotation = yield* ask("PUT", `${ROTATION}/init`, { token: rootToken, body })
      assert.strictEqual(rotation.json.data.started, true)
    }).pipe(Effect.provide(memory))
  )

  it.effect(
    "RW-SYS-35 RW-SYS-36 RW-MT-3: a listener can forbid or allow what needs no token; others are not affected",
    () =>
      Effect.gen(function* () {
        const { ask, rootToken, server } = yield* unsealed(1, 1)
        const through = (withoutToken: ListenerAccess): Ask =>
          askingOpen({ ...server, handle: (request) => server.handle({ ...request, withoutToken }) })
        const statuses = Effect.fnUntraced(function* (ask: Ask) {
          const found: Array<number> = []
          for (const path of [
            "sys/rekey/init",
            "sys/rekey-recovery-key/init",
            "sys/generate-root/attempt",
            "sys/metrics"
          ])
            found.push((yield* ask("GET", path)).status)
          return found
        })
        assert.deepStrictEqual(yield* statuses(ask), [200, 400, 200, 403])
        assert.deepStrictEqual(yield* statuses(through({ rekey: false })), [403, 403, 200, 403])
        assert.deepStrictEqual(yield* statuses(through({ rootGeneration: false })), [200, 400, 403, 403])
        assert.deepStrictEqual(yield* statuses(through({ metrics: true })), [200, 400, 200, 200])
        yield* ask("PUT", "sys/seal", { token: rootToken })
        const sealed = yield* through({ metrics: true })("GET", "sys/metrics?format=prometheus")
        assert.strictEqual(sealed.status, 200)
        assert.match(sealed.text, /^vault_core_unsealed 0$/m)
        assert.notInclude(sealed.text, "enwrap_unwraps")
        assert.strictEqual((yield* through({ metrics: true })("GET", "sys/metrics?format=xml")).status, 400)
        assert.strictEqual((yield* ask("GET", "sys/metrics")).status, 503)
      }).pipe(Effect.provide(memory))
  )

  it.effect("RW-SYS-36: a server that keeps its root key in memory has no key shares", () =>
    Effect.gen(function* () {
      const ask = asking(yield* makeServer({ engines: [], mounts: [], rootToken: "root-of-the-test" }))
      for (const path of ["sys/generate-root/attempt", "sys/rekey/init", "sys/rekey-recovery-key/init"]) {
        const { json, status } = yield* ask("GET", path)
        assert.strictEqual(status, 400)
        assert.match(json.errors[0], /keeps its root key in memory/)
      }
    }).pipe(Effect.provide(memory))
  )
})

describe("rotating the root key", () => {
  it.effect(
    "RW-SYS-38 RW-SYS-17: the shares stay valid, data of all terms stays readable, and the keyring is encrypted anew",
    () =>
      Effect.gen(function* () {
        const store = yield* Store
        const keyring = Effect.map(store.get("core", "keyring"), (record) => Buffer.from(record!.value).toString("hex"))
        const sealRecord = Effect.map(store.get("core", "seal"), (record) =>
          JSON.parse(Buffer.from(record!.value).toString())
        )
        const { ask, keys, rootToken } = yield* unsealed(2, 2)
        const as = { token: rootToken }
        yield* ask("POST", "kv1/first", { ...as, body: { n: 1 } })
        assert.strictEqual((yield* ask("PUT", "sys/rotate/keyring", as)).status, 204)
        yield* ask("POST", "kv1/second", { ...as, body: { n: 2 } })
        const before = [yield* keyring, (yield* sealRecord).rootKey.encrypted]
        assert.strictEqual((yield* ask("PUT", "sys/rotate/root", as)).status, 204)
        const after = [yield* keyring, (yield* sealRecord).rootKey.encrypted]
        assert.notStrictEqual(after[0], before[0])
        assert.notStrictEqual(after[1], before[1])
        assert.strictEqual((yield* ask("PUT", "sys/rotate/root")).status, 403)
        yield* ask("PUT", "sys/rotate", as)
        yield* ask("POST", "kv1/third", { ...as, body: { n: 3 } })
        yield* ask("PUT", "sys/seal", as)
        assert.strictEqual((yield* unseal(ask, keys)).json.sealed, false)
        for (const [path, n] of [
          ["first", 1],
          ["second", 2],
          ["third", 3]
        ] as const)
          assert.deepStrictEqual((yield* ask("GET", `kv1/${path}`, as)).json.data, { n })
        assert.strictEqual((yield* ask("GET", "sys/key-status", as)).json.data.term, 3)
      }).pipe(Effect.provide(memory))
  )

  it.effect(
    "RW-SYS-17: data written after a rotation is encrypted with the new key, and rewriting moves earlier data to it",
    () =>
      Effect.gen(function* () {
        const store = yield* Store
        const { ask, rootToken } = yield* unsealed(1, 1)
        const termOf = Effect.map(store.list("mount-data", "", { limit: 10 }), (records) =>
          records.map(({ value }) => new DataView(value.buffer, value.byteOffset).getUint32(0))
        )
        yield* ask("POST", "kv1/a", { token: rootToken, body: { n: 1 } })
        assert.deepStrictEqual(yield* termOf, [1])
        yield* ask("PUT", "sys/rotate", { token: rootToken })
        assert.deepStrictEqual(yield* termOf, [1])
        yield* ask("POST", "kv1/a", { token: rootToken, body: { n: 1 } })
        assert.deepStrictEqual(yield* termOf, [2])
      }).pipe(Effect.provide(memory))
  )
})

describe("automatic unsealing", () => {
  it.effect("RW-SYS-37: the server is unsealed after its initialization, and when it starts", () =>
    Effect.gen(function* () {
      const first = yield* open({ seal: staticSealOf(1) })
      const ask = askingOpen(first)
      assert.deepInclude((yield* ask("GET", "sys/seal-status")).json, {
        type: "static",
        initialized: false,
        recovery_seal: true,
        recovery_seal_type: "shamir"
      })
      const wrong = yield* ask("PUT", "sys/init", { body: { secret_shares: 1, secret_threshold: 1 } })
      assert.deepStrictEqual(wrong.json.errors, [
        "parameters secret_shares,secret_threshold not applicable to seal type static"
      ])
      const invalid = yield* ask("PUT", "sys/init", { body: { recovery_shares: 2, recovery_threshold: 1 } })
      assert.deepStrictEqual(invalid.json.errors, [
        "invalid recovery configuration: threshold must be greater than one for multiple shares"
      ])
      for (const [body, problem] of [
        [{ recovery_shares: -1, recovery_threshold: 1 }, "threshold cannot be larger than shares"],
        [{ recovery_shares: 0, recovery_threshold: 1 }, "threshold cannot be larger than shares"],
        [{ recovery_shares: -1, recovery_threshold: -1 }, "shares must be at least one"],
        [{ recovery_shares: 1, recovery_threshold: -1 }, "threshold must be at least one"]
      ] as const) {
        const refused = yield* ask("PUT", "sys/init", { body })
        assert.deepStrictEqual(refused.json.errors, [`invalid recovery configuration: ${problem}`])
      }
      const { json } = yield* ask("PUT", "sys/init", { body: { recovery_shares: 3, recovery_threshold: 2 } })
      assert.deepStrictEqual([json.keys, json.keys_base64, json.recovery_keys.length], [[], [], 3])
      const token = json.root_token as string
      yield* ask("POST", "kv1/a", { token, body: { n: 1 } })
      assert.deepInclude((yield* ask("GET", "sys/seal-status")).json, { sealed: false, t: 2, n: 3 })
      yield* first.close
      const again = askingOpen(yield* open({ seal: staticSealOf(1) }))
      assert.deepStrictEqual((yield* again("GET", "kv1/a", { token })).json.data, { n: 1 })
    }).pipe(Effect.provide(memory))
  )

  it.effect("RW-SYS-37: sealed by hand, the recovery keys unseal it, and nothing less does", () =>
    Effect.gen(function* () {
      const server = yield* open({ seal: staticSealOf(1) })
      const ask = askingOpen(server)
      const { json } = yield* ask("PUT", "sys/init", { body: { recovery_shares: 3, recovery_threshold: 2 } })
      yield* ask("PUT", "sys/seal", { token: json.root_token })
      const wrong = yield* unseal(ask, [json.recovery_keys[0], "ab".repeat(33)])
      assert.deepStrictEqual([wrong.status, wrong.json.errors], [400, [RECOVERY_KEY_WRONG]])
      assert.strictEqual((yield* unseal(ask, json.recovery_keys.slice(1))).json.sealed, false)
    }).pipe(Effect.provide(memory))
  )

  it.effect("RW-SYS-37: a new key is used after one start with the earlier one, which is not needed any more", () =>
    Effect.gen(function* () {
      const store = yield* Store
      const keyId = Effect.map(
        store.get("core", "seal"),
        (record) => JSON.parse(Buffer.from(record!.value).toString()).rootKey.keyId
      )
      const first = yield* open({ seal: staticSealOf(1) })
      yield* first.initialize({ shares: 0, threshold: 0 })
      yield* first.close
      assert.strictEqual(yield* keyId, "key-1")
      assert.match(String((yield* Effect.flip(open({ seal: staticSealOf(2) }))).cause), /does not have/)
      yield* (yield* open({ seal: staticSealOf(2, 1) })).close
      assert.strictEqual(yield* keyId, "key-2")
      assert.isFalse((yield* open({ seal: staticSealOf(2) })).isSealed())
      assert.match(String((yield* Effect.flip(open({ seal: staticSealOf(1) }))).cause), /does not have/)
      assert.match(String((yield* Effect.flip(open())).cause), /has a seal of the type "static", not "shamir"/)
      for (const wrong of [staticSealOf(1, 1)]) assert.isTrue((yield* Effect.exit(wrong))._tag === "Failure")
    }).pipe(Effect.provide(memory))
  )

  it.effect("RW-SYS-37 RW-SYS-36: the recovery keys authorize root tokens and new keys, and can be replaced", () =>
    Effect.gen(function* () {
      const server = yield* open({ seal: staticSealOf(1) })
      const ask = askingOpen(server)
      const { json } = yield* ask("PUT", "sys/init", { body: { recovery_shares: 3, recovery_threshold: 2 } })
      const earlier = json.recovery_keys as ReadonlyArray<string>
      const started = (yield* ask("PUT", "sys/generate-root/attempt")).json
      const root = (yield* send(ask, "sys/generate-root/update", started.nonce, earlier.slice(1))).json
      const token = decoded(root.encoded_token, started.otp)
      assert.strictEqual((yield* ask("GET", "auth/token/lookup-self", { token })).status, 200)

      const verification = { body: { require_verification: true } }
      assert.strictEqual((yield* ask("PUT", "sys/rekey/init", verification)).status, 400)
      const rekey = (yield* ask("PUT", "sys/rekey/init")).json
      assert.deepInclude(rekey, { started: true, t: 0, n: 0, required: 2 })
      assert.notProperty(rekey, "verification_nonce")
      const rekeyed = (yield* send(ask, "sys/rekey/update", rekey.nonce, earlier.slice(0, 2))).json
      assert.deepInclude(rekeyed, { complete: true })
      assert.deepStrictEqual(rekeyed.keys, [])

      const path = "sys/rekey-recovery-key"
      const { nonce } = (yield* ask("PUT", `${path}/init`, { body: { secret_shares: 1, secret_threshold: 1 } })).json
      const wrong = yield* send(ask, `${path}/update`, nonce, [earlier[0]!, "ab".repeat(33)])
      assert.deepStrictEqual(wrong.json.errors, [RECOVERY_KEY_WRONG])
      const { keys: fresh } = (yield* send(ask, `${path}/update`, nonce, earlier.slice(0, 2))).json
      yield* ask("PUT", "sys/seal", { token })
      assert.strictEqual((yield* unseal(ask, earlier.slice(0, 1))).status, 400)
      assert.deepInclude((yield* unseal(ask, fresh)).json, { sealed: false, t: 1, n: 1 })
      yield* server.close
      assert.isFalse((yield* open({ seal: staticSealOf(1) })).isSealed())
    }).pipe(Effect.provide(memory))
  )

  it.effect("a rotation of the root key has the original's numbers of shares, texts and order of checks", () =>
    Effect.gen(function* () {
      const ask = askingOpen(yield* open({ seal: staticSealOf(1) }))
      const { json } = yield* ask("PUT", "sys/init", { body: { recovery_shares: 3, recovery_threshold: 2 } })
      const token = json.root_token as string
      const start = (path: string, body: object) => ask("PUT", path, { token, body })
      for (const [path, body, error] of [
        [ROTATION, { pgp_keys: ["x"] }, "PGP key encryption not supported when using stored keys"],
        [ROTATION, { backup: true }, "key backup not supported when using stored keys"],
        [
          ROTATION,
          { require_verification: true },
          "requiring verification not supported when rotating the barrier key with recovery keys"
        ],
        [
          "sys/rekey",
          { pgp_keys: ["x"], secret_shares: 1 },
          "PGP key encryption not supported when rekeying the barrier key with recovery keys"
        ],
        [
          "sys/rekey",
          { require_verification: true },
          "requiring verification not supported when rekeying the barrier key with recovery keys"
        ]
      ] as const) {
        const refused = yield* start(`${path}/init`, body)
        assert.deepStrictEqual([refused.status, refused.json], [400, { errors: [error] }])
      }
      const started = (yield* start(`${ROTATION}/init`, { secret_shares: 5, secret_threshold: 3 })).json.data
      assert.deepInclude(started, { started: true, t: 1, n: 1, progress: 0, required: 2, verification_nonce: "" })
      const again = yield* start(`${ROTATION}/init`, { backup: true })
      assert.deepStrictEqual(again.json.errors, ["rotation already in progress"])
      const body = (key: string) => ({ token, body: { key, nonce: started.nonce } })
      yield* ask("PUT", `${ROTATION}/update`, body(json.recovery_keys[0]))
      const done = (yield* ask("PUT", `${ROTATION}/update`, body(json.recovery_keys[1]))).json.data
      assert.deepInclude(done, { complete: true, verification_required: false, verification_nonce: "" })
      const recovery = (yield* start("sys/rotate/recovery/init", { secret_shares: 1, secret_threshold: 1 })).json.data
      assert.deepInclude(recovery, { t: 1, n: 1, verification_nonce: "" })
      const invalid = yield* start("sys/rotate/recovery/init", {})
      assert.deepStrictEqual(invalid.json.errors, ["rotation already in progress"])
    }).pipe(Effect.provide(memory))
  )

  it.effect("RW-SYS-37: without recovery keys, no share authorizes anything", () =>
    Effect.gen(function* () {
      const server = yield* open({ seal: staticSealOf(1) })
      const { recoveryKeys } = yield* server.initialize({ shares: 0, threshold: 0 })
      assert.deepStrictEqual(recoveryKeys, [])
      const ask = askingOpen(server)
      const { nonce } = (yield* ask("PUT", "sys/generate-root/attempt")).json
      const refused = yield* send(ask, "sys/generate-root/update", nonce, ["ab".repeat(32)])
      assert.deepStrictEqual(
        [refused.status, refused.json.errors],
        [400, [`root generation aborted: unable to authenticate: ${RECOVERY_KEY_WRONG}`]]
      )
    }).pipe(Effect.provide(memory))
  )
})
