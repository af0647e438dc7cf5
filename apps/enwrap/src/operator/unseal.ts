import type { RunCommand } from "../cli/command-spec.ts"
import { anonymousCalls, readKeyShare } from "./operator-call.ts"
import { printSealStatus } from "./status.ts"

/** Sends one key share, or discards those that were sent. */
export const run: RunCommand = async (input, io) => {
  const send = anonymousCalls(input, io)
  const migrate = input.has("migrate") ? { migrate: true } : {}
  const body = input.has("reset") ? { reset: true } : { key: await readKeyShare(input, io), ...migrate }
  printSealStatus(await send((to) => to.operations.sysUnseal({ body })), input, io)
  return 0
}
