import type { CommandInput } from "../cli/command-spec.ts"
import type { Io } from "../cli/io.ts"
import { whenOutputIsLost } from "../cli/lost-output.ts"
import { readOutputOptions } from "../output/output-options.ts"
import type { Sent } from "../wrapping/send.ts"
import { printResult } from "./operator-call.ts"

export interface RekeyStatus {
  readonly nonce: string
  readonly started?: boolean
  readonly t?: number
  readonly n?: number
  readonly progress?: number
  readonly required?: number
  readonly verification_required?: boolean
  readonly verification_nonce?: string
}

interface NewKeys extends RekeyStatus {
  readonly complete?: boolean
  readonly keys_base64?: ReadonlyArray<string>
}

const isTable = (input: CommandInput, io: Io): boolean => readOutputOptions(input, io).format === "table"

/** Prints the state of an attempt. */
export const printRekeyStatus = (sent: Sent<RekeyStatus>, input: CommandInput, io: Io): void => {
  const { n, nonce, progress, required, started, t, verification_nonce, verification_required } = sent.value
  const isRootKey = started === true && n === 0 && t === 0
  printResult(
    sent,
    [
      ["Nonce", nonce],
      ["Started", started],
      ["Rekey Progress", required === undefined ? progress : `${progress}/${required}`],
      ["New Shares", isRootKey ? undefined : n],
      ["New Threshold", isRootKey ? undefined : t],
      ["Verification Required", isRootKey ? undefined : verification_required],
      ["Verification Nonce", verification_nonce]
    ],
    input,
    io
  )
  if (isRootKey && isTable(input, io))
    io.write(
      "\nThe server unseals itself: this attempt replaces its root key, and the recovery key shares stay valid. To replace them, use --target=recovery.\n"
    )
}

/** Prints the new shares, or the progress of the attempt. */
export const printNewKeys = (sent: Sent<NewKeys>, input: CommandInput, io: Io): void => {
  const { complete, keys_base64 = [], verification_nonce, verification_required } = sent.value
  if (complete !== true) return printRekeyStatus(sent, input, io)
  const needsVerification = verification_required === true
  if (keys_base64.length > 0) whenOutputIsLost(io, lostText(input, needsVerification))
  if (!isTable(input, io)) return printResult(sent, [], input, io)
  if (keys_base64.length === 0) return io.write("The root key is replaced. The recovery key shares stay valid.\n")
  keys_base64.forEach((key, i) => io.write(`Key ${i + 1}: ${key}\n`))
  io.write(
    needsVerification
      ? `\nThe new shares are not valid yet. Send them with \`enwrap operator rekey --verify --nonce=${verification_nonce ?? ""}\`.\n`
      : "\nThe new shares are valid, and the old ones are not. They are not shown again.\n"
  )
}

/** What can be done without the new shares. They would be needed to rekey again. */
const lostText = (input: CommandInput, needsVerification: boolean): string => {
  if (needsVerification)
    return "The new shares are lost, and not valid yet: cancel the attempt with --cancel, and start another one."
  return input.flag("target") === "recovery"
    ? "The recovery key shares were replaced, and the new ones are lost. The server still unseals itself; a backup from before has the earlier shares."
    : "The key shares were replaced, and the new ones are lost: once the server is sealed, it cannot be unsealed. Copy its data to another server before that, or restore a backup from before, which has the earlier shares."
}

/** Prints the progress of a verification, or that it is complete. */
export const printVerified = (
  sent: Sent<{ readonly nonce: string; readonly complete?: boolean }>,
  input: CommandInput,
  io: Io
): void => {
  if (sent.value.complete === true && isTable(input, io))
    return io.write("The new shares are valid, and the old ones are not.\n")
  printRekeyStatus(sent, input, io)
}
