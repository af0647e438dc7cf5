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

  return (key, send) => (signal) => {
    const shared = underWay.get(key) ?? start(send)
    const forget = (): void => {
      if (underWay.get(key) === shared) underWay.delete(key)
    }
    underWay.set(key, shared)
    shared.waiting++
    return new Promise((resolve, reject) => {
      const giveUp = () => {
        if (--shared.waiting > 0) return reject(signal.reason)
        forget()
        shared.controller.abort(signal.reason)
      }
      signal.addEventListener("abort", giveUp)
      void shared.response.then(resolve, reject).finally(() => {
        signal.removeEventListener("abort", giveUp)
        forget()
      })
    })
  }
}

const start = (send: Send): Shared => {
  const controller = new AbortController()
  return { controller, response: send(controller.signal), waiting: 0 }
}
