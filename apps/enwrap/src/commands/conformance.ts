import { conformanceMain } from "@enwrap/conformance"
import type { RunCommand } from "../cli/command-spec.ts"

/** Passes the arguments to the conformance suite's own command. */
export const run: RunCommand = ({ operands }, { env, warn, write, outputIsTerminal }) =>
  conformanceMain(operands, {
    env,
    stdout: { write, isTTY: outputIsTerminal },
    stderr: { write: warn, isTTY: process.stderr.isTTY }
  })
