// `npm run fuzz:spec`, see options.ts.
import { randomInt } from "node:crypto"
import { resolve } from "node:path"
import { HELP, type Options, parseOptions } from "./options.ts"
import { fuzz, installSchemathesis, missingForFuzzing } from "./schemathesis.ts"
import { type FuzzedServer, startFuzzed } from "./start-fuzzed.ts"

const PROGRESS_MS = 10_000

/** Prints every ten seconds how far the fuzzer is. Returns a function that ends it. */
const reportProgress = ({ kept }: FuzzedServer): (() => void) => {
  const timer = setInterval(() => {
    const { operations, requests } = kept.progress
    console.error(`${requests} requests, ${operations.size} operations, now ${kept.current}`)
  }, PROGRESS_MS)
  return () => clearInterval(timer)
}

const summaryOf = ({ kept }: FuzzedServer): string => {
  const { operations, requests, statuses } = kept.progress
  const counts = [...statuses].toSorted(([one], [other]) => one - other).map(([status, count]) => `${status}: ${count}`)
  return `${requests} requests to ${operations.size} operations (${counts.join(", ")})`
}

const run = async ({ quiet, remote, report, ...options }: Options): Promise<number> => {
  const missing = await missingForFuzzing()
  if (missing !== undefined) throw new Error(missing)
  await installSchemathesis()
  const server = await startFuzzed(remote)
  console.error(`seed ${options.seed}`)
  const endProgress = quiet ? () => {} : reportProgress(server)
  try {
    const folder = report === undefined ? undefined : resolve(report)
    const result = await fuzz(server.address, { ...options, report: folder }, (text) => process.stdout.write(text))
    const { findings } = server.kept.check
    if (findings.length > 0) console.log(`Responses that are not in the spec:\n${findings.join("\n")}`)
    console.log(summaryOf(server))
    return result.passed && findings.length === 0 ? 0 : 1
  } finally {
    endProgress()
    await server.close()
  }
}

const main = async (): Promise<number> => {
  const options = parseOptions(process.argv.slice(2), {
    randomSeed: randomInt(2 ** 31),
    token: process.env["VAULT_TOKEN"]
  })
  if (options !== "help") return run(options)
  process.stdout.write(HELP)
  return 0
}

process.exitCode = await main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error))
  return 2
})
