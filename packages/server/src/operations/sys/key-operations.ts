import { errorTexts, unsealTextFor } from "@enwrap/protocol"
import { sealTexts } from "@enwrap/protocol/lazy-texts"
import * as Effect from "effect/Effect"
import { bare, noContent } from "../../actions/outcome.ts"
import { type Ceremonies, KeyCeremonies, type WithoutToken } from "../../actions/key-ceremonies/key-ceremonies.ts"
import type { Rekey } from "../../actions/key-ceremonies/rekey.ts"
import type { RootGenerationStatus } from "../../actions/key-ceremonies/root-generation.ts"
import { Seal } from "../../state/seal/seal.ts"
import { unauthenticated } from "../../values/denied.ts"
import { plainError, refused } from "../../values/protocol-error.ts"
import type { OutcomeEffect, SystemHandlers } from "../system-handler.ts"
import { rekeyOperations } from "./rekey-operations.ts"
import { rootTokenOperations } from "./root-token-operations.ts"
import { keyShareOf } from "./seal-operations.ts"

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

/** `sys/rekey` and its neighbours, `sys/generate-root`, `sys/generate-root-token`, and `sys/rotate/root`: what needs key shares. */
export const keyOperations = Effect.gen(function* () {
  const ceremonies = yield* KeyCeremonies
  const seal = yield* Seal

  /** These operations need no token, so they must find out themselves that the server is sealed. */
  const unsealed = (run: (available: Ceremonies) => OutcomeEffect): OutcomeEffect =>
    Effect.suspend(() => {
      if (seal.isSealed()) return Effect.fail(plainError(503, errorTexts.sealed))
      return ceremonies === undefined ? refused(sealTexts.noKeyShares) : run(ceremonies)
    })

  const open = (what: keyof WithoutToken, run: (available: Ceremonies) => OutcomeEffect): OutcomeEffect =>
    unsealed((available) => (available.withoutToken[what] ? run(available) : Effect.fail(unauthenticated)))

  const rekey = rekeyOperations("rekey", (run) => open("rekey", ({ rekey }) => run(rekey)))
  const rootRotation = rekeyOperations("rotation", (run) => unsealed(({ rekey }) => run(rekey)))
  const ofRecovery =
    (unsupported: string, run: (rekey: Rekey) => OutcomeEffect) =>
    ({ recoveryRekey }: Ceremonies): OutcomeEffect =>
      recoveryRekey === undefined ? refused(unsupported) : run(recoveryRekey)
  const recoveryRekey = rekeyOperations("rekey", (run) =>
    open("rekey", ofRecovery(sealTexts.recoveryRekeyUnsupported, run))
  )
  const recoveryRotation = rekeyOperations("rotation", (run) =>
    unsealed(ofRecovery(sealTexts.recoveryRotationUnsupported, run))
  )

  return {
    ...rootTokenOperations(unsealed),
    sysRootGenerationRead: () =>
      open("rootGeneration", ({ rootGeneration }) =>
        Effect.sync(() => bare(200, generationBody(rootGeneration.status())))
      ),
    sysRootGenerationStart: ({ fields }) =>
      open("rootGeneration", ({ rootGeneration }) =>
        (fields.pgp_key ?? "") === ""
          ? Effect.map(rootGeneration.start(fields.otp ?? ""), (status) => bare(200, generationBody(status)))
          : refused(sealTexts.pgpUnsupported)
      ),
    sysRootGenerationCancel: () =>
      open("rootGeneration", ({ rootGeneration }) => Effect.as(rootGeneration.cancel, noContent)),
    sysRootGenerationUpdate: ({ fields }) =>
      open("rootGeneration", ({ rootGeneration }) =>
        Effect.map(
          Effect.flatMap(keyShareOf(fields.key, unsealTextFor.keyInvalid), (share) =>
            rootGeneration.update(share, fields.nonce ?? "")
          ),
          (status) => bare(200, generationBody(status))
        )
      ),
    sysRekeyRead: rekey.read,
    sysRekeyStart: rekey.start,
    sysRekeyCancel: rekey.cancel,
    sysRekeyUpdate: rekey.update,
    sysRekeyVerificationRead: rekey.readVerification,
    sysRekeyVerificationUpdate: rekey.verify,
    sysRekeyVerificationRestart: rekey.restartVerification,
    sysRekeyBackupRead: rekey.readBackup,
    sysRekeyBackupDelete: rekey.deleteBackup,
    sysRecoveryRekeyRead: recoveryRekey.read,
    sysRecoveryRekeyStart: recoveryRekey.start,
    sysRecoveryRekeyCancel: recoveryRekey.cancel,
    sysRecoveryRekeyUpdate: recoveryRekey.update,
    sysRecoveryRekeyVerificationRead: recoveryRekey.readVerification,
    sysRecoveryRekeyVerificationUpdate: recoveryRekey.verify,
    sysRecoveryRekeyVerificationRestart: recoveryRekey.restartVerification,
    sysRecoveryRekeyBackupRead: recoveryRekey.readBackup,
    sysRecoveryRekeyBackupDelete: recoveryRekey.deleteBackup,
    sysRootRotationRead: rootRotation.read,
    sysRootRotationStart: rootRotation.start,
    sysRootRotationCancel: rootRotation.cancel,
    sysRootRotationUpdate: rootRotation.update,
    sysRootRotationVerificationRead: rootRotation.readVerification,
    sysRootRotationVerificationUpdate: rootRotation.verify,
    sysRootRotationVerificationRestart: rootRotation.restartVerification,
    sysRootRotationBackupRead: rootRotation.readBackup,
    sysRootRotationBackupDelete: rootRotation.deleteBackup,
    sysRecoveryRotationRead: recoveryRotation.read,
    sysRecoveryRotationStart: recoveryRotation.start,
    sysRecoveryRotationCancel: recoveryRotation.cancel,
    sysRecoveryRotationUpdate: recoveryRotation.update,
    sysRecoveryRotationVerificationRead: recoveryRotation.readVerification,
    sysRecoveryRotationVerificationUpdate: recoveryRotation.verify,
    sysRecoveryRotationVerificationRestart: recoveryRotation.restartVerification,
    sysRecoveryRotationBackupRead: recoveryRotation.readBackup,
    sysRecoveryRotationBackupDelete: recoveryRotation.deleteBackup,
    sysRootKeyRotate: () => unsealed(({ rotateRootKey }) => Effect.as(rotateRootKey, noContent))
  } satisfies Partial<SystemHandlers<"sys">>
})
