import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/testing/TestClock"
import * as fc from "fast-check"
import { kvV2 } from "../src/index.ts"
import { mounted } from "./mounted.ts"

/** A model of a secret, without storage, atomic steps and time. */
class Model {
  readonly versions = new Map<number, { readonly data: unknown; state: "there" | "deleted" | "destroyed" }>()
  current = 0
  /** Where it holds `n`, the versions up to `current - n` are gone at the next write. */
  maxVersions = 0

  write(data: unknown, cas: number | undefined): number {
    if (cas !== undefined && cas !== this.current) return 400
    this.current += 1
    this.versions.set(this.current, { data, state: "there" })
    const kept = this.maxVersions || 10
    for (const number of this.versions.keys()) if (number <= this.current - kept) this.versions.delete(number)
    return 200
  }

  mark(numbers: ReadonlyArray<number>, state: "there" | "deleted" | "destroyed"): void {
    for (const number of numbers) {
      const version = this.versions.get(number)
      if (version !== undefined && version.state !== "destroyed") version.state = state
    }
  }

  read(number: number): { readonly status: number; readonly data?: unknown } {
    const version = this.versions.get(number || this.current)
    if (version === undefined) return { status: 404 }
    return version.state === "there" ? { status: 200, data: version.data } : { status: 404, data: null }
  }
}

const PATHS = ["a", "a/1", "b"] as const
const path = fc.constantFrom(...PATHS)
const numbers = fc.array(fc.integer({ min: 1, max: 14 }), { minLength: 1, maxLength: 4 })
const step = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant("write" as const),
      path,
      cas: fc.option(fc.integer({ min: 0, max: 6 }), { nil: undefined })
    })
  },
  fc.record({ do: fc.constantFrom("delete" as const, "forget" as const), path }),
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constantFrom("deleteVersions" as const, "undelete" as const, "destroy" as const),
      path,
      numbers
    })
  },
  fc.record({ do: fc.constant("keep" as const), path, versions: fc.integer({ min: 0, max: 4 }) }),
  fc.record({ do: fc.constant("wait" as const), seconds: fc.integer({ min: 0, max: 100 }) })
)

type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never

/** Runs the steps, and compares everything that can be read, and everything that is stored, with the model. */
const play = Effect.fnUntraced(function* (steps: ReadonlyArray<Step>) {
  const { ask, storage } = yield* mounted(kvV2)
  const models = new Map<string, Model>()
  const model = (name: string) => {
    const known = models.get(name) ?? new Model()
    models.set(name, known)
    return known
  }
  for (const [n, made] of steps.entries()) {
    switch (made.do) {
      case "write": {
        const options = made.cas === undefined ? {} : { options: { cas: made.cas } }
        const known = models.get(made.path) ?? new Model()
        const { status } = yield* ask("kvV2Write", made.path, { body: { data: { n }, ...options } })
        assert.strictEqual(status, known.write({ n }, made.cas))
        if (status === 200) models.set(made.path, known)
        break
      }
      case "delete":
        yield* ask("kvV2Delete", made.path)
        models.get(made.path)?.mark([models.get(made.path)!.current], "deleted")
        break
      case "forget":
        yield* ask("kvV2MetadataDelete", made.path)
        models.delete(made.path)
        break
      case "deleteVersions":
        yield* ask("kvV2VersionsDelete", made.path, { body: { versions: made.numbers } })
        models.get(made.path)?.mark(made.numbers, "deleted")
        break
      case "undelete":
        yield* ask("kvV2VersionsUndelete", made.path, { body: { versions: made.numbers } })
        models.get(made.path)?.mark(made.numbers, "there")
        break
      case "destroy":
        yield* ask("kvV2VersionsDestroy", made.path, { body: { versions: made.numbers } })
        models.get(made.path)?.mark(made.numbers, "destroyed")
        break
      case "keep":
        yield* ask("kvV2MetadataWrite", made.path, { body: { max_versions: made.versions } })
        model(made.path).maxVersions = made.versions
        break
      case "wait":
        yield* TestClock.adjust(`${made.seconds} seconds`)
    }
  }
  for (const name of PATHS) {
    for (let number = 0; number <= 15; number += 1) {
      const { data, status } = yield* ask("kvV2Read", name, { query: { version: String(number) } })
      const seen = data === undefined ? { status } : { status, data: (data as { data: unknown }).data }
      assert.deepStrictEqual(seen, models.get(name)?.read(number) ?? { status: 404 })
    }
  }
  assert.deepStrictEqual(
    [...storage.keys()].sort(),
    [...models]
      .flatMap(([name, { versions }]) => [
        `metadata/${name}`,
        ...[...versions]
          .filter(([, { state }]) => state !== "destroyed")
          .map(([number]) => `versions/${name}/${number}`)
      ])
      .sort()
  )
})

describe("kv version 2 against a model", () => {
  it("RW-KV-4 to RW-KV-10, RW-KV-14 reads what the model reads, and stores nothing else", () =>
    fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), (steps) =>
        Effect.runPromise(play(steps).pipe(Effect.provide(TestClock.layer())))
      ),
      { numRuns: 300 }
    ))
})
