import type { CommandInput, RunCommand } from "../cli/command-spec.ts"
import type { Io } from "../cli/io.ts"
import type { Sent } from "../wrapping/send.ts"
import { anonymousCalls, printResult } from "./operator-call.ts"

/** What `sys/seal-status` and `sys/unseal` return. */
interface SealStatus {
  readonly type: string
  readonly initialized: boolean
  readonly sealed: boolean
  readonly t: number
  readonly n: number
  readonly progress: number
  readonly nonce: string
  readonly version: string
  readonly recovery_seal: boolean
  readonly storage_type?: string
  readonly cluster_name?: string
  readonly cluster_id?: string
}

/** Prints the state of the seal, with the names of the original. */
export const printSealStatus = (sent: Sent<SealStatus>, input: CommandInput, io: Io): void => {
  const status = sent.value
  const kind = status.recovery_seal ? "Recovery Shares" : "Shares"
  const isUnsealing = status.sealed && status.progress > 0
  printResult(
    sent,
    [
      [status.recovery_seal ? "Recovery Seal Type" : "Seal Type", status.recovery_seal ? "shamir" : status.type],
      ["Initialized", status.initialized],
      ["Sealed", status.sealed],
      [`Total ${kind}`, status.n],
      ["Threshold", status.t],
      ["Unseal Progress", isUnsealing ? `${status.progress}/${status.t}` : undefined],
      ["Unseal Nonce", isUnsealing ? status.nonce : undefined],
      ["Version", status.version],
      ["Storage Type", status.storage_type],
      ["Cluster Name", status.cluster_name],
      ["Cluster ID", status.cluster_id]
    ],
    input,
    io
  )
}

/** Prints the state of the seal. The exit code is 0 if the server is unsealed, and 2 if it is sealed. */
export const run: RunCommand = async (input, io) => {
  const sent = await anonymousCalls(input, io)((to) => to.operations.sysSealStatusRead())
  printSealStatus(sent, input, io)
  return sent.value.sealed ? 2 : 0
}
