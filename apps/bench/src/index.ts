import { tuneProcess } from "@enwrap/server-node"
import { measureClients } from "./clients.ts"
import { compare } from "./compare.ts"
import { type Finding, measureDurable } from "./durable.ts"
import { type BenchOptions, HELP, parseOptions } from "./options.ts"
import { list, table } from "./report.ts"

const run = async ({ clients, durable, json, pending, ...options }: BenchOptions): Promise<void> => {
  if (durable || clients) {
    const report = (finding: Finding): void => {
      if (!json) process.stdout.write(list([finding]))
    }
    const findings = clients ? await measureClients(options, report) : await measureDurable(options, pending, report)
    if (json) process.stdout.write(`${JSON.stringify({ node: process.version, ...options, findings }, null, 2)}\n`)
    return
  }
  const comparisons = await compare(options)
  if (json) process.stdout.write(`${JSON.stringify({ node: process.version, ...options, comparisons }, null, 2)}\n`)
  else {
    const { connections, rounds, seconds, warmUp } = options
    process.stdout.write(
      `Node ${process.version}, ${connections} connections, medians of ${rounds} rounds of ${seconds} s after ${warmUp} s\n\n`
    )
    process.stdout.write(table(comparisons))
  }
}

// Its own collections would count as latency of the server.
tuneProcess()
try {
  const options = parseOptions(process.argv.slice(2))
  if (options === "help") process.stdout.write(HELP)
  else await run(options)
} catch (error) {
  process.stderr.write(`bench: ${(error as Error).message}\n`)
  process.exitCode = 1
}
