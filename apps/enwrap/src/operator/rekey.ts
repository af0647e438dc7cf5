import type { CommandInput, RunCommand } from "../cli/command-spec.ts"
import { usageFailure } from "../cli/failure.ts"
import type { Io } from "../cli/io.ts"
import { readOutputOptions } from "../output/output-options.ts"
import type { Sent } from "../wrapping/send.ts"
import { anonymousCalls, countFlag, oneFlagOf, printResult, readKeyShare, showAttempt } from "./operator-call.ts"

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

interface RekeyStatus {
  readonly nonce: string
  readonly started?: boolean
  readonly t?: number
  readonly n?: number
  readonly progress?: number
  readonly required?: number
  readonly verification_required?: boolean
  readonly verification_nonce?: string
}

const printStatus = (sent: Sent<RekeyStatus>, input: CommandInput, io: Io): void => {
  const { n, nonce, progress, required, started, t, verification_nonce, verification_required } = sent.value
  printResult(
    sent,
    [
      ["Nonce", nonce],
      ["Started", started],
      ["Rekey Progress", required === undefined ? progress : `${progress}/${required}`],
      ["New Shares", n],
      ["New Threshold", t],
      ["Verification Required", verification_required],
      ["Verification Nonce", verification_nonce]
    ],
    input,
    io
  )
}

interface NewKeys extends RekeyStatus {
  readonly complete?: boolean
  readonly keys_base64?: ReadonlyArray<string>
}

const printKeys = (sent: Sent<NewKeys>, input: CommandInput, io: Io): void => {
  const { complete, keys_base64 = [], verification_nonce, verification_required } = sent.value
  if (complete !== true) return printStatus(sent, input, io)
  if (readOutputOptions(input, io).format !== "table") return printResult(sent, [], input, io)
  keys_base64.forEach((key, i) => io.write(`Key ${i + 1}: ${key}\n`))
  io.write(
    verification_required === true
      ? `\nThe new shares are not valid yet. Send them with \`enwrap operator rekey --verify --nonce=${verification_nonce ?? ""}\`.\n`
      : "\nThe new shares are valid, and the old ones are not. They are not shown again.\n"
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
      const body = {
        secret_shares: countFlag(input, "key-shares") ?? 5,
        secret_threshold: countFlag(input, "key-threshold") ?? 3,
        require_verification: verify
      }
      printStatus(await send((to) => to.operations[names.start]({ body })), input, io)
      return 0
    }
    case "status":
      printStatus(
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
      showAttempt(attempt, input, io)
      const nonce = input.flag("nonce") ?? attempt.nonce
      const body = { key: await readKeyShare(input, io), nonce }
      if (verify) printVerified(await send((to) => to.operations[names.verify]({ body })), input, io)
      else printKeys(await send((to) => to.operations[names.update]({ body })), input, io)
      return 0
    }
  }
}

const printVerified = (
  sent: Sent<{ readonly nonce: string; readonly complete?: boolean }>,
  input: CommandInput,
  io: Io
) => {
  if (sent.value.complete === true && readOutputOptions(input, io).format === "table")
    return io.write("The new shares are valid, and the old ones are not.\n")
  printStatus(sent, input, io)
}

/** The attempt in progress. */
const currentAttempt = async (
  send: ReturnType<typeof anonymousCalls>,
  names: ReturnType<typeof operationsOf>,
  verify: boolean
): Promise<RekeyStatus> => {
  const { value } = verify
    ? await send((to) => to.operations[names.readVerification]())
    : await send((to) => to.operations[names.read]())
  if (value.nonce !== "") return { required: value.t, ...value }
  throw usageFailure("there is no attempt to rekey.", "Start one with --init.")
}
