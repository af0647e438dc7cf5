import { assert, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { type Appended, LineBatches } from "./line-batches.ts"

it.live(
  "RW-AU-2: of a batch that was written in part, the lines that are whole are written, and the others are not",
  () =>
    Effect.gen(function* () {
      const results: Array<Appended> = [{ written: "é1\n".length + 1 + "2".length, problem: "ENOSPC" }]
      const batches = new LineBatches(async (bytes) => results.shift() ?? { written: bytes.length })
      const written = yield* Effect.forEach(["é1\n", "2\n", "3\n"], (line) => Effect.result(batches.write(line)), {
        concurrency: "unbounded"
      })
      assert.deepEqual(
        written.map(({ _tag }) => _tag),
        ["Success", "Failure", "Failure"]
      )
      yield* batches.write("4\n")
    })
)

it.live("writes lines that arrive during a write as the next batch", () =>
  Effect.gen(function* () {
    const written: Array<string> = []
    let finish: () => void = () => undefined
    const begun = new Promise<void>((resolve) => {
      finish = resolve
    })
    const more: Array<Promise<void>> = []
    const batches = new LineBatches(async (bytes) => {
      if (written.length === 0) {
        for (const line of ["2\n", "3\n"]) more.push(Effect.runPromise(batches.write(line)))
        finish()
      }
      written.push(Buffer.from(bytes).toString())
      return { written: bytes.length }
    })
    yield* batches.write("1\n")
    yield* Effect.promise(() => begun)
    yield* Effect.promise(() => Promise.all(more))
    assert.deepEqual(written, ["1\n", "2\n3\n"])
  })
)
