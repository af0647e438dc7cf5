import type { Engine } from "@enwrap/server/engine"
import * as Effect from "effect/Effect"
import { loginHandler, renewLogin } from "./login.ts"
import { makePasswordHasher } from "./password-hash.ts"
import { userHandlers } from "./user-handlers.ts"
import { makeUserStore } from "./user-store.ts"

/** userpass: people log in with a name and a password. @see RW-UP-1 to RW-UP-12 */
export const userpass: Engine<"userpass"> = {
  kind: "auth",
  group: "userpass",
  type: "userpass",
  description: "logins of people by name and password",
  options: {},
  mount: (context) => {
    const users = makeUserStore(context.storage)
    const passwords = makePasswordHasher(context.crypto)
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
