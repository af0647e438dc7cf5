import { errorTexts } from "@enwrap/protocol"
import * as Effect from "effect/Effect"
import type { Crypto } from "../../ports/crypto/port.ts"
import type { LoginAuth } from "../../ports/engine/port.ts"
import type { MountEntry } from "../../state/mount/mount-entry.ts"
import type { Mounts } from "../../state/mount/mounts.ts"
import { authOf } from "../../state/token/auth.ts"
import { decideLoginToken } from "../../state/token/decide-login-token.ts"
import type { TokenStore } from "../../state/token/token-store.ts"
import { joinedKey } from "../../values/joined-key.ts"
import { now } from "../../values/now.ts"
import { plainError, type ProtocolError } from "../../values/protocol-error.ts"
import { utf8, uuidText } from "../../values/encodings.ts"
import { enveloped, type Enveloped } from "../outcome.ts"

export interface LoginServices {
  readonly crypto: Pick<typeof Crypto.Service, "sha256">
  readonly mounts: Pick<typeof Mounts.Service, "leaseTtl">
  readonly tokens: typeof TokenStore.Service
}

/** The entity id of an alias at a mount. It is computed from the two, because there is no identity store. */
export const entityIdOf = (
  { sha256 }: Pick<typeof Crypto.Service, "sha256">,
  mountUuid: string,
  alias: string
): string => uuidText(sha256(utf8(joinedKey(["entity", mountUuid, alias]))).subarray(0, 16))

/**
 * Creates the token of a successful login. It has no parent. It is stored together with the response, or not at all.
 *
 * @see RW-TK-1
 */
export const loginToken = Effect.fnUntraced(function* (
  { crypto, mounts, tokens }: LoginServices,
  login: LoginAuth,
  mount: MountEntry,
  path: string
): Effect.fn.Return<Enveloped, ProtocolError> {
  const decided = decideLoginToken(mounts.leaseTtl(mount.config), mount.config.tokenType, login, yield* now)
  const { rights, ttl, warnings } = yield* Effect.fromResult(decided)
  const isBatch = rights.type === "batch"
  const entry = {
    ...rights,
    path,
    displayName: login.displayName,
    meta: login.metadata,
    entityId: entityIdOf(crypto, mount.uuid, login.alias),
    ...(login.internal === undefined ? undefined : { login: { mount: mount.path, internal: login.internal } })
  }
  const made = isBatch ? tokens.prepareBatch(entry) : tokens.prepare(entry)
  return enveloped({
    auth: authOf(made.token, made.entry, ttl),
    created: made.entry,
    isLogin: true,
    warnings,
    pending: {
      tokens: isBatch ? [] : [made],
      onConflict: plainError(500, errorTexts.internalError)
    }
  })
})
