import { errorTexts } from "@enwrap/protocol"
import { lifetimeTexts, roleTextFor } from "@enwrap/protocol/lazy-texts"
import * as Effect from "effect/Effect"
import type { LoginLimits } from "../../ports/engine/port.ts"
import { enveloped } from "../../actions/outcome.ts"
import { plainError, type ProtocolError } from "../../values/protocol-error.ts"
import { authOf } from "../../state/token/auth.ts"
import { decideRenewal } from "../../state/token/decide-renewal.ts"
import { type FoundToken, type TokenEntry, unlessUsedUp } from "../../state/token/token-entry.ts"
import { now } from "../../values/now.ts"
import type { OutcomeEffect } from "../system-handler.ts"
import type { TokenServices } from "./create-token.ts"

const notRenewable: ProtocolError = plainError(400, errorTexts.leaseNotRenewable)

/** The limits that the token's role or login method has now. */
const presentLimits = Effect.fnUntraced(function* ({ mounts, roles }: TokenServices, { login, role }: TokenEntry) {
  if (role !== undefined) {
    const present = yield* roles.read(role.name)
    if (present === undefined) return yield* plainError(400, roleTextFor.gone(role.name))
    return { ttl: 0, maxTtl: 0, explicitMaxTtl: present.explicitMaxTtl, period: present.period }
  }
  if (login === undefined) return undefined
  const mount = mounts.get(login.mount)
  if (mount?.kind !== "engine") return yield* notRenewable
  const none: LoginLimits = { ttl: 0, maxTtl: 0 }
  const limits = yield* mount.renewLogin?.(login.internal) ?? Effect.succeed(none)
  return { ...limits, explicitMaxTtl: 0, period: limits.period ?? 0, mount: mounts.leaseTtl(mount.entry.config) }
})

/**
 * Renews a token. `token` is the token for the response: `""` if the caller knows only its accessor. `increment` is in seconds.
 *
 * @see RW-TK-3
 */
export const renewToken = (services: TokenServices, found: FoundToken, token: string, increment = 0): OutcomeEffect =>
  Effect.gen(function* () {
    const { entry } = found
    if (!entry.renewable || entry.expiresAtMs === undefined) return yield* notRenewable
    const present = yield* presentLimits(services, entry)
    const decided = yield* Effect.fromResult(
      decideRenewal(entry, { increment, present, tokenMethod: services.mounts.tokenTtl(), nowMs: yield* now })
    )
    yield* services.tokens.replace(found, decided.entry)
    return enveloped({ auth: authOf(token, decided.entry, decided.ttl), warnings: decided.warnings })
  }).pipe(
    // Another request used or renewed it meanwhile: decide again on its present state.
    Effect.catchTag("Conflict", () =>
      Effect.flatMap(services.tokens.findByAccessor(found.entry.accessor), (any) => {
        const again = unlessUsedUp(any)
        return again === undefined
          ? Effect.fail(plainError(400, lifetimeTexts.tokenNotFound))
          : renewToken(services, again, token, increment)
      })
    )
  )
