import { assert, describe, it } from "@effect/vitest"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import fc from "fast-check"
import type { ProtocolError } from "../../values/protocol-error.ts"
import { FairQueue, type QueueLimits } from "./fair-queue.ts"

const limits: QueueLimits = { atOnce: 1, mostWaiting: 100, mostOfPeer: 100, mostOfName: 100 }

/** Begins work at once. */
const begin = <A, E>(work: Effect.Effect<A, E>) => Effect.forkChild(work, { startImmediately: true })

/** A queue whose only place is occupied until `open` runs, and the jobs that have run, in order. */
const blocked = (over: Partial<QueueLimits> = {}) =>
  Effect.gen(function* () {
    const queue = new FairQueue({ ...limits, ...over })
    const gate = yield* Deferred.make<void>()
    const done: Array<string> = []
    const left = new Set<string>()
    const first = yield* begin(queue.run(owner("first", "x", left), Deferred.await(gate)))
    const send = (address: string, name: string) =>
      begin(
        queue.run(
          owner(address, name, left),
          Effect.sync(() => void done.push(`${address}/${name}`))
        )
      )
    const open = Effect.andThen(Deferred.succeed(gate, undefined), Fiber.join(first))
    return { queue, done, left, open, send }
  })

/** Each has its own connection. */
const owner = (remoteAddress: string, name: string, left: ReadonlySet<string>) => ({
  remoteAddress,
  name,
  hasLeft: () => left.has(remoteAddress)
})

const refusal = (fiber: Fiber.Fiber<void, ProtocolError>): number | undefined => {
  const exit = fiber.pollUnsafe()
  return exit !== undefined && Exit.isFailure(exit)
    ? (exit.cause as never as Failure).reasons[0]?.error?.status
    : undefined
}
interface Failure {
  readonly reasons: ReadonlyArray<{ readonly error?: ProtocolError }>
}

