import type { SlowQueues } from "../engine/port.ts"
import { FairQueue } from "./fair-queue.ts"

const BOUNDS = { mostWaiting: 256, mostOfPeer: 64, mostOfName: 32 }

/**
 * The queues of one server. Platforms compute keys and signatures in a pool of four threads: with two signatures and one RSA key
 * at a time, one thread is left for everything else. Passwords are hashed in separate threads, of which there are at most two.
 */
export const makeSlowQueues = (): SlowQueues => ({
  passwords: new FairQueue({ atOnce: 2, ...BOUNDS }).run,
  keys: new FairQueue({ atOnce: 1, ...BOUNDS }).run,
  signatures: new FairQueue({ atOnce: 2, ...BOUNDS }).run
})
