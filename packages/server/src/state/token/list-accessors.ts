import * as Effect from "effect/Effect"
import { Store } from "../../ports/store/port.ts"
import { sortedInSteps } from "../../values/sorted-in-steps.ts"
import { DamagedRecords } from "../damaged-records.ts"
import { Keyring } from "../keyring.ts"
import { readAllTokens } from "./read-all-tokens.ts"
import { LAST_USE } from "./token-entry.ts"

/** Makes the effect that lists the accessors of all tokens that have not ended, sorted. They are stored only in the encrypted entries. */
export const listAccessors = Effect.gen(function* () {
  const store = yield* Store
  const keyring = yield* Keyring
  const damaged = yield* DamagedRecords
  return Effect.gen(function* () {
    const accessors: Array<string> = []
    yield* readAllTokens(store, keyring, damaged, (_, { accessor, numUses, revoking }) => {
      if (revoking === undefined && numUses !== LAST_USE) accessors.push(accessor)
    })
    return yield* sortedInSteps(accessors)
  })
})
