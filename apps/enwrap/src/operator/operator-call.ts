import type { CommandInput } from "../cli/command-spec.ts"
import { usageFailure } from "../cli/failure.ts"
import type { Io } from "../cli/io.ts"
import { readCallerConnection, readConnection } from "../input/connection.ts"
import { readOutputOptions } from "../output/output-options.ts"
import { writeStructured } from "../output/structured-text.ts"
import { table } from "../output/table.ts"
import { type Send, type Sent, sendTo } from "../wrapping/send.ts"

/** Makes calls that need no token. */
export const anonymousCalls = (input: CommandInput, io: Io): Send => sendTo(readConnection(input, io), io)

/** Makes calls with the caller's token. */
export const callerCalls = (input: CommandInput, io: Io): Send => sendTo(readCallerConnection(input, io), io)

/** The rows of a table: names and values, in order. Values that are `undefined` are left out. */
export type Rows = ReadonlyArray<readonly [name: string, value: unknown]>

/** Prints a response as JSON, or these rows of it. */
export const printResult = ({ text }: Sent<unknown>, rows: Rows, input: CommandInput, io: Io): void => {
  const { format } = readOutputOptions(input, io)
  if (format !== "table") return writeStructured(text, format, io)
  const shown = rows.filter(([, value]) => value !== undefined)
  io.write(table(shown.map(([name, value]) => [name, String(value)])))
}

/** Shows which attempt a share is for before it is asked for. Standard output has only the result. */
export const showAttempt = (
  {
    nonce,
    progress = 0,
    required = 0
  }: { readonly nonce: string; readonly progress?: number; readonly required?: number },
  input: CommandInput,
  io: Io
): void => {
  if (readOutputOptions(input, io).format !== "table") return
  io.warn(`Nonce: ${nonce}\nProgress: ${progress}/${required}\n`)
}

/** The value of a flag that is a number. */
export const countFlag = (input: CommandInput, name: string): number | undefined => {
  const text = input.flag(name)
  if (text === undefined) return undefined
  if (!/^\d+$/.test(text)) throw usageFailure(`--${name} must be a number.`)
  return Number(text)
}

/**
 * Reads a key share from the argument, from standard input, or from a person at a terminal.
 *
 * @throws Failure (usage error) if there is none
 */
export const readKeyShare = async (input: CommandInput, io: Io): Promise<string> => {
  const argument = input.operands[0]
  if (argument !== undefined && argument !== "-") {
    io.warn(
      "enwrap: other users can see the key share in the process list, and the shell may keep it: pass it on standard input, or type it when you are asked for it.\n"
    )
    return argument.trim()
  }
  const asked = argument === "-" || io.inputIsPiped() ? undefined : await io.askSecret("Key share (will be hidden): ")
  const isPiped = asked === undefined && (argument === "-" || io.inputIsPiped())
  const share = (isPiped ? new TextDecoder().decode(await io.readInput()) : (asked ?? "")).trim()
  if (share !== "") return share
  throw usageFailure("no key share.", "Pass it on standard input, or type it when you are asked for it.")
}

/** Rejects flags that exclude each other. Returns the one that was given. */
export const oneFlagOf = <const A extends string>(input: CommandInput, names: ReadonlyArray<A>): A | undefined => {
  const given = names.filter((name) => input.has(name))
  if (given.length > 1) throw usageFailure(`--${given[0]} and --${given[1]} exclude each other.`)
  return given[0]
}
