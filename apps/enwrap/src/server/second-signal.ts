/** A terminal and a parent process, such as npx, send the same signal at about the same time. */
const TOGETHER_MILLISECONDS = 500

/**
 * A listener for the signals that stop the process. Requests in flight are finished after the first one. A second one ends the process at
 * once, as if nothing listened: nothing is lost that was stored.
 */
export const endAtSecond = <Signal extends NodeJS.Signals>(
  onFirst: (signal: Signal) => void
): ((signal: Signal) => void) => {
  let first: number | undefined
  return (signal) => {
    const now = performance.now()
    if (first === undefined) {
      first = now
      onFirst(signal)
    } else if (now - first > TOGETHER_MILLISECONDS) {
      process.removeAllListeners(signal)
      process.kill(process.pid, signal)
    }
  }
}
