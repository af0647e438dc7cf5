import { errorTexts, type QueryParameters } from "@enwrap/protocol"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import { enveloped, type Bare, noContent, type Outcome } from "../../actions/outcome.ts"
import { plainError, type ProtocolError } from "../../values/protocol-error.ts"
import { Store } from "../../ports/store/port.ts"
import { confirmBasis } from "../../state/request-basis.ts"
import { VERSION } from "../../values/version.ts"
import { type ClusterIdentity, type Seal, unsealKeyBytes } from "../../state/server-status.ts"
import type { SystemHandlers } from "../system-handler.ts"

export interface StatusOptions {
  readonly cluster: ClusterIdentity
  readonly seal: Seal
  /** When the store was set up: milliseconds since 1970. */
  readonly setUpAtMs: number
}

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

/** `sys/health`, `sys/seal` and their neighbours. */
export const statusOperations = Effect.fnUntraced(function* ({ cluster, seal, setUpAtMs }: StatusOptions) {
  const store = yield* Store

  const name = (): Record<string, unknown> =>
    seal.isSealed() ? {} : { cluster_name: cluster.name, cluster_id: cluster.id }

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
      ...name(),
      recovery_seal: false,
      storage_type: "inmem"
    })

  return {
    sysHealthRead: ({ query }) =>
      Effect.map(Clock.currentTimeMillis, (nowMs) => {
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
          ...name()
        })
      }),
    sysSealStatusRead: () => Effect.sync(sealStatus),
    sysLeaderRead: () => Effect.succeed(bare(200, { ha_enabled: false })),
    sysHaStatusRead: () =>
      Effect.succeed(
        enveloped({
          data: {
            nodes: [
              {
                hostname: cluster.name,
                api_address: "",
                cluster_address: "",
                active_node: true,
                last_echo: null,
                version: VERSION
              }
            ]
          }
        })
      ),
    sysInitStatusRead: () => Effect.succeed(bare(200, { initialized: true })),
    sysInit: () => Effect.fail(plainError(400, errorTexts.alreadyInitialized)),
    sysSeal: () =>
      Effect.map(confirmBasis(store), () => {
        seal.seal()
        return noContent
      }),
    sysUnseal: Effect.fn("Seal.unseal")(function* ({ fields }): Effect.fn.Return<Outcome, ProtocolError> {
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
    sysVersionHistoryList: () =>
      Effect.succeed(
        enveloped({
          data: {
            keys: [VERSION],
            key_info: {
              [VERSION]: {
                commit_date: "",
                previous_version: null,
                timestamp_installed: new Date(setUpAtMs).toISOString()
              }
            }
          }
        })
      )
  } satisfies Partial<SystemHandlers<"sys">>
})
