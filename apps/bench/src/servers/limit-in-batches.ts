import { type CarryOut, serveLimit } from "./serve-limit.ts"

/** As many as our server takes at once. */
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

/** The limit that does what our server does, docs/decisions/0016: carry out what arrives together, then send the answers. */
serveLimit((carryOut) => {
  if (arrived.push(carryOut) === 1) setImmediate(carryOutArrived)
})
