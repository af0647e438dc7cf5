import { errorTexts } from "@enwrap/protocol"
import * as Effect from "effect/Effect"
import type { LoginAuth } from "../engine/port.ts"
import { joinedKey } from "../joined-key.ts"
import type { MountEntry } from "../mount/mount-entry.ts"
import { leaseTtlOf } from "../mount/mounts.ts"
import { type Answer, answer } from "../outcome.ts"
import { plainError, type ProtocolError } from "../protocol-error.ts"
import { hex, utf8 } from "../text.ts"
import { authOf } from "../token/auth.ts"
import { DEFAULT_POLICY, ROOT_POLICY, type TokenEntry } from "../token/token-entry.ts"
import { sanitizePolicies } from "../token/token-policies.ts"
import { now, type TokenStore } from "../token/token-store.ts"
import { decideTtl } from "../token/ttl.ts"

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

/** The limits that hold for a token of a login: the method's own, within the mount's. */
export const loginLimits = (mount: MountEntry, ttl: number, maxTtl: number): { default: number; max: number } => {
  const ofMount = leaseTtlOf(mount.config)
  const max = maxTtl > 0 ? Math.min(maxTtl, ofMount.max) : ofMount.max
  return { default: Math.min(ttl > 0 ? ttl : ofMount.default, max), max }
}

/** The kind of token that a login gives out: the mount may insist on one, or decide where the login does not. */
const tokenType = ({ config }: MountEntry, { type }: LoginAuth): "service" | "batch" => {
  switch (config.tokenType) {
    case "batch":
    case "service":
      return config.tokenType
    case "default-batch":
      return type ?? "batch"
    default:
      return type ?? "service"
  }
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
  ): Effect.fn.Return<Answer, ProtocolError> {
    const policies = sanitizePolicies([...login.policies, ...(login.noDefaultPolicy ? [] : [DEFAULT_POLICY])])
    if (policies.includes(ROOT_POLICY)) return yield* plainError(400, "auth methods cannot create root tokens")
    const explicitMaxTtl = login.explicitMaxTtl ?? 0
    const verdict = decideTtl({
      increment: login.ttl,
      usual: 0,
      period: login.period ?? 0,
      explicitMaxTtl,
      ageMs: 0,
      limits: loginLimits(mount, login.ttl, login.maxTtl)
    })
    if (verdict === undefined) return yield* plainError(400, errorTexts.pastMaxTtl)
    const issueTimeMs = yield* now
    const isBatch = tokenType(mount, login) === "batch"
    const entry: Omit<TokenEntry, "accessor"> = {
      policies,
      path,
      displayName: login.displayName,
      meta: login.metadata,
      numUses: login.numUses ?? 0,
      ...(login.numUses ? { initialNumUses: login.numUses } : undefined),
      creationTime: Math.floor(issueTimeMs / 1000),
      creationTtl: verdict.ttl,
      explicitMaxTtl,
      period: login.period ?? 0,
      renewable: !isBatch && (login.renewable ?? true),
      entityId: entityIdOf(sha256, mount.uuid, login.alias),
      issueTimeMs,
      expiresAtMs: issueTimeMs + verdict.lifeMs,
      ...(isBatch ? { type: "batch" } : undefined),
      ...(login.maxTtl > 0 ? { maxTtl: login.maxTtl } : undefined),
      ...(login.boundCidrs === undefined || login.boundCidrs.length === 0
        ? undefined
        : { boundCidrs: login.boundCidrs }),
      ...(login.internal === undefined ? undefined : { login: { mount: mount.path, internal: login.internal } })
    }
    const made = isBatch ? tokens.prepareBatch(entry) : tokens.prepare(entry)
    return answer({
      auth: authOf(made.token, made.entry, verdict.ttl),
      warnings: verdict.warnings,
      pending: {
        tokens: isBatch ? [] : [made],
        onConflict: plainError(500, errorTexts.internalError)
      }
    })
  })
