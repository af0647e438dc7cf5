import type { Received } from "./received.ts"

/**
 * Waits for the response of a request. The caller can give up with its signal or after its time; the request is aborted
 * when the last caller gives up. It rejects with the code and the cause of a caller that gave up, in an array, or with the
 * error of the platform.
 */
export type Wait = (signal: AbortSignal | undefined, timeoutMs: number) => Promise<Received>

/**
 * Sends a request once. One or more callers wait for its response.
 *
 * @param end is called when the request has ended
 */
export const startExchange = (send: (signal: AbortSignal) => Promise<Received>, end: () => unknown): Wait => {
  const controller = new AbortController()
  const response = send(controller.signal).finally(end)
  let waiting = 0
  return (signal, timeoutMs) =>
    new Promise((resolve, reject) => {
      waiting++
      const giveUp = (code: "ABORTED" | "TIMED_OUT") => {
        reject([code, signal?.reason])
        settle()
        if (!--waiting) controller.abort()
      }
      const abort = () => giveUp("ABORTED")
      // A longer timeout would overflow, and elapse at once. It has no timer.
      const timer = timeoutMs > 0 && timeoutMs < 2e9 && setTimeout(giveUp, timeoutMs, "TIMED_OUT")
      const settle = () => {
        // Clearing `false` does nothing.
        clearTimeout(timer as never)
        signal?.removeEventListener("abort", abort)
      }
      response.then(resolve, reject).finally(settle)
      signal?.addEventListener("abort", abort)
    })
}
