import { errorTextFor, errorTexts } from "@enwrap/protocol"
import * as Effect from "effect/Effect"
import type { LoginLimits } from "../../ports/engine/port.ts"
import { leaseTtlOf, type Mounts } from "../../state/mount/mounts.ts"
import { answer, type Outcome } from "../../actions/outcome.ts"
import { plainError, ProtocolError } from "../../values/protocol-error.ts"
import type { StoreFailure } from "../../ports/store/port.ts"
import { authOf } from "../../state/token/auth.ts"
import { decideRenewal, type PresentLimits } from "../../state/token/decide-renewal.ts"
import type { RoleStore } from "../../state/token/role-store.ts"
import type { FoundToken, TokenEntry } from "../../state/token/token-entry.ts"
import { type TokenStore } from "../../state/token/token-store.ts"
import { now } from "../../values/now.ts"

export interface RenewTokenDependencies {
  readonly mounts: typeof Mounts.Service
  readonly roles: RoleStore
  readonly tokens: typeof TokenStore.Service
}

const notRenewable: ProtocolError = plainError(400, errorTexts.leaseNotRenewable)

/**
 * Gives a token more time. `token` is what the answer shows: `""` where the caller only knows its accessor.
 *
 * @see RW-TK-3
 */
export const makeRenewToken = ({ mounts, roles, tokens }: RenewTokenDependencies) => {
  /** What the login method says of a token of its own, or the role of one that it made. */
  const presentLimits = Effect.fnUntraced(function* ({
    login,
    role
  }: TokenEntry): Effect.fn.Return<PresentLimits | undefined, ProtocolError | StoreFailure> {
    if (role !== undefined) {
      const present = yield* roles.read(role.name)
      if (present === undefined) return yield* plainError(400, errorTextFor.tokenRoleGone(role.name))
      return { ttl: 0, maxTtl: 0, explicitMaxTtl: present.explicitMaxTtl, period: present.period }
    }
    if (login === undefined) return undefined
    const mount = mounts.get(login.mount)
    if (mount?.kind !== "engine") return yield* notRenewable
    const none: LoginLimits = { ttl: 0, maxTtl: 0 }
    const limits = yield* mount.renewLogin?.(login.internal) ?? Effect.succeed(none)
    return { ...limits, explicitMaxTtl: 0, period: limits.period ?? 0, mount: leaseTtlOf(mount.entry.config) }
  })

  const renew = (
    found: FoundToken,
    token: string,
    increment = 0
  ): Effect.Effect<Outcome, ProtocolError | StoreFailure> =>
    Effect.gen(function* () {
      const { entry } = found
      if (!entry.renewable || entry.expiresAtMs === undefined) return yield* notRenewable
      const present = yield* presentLimits(entry)
      const decided = decideRenewal(entry, { increment, present, nowMs: yield* now })
      if (decided instanceof ProtocolError) return yield* decided
      yield* tokens.replace(found, decided.entry)
      return answer({ auth: authOf(token, decided.entry, decided.ttl), warnings: decided.warnings })
    }).pipe(
      // Somebody used or renewed it at the same moment: on what it is now, the same again.
      Effect.catchTag("Conflict", () =>
        Effect.flatMap(tokens.findByAccessor(found.entry.accessor), (again) =>
          again === undefined ? Effect.fail(plainError(400, errorTexts.tokenNotFound)) : renew(again, token, increment)
        )
      )
    )
  return renew
}
