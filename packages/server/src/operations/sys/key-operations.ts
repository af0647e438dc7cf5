import { errorTexts, sealTextFor, sealTexts } from "@enwrap/protocol"
import * as Effect from "effect/Effect"
import { bare, noContent } from "../../actions/outcome.ts"
import { KeyCeremonies } from "../../actions/key-ceremonies/key-ceremonies.ts"
import type { Rekey, RekeyResult, RekeyStatus, VerificationStatus } from "../../actions/key-ceremonies/rekey.ts"
import type { RootGenerationStatus } from "../../actions/key-ceremonies/root-generation.ts"
import { sharesProblem } from "../../state/seal/seal-config.ts"
import { Seal } from "../../state/seal/seal.ts"
import { plainError } from "../../values/protocol-error.ts"
import type { OutcomeEffect, SystemHandlers, SystemRequest } from "../system-handler.ts"
import { keyShareOf, sharesInBase64, sharesInHex } from "./seal-operations.ts"

const refused = (text: string) => Effect.fail(plainError(400, text))

const generationBody = (status: RootGenerationStatus): object => ({
  nonce: status.nonce,
  started: status.started,
  progress: status.progress,
  required: status.required,
  complete: status.encodedToken !== "",
  encoded_token: status.encodedToken,
  encoded_root_token: status.encodedToken,
  pgp_fingerprint: "",
  otp: status.otp,
  otp_length: status.otpLength
})

const verificationNonceIn = (nonce: string | undefined): object | undefined =>
  nonce === undefined ? undefined : { verification_nonce: nonce }

const rekeyBody = (status: RekeyStatus): object => ({
  nonce: status.nonce,
  started: status.started,
  t: status.threshold,
  n: status.shares,
  progress: status.progress,
  required: status.required,
  pgp_fingerprints: null,
  backup: false,
  verification_required: status.needsVerification,
  ...verificationNonceIn(status.verificationNonce)
})

const rekeyResultBody = ({ keys, nonce, verificationNonce }: RekeyResult): object => ({
  nonce,
  complete: true,
  keys: sharesInHex(keys),
  keys_base64: sharesInBase64(keys),
  pgp_fingerprints: null,
  backup: false,
  verification_required: verificationNonce !== undefined,
  ...verificationNonceIn(verificationNonce)
})

const verificationBody = ({ nonce, progress, shares, started, threshold }: VerificationStatus): object => ({
  nonce,
  started,
  t: threshold,
  n: shares,
  progress
})

const startRekey = (rekey: Rekey, { fields }: SystemRequest<"sysRekeyStart" | "sysRecoveryRekeyStart">) => {
  const hasPgpKeys = fields.pgp_keys !== undefined && fields.pgp_keys.length > 0
  if (hasPgpKeys) return refused(sealTexts.pgpUnsupported)
  if (fields.backup) return refused(sealTexts.backupNeedsPgp)
  const shares = { shares: fields.secret_shares ?? 0, threshold: fields.secret_threshold ?? 0 }
  const needsVerification = fields.require_verification ?? false
  if (!rekey.isSplit) return needsVerification ? refused(sealTexts.verificationUnsupported) : rekey.start(shares, false)
  const problem = sharesProblem(shares)
  if (problem === undefined) return rekey.start(shares, needsVerification)
  return refused(
    rekey.kind === "recovery" ? sealTextFor.recoveryConfigInvalid(problem) : sealTextFor.rekeyConfigInvalid(problem)
  )
}

