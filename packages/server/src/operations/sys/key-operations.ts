import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import { answer, nothing } from "../../actions/outcome.ts"
import { Store } from "../../ports/store/port.ts"
import { Keyring } from "../../state/keyring.ts"
import { confirmBasis } from "../../state/request-basis.ts"
import type { HandlersFor } from "../system-handler.ts"

/** `sys/key-status` and `sys/rotate`: the key that encrypts what is stored. */
export const keyOperations = Effect.gen(function* () {
  const keyring = yield* Keyring
  const store = yield* Store
  let installedAtMs = yield* Clock.currentTimeMillis
  const handlers: HandlersFor<"sysKeyStatus" | "sysRotate" | "sysRotateConfig"> = {
    sysKeyStatus: () =>
      Effect.sync(() =>
        answer({
          data: { term: keyring.term(), install_time: new Date(installedAtMs).toISOString(), encryptions: 0 }
        })
      ),
    sysRotate: () =>
      Effect.map(Effect.andThen(confirmBasis(store), Clock.currentTimeMillis), (now) => {
        keyring.rotate()
        installedAtMs = now
        return nothing
      }),
    sysRotateConfig: () => Effect.succeed(answer({ data: { enabled: false, interval: 0, max_operations: 0 } }))
  }
  return handlers
})
