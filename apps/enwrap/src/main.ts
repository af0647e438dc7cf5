import { runCommandLine } from "./command-line.ts"
import { processIo, watchOutput } from "./cli/io.ts"

// Started again by bin/relaunch.js: end with the process that did it.
if (process.env["ENWRAP_RELAUNCHED"] !== undefined && process.channel) {
  process.channel.unref()
  process.once("disconnect", () => process.exit(1))
}

watchOutput()

process.exitCode = await runCommandLine(process.argv.slice(2), processIo)
