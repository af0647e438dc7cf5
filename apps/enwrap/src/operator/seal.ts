import type { RunCommand } from "../cli/command-spec.ts"
import { callerCalls } from "./operator-call.ts"

/** Seals the server. */
export const run: RunCommand = async (input, io) => {
  await callerCalls(input, io)((to) => to.operations.sysSeal())
  io.write("The server is sealed.\n")
  return 0
}
