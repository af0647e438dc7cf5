import { errorTexts } from "@enwrap/protocol"
import type { TokenEntry } from "./token-entry.ts"
import type { TtlVerdict } from "../../values/ttl.ts"

declare const decided: unique symbol

/**
 * What a token may do, from where, for how long and as whose child. {@link decideToken} alone makes it, and the token store
 * takes no token without it.
 */
export type TokenRights = Pick<
  TokenEntry,
  | "policies"
  | "type"
  | "numUses"
  | "initialNumUses"
  | "creationTime"
  | "creationTtl"
  | "explicitMaxTtl"
  | "period"
  | "renewable"
  | "maxTtl"
  | "boundCidrs"
  | "role"
  | "parent"
  | "issueTimeMs"
  | "expiresAtMs"
  | "endsByMs"
> & { readonly [decided]: true }

/** A token that is to be made: what was decided on, and what describes it. */
export type NewEntry = TokenRights & Omit<TokenEntry, keyof TokenRights | "accessor">

/** A token that was decided on, with what the caller should know. */
export interface Decision {
  readonly rights: TokenRights
  /** Seconds, as the caller is told; 0 never expires. */
  readonly ttl: number
  readonly warnings: ReadonlyArray<string>
}

/** What a batch token cannot be: nobody counts its uses, and nobody can renew it. */
export const batchProblem = (wish: {
  numUses?: number
  explicitMaxTtl?: number
  period?: number
  id?: string | undefined
}) => {
  if (wish.id !== undefined) return errorTexts.batchTokenWithId
  if (wish.numUses) return errorTexts.batchTokenWithNumUses
  if (wish.explicitMaxTtl) return errorTexts.batchTokenWithExplicitMaxTtl
  return wish.period ? errorTexts.batchTokenWithPeriod : undefined
}

type Decided = Omit<TokenRights, typeof decided | "creationTime" | "creationTtl" | "issueTimeMs" | "initialNumUses">

/** A token that begins now; one without a verdict never expires. */
export const decision = (
  issueTimeMs: number,
  verdict: TtlVerdict | undefined,
  { boundCidrs, ...rest }: Decided
): Decision => ({
  rights: {
    ...rest,
    ...(boundCidrs?.length ? { boundCidrs } : undefined),
    ...(rest.numUses > 0 ? { initialNumUses: rest.numUses } : undefined),
    creationTime: Math.floor(issueTimeMs / 1000),
    creationTtl: verdict?.ttl ?? 0,
    issueTimeMs,
    ...(verdict === undefined ? undefined : { expiresAtMs: issueTimeMs + verdict.lifeMs })
  } as TokenRights,
  ttl: verdict?.ttl ?? 0,
  warnings: verdict?.warnings ?? []
})
