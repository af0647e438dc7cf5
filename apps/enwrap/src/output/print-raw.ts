import { Failure } from "../cli/failure.ts"
import type { Io } from "../cli/io.ts"
import { visibleText } from "../cli/visible-text.ts"
import type { OutputOptions } from "./output-options.ts"

/**
 * Writes a response without an envelope byte for byte, unless a field of it is wanted and it can be requested again. A terminal
 * gets what is not text in base64.
 */
export const printRaw = (bytes: Uint8Array, { field, format }: OutputOptions, isOnlyCopy: boolean, io: Io): void => {
  if (field !== undefined && !isOnlyCopy) throw new Failure("the response is not an envelope, so it has no fields.")
  if (io.outputIsTerminal) writeToTerminal(bytes, io)
  else io.writeBytes(bytes)
  if (field !== undefined)
    throw new Failure("the response is not an envelope, so it has no fields: printed the whole response.")
  if (format !== "table") io.warn("enwrap: the response is not an envelope: printed it unchanged.\n")
}

const writeToTerminal = (bytes: Uint8Array, io: Io): void => {
  const text = textOf(bytes)
  if (text !== undefined && !text.includes("\0")) return io.write(visibleText(text))
  io.write(`${Buffer.from(bytes).toString("base64")}\n`)
  io.warn("enwrap: the response is not text: printed it in base64. Write it to a file to get its bytes.\n")
}

const textOf = (bytes: Uint8Array): string | undefined => {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}
