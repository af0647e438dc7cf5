import { errorTexts } from "@enwrap/protocol"
import * as Effect from "effect/Effect"
import type { LoginAuth } from "../../ports/engine/port.ts"
import { joinedKey } from "../../values/joined-key.ts"
import type { MountEntry } from "../../state/mount/mount-entry.ts"
import { leaseTtlOf } from "../../state/mount/mount-entry.ts"
import { answer, type Enveloped } from "../outcome.ts"
import { plainError, ProtocolError } from "../../values/protocol-error.ts"
import { hex, utf8 } from "../../values/text.ts"
import { authOf } from "../../state/token/auth.ts"
import { decideToken } from "../../state/token/decide-token.ts"
import { type TokenStore } from "../../state/token/token-store.ts"
import { now } from "../../values/now.ts"

export interface LoginDependencies {
  readonly tokens: typeof TokenStore.Service
  readonly sha256: (data: Uint8Array) => Uint8Array
}

/** The same id for the same name at the same mount, always: all that there is of an identity store. */
export const entityIdOf = (sha256: LoginDependencies["sha256"], mountUuid: string, alias: string): string => {
  const digits = hex(sha256(utf8(joinedKey(["entity", mountUuid, alias]))))
  return [
    digits.slice(0, 8),
    digits.slice(8, 12),
    digits.slice(12, 16),
    digits.slice(16, 20),
    digits.slice(20, 32)
  ].join("-")
}

/**
 * Makes the token of a login that succeeded. It is stored together with the answer, or not at all; like every login's, it
 * has no parent.
 *
 * @see RW-TK-1
 */
export const makeLoginToken = ({ sha256, tokens }: LoginDependencies) =>
  Effect.fnUntraced(function* (
    login: LoginAuth,
    mount: MountEntry,
    path: string
  ): Effect.fn.Return<Enveloped, ProtocolError> {
    const maker = { kind: "login" as const, limits: leaseTtlOf(mount.config), tokenType: mount.config.tokenType }
    const decided = decideToken({ maker, wish: login }, yield* now)
    if (decided instanceof ProtocolError) return yield* decided
    const { rights, ttl, warnings } = decided
    const isBatch = rights.type === "batch"
    const entry = {
      ...rights,
      path,
      displayName: login.displayName,
      meta: login.metadata,
      entityId: entityIdOf(sha256, mount.uuid, login.alias),
      ...(login.internal === undefined ? undefined : { login: { mount: mount.path, internal: login.internal } })
    }
    const made = isBatch ? tokens.prepareBatch(entry) : tokens.prepare(entry)
    return answer({
      auth: authOf(made.token, made.entry, ttl),
      warnings,
      pending: {
        tokens: isBatch ? [] : [made],
        onConflict: plainError(500, errorTexts.internalError)
      }
    })
  })
