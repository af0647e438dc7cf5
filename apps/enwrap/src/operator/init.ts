import type { CommandInput, RunCommand } from "../cli/command-spec.ts"
import { usageFailure } from "../cli/failure.ts"
import type { Io } from "../cli/io.ts"
import { requireOutput, whenOutputIsLost } from "../cli/lost-output.ts"
import { readOutputOptions } from "../output/output-options.ts"
import { writeStructured } from "../output/structured-text.ts"
import { anonymousCalls, countFlag } from "./operator-call.ts"

/** How many key shares there are, and how many of them are needed. */
interface Shares {
  readonly shares: number
  readonly threshold: number
}

const readShares = (input: CommandInput, kind: "key" | "recovery"): Shares => ({
  shares: countFlag(input, `${kind}-shares`) ?? 5,
  threshold: countFlag(input, `${kind}-threshold`) ?? 3
})

/** Initializes a server, and prints its key shares and its root token. */
export const run: RunCommand = async (input, io) => {
  const { format } = readOutputOptions(input, io)
  const send = anonymousCalls(input, io)
  if (input.has("status")) {
    const { value } = await send((to) => to.operations.sysInitStatusRead())
    io.write(value.initialized ? "The server is initialized.\n" : "The server is not initialized.\n")
    return value.initialized ? 0 : 2
  }
  requireOutput(io)
  const { value: seal } = await send((to) => to.operations.sysSealStatusRead())
  const kind = seal.recovery_seal ? "recovery" : "key"
  const other = seal.recovery_seal ? "key" : "recovery"
  if (input.has(`${other}-shares`) || input.has(`${other}-threshold`))
    throw usageFailure(
      `--${other}-shares and --${other}-threshold do not apply to the seal ${seal.type}.`,
      `Use --${kind}-shares and --${kind}-threshold.`
    )
  const asked = readShares(input, kind)
  const body = seal.recovery_seal
    ? { recovery_shares: asked.shares, recovery_threshold: asked.threshold }
    : { secret_shares: asked.shares, secret_threshold: asked.threshold }
  const { value: keys } = await send((to) => to.operations.sysInit({ body }))
  whenOutputIsLost(
    io,
    "The server is initialized, and its keys and its root token are lost: delete its storage, and initialize it again."
  )
  const recovery = { hex: keys.recovery_keys ?? [], base64: keys.recovery_keys_base64 ?? [] }
  if (format !== "table") {
    const none = { shares: 0, threshold: 0 }
    const [unsealing, recovering] = seal.recovery_seal ? [none, asked] : [asked, none]
    const printed = {
      unseal_keys_b64: keys.keys_base64,
      unseal_keys_hex: keys.keys,
      unseal_shares: unsealing.shares,
      unseal_threshold: unsealing.threshold,
      recovery_keys_b64: recovery.base64,
      recovery_keys_hex: recovery.hex,
      recovery_keys_shares: recovering.shares,
      recovery_keys_threshold: recovering.threshold,
      root_token: keys.root_token
    }
    writeStructured(JSON.stringify(printed), format, io)
  } else printKeys(keys.keys_base64, recovery.base64, keys.root_token, asked, io)
  return 0
}

const printKeys = (
  unsealKeys: ReadonlyArray<string>,
  recoveryKeys: ReadonlyArray<string>,
  rootToken: string,
  { shares, threshold }: Shares,
  io: Io
): void => {
  const isSealed = unsealKeys.length > 0
  unsealKeys.forEach((key, i) => io.write(`Unseal Key ${i + 1}: ${key}\n`))
  recoveryKeys.forEach((key, i) => io.write(`Recovery Key ${i + 1}: ${key}\n`))
  io.write(`\nInitial Root Token: ${rootToken}\n\n`)
  io.write(
    isSealed
      ? `The server is initialized with ${shares} key shares, of which ${threshold} are needed. It is sealed: give each share to another person, and run \`enwrap operator unseal\` ${threshold} times, now and after each restart.\n\nThe keys are not shown again. Without ${threshold} of them, nothing that the server stores can be read.\n`
      : `The server is initialized with ${shares} recovery key shares, of which ${threshold} are needed to create a root token, to rekey, and to unseal the server after \`enwrap operator seal\`. It unseals itself with the key of its seal.\n\nThe shares are not shown again. Keep the key of the seal: without it, nothing that the server stores can be read.\n`
  )
}
