import { type CarryOut, serveLimit } from "./serve-limit.ts"

/** As many as our server carries out before it answers. */
const BATCH = 16

let arrived: Array<CarryOut> = []

const carryOutArrived = (): void => {
  const batch = arrived
  arrived = []
  for (let at = 0; at < batch.length; at += BATCH) {
    const answers = batch.slice(at, at + BATCH).map((carryOut) => carryOut())
    for (const send of answers) send()
  }
}

/**
 * The limit with what makes our server fast, docs/decisions/0016: requests that arrive together are carried out, and then
 * answered. It takes all of a turn at once, and so gains a little more by it than a server may.
 */
serveLimit((carryOut) => {
  if (arrived.push(carryOut) === 1) setImmediate(carryOutArrived)
})
