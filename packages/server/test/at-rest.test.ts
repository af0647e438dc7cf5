import { engines } from "@enwrap/engines"
import { assert, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { layerNobleCrypto, makeServer } from "../src/index.ts"
import { asking, ROOT } from "./asking.ts"
import { recordingStore } from "./recording-store.ts"

/** The encodings in which a string could be in a record. */
const formsOf = (text: string): ReadonlyArray<string> => [
  text,
  Buffer.from(text).toString("base64").replace(/=+$/, ""),
  Buffer.from(text).toString("base64url"),
  Buffer.from(text).toString("hex")
]

const PAYLOAD = "a-payload-that-no-record-may-hold"
const PASSWORD = "a-password-that-no-record-may-hold"

it.effect(
  "RW-SEC-2 RW-SEC-3: no record that was ever stored contains a token, an accessor, a secret id, a password or a payload",
  () =>
    Effect.gen(function* () {
      const { everPut, layer } = recordingStore()
      const server = yield* makeServer({ engines, rootToken: ROOT }).pipe(
        Effect.provide(Layer.mergeAll(layer, layerNobleCrypto))
      )
      const ask = asking(server)
      const secrets = new Set<string>([ROOT, PAYLOAD, PASSWORD])
      const body = { data: { key: PAYLOAD } }

      yield* ask("POST", "secret/data/app", { body })
      yield* ask("POST", "cubbyhole/app", { body: { key: PAYLOAD } })
      const wrapped = yield* ask("POST", "sys/wrapping/wrap", { ttl: 60, body })
      const rewrapped = yield* ask("POST", "sys/wrapping/rewrap", { body: { token: wrapped.json.wrap_info.token } })
      const read = yield* ask("GET", "secret/data/app", { ttl: 60 })
      const child = yield* ask("POST", "auth/token/create", { body: { policies: ["default"], ttl: "1h" } })
      const batch = yield* ask("POST", "auth/token/create", { body: { policies: ["default"], type: "batch" } })

      yield* ask("POST", "sys/auth/userpass", { body: { type: "userpass" } })
      yield* ask("POST", "auth/userpass/users/ann", { body: { password: PASSWORD } })
      const login = yield* ask("POST", "auth/userpass/login/ann", { token: null, body: { password: PASSWORD } })
      yield* ask("POST", "sys/auth/approle", { body: { type: "approle" } })
      yield* ask("POST", "auth/approle/role/app", { body: {} })
      const secretId = yield* ask("POST", "auth/approle/role/app/secret-id")

      for (const { json } of [wrapped, rewrapped, read]) secrets.add(json.wrap_info.token).add(json.wrap_info.accessor)
      for (const { json } of [child, batch, login]) secrets.add(json.auth.client_token)
      for (const { json } of [child, login]) secrets.add(json.auth.accessor)
      secrets.add(secretId.json.data.secret_id)
      assert.strictEqual(secrets.size, 15)

      const unwrapped = yield* ask("POST", "sys/wrapping/unwrap", { token: rewrapped.json.wrap_info.token })
      assert.deepEqual(unwrapped.json.data, body)

      assert.isAbove(everPut.length, 20)
      const found = everPut.flatMap(({ key, space, value }) => {
        const bytes = Buffer.from(value)
        const texts = [key, bytes.toString("latin1")]
        return [...secrets].flatMap((secret) =>
          formsOf(secret).some((form) => texts.some((text) => text.includes(form))) ? [space] : []
        )
      })
      assert.deepEqual(found, [])
    })
)
