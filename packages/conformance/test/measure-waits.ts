import { AsyncLocalStorage } from "node:async_hooks"
import type { Family } from "../src/conformance-case.ts"
import type { Context } from "../src/context.ts"
import type { Transport } from "../src/transport.ts"

/**
 * The same cases, and how many milliseconds each of them has waited: waits at the same time are one. And the same
 * transport, and how many requests each case has sent one after the other.
 */
export function measureWaits(
  families: ReadonlyArray<Family>,
  { connect, send, sendTogether }: Transport
): {
  readonly watched: ReadonlyArray<Family>
  readonly transport: Transport
  readonly waited: ReadonlyMap<string, number>
  readonly sent: ReadonlyMap<string, number>
} {
  const waited = new Map<string, number>()
  const sent = new Map<string, number>()
  const current = new AsyncLocalStorage<string>()
  const count = (): void => {
    const id = current.getStore() ?? "outside of cases"
    sent.set(id, (sent.get(id) ?? 0) + 1)
  }
  const watch = (id: string, context: Context): Context => {
    let until = 0
    return {
      ...context,
      wait(milliseconds, over) {
        const now = performance.now()
        waited.set(id, (waited.get(id) ?? 0) + Math.max(0, now + milliseconds - Math.max(now, until)))
        until = Math.max(until, now + milliseconds)
        return context.wait(milliseconds, over)
      }
    }
  }
  return {
    waited,
    sent,
    transport: {
      send(request) {
        count()
        return send(request)
      },
      sendTogether(requests) {
        count()
        return sendTogether(requests)
      },
      ...(connect !== undefined && {
        connect() {
          const { close, send } = connect()
          return {
            send(request) {
              count()
              return send(request)
            },
            close
          }
        }
      })
    },
    watched: families.map((family) => ({
      ...family,
      cases: family.cases.map((one) => ({
        ...one,
        run: (context) => current.run(one.id, () => one.run(watch(one.id, context)))
      }))
    }))
  }
}
