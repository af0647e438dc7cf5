/** Makes many objects of which some survive, and prints the size of the space of young objects: its own, and that of a thread. */
import { once } from "node:events"
import { getHeapSpaceStatistics } from "node:v8"
import { Worker } from "node:worker_threads"
import { tuneProcess } from "../src/process/tune-process.ts"

if (process.argv[2] === "tuned") tuneProcess()

let kept: Array<unknown> = []
for (let turn = 0; turn < 1500; turn++) {
  for (let i = 0; i < 2000; i++) {
    kept.push({ turn, i, text: `${turn} ${i}` })
    if (kept.length > 20_000) kept = kept.slice(10_000)
  }
  // oxlint-disable-next-line no-await-in-loop -- turns of the event loop, in which V8's collections are reported
  await new Promise(setImmediate)
}
const own = getHeapSpaceStatistics().find(({ space_name: name }) => name === "new_space")!.space_size

/** All objects of the thread are garbage after a moment, as those of an audit device are. */
const THREAD = `
  const { getHeapSpaceStatistics } = require("node:v8")
  let last
  for (let i = 0; i < 1_000_000; i++) last = { i, before: last === undefined ? 0 : last.i, text: String(i) }
  const { space_size } = getHeapSpaceStatistics().find(({ space_name }) => space_name === "new_space")
  require("node:worker_threads").parentPort.postMessage(space_size)
`
const thread = new Worker(THREAD, { eval: true, execArgv: [], resourceLimits: { maxYoungGenerationSizeMb: 12 } })
const [ofThread] = await once(thread, "message")
process.stdout.write(JSON.stringify({ own, ofThread }))