describe("a bounded and fair queue", () => {
  it.effect("RW-WK-2 a login behind 50 of another peer, or of another name, waits for one of them", () =>
    Effect.gen(function* () {
      const { done, open, send } = yield* blocked()
      const fibers = []
      for (let i = 0; i < 50; i++) fibers.push(yield* send("192.0.2.1", "ann"))
      fibers.push(yield* send("192.0.2.1", "bob"), yield* send("192.0.2.2", "cid"))
      yield* open
      yield* Effect.forEach(fibers, Fiber.join)
      assert.deepStrictEqual(done.slice(0, 4), ["192.0.2.1/ann", "192.0.2.2/cid", "192.0.2.1/bob", "192.0.2.1/ann"])
      assert.strictEqual(done.length, 52)
    })
  )

  it.effect("RW-WK-2 a login behind 50 of one connection, each with another name, is among the next ones", () =>
    Effect.gen(function* () {
      const { done, open, queue, send } = yield* blocked()
      const stillThere = () => false
      const fibers = []
      for (let i = 0; i < 50; i++) {
        const flood = { remoteAddress: "192.0.2.1", name: `user-${i}`, hasLeft: stillThere }
        const noted = Effect.sync(() => void done.push("flood"))
        fibers.push(yield* begin(queue.run(flood, noted)))
      }
      fibers.push(yield* send("192.0.2.1", "bob"))
      yield* open
      yield* Effect.forEach(fibers, Fiber.join)
      assert.strictEqual(done.indexOf("192.0.2.1/bob"), 1)
      assert.strictEqual(done.length, 51)
    })
  )

  it.effect("RW-WK-2 no job waits forever, though others keep coming", () =>
    Effect.gen(function* () {
      const { done, open, queue, send } = yield* blocked()
      const fibers = [yield* send("a", "slow"), yield* send("a", "slow"), yield* send("a", "slow")]
      let others = 0
      /** Each sends the next one. */
      const another: Effect.Effect<void> = Effect.suspend(() => {
        if (++others > 200) return Effect.void
        const next = queue.run(
          { remoteAddress: "a", name: `other-${others}`, hasLeft: () => false },
          Effect.andThen(
            Effect.sync(() => void done.push("other")),
            Effect.asVoid(Effect.forkDetach(another, { startImmediately: true }))
          )
        )
        return Effect.ignore(next)
      })
      yield* begin(another)
      yield* open
      yield* Effect.forEach(fibers, Fiber.join)
      assert.isAtMost(done.lastIndexOf("a/slow"), 30)
    })
  )

  it.effect("RW-WK-3 the job of a client that has left is not run, and gives its place to others", () =>
    Effect.gen(function* () {
      const { done, left, open, queue, send } = yield* blocked({ mostOfPeer: 2 })
      const fibers = [yield* send("a", "1"), yield* send("a", "2"), yield* send("b", "1")]
      left.add("a")
      // The clients of the waiting jobs have left.
      yield* send("b", "2")
      yield* open
      yield* Effect.forEach(fibers, Fiber.await)
      assert.deepStrictEqual(done, ["b/1", "b/2"])
      assert.strictEqual(queue.waiting, 0)
      assert.strictEqual((yield* Effect.flip(queue.run(owner("a", "3", left), Effect.void))).status, 503)
    })
  )

  it.effect("RW-WK-4 429 beyond the limit of a name and of a peer, with the time to wait", () =>
    Effect.gen(function* () {
      const { open, send } = yield* blocked({ mostOfName: 2, mostOfPeer: 3 })
      const fibers = [yield* send("a", "1"), yield* send("a", "1"), yield* send("a", "1")]
      assert.deepStrictEqual(fibers.map(refusal), [undefined, undefined, 429])
      const more = [yield* send("a", "2"), yield* send("a", "3"), yield* send("b", "1")]
      assert.deepStrictEqual(more.map(refusal), [undefined, 429, undefined])
      const error = yield* Effect.flip(Fiber.join(more[1]!))
      assert.isAtLeast(error.retryAfter!, 1)
      yield* open
    })
  )

  it.effect(
    "RW-WK-4 503 beyond the total limit; a peer with less than its share takes a place of the one with the most",
    () =>
      Effect.gen(function* () {
        const { open, queue, send } = yield* blocked({ mostWaiting: 4 })
        const flood = [yield* send("a", "1"), yield* send("a", "1"), yield* send("a", "2"), yield* send("a", "1")]
        assert.strictEqual(refusal(yield* send("a", "3")), 503)
        const honest = [yield* send("b", "1"), yield* send("c", "1")]
        assert.deepStrictEqual(honest.map(refusal), [undefined, undefined])
        assert.strictEqual(flood.map(refusal).filter((status) => status === 503).length, 2)
        assert.strictEqual(queue.waiting, 4)
        yield* open
        yield* Effect.forEach(honest, Fiber.join)
      })
  )

  it.effect("a job that fails, dies or is interrupted frees its place", () =>
    Effect.gen(function* () {
      const queue = new FairQueue(limits)
      const none = new Set<string>()
      yield* Effect.exit(queue.run(owner("a", "1", none), Effect.fail("no")))
      yield* Effect.exit(queue.run(owner("a", "1", none), Effect.die("no")))
      const fiber = yield* begin(queue.run(owner("a", "1", none), Effect.never))
      yield* Fiber.interrupt(fiber)
      assert.strictEqual(yield* queue.run(owner("a", "1", none), Effect.succeed("done")), "done")
    })
  )

  it.effect("RW-WK-1 limits hold, no job is lost, and peers take turns, for any jobs and any clients that leave", () =>
    Effect.promise(() =>
      fc.assert(
        fc.asyncProperty(
          fc.array(
            fc.record({ peer: fc.constantFrom("a", "b", "c"), name: fc.constantFrom("1", "2"), leaves: fc.boolean() }),
            { maxLength: 40 }
          ),
          fc.integer({ min: 1, max: 3 }),
          (sent, atOnce) =>
            Effect.runPromise(
              Effect.gen(function* () {
                const queue = new FairQueue({ atOnce, mostWaiting: 12, mostOfPeer: 6, mostOfName: 4 })
                const gone = new Set<object>()
                let running = 0
                let most = 0
                let carriedOut = 0
                const work = Effect.gen(function* () {
                  most = Math.max(most, ++running)
                  yield* Effect.yieldNow
                  running--
                  carriedOut++
                })
                const fibers = []
                for (const each of sent) {
                  const hasLeft = () => gone.has(each)
                  fibers.push(
                    yield* Effect.forkChild(queue.run({ remoteAddress: each.peer, name: each.name, hasLeft }, work), {
                      startImmediately: true
                    })
                  )
                  if (each.leaves) gone.add(each)
                  assert.isAtMost(queue.waiting, 12)
                }
                const exits = yield* Effect.forEach(fibers, Fiber.await)
                assert.strictEqual(queue.waiting, 0)
                assert.isAtMost(most, atOnce)
                assert.strictEqual(exits.filter(Exit.isSuccess).length, carriedOut)
                assert.strictEqual(running, 0)
              })
            )
        )
      )
    )
  )
})
