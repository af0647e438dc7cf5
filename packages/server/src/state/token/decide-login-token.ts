import { errorTexts } from "@enwrap/protocol"
import * as Result from "effect/Result"
import type { LoginAuth } from "../../ports/engine/port.ts"
import type { MountTokenType } from "../mount/mount-entry.ts"
import { type ProtocolError, refuse } from "../../values/protocol-error.ts"
import { DEFAULT_POLICY, ROOT_POLICY } from "./token-entry.ts"
import { notAssignable, sanitizePolicies } from "./token-policies.ts"
import { batchProblem, type Decision, decision } from "./token-rights.ts"
import { decideTtl, type TtlLimits } from "../../values/ttl.ts"

/** The TTL limits of a login's token in seconds: the login method's, within the mount's. */
export const loginLimits = (ofMount: TtlLimits, ttl: number, maxTtl: number): TtlLimits => {
  const max = maxTtl > 0 ? Math.min(maxTtl, ofMount.max) : ofMount.max
  return { default: ttl > 0 ? ttl : ofMount.default, max }
}

/** The type of a login's token: the mount may force one, or have a default for logins without a type. */
const loginType = (mount: MountTokenType | undefined, asked: LoginAuth["type"]): "service" | "batch" =>
  mount === "batch" || mount === "service" ? mount : (asked ?? (mount === "default-batch" ? "batch" : "service"))

/** Decides on the token of a login. It has no parent. @see RW-TK-10, RW-TK-30 */
export const decideLoginToken = (
  ofMount: TtlLimits,
  tokenType: MountTokenType | undefined,
  login: LoginAuth,
  nowMs: number
): Result.Result<Decision, ProtocolError> => {
  const policies = sanitizePolicies([...login.policies, ...(login.noDefaultPolicy ? [] : [DEFAULT_POLICY])])
  if (policies.includes(ROOT_POLICY)) return refuse(errorTexts.loginCannotBeRoot)
  const unassignable = notAssignable(policies)
  if (unassignable !== undefined) return Result.fail(unassignable)
  const isBatch = loginType(tokenType, login.type) === "batch"
  const numUses = login.numUses ?? 0
  const batchWrong = isBatch ? batchProblem({ numUses }) : undefined
  if (batchWrong !== undefined) return refuse(batchWrong)
  const { explicitMaxTtl = 0, maxTtl, period = 0, ttl } = login
  const limits = loginLimits(ofMount, ttl, maxTtl)
  const verdict = decideTtl({ increment: ttl, usual: 0, period, explicitMaxTtl, ageMs: 0, limits })
  if (verdict === undefined) return refuse(errorTexts.pastMaxTtl)
  const decided = decision(nowMs, verdict, {
    policies,
    ...(isBatch ? { type: "batch" } : undefined),
    numUses,
    explicitMaxTtl,
    period,
    renewable: !isBatch && (login.renewable ?? true),
    boundCidrs: login.boundCidrs ?? [],
    ...(maxTtl > 0 ? { maxTtl } : undefined)
  })
  return Result.succeed(decided)
}
