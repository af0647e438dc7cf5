import { conformanceFlags, conformanceMain } from "@enwrap/conformance"
import type { FlagSpec, RunCommand } from "../cli/command-spec.ts"

/** The flags that the conformance suite declares. */
export const flags: ReadonlyArray<FlagSpec> = conformanceFlags.map(
  ({ choices, default: otherwise, name, repeatable = false, summary, value }) => ({
    name,
    description: otherwise === undefined ? summary : `${summary} (default: ${otherwise})`,
    repeatable,
    ...(value !== undefined && { value }),
    ...(choices !== undefined && { choices }),
    ...(name === "help" && { short: "h" })
  })
)

/** Runs the conformance suite. */
export const run: RunCommand = ({ flag, flags: values, has, operands }, { env, outputIsTerminal, warn, write }) =>
  conformanceMain(
    { positionals: operands, has, values, value: flag },
    { env, stdout: { write, isTTY: outputIsTerminal }, stderr: { write: warn, isTTY: process.stderr.isTTY } }
  )
