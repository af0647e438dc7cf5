import * as Effect from "effect/Effect"
import { enveloped, noContent } from "../../actions/outcome.ts"
import { Keyring } from "../../state/keyring.ts"
import { rfc3339 } from "../../values/rfc3339.ts"
import type { SystemHandlers } from "../system-handler.ts"

/** `sys/key-status` and `sys/rotate`: the key that encrypts what is stored. */
export const keyOperations = Effect.gen(function* () {
  const keyring = yield* Keyring
  return {
    sysKeyStatus: () => {
      const data = { term: keyring.term(), install_time: rfc3339(keyring.installedAtMs()), encryptions: 0 }
      return Effect.succeed(enveloped({ data }))
    },
    sysRotate: () => Effect.as(keyring.rotate, noContent),
    sysRotateConfig: () => Effect.succeed(enveloped({ data: { enabled: false, interval: 0, max_operations: 0 } }))
  } satisfies Partial<SystemHandlers<"sys">>
})
