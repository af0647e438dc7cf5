import { type EngineCrypto, plainError, type ProtocolError, type ScryptCost } from "@enwrap/server/engine"
import * as Effect from "effect/Effect"
import * as Base64 from "effect/encoding/Base64"
import * as Result from "effect/Result"
import { utf8 } from "../login/utf8.ts"

/**
 * Passwords are kept as scrypt hashes, 32 MiB each: `scrypt$N$r$p$salt$key`. A bcrypt hash that somebody else made is kept
 * as it is, and costs what it says.
 */

const COST: ScryptCost = { N: 2 ** 15, r: 8, p: 1 }
const SALT_BYTES = 16
const KEY_BYTES = 32

/** As in the original, whose bcrypt looks no further. */
const MAX_PASSWORD_BYTES = 72

const BCRYPT = /^\$2[aby]\$(\d\d)\$[./\dA-Za-z]{53}$/
const BCRYPT_MIN_COST = 4
/** A step more is twice the work of each login: beyond this, one takes minutes. */
const BCRYPT_MAX_COST = 16

const print = ({ N, p, r }: ScryptCost, salt: Uint8Array, key: Uint8Array): string =>
  ["scrypt", N, r, p, Base64.encode(salt), Base64.encode(key)].join("$")

export interface PasswordHasher {
  /** A password that is too long is 400. */
  readonly hash: (password: string) => Effect.Effect<string, ProtocolError>
  /** Takes as long whether the password is right, wrong, or there is no hash. @see RW-UP-5 */
  readonly verify: (password: string, hash: string | undefined) => Effect.Effect<boolean>
}

export const makePasswordHasher = (crypto: EngineCrypto): PasswordHasher => {
  /** What nobody's password is. */
  const nobody = print(COST, crypto.randomBytes(SALT_BYTES), crypto.randomBytes(KEY_BYTES))

  const verifyScrypt = (password: string, hash: string): Effect.Effect<boolean> => {
    const [, N, r, p, salt = "", key = ""] = hash.split("$")
    const cost = { N: Number(N), r: Number(r), p: Number(p) }
    return Effect.map(crypto.scrypt(utf8(password), bytes(salt), cost), (made) => crypto.equal(made, bytes(key)))
  }

  return {
    hash: Effect.fnUntraced(function* (password) {
      const secret = utf8(password)
      if (secret.length > MAX_PASSWORD_BYTES)
        return yield* plainError(400, `password length exceeds ${MAX_PASSWORD_BYTES} bytes`)
      const salt = crypto.randomBytes(SALT_BYTES)
      return print(COST, salt, yield* crypto.scrypt(secret, salt, COST))
    }),
    verify: (password, hash = nobody) =>
      BCRYPT.test(hash) ? verifyBcrypt(password, hash) : verifyScrypt(password, hash)
  }
}

const bytes = (base64: string): Uint8Array =>
  Result.getOrElse(Base64.decode(base64), (): Uint8Array => new Uint8Array(0))

/** Loaded when the first bcrypt hash is met; it gives way to others as it works. */
const verifyBcrypt = (password: string, hash: string): Effect.Effect<boolean> =>
  Effect.promise(async () => (await import("bcryptjs")).default.compare(password, hash))

/** A bcrypt hash that was made elsewhere. @see RW-UP-9 */
export const parseBcryptHash = (text: string): Effect.Effect<string, ProtocolError> => {
  const cost = Number(BCRYPT.exec(text)?.[1])
  if (!(cost >= BCRYPT_MIN_COST)) return Effect.fail(plainError(400, "password_hash is not a valid bcrypt hash"))
  return cost > BCRYPT_MAX_COST
    ? Effect.fail(plainError(400, `password_hash costs too much: its cost may be at most ${BCRYPT_MAX_COST}`))
    : Effect.succeed(text)
}
