import { errorTexts, type OperationIdOf, warningTexts } from "@enwrap/protocol"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import { answer, type Bare, nothing } from "../outcome.ts"
import type { PolicyStore } from "../policy/policy-store.ts"
import { plainError, silentError } from "../protocol-error.ts"
import type { SystemHandlers } from "./system-handler.ts"
import { VERSION } from "../version.ts"

type SysOperation = Extract<OperationIdOf<"sys">, `policy${string}`> | "sysHealth" | "sysSealStatus" | "sysLeader"

/** What a cluster of this one server is called. */
export interface ClusterIdentity {
  readonly name: string
  readonly id: string
}

export interface SysDependencies {
  readonly policies: typeof PolicyStore.Service
  readonly cluster: ClusterIdentity
}

const bare = (status: number, body: unknown): Bare => ({ kind: "bare", status, body })

/** A status code that a health check asks for in words of its own: `?standbyok=true&activecode=299`. */
const healthStatus = (query: ReadonlyMap<string, string>): number | undefined => {
  const code = query.get("activecode")
  if (code === undefined) return 200
  return /^[1-9]\d\d$/.test(code) ? Number(code) : undefined
}

/** `sys/*`: health, and policies. */
export const makeSysOperations = ({
  cluster,
  policies
}: SysDependencies): Pick<SystemHandlers<"sys">, SysOperation> => ({
  sysHealth: ({ query }) =>
    Effect.map(Clock.currentTimeMillis, (nowMs) => {
      const status = healthStatus(query)
      if (status === undefined) return bare(400, { errors: ["activecode must be a status code"] })
      return bare(status, {
        initialized: true,
        sealed: false,
        standby: false,
        replication_performance_mode: "disabled",
        replication_dr_mode: "disabled",
        server_time_utc: Math.floor(nowMs / 1000),
        version: VERSION,
        cluster_name: cluster.name,
        cluster_id: cluster.id
      })
    }),
  sysSealStatus: () =>
    Effect.succeed(
      bare(200, {
        type: "shamir",
        initialized: true,
        sealed: false,
        t: 1,
        n: 1,
        progress: 0,
        nonce: "",
        version: VERSION,
        build_date: "",
        migration: false,
        cluster_name: cluster.name,
        cluster_id: cluster.id,
        recovery_seal: false,
        storage_type: "inmem"
      })
    ),
  sysLeader: () =>
    Effect.succeed(bare(200, { ha_enabled: false, is_self: false, leader_address: "", leader_cluster_address: "" })),
  policyList: () => Effect.sync(() => answer({ data: { keys: policies.names() } })),
  policyRead: ({ parameters }) => {
    const entry = policies.read(parameters.name.toLowerCase())
    if (entry === undefined) return Effect.fail(silentError(404))
    const { modified, name, text, version } = entry
    return Effect.succeed(
      answer({
        data: {
          allow_slashes_in_identity_templates: false,
          allow_wildcards_in_identity_templates: false,
          cas_required: false,
          ...(modified === undefined ? undefined : { modified }),
          name,
          policy: text,
          version
        }
      })
    )
  },
  policyWrite: Effect.fnUntraced(function* ({ fields, parameters }) {
    if (fields.policy === undefined || fields.policy === "") return yield* plainError(400, errorTexts.policyNotSupplied)
    const name = parameters.name.toLowerCase()
    yield* policies.write(name, fields.policy)
    return name === parameters.name ? nothing : answer({ warnings: [warningTexts.policyNameConverted(name)] })
  }),
  policyDelete: ({ parameters }) => Effect.as(policies.delete(parameters.name.toLowerCase()), nothing)
})
