import * as Effect from "effect/Effect"
import type { StoredRecord, StoreFailure } from "../../ports/store/port.ts"
import type { Keyring } from "../keyring.ts"
import { TOKENS } from "../records.ts"
import { entryPart, LENGTH_BYTES, responsePart, tokenValue, withResponseOf } from "../token/token-value.ts"

/** The part of a record that is encrypted with the key of a term: all of it, but of a token's record only the entry. */
const termedPart = (space: string, value: Uint8Array): Uint8Array => (space === TOKENS ? entryPart(value) : value)

/** The number of the key that encrypted a record. */
export const recordTerm = (
  { termOf }: Pick<typeof Keyring.Service, "termOf">,
  space: string,
  value: Uint8Array
): number => termOf(termedPart(space, value))

/** The record, encrypted with the newest key. */
export const encryptedAgain = (
  { decrypt, encrypt }: typeof Keyring.Service,
  { expiresAt, key, space, value }: StoredRecord
): Effect.Effect<StoredRecord, StoreFailure> =>
  Effect.map(decrypt(space, key, termedPart(space, value)), (text) => ({
    space,
    key,
    value:
      space === TOKENS
        ? withResponseOf(tokenValue(encrypt(space, key, text, LENGTH_BYTES)), value)
        : encrypt(space, key, text),
    expiresAt
  }))

const NOTHING = new Uint8Array(0)

const isSame = (a: Uint8Array = NOTHING, b: Uint8Array = NOTHING): boolean =>
  a.length === b.length && a.every((byte, i) => byte === b[i])

/** Whether two values of a record have the same content. */
export const isSameContent = (
  { decrypt }: typeof Keyring.Service,
  space: string,
  key: string,
  before: Uint8Array,
  after: Uint8Array
): Effect.Effect<boolean> => {
  const textOf = (value: Uint8Array): Effect.Effect<string | undefined> =>
    Effect.catch(decrypt(space, key, termedPart(space, value)), () => Effect.succeed(undefined))
  if (space === TOKENS && !isSame(responsePart(before), responsePart(after))) return Effect.succeed(false)
  return Effect.map(
    Effect.all([textOf(before), textOf(after)]),
    ([first, second]) => first !== undefined && first === second
  )
}
