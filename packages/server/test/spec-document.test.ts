import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { asking, freshServer, ROOT } from "./asking.ts"

const text = (body: string | Uint8Array): string => (typeof body === "string" ? body : new TextDecoder().decode(body))

describe("the cache of sys/internal/specs/openapi", () => {
  it.effect(
    "RW-SYS-16: the document is built once for all callers that see the same mounts, until a mount changes",
    () =>
      Effect.gen(function* () {
        const server = yield* freshServer()
        const ask = asking(server)
        const get = (token: string | undefined, query = "") =>
          Effect.map(
            server.handle({
              method: "GET",
              target: `/v1/sys/internal/specs/openapi${query}`,
              header: (name) => (name === "x-vault-token" ? token : undefined),
              body: new Uint8Array(0),
              remoteAddress: "127.0.0.1"
            }),
            ({ body }) => body
          )
        const policy = `path "kv1/*" { capabilities = ["read"] }`
        yield* ask("POST", "sys/policies/acl/kv1", { body: { policy } })
        const { json } = yield* ask("POST", "auth/token/create", {
          body: { policies: ["kv1"], no_default_policy: true }
        })
        const reader = json.auth.client_token as string
        const [nobody, root, some] = [yield* get(undefined), yield* get(ROOT), yield* get(reader)]
        // The same array, not an equal one: nothing was built again.
        const together = yield* Effect.all(
          Array.from({ length: 50 }, (_, i) => get(undefined, `?generic_mount_paths=${i}`)),
          { concurrency: "unbounded" }
        )
        for (const body of [...together, yield* get("s.unknown")]) assert.strictEqual(body, nobody)
        assert.strictEqual(yield* get(ROOT), root)
        assert.strictEqual(yield* get(reader), some)
        assert.strictEqual(new Set([nobody, root, some]).size, 3, "each caller sees its own document")

        for (const [method, path, body] of [
          ["POST", "sys/mounts/later", { type: "kv" }],
          ["POST", "sys/remount", { from: "later", to: "moved" }],
          ["DELETE", "sys/mounts/moved", undefined]
        ] as const) {
          const before = yield* get(ROOT)
          assert.isBelow((yield* ask(method, path, { body })).status, 300)
          const after = yield* get(ROOT)
          assert.notStrictEqual(after, before, path)
          const shown = (yield* ask("GET", "sys/mounts")).json.data as object
          for (const name of ["later/", "moved/"])
            assert.strictEqual(text(after).includes(`"/${name}{path}"`), name in shown, `${path}: ${name}`)
        }
        assert.strictEqual(text(yield* get(undefined)), text(nobody))
      })
  )
})
