import { runCommandLine } from "./command-line.ts"
import { processIo, watchOutput } from "./cli/io.ts"

// If bin/relaunch.js started this process, exit when that process exits.
if (process.env["ENWRAP_RELAUNCHED"] !== undefined && process.channel) {
  process.channel.unref()
  process.once("disconnect", () => process.exit(1))
}

watchOutput()

process.exitCode = await runCommandLine(process.argv.slice(2), processIo)
