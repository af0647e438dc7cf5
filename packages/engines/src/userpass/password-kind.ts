import { userpassTexts } from "@enwrap/protocol/engine-texts"
import { plainError, type ProtocolError, type ScryptCost } from "@enwrap/server/engine"
import * as Effect from "effect/Effect"

/**
 * The standard kind of hash is scrypt with 32 MiB of memory: `scrypt$N$r$p$salt$key`. A bcrypt hash from elsewhere is stored
 * until the user's next successful login, which replaces it.
 */
export const STANDARD_COST: ScryptCost = { N: 2 ** 15, r: 8, p: 1 }

/** The computation that checks a password against a hash. */
type PasswordKind =
  | { readonly kind: "scrypt"; readonly cost: ScryptCost }
  | { readonly kind: "bcrypt"; readonly cost: number }

const BCRYPT = /^\$2[aby]\$(\d\d)\$[./\dA-Za-z]{53}$/
const BCRYPT_MIN_COST = 4
/** Each step doubles the work of every login at the mount. */
const BCRYPT_MAX_COST = 13

const kindOf = (hash: string): PasswordKind => {
  const cost = BCRYPT.exec(hash)?.[1]
  if (cost !== undefined) return { kind: "bcrypt", cost: Number(cost) }
  const [, N, r, p] = hash.split("$")
  return { kind: "scrypt", cost: { N: Number(N), r: Number(r), p: Number(p) } }
}

/** A unique name of a kind: `bcrypt-12`, `scrypt-1024-8-1`. */
const labelOf = (kind: PasswordKind): string =>
  kind.kind === "bcrypt" ? `bcrypt-${kind.cost}` : `scrypt-${kind.cost.N}-${kind.cost.r}-${kind.cost.p}`

export const kindOfLabel = (label: string): PasswordKind => {
  const [kind, ...costs] = label.split("-")
  const [N = 0, r = 0, p = 0] = costs.map(Number)
  return kind === "bcrypt" ? { kind, cost: N } : { kind: "scrypt", cost: { N, r, p } }
}

const STANDARD_LABEL = labelOf({ kind: "scrypt", cost: STANDARD_COST })

/** The label of a hash that is not of the standard kind. The user's next successful login replaces it. */
export const lesserLabel = (hash: string): string | undefined => {
  const label = labelOf(kindOf(hash))
  return label === STANDARD_LABEL ? undefined : label
}

/** A valid bcrypt hash from elsewhere, or a 400. @see RW-UP-9 */
export const parseBcryptHash = (text: string): Effect.Effect<string, ProtocolError> => {
  const cost = Number(BCRYPT.exec(text)?.[1])
  if (!(cost >= BCRYPT_MIN_COST)) return Effect.fail(plainError(400, userpassTexts.hashInvalid))
  return cost > BCRYPT_MAX_COST
    ? Effect.fail(plainError(400, userpassTexts.hashTooCostly(BCRYPT_MAX_COST)))
    : Effect.succeed(text)
}
