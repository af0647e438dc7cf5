import type { Engine } from "@enwrap/server/engine"
import * as Effect from "effect/Effect"
import { loginHandler, renewLogin } from "./login.ts"
import { PasswordHasher } from "./password-hash.ts"
import { userHandlers } from "./user-handlers.ts"
import { UserStore } from "./user-store.ts"

/**
 * userpass: people log in with a name and a password. Mount it at `sys/auth`.
 *
 * @example
 * ```ts
 * import { userpass } from "@enwrap/engines"
 * import { makeServer } from "@enwrap/server"
 *
 * const server = makeServer({ engines: [userpass] })
 * ```
 *
 * @see RW-UP-1 to RW-UP-12
 */
export const userpass: Engine<"userpass"> = {
  kind: "auth",
  group: "userpass",
  type: "userpass",
  description: "logins of people by name and password",
  options: {},
  mount: (context) => {
    const users = new UserStore(context.storage)
    const passwords = new PasswordHasher(context.crypto)
    return Effect.succeed({
      handlers: { ...userHandlers(users, passwords, context), ...loginHandler(users, passwords, context) },
      exists: (path) => {
        const name = /^users\/([^/]+)$/.exec(path)?.[1]
        return name === undefined ? Effect.succeed(true) : Effect.map(users.get(name), (user) => user !== undefined)
      },
      renewLogin: renewLogin(users)
    })
  }
}
