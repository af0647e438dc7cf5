import type { RunCommand } from "../cli/command-spec.ts"
import { callerCalls } from "./operator-call.ts"

/** Adds a new encryption key. */
export const run: RunCommand = async (input, io) => {
  await callerCalls(input, io)((to) => to.operations.sysRotate())
  io.write("What the server stores from now on is encrypted with a new key.\n")
  return 0
}
