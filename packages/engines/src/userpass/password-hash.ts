import { userpassTexts } from "@enwrap/protocol"
import { type EngineCrypto, plainError, type ProtocolError, type ScryptCost } from "@enwrap/server/engine"
import * as Effect from "effect/Effect"
import * as Base64 from "effect/encoding/Base64"
import * as Result from "effect/Result"
import { utf8 } from "../login/utf8.ts"
import { kindOfLabel, lesserLabel, USUAL_COST } from "./password-kind.ts"

const SALT_BYTES = 16

/** As in the original, whose bcrypt looks no further. */
const MAX_PASSWORD_BYTES = 72

const print = ({ N, p, r }: ScryptCost, salt: Uint8Array, key: Uint8Array): string =>
  ["scrypt", N, r, p, Base64.encode(salt), Base64.encode(key)].join("$")

export interface Verified {
  readonly right: boolean
  /** The right password in a hash of the usual kind, where the one that is kept is a lesser one. */
  readonly renewed: string | undefined
}

export interface PasswordHasher {
  /** A password that is too long is 400. */
  readonly hash: (password: string) => Effect.Effect<string, ProtocolError>
  /**
   * Does the same work whether the password is right or wrong, whatever the hash is and whether there is one: a hash of the
   * usual kind, one of each lesser kind of scrypt in `lesser`, and as much of bcrypt as the dearest in `lesser` costs.
   *
   * @see RW-UP-5, RW-UP-11
   */
  readonly verify: (
    password: string,
    hash: string | undefined,
    lesser: ReadonlyArray<string>
  ) => Effect.Effect<Verified>
}

export const makePasswordHasher = (crypto: EngineCrypto): PasswordHasher => {
  /** A scrypt hash of a password; with the salt of a hash that is kept it says whether they are the same. */
  const scrypt = (secret: Uint8Array, cost: ScryptCost, kept?: string) => {
    const [, , , , salt = "", key = ""] = kept?.split("$") ?? []
    const used = kept === undefined ? crypto.randomBytes(SALT_BYTES) : bytes(salt)
    return Effect.map(crypto.scrypt(secret, used, cost), (made) => ({
      same: kept !== undefined && crypto.equal(made, bytes(key)),
      hash: print(cost, used, made)
    }))
  }

  /** Each step of cost doubles the work: a hash of cost 5, and others of 5, 6 and 7, are the work of one of cost 8. */
  const bcrypt = Effect.fnUntraced(function* (
    password: string,
    dearest: number,
    kept: string | undefined,
    cost: number
  ) {
    const right = kept !== undefined && (yield* crypto.bcrypt(password, kept))
    if (kept === undefined) yield* crypto.bcrypt(password, nobodysHash(dearest))
    else for (let filler = cost; filler < dearest; filler++) yield* crypto.bcrypt(password, nobodysHash(filler))
    return right
  })

  return {
    hash: Effect.fnUntraced(function* (password) {
      const secret = utf8(password)
      if (secret.length > MAX_PASSWORD_BYTES)
        return yield* plainError(400, userpassTexts.passwordTooLong(MAX_PASSWORD_BYTES))
      return (yield* scrypt(secret, USUAL_COST)).hash
    }),

    verify: Effect.fnUntraced(function* (password, hash, lesser) {
      const given = utf8(password)
      const isTooLong = given.length > MAX_PASSWORD_BYTES
      const secret = given.subarray(0, MAX_PASSWORD_BYTES)
      const ownLabel = hash === undefined ? undefined : lesserLabel(hash)
      const own = ownLabel === undefined ? undefined : kindOfLabel(ownLabel)
      const usual = yield* scrypt(secret, USUAL_COST, own === undefined ? hash : undefined)
      let right = usual.same && !isTooLong
      let dearest = own?.kind === "bcrypt" ? own.cost : 0
      // The user's own may have been written after the others' were read.
      for (const label of new Set(ownLabel === undefined ? lesser : [...lesser, ownLabel])) {
        const kind = kindOfLabel(label)
        if (kind.kind === "bcrypt") dearest = Math.max(dearest, kind.cost)
        else {
          const made = yield* scrypt(secret, kind.cost, label === ownLabel ? hash : undefined)
          right ||= made.same && !isTooLong
        }
      }
      if (dearest > 0) {
        const isBcrypt = own?.kind === "bcrypt"
        const isSame = yield* bcrypt(password, dearest, isBcrypt ? hash : undefined, isBcrypt ? own.cost : 0)
        right ||= isSame
      }
      return { right, renewed: right && own !== undefined && !isTooLong ? usual.hash : undefined }
    })
  }
}

const bytes = (base64: string): Uint8Array =>
  Result.getOrElse(Base64.decode(base64), (): Uint8Array => new Uint8Array(0))

/** A bcrypt hash that no password is known of. */
const nobodysHash = (cost: number): string => `$2b$${String(cost).padStart(2, "0")}$${".".repeat(53)}`
