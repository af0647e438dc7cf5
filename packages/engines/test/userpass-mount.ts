import type { OperationIdOf } from "@enwrap/protocol"
import * as Effect from "effect/Effect"
import { userpass } from "../src/index.ts"
import { type TestResponse, engineCrypto, mounted } from "./mounted.ts"

/** bcrypt of `U*U`: a vector of Openwall's crypt_blowfish. */
export const HASH = "$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW"

export const invalid: TestResponse = { status: 400, errors: ["invalid username or password"] }

export const done: TestResponse = { status: 204 }

export const methodOn = (crypto = engineCrypto) =>
  Effect.map(mounted(userpass, crypto), (it) => ({
    ...it,
    user: (operation: OperationIdOf<"userpass">, username: string, body: unknown = {}) =>
      it.ask(operation, `users/${username}`, { body, parameters: { username } }),
    login: (username: string, password: unknown, remoteAddress = "127.0.0.1") =>
      it.ask("userpassLogin", `login/${username}`, { body: { password }, parameters: { username }, remoteAddress })
  }))

export const method = methodOn()