/** `sys/rekey` and `sys/rekey-recovery-key`, `sys/generate-root`, and `sys/rotate/root`: what needs key shares. */
export const keyOperations = Effect.gen(function* () {
  const ceremonies = yield* KeyCeremonies
  const seal = yield* Seal

  /** These operations need no token, so they must find out themselves that the server is sealed. */
  const unsealed = (run: (available: NonNullable<typeof ceremonies>) => OutcomeEffect): OutcomeEffect =>
    Effect.suspend(() => {
      if (seal.isSealed()) return Effect.fail(plainError(503, errorTexts.sealed))
      return ceremonies === undefined ? refused(sealTexts.noKeyShares) : run(ceremonies)
    })

  const withRekey =
    <Request>(run: (rekey: Rekey, request: Request) => OutcomeEffect) =>
    (request: Request): OutcomeEffect =>
      unsealed(({ rekey }) => run(rekey, request))
  const withRecoveryRekey =
    <Request>(run: (rekey: Rekey, request: Request) => OutcomeEffect) =>
    (request: Request): OutcomeEffect =>
      unsealed(({ recoveryRekey }) =>
        recoveryRekey === undefined ? refused(sealTexts.recoveryRekeyUnsupported) : run(recoveryRekey, request)
      )

  const read = (rekey: Rekey) => Effect.sync(() => bare(200, rekeyBody(rekey.status())))
  const start = (rekey: Rekey, request: SystemRequest<"sysRekeyStart" | "sysRecoveryRekeyStart">) =>
    Effect.map(startRekey(rekey, request), (status) => bare(200, rekeyBody(status)))
  const cancel = (rekey: Rekey) => Effect.as(rekey.cancel, noContent)
  const update = (rekey: Rekey, { fields }: SystemRequest<"sysRekeyUpdate" | "sysRecoveryRekeyUpdate">) =>
    Effect.map(
      Effect.flatMap(keyShareOf(fields.key), (share) => rekey.update(share, fields.nonce ?? "")),
      (result) => bare(200, "keys" in result ? rekeyResultBody(result) : rekeyBody(result))
    )
  const verification = (rekey: Rekey) =>
    Effect.map(rekey.verificationStatus(), (status) => bare(200, verificationBody(status)))
  const verify = (
    rekey: Rekey,
    { fields }: SystemRequest<"sysRekeyVerificationUpdate" | "sysRecoveryRekeyVerificationUpdate">
  ) =>
    Effect.map(
      Effect.flatMap(keyShareOf(fields.key), (share) => rekey.verify(share, fields.nonce ?? "")),
      (result) =>
        bare(200, "complete" in result ? { nonce: result.complete, complete: true } : verificationBody(result))
    )
  const restart = (rekey: Rekey) =>
    Effect.map(rekey.restartVerification, (status) => bare(200, verificationBody(status)))

  return {
    sysRootGenerationRead: () =>
      unsealed(({ rootGeneration }) => Effect.sync(() => bare(200, generationBody(rootGeneration.status())))),
    sysRootGenerationStart: ({ fields }) =>
      unsealed(({ rootGeneration }) =>
        (fields.pgp_key ?? "") === ""
          ? Effect.map(rootGeneration.start(fields.otp ?? ""), (status) => bare(200, generationBody(status)))
          : refused(sealTexts.pgpUnsupported)
      ),
    sysRootGenerationCancel: () => unsealed(({ rootGeneration }) => Effect.as(rootGeneration.cancel, noContent)),
    sysRootGenerationUpdate: ({ fields }) =>
      unsealed(({ rootGeneration }) =>
        Effect.map(
          Effect.flatMap(keyShareOf(fields.key), (share) => rootGeneration.update(share, fields.nonce ?? "")),
          (status) => bare(200, generationBody(status))
        )
      ),
    sysRekeyRead: withRekey(read),
    sysRekeyStart: withRekey(start),
    sysRekeyCancel: withRekey(cancel),
    sysRekeyUpdate: withRekey(update),
    sysRekeyVerificationRead: withRekey(verification),
    sysRekeyVerificationUpdate: withRekey(verify),
    sysRekeyVerificationRestart: withRekey(restart),
    sysRecoveryRekeyRead: withRecoveryRekey(read),
    sysRecoveryRekeyStart: withRecoveryRekey(start),
    sysRecoveryRekeyCancel: withRecoveryRekey(cancel),
    sysRecoveryRekeyUpdate: withRecoveryRekey(update),
    sysRecoveryRekeyVerificationRead: withRecoveryRekey(verification),
    sysRecoveryRekeyVerificationUpdate: withRecoveryRekey(verify),
    sysRecoveryRekeyVerificationRestart: withRecoveryRekey(restart),
    // Backups are only made of shares that are encrypted with PGP keys.
    sysRekeyBackupRead: () => refused(sealTexts.noBackup),
    sysRekeyBackupDelete: () => Effect.succeed(noContent),
    sysRecoveryRekeyBackupRead: () => refused(sealTexts.noBackup),
    sysRecoveryRekeyBackupDelete: () => Effect.succeed(noContent),
    sysRootKeyRotate: () => unsealed(({ rotateRootKey }) => Effect.as(rotateRootKey, noContent))
  } satisfies Partial<SystemHandlers<"sys">>
})
