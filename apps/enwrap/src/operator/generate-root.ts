import type { CommandInput, RunCommand } from "../cli/command-spec.ts"
import { Failure, usageFailure } from "../cli/failure.ts"
import type { Io } from "../cli/io.ts"
import { requireOutput, whenOutputIsLost } from "../cli/lost-output.ts"
import { readOutputOptions } from "../output/output-options.ts"
import { writeStructured } from "../output/structured-text.ts"
import type { Sent } from "../wrapping/send.ts"
import { anonymousCalls, oneFlagOf, printResult, readKeyShare, showAttempt } from "./operator-call.ts"

interface Attempt {
  readonly nonce: string
  readonly started: boolean
  readonly progress: number
  readonly required: number
  readonly complete: boolean
  readonly encoded_token?: string
  readonly otp?: string
  readonly otp_length?: number
}

const printAttempt = (sent: Sent<Attempt>, input: CommandInput, io: Io): void => {
  const { complete, encoded_token, nonce, otp, otp_length, progress, required, started } = sent.value
  printResult(
    sent,
    [
      ["Nonce", nonce],
      ["Started", started],
      ["Progress", `${progress}/${required}`],
      ["Complete", complete],
      ["OTP", otp || undefined],
      ["OTP Length", otp_length],
      ["Encoded Token", encoded_token || undefined]
    ],
    input,
    io
  )
}

/** Creates a root token: starts, shows and cancels an attempt, sends key shares, and decodes the result. */
export const run: RunCommand = async (input, io) => {
  readOutputOptions(input, io)
  const send = anonymousCalls(input, io)
  switch (oneFlagOf(input, ["init", "status", "cancel", "decode"])) {
    case "init": {
      const otp = input.flag("otp")
      requireOutput(io)
      const sent = await send((to) => to.operations.sysRootGenerationStart({ body: otp === undefined ? {} : { otp } }))
      if (otp === undefined)
        whenOutputIsLost(
          io,
          "The attempt has begun, and its one-time password is lost: cancel it with --cancel, and start another one."
        )
      printAttempt(sent, input, io)
      return 0
    }
    case "status":
      printAttempt(await send((to) => to.operations.sysRootGenerationRead()), input, io)
      return 0
    case "cancel":
      await send((to) => to.operations.sysRootGenerationCancel())
      io.write("There is no attempt to create a root token any more.\n")
      return 0
    case "decode":
      printDecoded(input, io)
      return 0
    default: {
      const { value: attempt } = await send((to) => to.operations.sysRootGenerationRead())
      const nonce = input.flag("nonce") ?? attempt.nonce
      if (!attempt.started || nonce === "")
        throw usageFailure("there is no attempt to create a root token.", "Start one with --init.")
      requireOutput(io)
      showAttempt(attempt, input, io)
      const body = { key: await readKeyShare(input, io), nonce }
      const sent = await send((to) => to.operations.sysRootGenerationUpdate({ body }))
      if (sent.value.complete)
        whenOutputIsLost(
          io,
          "The attempt is complete, and the encoded root token is lost: start another one with --init."
        )
      printAttempt(sent, input, io)
      return 0
    }
  }
}

/** The encoded token is the token combined with the one-time password. */
const printDecoded = (input: CommandInput, io: Io): void => {
  const otp = Buffer.from(input.flag("otp") ?? "")
  if (otp.length === 0) throw usageFailure("--decode needs the one-time password in --otp.")
  const encoded = Buffer.from(input.flag("decode") ?? "", "base64")
  if (encoded.length !== otp.length) throw new Failure("the one-time password does not belong to this encoded token.")
  const token = Buffer.from(encoded.map((byte, i) => byte ^ otp[i]!)).toString("latin1")
  const { format } = readOutputOptions(input, io)
  if (format !== "table") return writeStructured(JSON.stringify({ token }), format, io)
  io.write(`${token}\n`)
}
