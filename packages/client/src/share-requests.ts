import type { Carry, ReceivedAnswer } from "./transport.ts"

interface Shared {
  readonly controller: AbortController
  readonly answer: Promise<ReceivedAnswer>
  waiting: number
}

/**
 * Lets several callers wait for one request, told by its key, each as long as it wants. The request is aborted when the
 * last of them has given up; that one learns from the request itself whether it was sent.
 */
export const shareRequests = (): ((key: string, carry: Carry) => Carry) => {
  const underWay = new Map<string, Shared>()

  const start = (key: string, carry: Carry): Shared => {
    const controller = new AbortController()
    const answer = carry(controller.signal).finally(() => underWay.delete(key))
    const shared = { controller, answer, waiting: 0 }
    underWay.set(key, shared)
    return shared
  }

  return (key, carry) => (signal) => {
    const shared = underWay.get(key) ?? start(key, carry)
    shared.waiting++
    return new Promise((resolve, reject) => {
      const giveUp = () => {
        if (--shared.waiting > 0) reject(signal?.reason)
        else shared.controller.abort(signal?.reason)
      }
      signal?.addEventListener("abort", giveUp)
      void shared.answer.then(resolve, reject).finally(() => signal?.removeEventListener("abort", giveUp))
    })
  }
}
