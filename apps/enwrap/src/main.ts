import { runCommandLine } from "./command-line.ts"
import { processIo } from "./io.ts"

// Started again by bin/relaunch.js: end with the process that did it.
if (process.env["ENWRAP_RELAUNCHED"] !== undefined && process.channel) {
  process.channel.unref()
  process.once("disconnect", () => process.exit(1))
}

// Whoever reads our output may stop early (`| head`): that is no failure.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  process.exit(error.code === "EPIPE" ? 0 : 1)
})

process.exitCode = await runCommandLine(process.argv.slice(2), processIo)
