import * as Effect from "effect/Effect"
import { base64Url, base64UrlBytes } from "../../values/encodings.ts"
import type { Keyring } from "../keyring.ts"
import type { HeldToken, TokenEntry } from "./token-entry.ts"
import { BATCH_PREFIX } from "./token-id.ts"

/** The place that batch tokens are encrypted for. No store has such a space. */
const BATCH = "batch"

/** A batch token contains its whole entry, encrypted: nothing is stored for it. */
export const batchToken = (keyring: typeof Keyring.Service, entry: TokenEntry): string =>
  BATCH_PREFIX + base64Url(keyring.encrypt(BATCH, "", JSON.stringify(entry)))

/** The token that a batch token's text contains; `undefined` if it is not one of this server. Check whether it has expired. */
export const readBatchToken = Effect.fnUntraced(function* (
  keyring: typeof Keyring.Service,
  token: string
): Effect.fn.Return<HeldToken | undefined> {
  const value = base64UrlBytes(token.slice(BATCH_PREFIX.length))
  if (value === undefined) return undefined
  const text = yield* Effect.catch(keyring.decrypt(BATCH, "", value), () => Effect.succeed(undefined))
  if (text === undefined) return undefined
  const entry = JSON.parse(text) as TokenEntry
  return { id: "", entry, record: { space: BATCH, key: "", value }, keys: keyring.forToken(token) }
})
