import * as inspector from "node:inspector"
import { setImmediate as nextTurn } from "node:timers/promises"
import type { Io } from "../cli/io.ts"

/** Whether the operator starts Node.js with its debugger. */
const isWanted = (env: Io["env"]): boolean =>
  [...process.execArgv, ...(env["NODE_OPTIONS"] ?? "").split(/\s+/)].some((word) =>
    /^--inspect(?:-brk|-wait)?(?:=|$)/.test(word)
  )

/**
 * Closes the debugger of Node.js, in which every user of this machine could run code, unless the operator wants it. SIGUSR1 opens it
 * if it arrives before bin/enwrap.js has a listener for it, unless Node.js has the option `--disable-sigusr1`.
 */
export const closeDebugger = async (io: Io): Promise<void> => {
  // Node.js opens it in a later turn of the event loop, too: one that was closed before would be opened again.
  await nextTurn()
  if (inspector.url() === undefined || isWanted(io.env)) return
  inspector.close()
  io.warn(
    "enwrap: closed the debugger, which was not opened with --inspect: other users could have run code in the server.\n"
  )
}
