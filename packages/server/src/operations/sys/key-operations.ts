import * as Effect from "effect/Effect"
import { enveloped, noContent } from "../../actions/outcome.ts"
import { Keyring } from "../../state/keyring.ts"
import type { SystemHandlers } from "../system-handler.ts"

/** `sys/key-status` and `sys/rotate`: the key that encrypts what is stored. */
export const keyOperations = Effect.gen(function* () {
  const keyring = yield* Keyring
  return {
    sysKeyStatusRead: () =>
      Effect.sync(() =>
        enveloped({
          data: { term: keyring.term(), install_time: new Date(keyring.installedAtMs()).toISOString(), encryptions: 0 }
        })
      ),
    sysRotate: () => Effect.as(keyring.rotate, noContent),
    sysRotateConfigRead: () => Effect.succeed(enveloped({ data: { enabled: false, interval: 0, max_operations: 0 } }))
  } satisfies Partial<SystemHandlers<"sys">>
})
