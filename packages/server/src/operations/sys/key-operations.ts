import * as Effect from "effect/Effect"
import type { Keyring } from "../../state/keyring.ts"
import { answer, nothing } from "../../actions/outcome.ts"
import type { SystemHandlers } from "../system-handler.ts"

type KeyOperationId = "sysKeyStatus" | "sysRotate" | "sysRotateConfig"

/** `sys/key-status` and `sys/rotate`: the key that encrypts what is stored. */
export const makeKeyOperations = (keyring: typeof Keyring.Service): Pick<SystemHandlers<"sys">, KeyOperationId> => ({
  sysKeyStatus: () =>
    Effect.sync(() =>
      answer({
        data: { term: keyring.term(), install_time: new Date(keyring.installedAtMs()).toISOString(), encryptions: 0 }
      })
    ),
  sysRotate: () => Effect.as(keyring.rotate, nothing),
  sysRotateConfig: () => Effect.succeed(answer({ data: { enabled: false, interval: 0, max_operations: 0 } }))
})
