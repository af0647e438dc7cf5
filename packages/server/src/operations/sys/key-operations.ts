import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import type { Keyring } from "../../state/keyring.ts"
import { answer, nothing } from "../../actions/outcome.ts"
import type { StoreFailure } from "../../ports/store/port.ts"
import type { SystemHandlers } from "../system-handler.ts"

type KeyOperationId = "sysKeyStatus" | "sysRotate" | "sysRotateConfig"

/** `sys/key-status` and `sys/rotate`: the age of the key that seals what is stored. */
export const makeKeyOperations = (
  keyring: typeof Keyring.Service,
  startedAtMs: number,
  confirm: Effect.Effect<void, StoreFailure>
): Pick<SystemHandlers<"sys">, KeyOperationId> => {
  let installedAtMs = startedAtMs
  return {
    sysKeyStatus: () =>
      Effect.sync(() =>
        answer({
          data: { term: keyring.term(), install_time: new Date(installedAtMs).toISOString(), encryptions: 0 }
        })
      ),
    sysRotate: () =>
      Effect.map(Effect.andThen(confirm, Clock.currentTimeMillis), (now) => {
        keyring.rotate()
        installedAtMs = now
        return nothing
      }),
    sysRotateConfig: () => Effect.succeed(answer({ data: { enabled: false, interval: 0, max_operations: 0 } }))
  }
}
