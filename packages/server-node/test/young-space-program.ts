/** Makes many objects of which some survive, and prints the size of the space of young objects. */
import { getHeapSpaceStatistics } from "node:v8"
import { tuneProcess } from "../src/tune-process.ts"

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
process.stdout.write(String(getHeapSpaceStatistics().find(({ space_name: name }) => name === "new_space")!.space_size))
