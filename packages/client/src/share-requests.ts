import type { ReceivedResponse } from "./received-response.ts"
import type { Send } from "./transport.ts"

interface Shared {
  readonly controller: AbortController
  readonly response: Promise<ReceivedResponse>
  waiting: number
}

/**
 * Lets several callers wait for one request, identified by a key, each with its own signal. The request is aborted when the
 * last caller gives up. That caller gets the request's own failure, which says whether it was sent. A later caller, who has not
 * given up, gets a request of its own.
 */
export const shareRequests = (): ((key: string, send: Send) => Send) => {
  const underWay = new Map<string, Shared>()

  const forget = (key: string, shared: Shared): void => {
    if (underWay.get(key) === shared) underWay.delete(key)
  }

  const start = (key: string, send: Send): Shared => {
    const controller = new AbortController()
    const response = send(controller.signal).finally(() => forget(key, shared))
    const shared: Shared = { controller, response, waiting: 0 }
    underWay.set(key, shared)
    return shared
  }

  return (key, send) => (signal) => {
    const shared = underWay.get(key) ?? start(key, send)
    shared.waiting++
    return new Promise((resolve, reject) => {
      const giveUp = () => {
        if (--shared.waiting > 0) return reject(signal.reason)
        forget(key, shared)
        shared.controller.abort(signal.reason)
      }
      signal.addEventListener("abort", giveUp)
      void shared.response.then(resolve, reject).finally(() => signal.removeEventListener("abort", giveUp))
    })
  }
}
