import { conformanceFlags, conformanceMain, RunError } from "@enwrap/conformance"
import type { FlagSpec, RunCommand } from "../cli/command-spec.ts"
import { Failure } from "../cli/failure.ts"
import type { Io } from "../cli/io.ts"
import { DEFAULT_ADDRESS, storedToken } from "../input/connection.ts"

/** The flags that the conformance suite declares. */
export const flags: ReadonlyArray<FlagSpec> = conformanceFlags.map(
  ({ choices, default: otherwise, name, repeatable = false, summary, value }) => ({
    name,
    description: otherwise === undefined ? summary : `${summary} (default: ${otherwise})`,
    repeatable,
    ...(value !== undefined && { value }),
    ...(choices !== undefined && { choices }),
    ...(name === "help" && { short: "h" }),
    ...(name === "namespace" && { aliases: ["ns"] })
  })
)

/** Runs the conformance suite. */
export const run: RunCommand = ({ flag, flags: values, has, operands }, io) =>
  conformanceMain(
    { positionals: operands, has, values, value: flag },
    {
      env: io.env,
      stdout: { write: io.write, isTTY: io.outputIsTerminal },
      stderr: { write: io.warn, isTTY: process.stderr.isTTY },
      defaults: { address: DEFAULT_ADDRESS, storedToken: () => tokenOfLogin(io) }
    }
  )

/** The stored token. A helper that fails is an error of the suite, which prints all of its own. */
const tokenOfLogin = (io: Io): string | undefined => {
  try {
    return storedToken(io)
  } catch (error) {
    throw error instanceof Failure ? new RunError("usage", error.message) : error
  }
}
