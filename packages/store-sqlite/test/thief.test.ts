import { assert, describe, it } from "@effect/vitest"
import { engines } from "@enwrap/engines"
import { layerNobleCrypto, openServer, type WireRequest } from "@enwrap/server"
import * as Effect from "effect/Effect"
import { readdirSync, readFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { backupSqlite, layerSqlite } from "../src/index.ts"
import { databasePath } from "./database-path.ts"

const ROOT = "the-root-token-of-the-thief-test"
const PAYLOAD = "a-payload-that-a-thief-wants-to-read"
const rootKey = new Uint8Array(32).fill(9)

/** The encodings in which a string could be in a file. */
const formsOf = (text: string): ReadonlyArray<Buffer> => [
  Buffer.from(text),
  Buffer.from(text, "utf16le"),
  ...(["base64", "base64url", "hex"] as const).map((encoding) =>
    Buffer.from(Buffer.from(text).toString(encoding).replace(/=+$/, ""))
  )
]

interface Asked {
  readonly token?: string
  readonly ttl?: string
  readonly body?: unknown
}

describe("a thief of the files of a server", () => {
  it.effect(
    "RW-SEC-2: finds no token, accessor or payload in the database, its log, its lock or a backup, used ones included",
    () =>
      Effect.gen(function* () {
        const path = yield* databasePath
        const secrets = new Set([ROOT, PAYLOAD])
        yield* Effect.gen(function* () {
          const server = yield* openServer({ engines, rootKey, rootToken: ROOT })
          const ask = Effect.fnUntraced(function* (method: string, api: string, { body, token = ROOT, ttl }: Asked) {
            const headers: Record<string, string | undefined> = { "x-vault-token": token, "x-vault-wrap-ttl": ttl }
            const request: WireRequest = {
              method,
              target: `/v1/${api}`,
              header: (name) => headers[name],
              remoteAddress: "127.0.0.1",
              hasLeft: () => false,
              body: Buffer.from(body === undefined ? "" : JSON.stringify(body))
            }
            const response = yield* server.handle(request)
            assert.isBelow(response.status, 300)
            const text = String(response.body)
            return text === "" ? undefined : JSON.parse(text)
          })
          for (let i = 0; i < 20; i++) {
            const wrapped = yield* ask("POST", "sys/wrapping/wrap", { ttl: "1h", body: { payload: PAYLOAD } })
            const { accessor, token } = wrapped.wrap_info
            secrets.add(token).add(accessor)
            if (i % 2 === 1) yield* ask("POST", "sys/wrapping/unwrap", { token })
            const child = yield* ask("POST", "auth/token/create", { body: { ttl: "1h" } })
            secrets.add(child.auth.client_token).add(child.auth.accessor)
            yield* ask("POST", "cubbyhole/mine", { token: child.auth.client_token, body: { payload: PAYLOAD } })
          }
          yield* ask("POST", "secret/data/mine", { body: { data: { payload: PAYLOAD } } })
          yield* backupSqlite({ path, file: join(dirname(path), "copy.db") })
          const stolen = new Map(
            readdirSync(dirname(path)).map((name) => [name, readFileSync(join(dirname(path), name))] as const)
          )
          assert.includeMembers([...stolen.keys()], ["enwrap.db", "enwrap.db-wal", "copy.db"])
          for (const [name, bytes] of stolen)
            for (const secret of secrets)
              for (const form of formsOf(secret)) assert.isFalse(bytes.includes(form), `a secret in ${name}`)
          // What is looked for would be found: the creation path is not a secret.
          assert.isTrue(stolen.get("copy.db")!.includes("sys/wrapping/wrap"))
        }).pipe(Effect.provide([layerSqlite({ path }), layerNobleCrypto]))
      })
  )
})
