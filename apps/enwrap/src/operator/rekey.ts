import type { CommandInput, RunCommand } from "../cli/command-spec.ts"
import { usageFailure } from "../cli/failure.ts"
import { requireOutput } from "../cli/lost-output.ts"
import { readOutputOptions } from "../output/output-options.ts"
import type { Send } from "../wrapping/send.ts"
import { anonymousCalls, countFlag, oneFlagOf, readKeyShare, showAttempt } from "./operator-call.ts"
import { printNewKeys, printRekeyStatus, printVerified, type RekeyStatus } from "./rekey-output.ts"

/** The operations for the shares of the unseal key, and those for the shares of the recovery key. */
const operationsOf = (input: CommandInput) => {
  const target = input.flag("target") ?? "barrier"
  return target === "recovery"
    ? ({
        read: "sysRecoveryRekeyRead",
        start: "sysRecoveryRekeyStart",
        cancel: "sysRecoveryRekeyCancel",
        update: "sysRecoveryRekeyUpdate",
        readVerification: "sysRecoveryRekeyVerificationRead",
        verify: "sysRecoveryRekeyVerificationUpdate",
        restart: "sysRecoveryRekeyVerificationRestart"
      } as const)
    : ({
        read: "sysRekeyRead",
        start: "sysRekeyStart",
        cancel: "sysRekeyCancel",
        update: "sysRekeyUpdate",
        readVerification: "sysRekeyVerificationRead",
        verify: "sysRekeyVerificationUpdate",
        restart: "sysRekeyVerificationRestart"
      } as const)
}

/**
 * Rejects flags for new shares if there will be none: the server unseals itself, and only its recovery key has shares.
 *
 * @throws Failure (usage error)
 */
const checkFlags = async (input: CommandInput, send: Send): Promise<void> => {
  if (input.flag("target") === "recovery") return
  const given = ["key-shares", "key-threshold", "verify"].find((name) => input.has(name))
  if (given === undefined) return
  const { value: seal } = await send((to) => to.operations.sysSealStatusRead())
  if (!seal.recovery_seal) return
  throw usageFailure(
    `--${given} does not apply: the server unseals itself, so its unseal key has no shares.`,
    "To replace the shares of its recovery key, use --target=recovery.",
    "Without this flag, an attempt replaces only the root key."
  )
}

/** Replaces the key shares: starts, shows and cancels an attempt, and sends the present shares. */
export const run: RunCommand = async (input, io) => {
  readOutputOptions(input, io)
  const send = anonymousCalls(input, io)
  const names = operationsOf(input)
  const verify = input.has("verify")
  switch (oneFlagOf(input, ["init", "status", "cancel"])) {
    case "init": {
      await checkFlags(input, send)
      const body = {
        secret_shares: countFlag(input, "key-shares") ?? 5,
        secret_threshold: countFlag(input, "key-threshold") ?? 3,
        require_verification: verify
      }
      printRekeyStatus(await send((to) => to.operations[names.start]({ body })), input, io)
      return 0
    }
    case "status":
      printRekeyStatus(
        verify
          ? await send((to) => to.operations[names.readVerification]())
          : await send((to) => to.operations[names.read]()),
        input,
        io
      )
      return 0
    case "cancel":
      if (verify) await send((to) => to.operations[names.restart]())
      else await send((to) => to.operations[names.cancel]())
      io.write(verify ? "The verification starts again.\n" : "There is no attempt to rekey any more.\n")
      return 0
    default: {
      const attempt = await currentAttempt(send, names, verify)
      requireOutput(io)
      showAttempt(attempt, input, io)
      const nonce = input.flag("nonce") ?? attempt.nonce
      const body = { key: await readKeyShare(input, io), nonce }
      if (verify) printVerified(await send((to) => to.operations[names.verify]({ body })), input, io)
      else printNewKeys(await send((to) => to.operations[names.update]({ body })), input, io)
      return 0
    }
  }
}

/** The attempt in progress. */
const currentAttempt = async (
  send: Send,
  names: ReturnType<typeof operationsOf>,
  verify: boolean
): Promise<RekeyStatus> => {
  const { value } = verify
    ? await send((to) => to.operations[names.readVerification]())
    : await send((to) => to.operations[names.read]())
  if (value.nonce !== "") return { required: value.t, ...value }
  throw usageFailure("there is no attempt to rekey.", "Start one with --init.")
}
