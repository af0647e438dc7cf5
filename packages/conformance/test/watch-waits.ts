import type { Family } from "../src/conformance-case.ts"
import type { Context } from "../src/context.ts"

/** The same cases, and how many milliseconds each of them has waited: waits at the same time are one. */
export function watchWaits(families: ReadonlyArray<Family>): {
  readonly watched: ReadonlyArray<Family>
  readonly waited: ReadonlyMap<string, number>
} {
  const waited = new Map<string, number>()
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
    watched: families.map((family) => ({
      ...family,
      cases: family.cases.map((one) => ({ ...one, run: (context) => one.run(watch(one.id, context)) }))
    }))
  }
}
