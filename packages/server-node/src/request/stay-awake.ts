import { availableParallelism } from "node:os"

/** How long the event loop waits awake for the next thing to happen. Ten times as long gave no more. */
const MILLISECONDS = 0.1
/** With one processor, the event loop would keep it from the thread that it waits for. */
const PROCESSORS = 2

/**
 * Keeps the event loop awake for a moment while a server is busy, although nothing can be done before another thread has written
 * something. To sleep and be woken costs a busy server more: the kernel has to wake the event loop, which then finds the caches of
 * the processor cold.
 */
export class StayAwake {
  readonly #isBusy: () => boolean
  #isAwake = false
  /** As {@link performance.now}. */
  #until = 0

  constructor(isBusy: () => boolean, processors: number = availableParallelism()) {
    this.#isBusy = processors < PROCESSORS ? () => false : isBusy
  }

  /** To be called when something has been done. */
  extend(): void {
    if (!this.#isBusy()) return
    this.#until = performance.now() + MILLISECONDS
    if (this.#isAwake) return
    this.#isAwake = true
    setImmediate(this.#turn)
  }

  /** The event loop does not sleep before a turn with an immediate. */
  readonly #turn = (): void => {
    this.#isAwake = this.#isBusy() && performance.now() < this.#until
    if (this.#isAwake) setImmediate(this.#turn)
  }
}
