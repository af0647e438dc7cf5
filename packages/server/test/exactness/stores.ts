import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import type * as Scope from "effect/Scope"
import { Store } from "../../src/index.ts"
import { makeMemoryStore } from "../../src/ports/store/memory.ts"

/** A store that the tests of exactness run on. */
export interface TestStore {
  readonly name: string
  /** Makes an empty store. Each time that the layer is built, the same records are found again. */
  readonly make: Effect.Effect<Layer.Layer<Store>, never, Scope.Scope>
}

export const testStores: ReadonlyArray<TestStore> = [
  { name: "memory", make: Effect.sync(() => Layer.succeed(Store, makeMemoryStore().store)) }
]
