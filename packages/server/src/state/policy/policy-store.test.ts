import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { layerNobleCrypto } from "../../ports/crypto/noble.ts"
import { Keyring } from "../keyring.ts"
import { layerMemory } from "../../ports/store/memory.ts"
import { type Commit, Store } from "../../ports/store/port.ts"
import { PolicyStore } from "./policy-store.ts"

/** A policy that grants reading `count` paths, the first of which is its name. */
const text = (name: string, count = 1): string =>
  [name, ...Array.from({ length: count - 1 }, (_, index) => `${name}/${index}`)]
    .map((path) => `path "${path}" { capabilities = ["read"] }`)
    .join("\n")

const write = (policies: typeof PolicyStore.Service, name: string, policy = text(name)) =>
  policies.write({ name, text: policy, casRequired: false })

const inStore = Layer.provideMerge(Keyring.layer(new Uint8Array(32)), Layer.merge(layerMemory, layerNobleCrypto))
/** A store with a thread: it reports what it has stored later. */
const layerLate = Layer.effect(
  Store,
  Effect.map(Store, (store) => ({
    ...store,
    commit: ((batch) => Effect.tap(store.commit(batch), () => Effect.yieldNow)) as Commit
  }))
)
const layer = Layer.provide(PolicyStore.layer, inStore)

describe("PolicyStore", () => {
  it.effect("compiles a combination of policies once, and again when one of them is added, changed or deleted", () =>
    Effect.gen(function* () {
      const policies = yield* PolicyStore
      const acl = () => policies.aclOf(["a", "b"], 0)
      const grants = () => ["a", "b", "other"].filter((path) => acl().capabilities(path).includes("read"))
      yield* write(policies, "a")
      const first = acl()
      assert.strictEqual(acl(), first)
      yield* write(policies, "c")
      assert.strictEqual(acl(), first)
      assert.deepStrictEqual(grants(), ["a"])
      yield* write(policies, "b")
      assert.deepStrictEqual(grants(), ["a", "b"])
      yield* write(policies, "a", text("other"))
      assert.deepStrictEqual(grants(), ["b", "other"])
      yield* policies.delete("b")
      assert.deepStrictEqual(grants(), ["other"])
    }).pipe(Effect.provide(layer))
  )

  it.effect("limits what it keeps compiled, and drops the oldest first", () =>
    Effect.gen(function* () {
      const policies = yield* PolicyStore
      yield* write(policies, "large", text("large", 90_000))
      const combinations = Array.from({ length: 6 }, (_, index) => ["large", `small-${index}`])
      const [first, ...others] = combinations.map((names) => policies.aclOf(names, 0))
      assert.deepStrictEqual(
        combinations.slice(1).map((names) => policies.aclOf(names, 0) === others.shift()),
        [true, true, true, true, true]
      )
      assert.notStrictEqual(policies.aclOf(combinations[0]!, 0), first)
    }).pipe(Effect.provide(layer))
  )

  it.effect("finds all policies that were written before it was started", () =>
    Effect.gen(function* () {
      const names = Array.from({ length: 1001 }, (_, index) => `p${index}`)
      yield* Effect.gen(function* () {
        const policies = yield* PolicyStore
        for (const name of names) yield* write(policies, name)
      }).pipe(Effect.provide(Layer.fresh(PolicyStore.layer)))
      const policies = yield* Effect.provide(PolicyStore, Layer.fresh(PolicyStore.layer))
      assert.deepStrictEqual(
        names.filter((name) => !policies.exists(name)),
        []
      )
    }).pipe(Effect.provide(inStore))
  )

  it.effect("has in memory what is in the store after a policy was written and deleted at the same time", () =>
    Effect.gen(function* () {
      const changed = Effect.gen(function* () {
        const policies = yield* PolicyStore
        const remove = (name: string) => policies.delete(name)
        yield* write(policies, "a")
        yield* write(policies, "b")
        const changes = [remove("a"), write(policies, "a"), write(policies, "b"), remove("b")]
        yield* Effect.all(changes, { concurrency: "unbounded" })
        return ["a", "b"].filter(policies.exists)
      }).pipe(Effect.provide(Layer.provide(Layer.fresh(PolicyStore.layer), layerLate)))
      const inMemory = yield* changed
      const policies = yield* Effect.provide(PolicyStore, Layer.fresh(PolicyStore.layer))
      assert.deepStrictEqual([inMemory, ["a", "b"].filter(policies.exists)], [["a"], ["a"]])
    }).pipe(Effect.provide(inStore))
  )

  it.effect("writes a policy once if two writes require the same version", () =>
    Effect.gen(function* () {
      const policies = yield* PolicyStore
      yield* write(policies, "a")
      const once = Effect.exit(policies.write({ name: "a", text: text("a"), casRequired: false, cas: 1 }))
      const exits = yield* Effect.all([once, once], { concurrency: "unbounded" })
      assert.deepStrictEqual(
        exits.map(({ _tag }) => _tag),
        ["Success", "Failure"]
      )
    }).pipe(Effect.provide(Layer.provide(PolicyStore.layer, Layer.provideMerge(layerLate, inStore))))
  )
})
