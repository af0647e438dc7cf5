import type { CommandInput } from "../src/cli/command-spec.ts"
import type { Io } from "../src/cli/io.ts"

/** An {@link Io} for tests, and what was written to it. */
export const fakeIo = (
  options: {
    readonly env?: Record<string, string>
    readonly input?: string | Uint8Array
    readonly terminal?: boolean
    readonly secret?: string
    readonly home?: string
    readonly outputFailure?: string
    readonly outputIsClosed?: boolean
  } = {}
) => {
  const written = { out: "", err: "", bytes: new Array<Uint8Array>() }
  const { input } = options
  const io: Io = {
    env: options.env ?? {},
    homeDirectory: () => options.home ?? "/nonexistent",
    write: (text) => void (written.out += text),
    writeBytes: (bytes) => void written.bytes.push(bytes),
    outputIsClosed: () => options.outputIsClosed ?? false,
    outputFailure: async () => options.outputFailure,
    warn: (text) => void (written.err += text),
    outputIsTerminal: options.terminal ?? false,
    inputIsPiped: () => input !== undefined,
    readInput: async () => (typeof input === "string" ? new TextEncoder().encode(input) : (input ?? new Uint8Array())),
    askSecret: async () => options.secret
  }
  return { io, written }
}

/** The input of a command, as the parser returns it. */
export const commandInput = (
  operands: ReadonlyArray<string>,
  flags: Record<string, string | ReadonlyArray<string>> = {}
): CommandInput => {
  const values = (name: string) => [flags[name] ?? []].flat()
  return { operands, flags: values, flag: (name) => values(name).at(-1), has: (name) => name in flags }
}
