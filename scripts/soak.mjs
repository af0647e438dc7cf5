// `npm run soak`: the tests of exactness, much longer than in `npm test`.
//
//   --runs=N    sequences of requests that are compared with the model (5000)
//   --races=N   races of 64 for one token, of each kind (1000)
//   --rounds=N  servers that are killed under load (300)
//   --seed=N    the seed of a run that failed
//
// All other arguments are passed to Vitest.
import { spawnSync } from "node:child_process"
import { parseArgs } from "node:util"
import { environment } from "./npm.mjs"

const number = { type: "string" }
const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { races: number, rounds: number, runs: number, seed: number }
})
const { races = "1000", rounds = "300", runs = "5000", seed } = values
for (const [name, value] of Object.entries({ races, rounds, runs, seed: seed ?? "0" })) {
  if (/^\d+$/.test(value)) continue
  console.error(`--${name} must be a whole number`)
  process.exit(2)
}
const tests = ["packages/server/test/exactness/", "packages/server-node/test/races.test.ts", "test/crash/crash.test.ts"]
const { status } = spawnSync("vitest", ["run", ...(positionals.length > 0 ? positionals : tests)], {
  stdio: "inherit",
  env: {
    ...environment,
    SOAK_RACES: races,
    SOAK_ROUNDS: rounds,
    SOAK_RUNS: runs,
    ...(seed === undefined ? undefined : { SOAK_SEED: seed })
  },
  shell: process.platform === "win32"
})
process.exit(status ?? 1)
