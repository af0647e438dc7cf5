// Plays all golden sets and updates not-yet.json:
//
//   npm run golden:update                  removes the steps that no longer differ
//   npm run golden:update -- --why REASON  also adds the steps that differ and are not listed
//
// Prints what it found. The exit code is 1 if steps differ that are not listed: then the server is probably wrong.
import { parseArgs } from "node:util"
import { startServer } from "../start-server.ts"
import { goldenSet, makeFixtures, play } from "./golden-set.ts"
import { readNotYet, scenarioOf, writeNotYet } from "./not-yet.ts"

const { why } = parseArgs({ options: { why: { type: "string" } } }).values

const playAll = async () => {
  const found = new Map()
  for (const folder of ["", "neighbourhood/", "../own/"]) {
    const server = await startServer()
    const set = await goldenSet(folder)
    for (const [step, details] of await makeFixtures(server)) found.set(step, details)
    for (const scenario of set.scenarios) {
      for (const [step, details] of await play(scenario, set, server)) found.set(step, details)
    }
    await server.close()
  }
  return found
}

const found = await playAll()
const list = readNotYet()
const listed = new Set(list.flatMap(({ steps }) => steps))
const isListed = (step) => listed.has(step) || listed.has(scenarioOf(step))
const unlisted = [...found].filter(([step]) => !isListed(step))
for (const step of listed) if (!found.has(step)) console.log(`no longer differs: ${step}`)
for (const [step, details] of unlisted) console.log([`differs: ${step}`, ...details].join("\n    "))

// A scenario that can now be played to its end is replaced by those of its steps that differ.
const stillDiffering = (step) =>
  found.has(step) ? [step] : [...found.keys()].filter((other) => scenarioOf(other) === step)

const groups = new Map(list.map((group) => [group.why, group.steps.flatMap(stillDiffering)]))
if (why !== undefined) groups.set(why, [...(groups.get(why) ?? []), ...unlisted.map(([step]) => step)])
const sorted = [...groups].map(([reason, steps]) => ({ why: reason, steps: [...new Set(steps)] }))
writeNotYet(sorted.filter(({ steps }) => steps.length > 0))
process.exit(why === undefined && unlisted.length > 0 ? 1 : 0)
