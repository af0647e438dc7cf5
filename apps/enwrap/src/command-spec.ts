import type { ExitCode } from "./failure.ts"
import type { Io } from "./io.ts"

/** A flag of a command, without its dashes. One without `value` is either given or not. */
export interface FlagSpec {
  readonly name: string
  readonly description: string
  /** What its value is called in the help: `TTL`. */
  readonly value?: string
  readonly choices?: ReadonlyArray<string>
  /** Other names for it. */
  readonly aliases?: ReadonlyArray<string>
  /** It may be given several times, and every value counts. */
  readonly repeatable?: boolean
}

/** A word of a command that is no flag. */
export interface OperandSpec {
  readonly name: string
  readonly description: string
  readonly choices?: ReadonlyArray<string>
  readonly required?: boolean
  readonly variadic?: boolean
}

/** A line to try, and what it does. */
export interface Example {
  readonly does: string
  readonly run: string
}

/** One command: how it is called, how it is explained, and where its code is. */
export interface CommandSpec {
  readonly name: string
  readonly summary: string
  readonly description: string
  readonly operands: ReadonlyArray<OperandSpec>
  readonly flags: ReadonlyArray<FlagSpec>
  readonly examples: ReadonlyArray<Example>
  /** What it cannot do again, to be said where its output could not be written. */
  readonly outputLost?: string
  /** Its words are not looked at, but handed on as they are. */
  readonly passThrough?: boolean
  /** Loads the command's code, which no other command needs. */
  readonly load: () => Promise<{ readonly run: RunCommand }>
}

/** What was given on the command line. */
export interface CommandInput {
  readonly operands: ReadonlyArray<string>
  /** The value of a flag; the last one counts. */
  readonly flag: (name: string) => string | undefined
  readonly flags: (name: string) => ReadonlyArray<string>
  readonly has: (name: string) => boolean
}

export type RunCommand = (input: CommandInput, io: Io) => Promise<ExitCode>
