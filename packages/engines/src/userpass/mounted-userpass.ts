import type { MountContext, MountedEngine } from "@enwrap/server/engine"
import * as Effect from "effect/Effect"
import { loginHandler, renewLogin } from "./login.ts"
import { PasswordHasher } from "./password-hash.ts"
import { userHandlers } from "./user-handlers.ts"
import { UserStore } from "./user-store.ts"

/** Starts the engine on a mount. */
export const mountUserpass = (context: MountContext): MountedEngine<"userpass"> => {
  const users = new UserStore(context.storage)
  const passwords = new PasswordHasher(context.crypto)
  return {
    handlers: { ...userHandlers(users, passwords, context), ...loginHandler(users, passwords, context) },
    exists: (path) => {
      const name = /^users\/([^/]+)$/.exec(path)?.[1]
      return name === undefined ? Effect.succeed(true) : Effect.map(users.get(name), (user) => user !== undefined)
    },
    renewLogin: renewLogin(users)
  }
}
