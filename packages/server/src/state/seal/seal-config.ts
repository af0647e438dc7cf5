import { sealTexts } from "@enwrap/protocol/lazy-texts"
import type { KeyShares } from "./seal.ts"

const MAX_SHARES = 255

const boundsProblem = ({ shares, threshold }: KeyShares): string | undefined => {
  if (shares > 1 && threshold < 2) return sealTexts.thresholdMustBeMany
  if (shares > MAX_SHARES) return sealTexts.tooManyShares
  if (threshold > MAX_SHARES) return sealTexts.thresholdTooLarge
  return threshold > shares ? sealTexts.thresholdAboveShares : undefined
}

/** Why a key cannot be split like this, if it cannot. The order of the checks is the original's. */
export const sharesProblem = (key: KeyShares): string | undefined => {
  if (key.shares < 1) return sealTexts.tooFewShares
  if (key.threshold < 1) return sealTexts.thresholdTooSmall
  return boundsProblem(key)
}

/** Why a recovery key cannot be split like this, if it cannot. There may be none. */
export const recoverySharesProblem = (key: KeyShares): string | undefined =>
  boundsProblem(key) ??
  (key.shares < 0 ? sealTexts.tooFewShares : key.threshold < 0 ? sealTexts.thresholdTooSmall : undefined)
