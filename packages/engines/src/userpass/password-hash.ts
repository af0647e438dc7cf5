import { userpassTexts } from "@enwrap/protocol/engine-texts"
import { type EngineCrypto, plainError, type ProtocolError, type ScryptCost } from "@enwrap/server/engine"
import * as Effect from "effect/Effect"
import * as Base64 from "effect/encoding/Base64"
import * as Result from "effect/Result"
import { utf8 } from "../utf8.ts"
import { kindOfLabel, lesserLabel, STANDARD_COST } from "./password-kind.ts"

const SALT_BYTES = 16

/** As in the original, whose bcrypt ignores the bytes after these. */
const MAX_PASSWORD_BYTES = 72

const print = ({ N, p, r }: ScryptCost, salt: Uint8Array, key: Uint8Array): string =>
  ["scrypt", N, r, p, Base64.encode(salt), Base64.encode(key)].join("$")

/** The result of {@link PasswordHasher.verify}. */
export interface Verified {
  readonly right: boolean
  /** A standard hash of the right password, if the stored one is of another kind. */
  readonly renewed: string | undefined
}

/** Hashes passwords with scrypt, and verifies them against scrypt and bcrypt hashes. */
export class PasswordHasher {
  readonly #crypto: EngineCrypto

  constructor(crypto: EngineCrypto) {
    this.#crypto = crypto
  }

  /** A standard hash of a new password. A password that is too long is a 400. */
  hash(password: string): Effect.Effect<string, ProtocolError> {
    const secret = utf8(password)
    return secret.length > MAX_PASSWORD_BYTES
      ? Effect.fail(plainError(400, userpassTexts.passwordTooLong(MAX_PASSWORD_BYTES)))
      : Effect.map(this.#scrypt(secret, STANDARD_COST), ({ hash }) => hash)
  }

  /**
   * Does the same work whether the password is right or wrong, whatever kind the hash is, and whether there is one: one hash of
   * the standard kind, one of each kind of scrypt in `lesser`, and as much bcrypt as the most expensive kind in `lesser` costs.
   *
   * @param hash the user's hash; `undefined` for an unknown user
   * @param lesser the kinds of the mount's other hashes
   * @see RW-UP-5, RW-UP-11
   */
  readonly verify = Effect.fnUntraced(
    { self: this },
    function* (password: string, hash: string | undefined, lesser: ReadonlyArray<string>): Effect.fn.Return<Verified> {
      const given = utf8(password)
      const isTooLong = given.length > MAX_PASSWORD_BYTES
      const secret = given.subarray(0, MAX_PASSWORD_BYTES)
      const ownLabel = hash === undefined ? undefined : lesserLabel(hash)
      const own = ownLabel === undefined ? undefined : kindOfLabel(ownLabel)
      const standard = yield* this.#scrypt(secret, STANDARD_COST, own === undefined ? hash : undefined)
      let right = standard.same && !isTooLong
      let highestCost = own?.kind === "bcrypt" ? own.cost : 0
      // The user's own kind may be newer than the list of kinds.
      for (const label of new Set(ownLabel === undefined ? lesser : [...lesser, ownLabel])) {
        const kind = kindOfLabel(label)
        if (kind.kind === "bcrypt") highestCost = Math.max(highestCost, kind.cost)
        else {
          const made = yield* this.#scrypt(secret, kind.cost, label === ownLabel ? hash : undefined)
          right ||= made.same && !isTooLong
        }
      }
      if (highestCost > 0) {
        const isBcrypt = own?.kind === "bcrypt"
        const isSame = yield* this.#bcrypt(password, highestCost, isBcrypt ? hash : undefined, isBcrypt ? own.cost : 0)
        right ||= isSame
      }
      return { right, renewed: right && own !== undefined && !isTooLong ? standard.hash : undefined }
    }
  )

  /** A scrypt hash of a password. With the salt of a stored hash, `same` says whether the hashes are equal. */
  #scrypt(secret: Uint8Array, cost: ScryptCost, stored?: string) {
    const [, , , , salt = "", key = ""] = stored?.split("$") ?? []
    const used = stored === undefined ? this.#crypto.randomBytes(SALT_BYTES) : bytes(salt)
    return Effect.map(this.#crypto.scrypt(secret, used, cost), (made) => ({
      same: stored !== undefined && this.#crypto.equal(made, bytes(key)),
      hash: print(cost, used, made)
    }))
  }

  /** Each step of cost doubles the work: hashes of cost 5, 5, 6 and 7 take as long as one of cost 8. */
  readonly #bcrypt = Effect.fnUntraced(
    { self: this },
    function* (password: string, highestCost: number, stored: string | undefined, cost: number) {
      if (stored === undefined) {
        yield* this.#crypto.bcrypt(password, dummyHash(highestCost))
        return false
      }
      const right = yield* this.#crypto.bcrypt(password, stored)
      for (let filler = cost; filler < highestCost; filler++) yield* this.#crypto.bcrypt(password, dummyHash(filler))
      return right
    }
  )
}

const bytes = (base64: string): Uint8Array =>
  Result.getOrElse(Base64.decode(base64), (): Uint8Array => new Uint8Array(0))

/** A bcrypt hash without a known password. */
const dummyHash = (cost: number): string => `$2b$${String(cost).padStart(2, "0")}$${".".repeat(53)}`
