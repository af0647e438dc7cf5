import { assert, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { type Batch, Conflict, type Precondition, Store } from "../src/ports/store/port.ts"
import { MOUNT_DATA } from "../src/state/records.ts"
import {
  layerDependentStore,
  type RequestDependencies,
  RequestRefused,
  dependingOn
} from "../src/state/request-dependencies.ts"

const OTHER = "another space"

/** A store whose record was encrypted again since it was read, or changed. The precondition on the other space never holds. */
const storeWith = (isSame: boolean) => {
  const values = [Uint8Array.of(1), Uint8Array.of(2)]
  const fails = (condition: Precondition): boolean => condition.space === OTHER || !isSame
  return Layer.succeed(Store, {
    get: (space: string, key: string) =>
      Effect.succeed(space === OTHER ? { space, key, value: values[0]! } : { space, key, value: values.shift()! }),
    list: () => Effect.succeed([]),
    commit: ({ when = [] }: Batch) => (when.some(fails) ? Effect.fail(new Conflict()) : Effect.void)
  } as typeof Store.Service)
}

/** A login that reads a role, and creates something that exists already. */
const login = (isSame: boolean) =>
  Effect.gen(function* () {
    const store = yield* Store
    const dependencies: RequestDependencies = {
      current: [],
      endsAtMs: undefined,
      renew: () => Effect.succeed([]),
      reads: new Map()
    }
    const request = Effect.andThen(
      store.get(MOUNT_DATA, "role"),
      store.commit({ when: [{ kind: "absent", space: OTHER, key: "a" }] })
    )
    return yield* Effect.exit(dependingOn(dependencies, request))
  }).pipe(Effect.provide(Layer.provide(layerDependentStore, storeWith(isSame))))

it.effect("RW-SYS-17: a login does not fail because its role was encrypted again meanwhile", () =>
  Effect.gen(function* () {
    const exit = yield* login(true)
    // The conflict is the request's own, and not the dependencies of the request.
    assert.include(JSON.stringify(exit), "Conflict")
    assert.notInclude(JSON.stringify(exit), "RequestRefused")
  })
)

it.effect("RW-CO-1: a login fails if its role was changed meanwhile", () =>
  Effect.gen(function* () {
    const exit = yield* login(false)
    assert.include(JSON.stringify(exit), RequestRefused.name)
  })
)
