import type { ExitCode } from "./failure.ts"
import type { Io } from "./io.ts"

/** A flag of a command, named without dashes. A flag without `value` is a switch. */
export interface FlagSpec {
  readonly name: string
  readonly description: string
  /** Placeholder of its value in the help: `TTL`. */
  readonly value?: string
  readonly choices?: ReadonlyArray<string>
  /** Other names of the flag. */
  readonly aliases?: ReadonlyArray<string>
  /** One letter, for a switch: `f` for `-f`. */
  readonly short?: string
  /** The flag can be given several times; all values are used. */
  readonly repeatable?: boolean
}

/** A positional argument of a command. */
export interface OperandSpec {
  readonly name: string
  readonly description: string
  readonly choices?: ReadonlyArray<string>
  readonly required?: boolean
  readonly variadic?: boolean
}

/** A command line, and what it does. */
export interface Example {
  readonly does: string
  readonly run: string
}

/** One command: its syntax, its help, and where its code is. */
export interface CommandSpec {
  /** One word, or two for a command of a group: `operator init`. */
  readonly name: string
  readonly summary: string
  readonly description: string
  readonly operands: ReadonlyArray<OperandSpec>
  readonly flags: ReadonlyArray<FlagSpec>
  readonly examples: ReadonlyArray<Example>
  /** Whether the exit code 2 of these words is a state: a usage error is 1 then. */
  readonly twoIsState?: (words: ReadonlyArray<string>) => boolean
  /** Loads flags that another package declares, with a flag `help`: the command prints its own. */
  readonly loadFlags?: () => Promise<ReadonlyArray<FlagSpec>>
  /** Loads the command's code. */
  readonly load: () => Promise<{ readonly run: RunCommand }>
}

/** Commands whose names begin with the same word. */
export interface GroupSpec {
  readonly name: string
  readonly summary: string
  readonly examples: ReadonlyArray<Example>
}

/** The command that the words begin with. */
export const findCommand = (
  commands: ReadonlyArray<CommandSpec>,
  [first, second]: ReadonlyArray<string>
): CommandSpec | undefined => commands.find(({ name }) => name === first || name === `${first} ${second}`)

/** The same command with all its flags. */
export const withAllFlags = async (spec: CommandSpec): Promise<CommandSpec> =>
  spec.loadFlags === undefined ? spec : { ...spec, flags: [...spec.flags, ...(await spec.loadFlags())] }

/** The parsed arguments of a command. */
export interface CommandInput {
  readonly operands: ReadonlyArray<string>
  /** The value of a flag; the last one if it was given several times. */
  readonly flag: (name: string) => string | undefined
  readonly flags: (name: string) => ReadonlyArray<string>
  readonly has: (name: string) => boolean
}

export type RunCommand = (input: CommandInput, io: Io) => Promise<ExitCode>
