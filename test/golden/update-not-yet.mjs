// Plays both golden sets and brings not-yet.json up to date:
//
//   node --conditions=@enwrap/source test/golden/update-not-yet.mjs            takes out what no longer differs
//   node --conditions=@enwrap/source test/golden/update-not-yet.mjs --why TEXT also puts in what differs and is not listed
//
// Prints what it changed. Exit code 1 when steps differ that are not listed, as is so where the server broke.
import { parseArgs } from "node:util"
import { startServer } from "../start-server.ts"
import { goldenSet, makeFixtures, play } from "./golden-set.ts"
import { readNotYet, writeNotYet } from "./not-yet.ts"

const { why } = parseArgs({ options: { why: { type: "string" } } }).values

const found = new Map()
for (const folder of ["", "neighbourhood/"]) {
  const server = await startServer()
  const set = await goldenSet(folder)
  for (const [step, details] of await makeFixtures(server)) found.set(step, details)
  for (const scenario of set.scenarios) {
    for (const [step, details] of await play(scenario, set, server)) found.set(step, details)
  }
  await server.close()
}

const list = readNotYet()
const listed = new Set(list.flatMap(({ steps }) => steps))
const unlisted = [...found].filter(([step]) => !listed.has(step))
for (const step of listed) if (!found.has(step)) console.log(`no longer differs: ${step}`)
for (const [step, details] of unlisted) console.log([`differs: ${step}`, ...details].join("\n    "))

const kept = list.map((group) => ({ ...group, steps: group.steps.filter((step) => found.has(step)) }))
const added = unlisted.map(([step]) => step)
if (why !== undefined && added.length > 0) {
  const group = kept.find((entry) => entry.why === why)
  if (group === undefined) kept.push({ why, steps: added })
  else group.steps.push(...added)
}
writeNotYet(kept.filter(({ steps }) => steps.length > 0))
process.exit(why === undefined && added.length > 0 ? 1 : 0)
