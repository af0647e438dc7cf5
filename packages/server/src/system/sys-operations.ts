import { errorTextFor, errorTexts, type OperationIdOf, warningTexts } from "@enwrap/protocol"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import type { MountEntry } from "../mount/mount-entry.ts"
import type { Mounts, RunningMount } from "../mount/mounts.ts"
import { answer, type Bare, nothing } from "../outcome.ts"
import type { PolicyStore } from "../policy/policy-store.ts"
import { plainError, silentError } from "../protocol-error.ts"
import { durationSeconds, flag, textMap } from "../request/field-values.ts"
import type { Holder, SystemHandlers } from "./system-handler.ts"
import { VERSION } from "../version.ts"

type SysOperation = Exclude<OperationIdOf<"sys">, `wrapping${string}`>

/** What a cluster of this one server is called. */
export interface ClusterIdentity {
  readonly name: string
  readonly id: string
}

export interface SysDependencies {
  readonly mounts: typeof Mounts.Service
  readonly policies: typeof PolicyStore.Service
  readonly cluster: ClusterIdentity
}

const bare = (status: number, body: unknown): Bare => ({ kind: "bare", status, body })

const withSlash = (path: string): string => (path.endsWith("/") ? path : `${path}/`)

const mountData = ({ config, ...entry }: MountEntry): Record<string, unknown> => ({
  accessor: entry.accessor,
  config: {
    default_lease_ttl: config.defaultLeaseTtl,
    force_no_cache: config.forceNoCache,
    ...(config.listingVisibility === undefined ? undefined : { listing_visibility: config.listingVisibility }),
    max_lease_ttl: config.maxLeaseTtl
  },
  deprecation_status: "supported",
  description: entry.description,
  external_entropy_access: false,
  local: entry.local,
  options: entry.options,
  plugin_version: "",
  running_plugin_version: `v${VERSION}+builtin.enwrap`,
  running_sha256: "",
  seal_wrap: entry.sealWrap,
  type: entry.type,
  uuid: entry.uuid
})

/** A status code that a health check asks for in words of its own: `?standbyok=true&activecode=299`. */
const healthStatus = (query: ReadonlyMap<string, string>): number | undefined => {
  const code = query.get("activecode")
  if (code === undefined) return 200
  return /^[1-9]\d\d$/.test(code) ? Number(code) : undefined
}

/** Whether a holder's policies open a mount to it, so that it may know of it. */
const mayKnow = (holder: Holder | undefined, path: string): boolean => holder?.acl.reachesMount(path) ?? false

const isAuthMount = ({ entry }: RunningMount): boolean => entry.path.startsWith("auth/")

/** `sys/*`, but for wrapping: health, mounts, policies. */
export const makeSysOperations = ({
  cluster,
  mounts,
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
  sysListMounts: () =>
    Effect.sync(() => {
      const shown = mounts.all().filter((mount) => !isAuthMount(mount))
      return answer({ data: Object.fromEntries(shown.map(({ entry }) => [entry.path, mountData(entry)])) })
    }),
  sysReadMount: ({ parameters }) => {
    const path = withSlash(parameters.path)
    const mount = mounts.get(path)
    return mount === undefined
      ? Effect.fail(plainError(400, errorTextFor.noMount(path)))
      : Effect.succeed(answer({ data: mountData(mount.entry) }))
  },
  sysEnableMount: Effect.fnUntraced(function* ({ fields, parameters }) {
    if (fields.type === undefined || fields.type === "") return yield* plainError(400, errorTexts.mountTypeMissing)
    const defaultLeaseTtl = yield* durationSeconds("config.default_lease_ttl", fields.config?.default_lease_ttl)
    const maxLeaseTtl = yield* durationSeconds("config.max_lease_ttl", fields.config?.max_lease_ttl)
    if (maxLeaseTtl > 0 && defaultLeaseTtl > maxLeaseTtl) {
      return yield* plainError(400, "given default lease TTL greater than given max lease TTL")
    }
    const { listing_visibility: listingVisibility } = fields.config ?? {}
    yield* mounts.enable({
      path: withSlash(parameters.path),
      type: fields.type,
      description: fields.description,
      options: textMap(fields.options),
      config: {
        defaultLeaseTtl,
        maxLeaseTtl,
        ...(listingVisibility === undefined ? undefined : { listingVisibility })
      },
      local: yield* flag("local", fields.local, false),
      sealWrap: yield* flag("seal_wrap", fields.seal_wrap, false)
    })
    return nothing
  }),
  sysDisableMount: ({ parameters }) => Effect.as(mounts.disable(withSlash(parameters.path)), nothing),
  sysUiListMounts: ({ holder }) =>
    Effect.sync(() => {
      const shown = mounts
        .all()
        .filter(({ entry }) => entry.config.listingVisibility === "unauth" || mayKnow(holder, entry.path))
      const listed = (auth: boolean) =>
        Object.fromEntries(
          shown
            .filter((mount) => isAuthMount(mount) === auth)
            .map(({ entry }) => [
              auth ? entry.path.slice("auth/".length) : entry.path,
              holder === undefined
                ? { description: entry.description, options: entry.options, type: entry.type }
                : mountData(entry)
            ])
        )
      return answer({ data: { auth: listed(true), secret: listed(false) } })
    }),
  sysUiReadMount: ({ holder, parameters }) => {
    const mount = mounts.match(withSlash(parameters.path))
    const path = mount?.entry.path ?? withSlash(parameters.path)
    if (mount === undefined || (mount.entry.config.listingVisibility !== "unauth" && !mayKnow(holder, path))) {
      return Effect.fail(plainError(403, errorTextFor.preflightDenied(path)))
    }
    const shown = isAuthMount(mount) ? path.slice("auth/".length) : path
    return Effect.succeed(answer({ data: { ...mountData(mount.entry), path: shown } }))
  },
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
