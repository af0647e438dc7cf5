import { measureClients } from "./clients.ts"
import { compare } from "./compare.ts"
import { measureDurable } from "./durable.ts"
import { type BenchOptions, HELP, parseOptions } from "./options.ts"
import { list, table } from "./report.ts"

const run = async ({ clients, durable, json, pending, ...options }: BenchOptions): Promise<void> => {
  if (durable || clients) {
    const findings = clients ? await measureClients(options) : await measureDurable(options, pending)
    process.stdout.write(
      json ? `${JSON.stringify({ node: process.version, ...options, findings }, null, 2)}\n` : list(findings)
    )
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

try {
  const options = parseOptions(process.argv.slice(2))
  if (options === "help") process.stdout.write(HELP)
  else await run(options)
} catch (error) {
  process.stderr.write(`bench: ${(error as Error).message}\n`)
  process.exitCode = 1
}
