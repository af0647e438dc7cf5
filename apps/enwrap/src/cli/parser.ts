import { Argument, Command, CommanderError, InvalidArgumentError, Option } from "commander"
import type { CommandInput, CommandSpec, Example, FlagSpec, GroupSpec, OperandSpec } from "./command-spec.ts"
import { type ExitCode, usageFailure } from "./failure.ts"
import { redactArguments } from "./redact-arguments.ts"
import type { Io } from "./io.ts"

/** The result of parsing: a command with its input, or an exit code if help or an error has been printed. */
export type Parsed = { readonly command: CommandSpec; readonly input: CommandInput } | { readonly exitCode: ExitCode }

export interface Program {
  readonly name: string
  readonly description: string
  readonly footer: string
  readonly version: string
  readonly commands: ReadonlyArray<CommandSpec>
  readonly groups: ReadonlyArray<GroupSpec>
}

/**
 * Parses normalised arguments, and prints help or a usage error where needed. This is the only module that uses the
 * parser library.
 */
export const parse = (program: Program, words: ReadonlyArray<string>, io: Io): Parsed => {
  let found: Parsed | undefined
  const root = configure(new Command(program.name), io, words)
    .description(program.description)
    .usage("<command> [flags]")
    .version(program.version, "-v, --version", "Print the version")
    .helpOption("-h, --help", "Show help")
    .helpCommand("help [command]", "Show help for a command")
    .addHelpText("after", `\n${program.footer}`)
  const groups = new Map(
    program.groups.map(({ examples, name, summary }) => [
      name,
      configure(new Command(name), io, words)
        .summary(summary)
        .description(`${summary}.`)
        .usage("<command> [flags]")
        .helpOption("-h, --help", "Show help for these commands")
        .helpCommand(false)
        .addHelpText(
          "after",
          `${examplesText(examples)}\nRun \`${program.name} ${name} <command> --help\` for more about a command.`
        )
    ])
  )
  for (const spec of program.commands) {
    const [first, second] = spec.name.split(" ")
    const group = second === undefined ? undefined : groups.get(first!)
    const command = configure(new Command(second ?? first!), io, words)
      .summary(spec.summary)
      .description(spec.description)
      .helpOption("-h, --help", "Show help for this command")
      .addHelpText("after", examplesText(spec.examples))
      .usage(usageText(spec))
      .allowExcessArguments(true)
    if (spec.flags.some(({ name }) => name === "help")) command.helpOption(false)
    for (const operand of spec.operands) command.addArgument(toArgument(operand))
    for (const flag of spec.flags) command.addOption(toOption(flag))
    command.action(() => {
      found = { command: spec, input: readInput(spec, command) }
    })
    if (group === undefined) root.addCommand(command)
    else if (group.parent === null) root.addCommand(group.addCommand(command))
    else group.addCommand(command)
  }
  try {
    root.parse([...words], { from: "user" })
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    return { exitCode: error.exitCode === 0 ? 0 : 2 }
  }
  return found ?? { exitCode: 2 }
}

const configure = (command: Command, io: Io, words: ReadonlyArray<string>): Command =>
  command
    .exitOverride()
    .showSuggestionAfterError(true)
    .configureHelp({
      helpWidth: 100,
      styleTitle: (title) => (title === "Options:" ? "Flags:" : title),
      subcommandTerm: (subcommand) => subcommand.name(),
      // Not followed by the list of choices, which the description has already.
      optionDescription: (option) => option.description
    })
    .configureOutput({
      writeOut: io.write,
      writeErr: io.warn,
      outputError: (text, write) => {
        const said = redactArguments(text, words).replace(/^error: (?:command-argument )?/, "enwrap: ")
        // A word that resembles no command may be a secret.
        write(said.includes("(Did you mean") ? said : said.replace(/unknown command '.*'/s, "unknown command"))
        write(`  Run \`${[...ancestors(command)].join(" ")} --help\` for usage.\n`)
      }
    })

function* ancestors(command: Command): Generator<string> {
  if (command.parent !== null) yield* ancestors(command.parent)
  yield command.name()
}

const toArgument = (operand: OperandSpec): Argument => {
  const name = operand.variadic === true ? `${operand.name}...` : operand.name
  const argument = new Argument(operand.required === true ? `<${name}>` : `[${name}]`, operand.description)
  return operand.choices === undefined ? argument : argument.choices([...operand.choices])
}

const toOption = (flag: FlagSpec): Option => {
  const long = flag.value === undefined ? `--${flag.name}` : `--${flag.name} <${flag.value}>`
  const option = new Option(flag.short === undefined ? long : `-${flag.short}, ${long}`, flag.description)
  if (flag.choices !== undefined) option.choices([...flag.choices]).argParser(choiceOf(flag.choices))
  if (flag.repeatable === true) {
    option.argParser((value: string, before: ReadonlyArray<string> | undefined) => [...(before ?? []), value])
  }
  return option
}

/** Finds a choice in any case, like the original: `-format=JSON`. */
const choiceOf = (choices: ReadonlyArray<string>) => (value: string) => {
  const choice = choices.find((candidate) => candidate === value.toLowerCase())
  if (choice === undefined) throw new InvalidArgumentError(`Allowed choices are ${choices.join(", ")}.`)
  return choice
}

const readInput = (spec: CommandSpec, command: Command): CommandInput => {
  const maximum = spec.operands.some((operand) => operand.variadic === true) ? Infinity : spec.operands.length
  if (command.args.length > maximum) {
    throw usageFailure(
      `\`${spec.name}\` takes ${maximum === 0 ? "no arguments" : `at most ${maximum} argument${maximum === 1 ? "" : "s"}`}, but got ${command.args.length}.`,
      `Run \`enwrap ${spec.name} --help\` for usage.`
    )
  }
  const given = command.opts<Record<string, unknown>>()
  const values = (name: string): ReadonlyArray<string> => {
    const value = given[new Option(`--${name}`).attributeName()]
    return typeof value === "string" ? [value] : Array.isArray(value) ? value : []
  }
  return {
    operands: command.args,
    flags: values,
    flag: (name) => values(name).at(-1),
    has: (name) => {
      const value = given[new Option(`--${name}`).attributeName()]
      // The parser reads `--no-store` as the opposite of a flag `store`, which is true without it.
      return name.startsWith("no-") ? value === false : value !== undefined
    }
  }
}

const usageText = (spec: CommandSpec): string =>
  [
    "[flags]",
    ...spec.operands.map((operand) =>
      operand.required === true ? `<${operand.name}>` : `[${operand.name}${operand.variadic === true ? "..." : ""}]`
    )
  ].join(" ")

const examplesText = (examples: ReadonlyArray<Example>): string =>
  examples.length === 0
    ? ""
    : "\nExamples:\n" +
      examples.map((example) => `  # ${example.does}\n  ${example.run.replaceAll("\n", "\n  ")}\n`).join("\n")
