import * as Completions from "effect/cli/Completions"
import type { CommandSpec, FlagSpec, OperandSpec, RunCommand } from "../command-spec.ts"
import { commands } from "../commands.ts"

/** Prints a completion script, which the completions of `effect/cli` make from the table of commands. */
export const run: RunCommand = async (input, io) => {
  const shell = input.operands[0] as "bash" | "zsh" | "fish"
  const script = Completions.generate("enwrap", shell, root)
  // The script's own comment names the flag that a program made with effect/cli would have.
  io.write(script.replaceAll(`enwrap --completions ${shell}`, `enwrap completion ${shell}`) + "\n")
  return 0
}

const describeFlag = (flag: FlagSpec): Completions.FlagDescriptor => ({
  name: flag.name,
  aliases: [],
  description: flag.description,
  type:
    flag.choices !== undefined
      ? { _tag: "Choice", values: flag.choices }
      : flag.value !== undefined
        ? { _tag: "String" }
        : { _tag: "Boolean" },
  negation: false
})

const describeOperand = (operand: OperandSpec): Completions.ArgumentDescriptor => ({
  name: operand.name,
  description: operand.description,
  required: operand.required === true,
  variadic: operand.variadic === true,
  type: operand.choices !== undefined ? { _tag: "Choice", values: operand.choices } : { _tag: "String" }
})

const describeCommand = (command: CommandSpec): Completions.CommandDescriptor => ({
  name: command.name,
  description: command.summary,
  flags: [...command.flags, { name: "help", description: "explain this command" }].map(describeFlag),
  arguments: command.operands.map(describeOperand),
  subcommands: []
})

const root: Completions.CommandDescriptor = {
  name: "enwrap",
  description: undefined,
  flags: [
    { name: "help", description: "explain a command" },
    { name: "version", description: "print the version" }
  ].map(describeFlag),
  arguments: [],
  subcommands: commands.map(describeCommand)
}
