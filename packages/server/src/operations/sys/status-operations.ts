import { errorTexts, type QueryParameters } from "@enwrap/protocol"
import * as Effect from "effect/Effect"
import { enveloped, type Bare, noContent } from "../../actions/outcome.ts"
import { plainError } from "../../values/protocol-error.ts"
import { Store } from "../../ports/store/port.ts"
import { Keyring } from "../../state/keyring.ts"
import { confirmBasis } from "../../state/request-basis.ts"
import { now } from "../../values/now.ts"
import { rfc3339 } from "../../values/rfc3339.ts"
import { VERSION } from "../../values/version.ts"
import { Seal, type SetUpRecord, unsealKeyBytes } from "../../state/server-status.ts"
import type { SystemHandlers } from "../system-handler.ts"

const bare = (status: number, body: unknown): Bare => ({ kind: "bare", status, body })

type CodeParameter = Extract<keyof QueryParameters<"sysHealthRead">, `${string}code`>

/** The query variables that choose the status of a health check, for each state that a server may be in. */
const CODES: ReadonlyArray<CodeParameter> = [
  "activecode",
  "standbycode",
  "drsecondarycode",
  "performancestandbycode",
  "sealedcode",
  "uninitcode"
]

/** The status of a health check: the usual one, or the one in the query; `undefined` if a variable is invalid. */
const healthStatus = (query: ReadonlyMap<string, string>, sealed: boolean): number | undefined => {
  if (CODES.some((name) => !/^[+-]?\d+$/.test(query.get(name) ?? "0"))) return undefined
  const asked = query.get(sealed ? "sealedcode" : "activecode")
  if (asked === undefined) return sealed ? 503 : 200
  const status = Number(asked)
  return status >= 200 && status <= 599 ? status : undefined
}

/** `sys/health`, `sys/seal`, `sys/rotate` and their neighbours. */
export const statusOperations = Effect.fnUntraced(function* ({ clusterId, setUpAtMs }: SetUpRecord) {
  const keyring = yield* Keyring
  const seal = yield* Seal
  const store = yield* Store
  const clusterName = `enwrap-cluster-${clusterId.slice(0, 8)}`

  const cluster = (): Record<string, unknown> =>
    seal.isSealed() ? {} : { cluster_name: clusterName, cluster_id: clusterId }

  const node = {
    hostname: clusterName,
    api_address: "",
    cluster_address: "",
    active_node: true,
    last_echo: null,
    version: VERSION
  }
  const installed = { commit_date: "", previous_version: null, timestamp_installed: rfc3339(setUpAtMs) }

  const sealStatus = (): Bare =>
    bare(200, {
      type: "shamir",
      initialized: true,
      sealed: seal.isSealed(),
      t: 1,
      n: 1,
      progress: 0,
      nonce: "",
      version: VERSION,
      commit_date: "",
      migration: false,
      ...cluster(),
      recovery_seal: false,
      storage_type: "inmem"
    })

  return {
    sysHealthRead: ({ query }) =>
      Effect.map(now, (nowMs) => {
        const status = healthStatus(query, seal.isSealed())
        if (status === undefined) return bare(400, { errors: [errorTexts.healthCodeInvalid] })
        return bare(status, {
          initialized: true,
          sealed: seal.isSealed(),
          standby: seal.isSealed(),
          replication_performance_mode: seal.isSealed() ? "unknown" : "disabled",
          replication_dr_mode: seal.isSealed() ? "unknown" : "disabled",
          server_time_utc: Math.floor(nowMs / 1000),
          version: VERSION,
          ...cluster()
        })
      }),
    sysSealStatusRead: () => Effect.sync(sealStatus),
    sysLeaderRead: () => Effect.succeed(bare(200, { ha_enabled: false })),
    sysHaStatusRead: () => Effect.succeed(enveloped({ data: { nodes: [node] } })),
    sysInitStatusRead: () => Effect.succeed(bare(200, { initialized: true })),
    sysInit: () => Effect.fail(plainError(400, errorTexts.alreadyInitialized)),
    sysSeal: () =>
      Effect.map(confirmBasis(store), () => {
        seal.seal()
        return noContent
      }),
    sysUnseal: Effect.fnUntraced(function* ({ fields }) {
      if (fields.reset) return sealStatus()
      const text = fields.key ?? ""
      if (text === "") return yield* plainError(400, errorTexts.unsealKeyMissing)
      const key = unsealKeyBytes(text)
      if (key === undefined) return yield* plainError(400, errorTexts.unsealKeyInvalid)
      // An unsealed server returns its status, whatever the key is.
      if (seal.isSealed() && !seal.unseal(key)) return yield* plainError(400, errorTexts.unsealFailed)
      return sealStatus()
    }),
    // No other server can become the leader.
    sysStepDown: () => Effect.succeed(noContent),
    sysKeyStatusRead: () => {
      const data = { term: keyring.term(), install_time: rfc3339(keyring.installedAtMs()), encryptions: 0 }
      return Effect.succeed(enveloped({ data }))
    },
    sysRotate: () => Effect.as(keyring.rotate, noContent),
    sysRotateConfigRead: () => Effect.succeed(enveloped({ data: { enabled: false, interval: 0, max_operations: 0 } })),
    sysVersionHistoryList: () =>
      Effect.succeed(enveloped({ data: { keys: [VERSION], key_info: { [VERSION]: installed } } }))
  } satisfies Partial<SystemHandlers<"sys">>
})
