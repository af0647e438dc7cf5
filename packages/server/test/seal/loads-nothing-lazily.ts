/** Opens a server that can be sealed, uses what a page would load lazily, and prints the modules that were loaded for that. */
import { layerMemory, layerNobleCrypto, openSealableServer } from "@enwrap/server"
import * as Effect from "effect/Effect"
import * as Logger from "effect/Logger"
import { registerHooks } from "node:module"

const program = Effect.gen(function* () {
  const server = yield* openSealableServer({ engines: [], mounts: [], seal: "shamir" })
  const ask = Effect.fnUntraced(function* (
    target: string,
    body: object,
    headers: Readonly<Record<string, string>> = {}
  ) {
    const response = yield* server.handle({
      method: "POST",
      target,
      header: (name) => headers[name],
      body: new TextEncoder().encode(JSON.stringify(body)),
      remoteAddress: "127.0.0.1"
    })
    if (response.status >= 300) throw new Error(`${target}: ${response.status}`)
    return JSON.parse(String(response.body) || "{}")
  })
  const { keys, root_token: token } = yield* ask("/v1/sys/init", { secret_shares: 1, secret_threshold: 1 })
  yield* ask("/v1/sys/unseal", { key: keys[0] })
  const loaded: Array<string> = []
  registerHooks({
    load: (url, context, next) => {
      loaded.push(url)
      return next(url, context)
    }
  })
  yield* ask("/v1/cubbyhole/a", { b: "c" }, { "x-vault-token": token })
  const jwt = { "x-vault-token": token, "x-vault-wrap-ttl": "60", "x-vault-wrap-format": "jwt" }
  yield* ask("/v1/sys/wrapping/wrap", { b: "c" }, jwt)
  console.log(JSON.stringify(loaded))
})

// Standard output is for the modules.
await Effect.runPromise(Effect.provide(program, [layerMemory, layerNobleCrypto, Logger.layer([])]))
