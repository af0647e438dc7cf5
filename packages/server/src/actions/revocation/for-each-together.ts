import * as Effect from "effect/Effect"
import type { StoreFailure } from "../../ports/store/port.ts"
import type { Closing } from "../../state/closing.ts"

/** Work that is done at the same time, so that its writes share commits. Other requests wait for no more than this. */
const OPTIONS = { concurrency: 32, discard: true } as const

/**
 * Works on all of these. Other requests get their turn between them: with a store in memory, nothing else here waits for anything.
 * If some work fails, or the server is closing, what has begun is finished, and nothing else begins.
 */
export const forEachTogether = <A, B, E, R>(
  { check }: Pick<typeof Closing.Service, "check">,
  items: ReadonlyArray<A>,
  work: (item: A) => Effect.Effect<B, E, R>
): Effect.Effect<void, E, R> =>
  // Usually there is one, after the last use of a token, and it needs no fiber of its own.
  items.length === 1
    ? Effect.asVoid(work(items[0]!))
    : Effect.forEach(items, (item) => Effect.andThen(Effect.andThen(Effect.yieldNow, check), work(item)), OPTIONS)

/**
 * Works on one after the other, until the server is closing. One that the store fails for does not keep the others from their turn:
 * its failure is the result at the end.
 */
export const forEachInTurn = Effect.fnUntraced(function* <A, B>(
  { check }: Pick<typeof Closing.Service, "check">,
  items: ReadonlyArray<A>,
  work: (item: A) => Effect.Effect<B, StoreFailure>
): Effect.fn.Return<void, StoreFailure> {
  let first: StoreFailure | undefined
  for (const item of items) {
    yield* check
    yield* Effect.catchTag(work(item), "StoreFailure", (failure) => Effect.sync(() => void (first ??= failure)))
  }
  if (first !== undefined) return yield* Effect.fail(first)
})
