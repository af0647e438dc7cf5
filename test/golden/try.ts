import { startServer } from "../start-server.ts"
import { goldenSet, makeFixtures, play } from "./golden-set.ts"
const server = await startServer()
const t=performance.now()
console.log(await makeFixtures(server))
for (const f of ["", "neighbourhood/"]) {
  const set = await goldenSet(f)
  let keys=0
  for (const s of set.scenarios) {
    const t0=performance.now()
    const d = await play(s, set, server)
    const ms = performance.now()-t0
    if (ms>300) console.log("SLOW", s.id, ms)
    for (const [k, v] of d) { keys++; console.log(k, "\n    "+v.slice(0,2).map(x=>x.slice(0,200)).join("\n    ")) }
  }
  console.log(f, set.scenarios.length, keys, performance.now()-t)
}
await server.close()
