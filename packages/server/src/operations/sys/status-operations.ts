import * as Effect from "effect/Effect"
import { enveloped, noContent } from "../../actions/outcome.ts"
import { Store } from "../../ports/store/port.ts"
import { Keyring } from "../../state/keyring.ts"
import { confirmBasis } from "../../state/request-basis.ts"
import { rfc3339 } from "../../values/rfc3339.ts"
import { VERSION } from "../../values/version.ts"
import { Seal } from "../../state/seal/seal.ts"
import { clusterOf, type SetUpRecord } from "../../state/set-up-record.ts"
import type { SystemHandlers } from "../system-handler.ts"
import { sealOperations } from "./seal-operations.ts"

/** `sys/seal`, `sys/rotate` and their neighbours. */
export const statusOperations = Effect.fnUntraced(function* (setUp: SetUpRecord) {
  const keyring = yield* Keyring
  const seal = yield* Seal
  const store = yield* Store
  const cluster = clusterOf(setUp)

  const node = {
    hostname: cluster.cluster_name,
    api_address: "",
    cluster_address: "",
    active_node: true,
    last_echo: null,
    version: VERSION
  }
  const installed = { commit_date: "", previous_version: null, timestamp_installed: rfc3339(setUp.setUpAtMs) }

  return {
    ...sealOperations(seal, () => cluster),
    sysHaStatusRead: () => Effect.succeed(enveloped({ data: { nodes: [node] } })),
    sysSeal: () =>
      Effect.map(confirmBasis(store), () => {
        seal.seal()
        return noContent
      }),
    // No other server can become the leader.
    sysStepDown: () => Effect.succeed(noContent),
    sysKeyStatusRead: () => {
      const data = { term: keyring.term(), install_time: rfc3339(keyring.installedAtMs()), encryptions: 0 }
      return Effect.succeed(enveloped({ data }))
    },
    sysRotate: () => Effect.as(keyring.rotate, noContent),
    sysKeyringRotate: () => Effect.as(keyring.rotate, noContent),
    sysRotateConfigRead: () => Effect.succeed(enveloped({ data: { enabled: false, interval: 0, max_operations: 0 } })),
    sysVersionHistoryList: () =>
      Effect.succeed(enveloped({ data: { keys: [VERSION], key_info: { [VERSION]: installed } } }))
  } satisfies Partial<SystemHandlers<"sys">>
})
