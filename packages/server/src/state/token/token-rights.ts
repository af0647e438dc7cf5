import { errorTexts } from "@enwrap/protocol"
import type { TokenEntry } from "./token-entry.ts"
import type { TtlVerdict } from "../../values/ttl.ts"

declare const decided: unique symbol

/**
 * What a token can do, from where, for how long and as whose child. Only the modules `decide-…` create these rights,
 * and the token store accepts no token without them.
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

/** The entry of a new token: its rights, and its description. */
export type NewEntry = TokenRights & Omit<TokenEntry, keyof TokenRights | "accessor">

/** The rights of a new token, with the TTL and the warnings for the response. */
export interface Decision {
  readonly rights: TokenRights
  /** Seconds, as shown to the caller; 0 never expires. */
  readonly ttl: number
  readonly warnings: ReadonlyArray<string>
}

/**
 * Why a batch token is refused, if it is. A batch token is not stored, so its uses are not counted and it cannot be renewed. As in
 * the original, a request that says that there is no explicit maximum may have a period, which is then the TTL: the original's
 * command sends `"explicit_max_ttl": "0s"` with every request.
 */
export const batchProblem = (asked: {
  numUses?: number
  explicitMaxTtl?: number
  saysExplicitMaxTtl?: boolean
  period?: number
  id?: string | undefined
}): string | undefined => {
  const { explicitMaxTtl, id, numUses = 0, period, saysExplicitMaxTtl = false } = asked
  if (id) return errorTexts.batchTokenWithId
  if (explicitMaxTtl) return errorTexts.batchTokenWithExplicitMaxTtl
  if (saysExplicitMaxTtl) return numUses > 0 ? errorTexts.batchTokenWithNumUses : undefined
  if (numUses !== 0) return errorTexts.batchTokenWithNumUses
  return period ? errorTexts.batchTokenWithPeriod : undefined
}

type Decided = Omit<TokenRights, typeof decided | "creationTime" | "creationTtl" | "issueTimeMs" | "initialNumUses">

/** The rights of a token that is created now. Without a verdict it never expires. */
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
