import type { SlowQueues } from "../engine/port.ts"
import { FairQueue } from "./fair-queue.ts"

const BOUNDS = { mostWaiting: 256, mostOfPeer: 64, mostOfName: 32 }

/**
 * The queues of one server. Platforms compute keys and signatures in a pool of four threads: two signatures and one RSA key at
 * a time leave one of them to everything else. Passwords have threads of their own, of which there are no more than two.
 */
export const makeSlowQueues = (): SlowQueues => ({
  passwords: new FairQueue({ atOnce: 2, ...BOUNDS }).run,
  keys: new FairQueue({ atOnce: 1, ...BOUNDS }).run,
  signatures: new FairQueue({ atOnce: 2, ...BOUNDS }).run
})
