import { conformanceMain } from "@enwrap/conformance"
import type { RunCommand } from "../command-spec.ts"

/** Hands its words to the conformance suite's own command. */
export const run: RunCommand = (input, io) => conformanceMain(input.operands, io)
