import { sealTextFor, sealTexts } from "@enwrap/protocol/lazy-texts"
import * as Effect from "effect/Effect"
import { bare, enveloped, noContent, type Outcome } from "../../actions/outcome.ts"
import type { Rekey, RekeyName } from "../../actions/key-ceremonies/rekey.ts"
import type {
  RekeyResult,
  RekeyStatus,
  VerificationStatus,
  Verified
} from "../../actions/key-ceremonies/rekey-status.ts"
import { sharesProblem } from "../../state/seal/seal-config.ts"
import type { Json } from "../../values/json/raw-json.ts"
import { refused } from "../../values/protocol-error.ts"
import type { OutcomeEffect, SystemRequest } from "../system-handler.ts"
import { keyShareOf, sharesInBase64, sharesInHex } from "./seal-operations.ts"

type StartRequest =
  | SystemRequest<"sysRekeyStart" | "sysRecoveryRekeyStart">
  | SystemRequest<"sysRootRotationStart" | "sysRecoveryRotationStart">
type ShareRequest = SystemRequest<
  | "sysRekeyUpdate"
  | "sysRecoveryRekeyUpdate"
  | "sysRootRotationUpdate"
  | "sysRecoveryRotationUpdate"
  | "sysRekeyVerificationUpdate"
  | "sysRecoveryRekeyVerificationUpdate"
  | "sysRootRotationVerificationUpdate"
  | "sysRecoveryRotationVerificationUpdate"
>

/** The fields of a response. */
type Body = Readonly<Record<string, Json>>

/** At `sys/rotate`, an attempt without a verification has an empty nonce for it. */
const verificationNonceIn = (name: RekeyName, nonce: string | undefined): Body | undefined =>
  nonce === undefined && name === "rekey" ? undefined : { verification_nonce: nonce ?? "" }

const rekeyBody = (name: RekeyName, status: RekeyStatus): Body => ({
  nonce: status.nonce,
  started: status.started,
  t: status.threshold,
  n: status.shares,
  progress: status.progress,
  required: status.required,
  pgp_fingerprints: null,
  backup: false,
  verification_required: status.needsVerification,
  ...(status.started && verificationNonceIn(name, status.verificationNonce))
})

const rekeyResultBody = (name: RekeyName, { keys, nonce, verificationNonce }: RekeyResult): Body => ({
  nonce,
  complete: true,
  keys: sharesInHex(keys),
  keys_base64: sharesInBase64(keys),
  pgp_fingerprints: null,
  backup: false,
  verification_required: verificationNonce !== undefined,
  ...verificationNonceIn(name, verificationNonce)
})

const verificationBody = ({ nonce, progress, shares, started, threshold }: VerificationStatus): Body => ({
  nonce,
  started,
  t: threshold,
  n: shares,
  progress
})

/** The share in a request. */
const shareIn = (name: RekeyName, { key = "", nonce = "" }: ShareRequest["fields"]) => {
  const missing = name === "rekey" ? undefined : key === "" ? "key" : nonce === "" ? "nonce" : undefined
  return missing === undefined
    ? keyShareOf(key, (problem) => problem)
    : refused(sealTextFor.rotationFieldMissing(missing))
}

const startRekey = (name: RekeyName, rekey: Rekey, { fields }: StartRequest) => {
  if (name === "rotation" && rekey.status().started) return refused(sealTextFor.rekeyInProgress(name))
  if (fields.pgp_keys !== undefined && fields.pgp_keys.length > 0)
    return refused(rekey.isSplit ? sealTexts.pgpUnsupported : sealTextFor.barrierPgpUnsupported(name))
  if (fields.backup)
    return refused(rekey.isSplit || name === "rekey" ? sealTexts.backupNeedsPgp : sealTexts.rotationBackupUnsupported)
  const shares = { shares: fields.secret_shares ?? 0, threshold: fields.secret_threshold ?? 0 }
  const needsVerification = fields.require_verification ?? false
  if (!rekey.isSplit)
    return needsVerification ? refused(sealTextFor.verificationUnsupported(name)) : rekey.start(name, shares, false)
  const problem = sharesProblem(shares)
  if (problem === undefined) return rekey.start(name, shares, needsVerification)
  return refused(
    rekey.kind === "recovery"
      ? sealTextFor.recoveryConfigInvalid(problem)
      : sealTextFor.rekeyConfigInvalid(name, problem)
  )
}

/**
 * The operations on one key that is split into shares: without an envelope at `sys/rekey`, and with one at `sys/rotate`.
 *
 * @param withRekey runs an operation, or refuses it if there is no such key
 */
export const rekeyOperations = (
  name: RekeyName,
  withRekey: (run: (rekey: Rekey) => OutcomeEffect) => OutcomeEffect
) => {
  const respond = (data: Body): Outcome => (name === "rekey" ? bare(200, data) : enveloped({ data }))
  const progress = (result: RekeyResult | RekeyStatus): Outcome =>
    respond("keys" in result ? rekeyResultBody(name, result) : rekeyBody(name, result))
  const verified = (result: VerificationStatus | Verified): Outcome =>
    respond("complete" in result ? { nonce: result.complete, complete: true } : verificationBody(result))

  return {
    read: () => withRekey((rekey) => Effect.sync(() => progress(rekey.status()))),
    start: (request: StartRequest) => withRekey((rekey) => Effect.map(startRekey(name, rekey, request), progress)),
    cancel: () => withRekey((rekey) => Effect.as(rekey.cancel, noContent)),
    update: ({ fields }: ShareRequest) =>
      withRekey((rekey) =>
        Effect.map(
          Effect.flatMap(shareIn(name, fields), (share) => rekey.update(name, share, fields.nonce ?? "")),
          progress
        )
      ),
    readVerification: () => withRekey((rekey) => Effect.map(rekey.verificationStatus(name), verified)),
    verify: ({ fields }: ShareRequest) =>
      withRekey((rekey) =>
        Effect.map(
          Effect.flatMap(shareIn(name, fields), (share) => rekey.verify(name, share, fields.nonce ?? "")),
          verified
        )
      ),
    restartVerification: () => withRekey((rekey) => Effect.map(rekey.restartVerification(name), verified)),
    // Backups are only made of shares that are encrypted with PGP keys.
    readBackup: () => refused(sealTexts.noBackup),
    deleteBackup: () => Effect.succeed(noContent)
  }
}
