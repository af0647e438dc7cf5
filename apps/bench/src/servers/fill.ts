import type { EnwrapServer } from "@enwrap/server"
import * as Effect from "effect/Effect"

/** So many that each commit is large, and the disk is no bound. */
const AT_ONCE = 1000
/** 330 bytes. */
const SECRET = JSON.stringify({ padding: "x".repeat(316) })
const DAY = 86_400
const MINUTE = 60

/** The TTL of the wrapped response with this number, in seconds. With a time, all of them expire in the minute after it. */
const ttlOf = (number: number, expireFromMs: number): number =>
  expireFromMs === 0 ? DAY : Math.max(1, Math.ceil((expireFromMs - Date.now()) / 1000) + (number % MINUTE))

/** Reports progress after each of this many responses. */
const PROGRESS = 50_000

/** Wraps a number of responses that nobody unwraps. */
export const fill = (server: EnwrapServer, token: string, count: number, expireFromMs: number): Effect.Effect<void> => {
  let begun = 0
  const beginMs = performance.now()
  const wrapNext = Effect.suspend(() => {
    if (begun > 0 && begun % PROGRESS === 0)
      process.stderr.write(
        `${begun} of ${count} added, ${Math.round((begun * 1000) / (performance.now() - beginMs))}/s\n`
      )
    const headers: Readonly<Record<string, string>> = {
      "x-vault-token": token,
      "x-vault-wrap-ttl": String(ttlOf(begun++, expireFromMs))
    }
    return server.handle({
      method: "POST",
      target: "/v1/sys/wrapping/wrap",
      header: (name: string) => headers[name],
      remoteAddress: "127.0.0.1",
      hasLeft: () => false,
      body: new TextEncoder().encode(SECRET)
    })
  })
  const each = Effect.whileLoop({ while: () => begun < count, body: () => wrapNext, step: () => undefined })
  return Effect.all(
    Array.from({ length: AT_ONCE }, () => each),
    { concurrency: "unbounded", discard: true }
  )
}
