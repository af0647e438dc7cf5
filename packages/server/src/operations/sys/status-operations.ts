import { sealTextFor, sealTexts } from "@enwrap/protocol/lazy-texts"
import * as Effect from "effect/Effect"
import { enveloped, noContent } from "../../actions/outcome.ts"
import { Store } from "../../ports/store/port.ts"
import { KeyRotation, MAX_OPERATIONS, MIN_INTERVAL_SECONDS, MIN_OPERATIONS } from "../../state/key-rotation.ts"
import { Keyring } from "../../state/keyring.ts"
import { confirmDependencies } from "../../state/request-dependencies.ts"
import { refused } from "../../values/protocol-error.ts"
import type { HaNode } from "../../values/ha-node.ts"
import { rfc3339 } from "../../values/rfc3339.ts"
import { REPORTED_VERSION } from "../../values/reported-version.ts"
import { Seal } from "../../state/seal/seal.ts"
import { clusterOf, type SetUpRecord } from "../../state/set-up-record.ts"
import type { OutcomeEffect, SystemHandlers, SystemRequest } from "../system-handler.ts"
import { sealOperations } from "./seal-operations.ts"

/** Seconds as Go prints a duration of at least an hour: `24h0m0s`. */
const goDuration = (seconds: number): string =>
  `${Math.floor(seconds / 3600)}h${Math.floor((seconds % 3600) / 60)}m${seconds % 60}s`

/** `sys/seal`, `sys/rotate` and their neighbours. */
export const statusOperations = Effect.fnUntraced(function* (setUp: SetUpRecord, { apiAddress, hostname }: HaNode) {
  const keyring = yield* Keyring
  const rotation = yield* KeyRotation
  const seal = yield* Seal
  const store = yield* Store
  const cluster = clusterOf(setUp)

  const readNode = () => ({
    hostname: hostname ?? cluster.cluster_name,
    api_address: (typeof apiAddress === "function" ? apiAddress() : apiAddress) ?? "",
    cluster_address: "",
    active_node: true,
    last_echo: null,
    version: REPORTED_VERSION
  })
  const readRotation = (): OutcomeEffect => {
    const { enabled, interval, maxOperations } = rotation.settings()
    const data = { enabled, interval: interval === 0 ? 0 : goDuration(interval), max_operations: maxOperations }
    return Effect.succeed(enveloped({ data }))
  }
  const writeRotation = ({
    fields
  }: SystemRequest<"sysRotateConfigWrite" | "sysKeyringRotateConfigWrite">): OutcomeEffect => {
    const before = rotation.settings()
    const {
      enabled = before.enabled,
      interval = before.interval,
      max_operations: maxOperations = before.maxOperations
    } = fields
    if (interval !== 0 && interval < MIN_INTERVAL_SECONDS) return refused(sealTexts.rotationIntervalTooShort)
    return maxOperations < MIN_OPERATIONS || maxOperations > MAX_OPERATIONS
      ? refused(sealTextFor.operationsOutOfRange(MIN_OPERATIONS, MAX_OPERATIONS))
      : Effect.as(rotation.write({ enabled, interval, maxOperations }), noContent)
  }
  const installed = { commit_date: "", previous_version: null, timestamp_installed: rfc3339(setUp.setUpAtMs) }

  return {
    ...sealOperations(seal, () => cluster),
    sysHaStatusRead: () => Effect.sync(() => enveloped({ data: { nodes: [readNode()] } })),
    sysSeal: () =>
      Effect.map(confirmDependencies(store), () => {
        seal.seal()
        return noContent
      }),
    // No other server can become the leader.
    sysStepDown: () => Effect.succeed(noContent),
    sysKeyStatusRead: () => {
      const data = {
        term: keyring.term(),
        install_time: rfc3339(keyring.installedAtMs()),
        encryptions: keyring.encryptions()
      }
      return Effect.succeed(enveloped({ data }))
    },
    sysRotate: () => Effect.as(keyring.rotate, noContent),
    sysKeyringRotate: () => Effect.as(keyring.rotate, noContent),
    sysRotateConfigRead: readRotation,
    sysKeyringRotateConfigRead: readRotation,
    sysRotateConfigWrite: writeRotation,
    sysKeyringRotateConfigWrite: writeRotation,
    sysVersionHistoryList: () =>
      Effect.succeed(enveloped({ data: { keys: [REPORTED_VERSION], key_info: { [REPORTED_VERSION]: installed } } }))
  } satisfies Partial<SystemHandlers<"sys">>
})
