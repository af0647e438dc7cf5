import type { Engine, EngineCrypto } from "@enwrap/server/engine"
import * as Effect from "effect/Effect"
import * as Semaphore from "effect/Semaphore"
import { loginHandler, renewLogin } from "./login.ts"
import { makePasswordHasher } from "./password-hash.ts"
import { userHandlers } from "./user-handlers.ts"
import { makeUserStore } from "./user-store.ts"

/** How many passwords are hashed at once: each takes 32 MiB meanwhile. */
const HASHES_AT_ONCE = 4

/** userpass: people log in with a name and a password. @see RW-UP-1 to RW-UP-9 */
export const userpass: Engine<"userpass"> = {
  kind: "auth",
  group: "userpass",
  type: "userpass",
  description: "logins of people by name and password",
  options: {},
  mount: Effect.fnUntraced(function* (context) {
    const places = yield* Semaphore.make(HASHES_AT_ONCE)
    const crypto: EngineCrypto = {
      ...context.crypto,
      scrypt: (password, salt, cost) => places.withPermits(1)(context.crypto.scrypt(password, salt, cost))
    }
    const users = makeUserStore(context.storage)
    const passwords = makePasswordHasher(crypto)
    return {
      handlers: { ...userHandlers(users, passwords), ...loginHandler(users, passwords, context) },
      exists: (path) => {
        const name = /^users\/([^/]+)$/.exec(path)?.[1]
        return name === undefined ? Effect.succeed(true) : Effect.map(users.get(name), (user) => user !== undefined)
      },
      renewLogin: renewLogin(users)
    }
  })
}
