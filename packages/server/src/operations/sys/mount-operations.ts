import { errorTextFor, errorTexts, fieldProblems, warningTexts } from "@enwrap/protocol"
import * as Effect from "effect/Effect"
import { newRequestId } from "../../values/request-id.ts"
import type { MountChanges } from "../../actions/revocation/mount-changes.ts"
import { mountData, tuningData } from "./mount-data.ts"
import { fits, parseSettings } from "./mount-settings.ts"
import { isAuthPath, leaseTtlOf, type MountRequest, type Mounts, shownPath } from "../../state/mount/mounts.ts"
import { hasUnprintable } from "../../values/names.ts"
import { answer, nothing, type Outcome } from "../../actions/outcome.ts"
import { fieldError, listedError, plainError, type ProtocolError, silentError } from "../../values/protocol-error.ts"
import type { DecodedFields } from "../../values/decoded-fields.ts"
import type { StoreFailure } from "../../ports/store/port.ts"
import type { SystemHandlers } from "../system-handler.ts"
import type { Holder } from "../../state/holder.ts"

export interface MountDependencies {
  readonly mounts: typeof Mounts.Service
  readonly changes: MountChanges
  readonly randomBytes: (length: number) => Uint8Array
}

type Failure = ProtocolError | StoreFailure

export const withSlash = (path: string): string => (path.endsWith("/") ? path : `${path}/`)

/** What `sys/mounts/{path}` and `sys/auth/{path}` mount. */
type EnableFields = DecodedFields<"sysEnableMount" | "sysEnableAuth">

/** Reads what is to be mounted at a path. */
export const mountRequest = Effect.fnUntraced(function* (
  path: string,
  fields: EnableFields
): Effect.fn.Return<MountRequest, ProtocolError> {
  if (fields.type === undefined || fields.type === "") return yield* plainError(400, errorTexts.mountTypeMissing)
  const config = yield* parseSettings(fields.config ?? {}, isAuthPath(path))
  if (!fits({ defaultLeaseTtl: 0, maxLeaseTtl: 0, ...config })) {
    return yield* plainError(400, errorTexts.defaultTtlAboveMax)
  }
  return {
    path,
    type: fields.type,
    description: fields.description,
    options: fields.options,
    config,
    local: fields.local ?? false,
    sealWrap: fields.seal_wrap ?? false
  }
})

/** What `sys/mounts/{path}/tune` and `sys/auth/{path}/tune` do. */
export const makeTune = ({ changes, mounts }: MountDependencies) => ({
  read: (path: string): Effect.Effect<Outcome, Failure> => {
    const mount = mounts.get(path)
    return mount === undefined
      ? Effect.fail(plainError(400, errorTextFor.noTuning(path)))
      : Effect.succeed(answer({ data: tuningData(mount.entry) }))
  },
  write: Effect.fnUntraced(function* (
    path: string,
    fields: DecodedFields<"sysTuneMount">
  ): Effect.fn.Return<Outcome, Failure> {
    const mount = mounts.get(path)
    if (mount === undefined) return yield* plainError(400, errorTextFor.noMountToTune(path))
    if (mount.kind === "built-in") return yield* plainError(400, errorTextFor.cannotTune(path))
    const { entry } = mount
    const config = { ...entry.config, ...(yield* parseSettings(fields, isAuthPath(path))) }
    if (!fits(config)) {
      const { max } = leaseTtlOf(config)
      return yield* plainError(400, errorTextFor.tunedMaxBelowDefault(max, config.defaultLeaseTtl))
    }
    const given = fields.options
    const options = given === undefined ? undefined : { ...entry.options, ...given }
    const from = entry.options?.["version"] ?? "1"
    const to = given?.["version"] ?? from
    if (Number(to) < Number(from)) return yield* plainError(400, errorTextFor.cannotDowngrade(from))
    yield* changes.tune(path, {
      config,
      ...(fields.description === undefined ? undefined : { description: fields.description }),
      ...(options === undefined ? undefined : { options })
    })
    return to === from ? nothing : answer({ data: null, warnings: [warningTexts.mountUpgraded(from, to)] })
  })
})

/** Whether a holder's policies open a mount to it, so that it may know of it. */
const mayKnow = (holder: Holder | undefined, path: string): boolean => holder?.acl.reachesMount(path) ?? false

/** Characters and segments that no path of a request can have. */
const isImpossible = (path: string): boolean =>
  hasUnprintable(path) || path.split("/").some((segment) => ["", ".", ".."].includes(segment))

/** The path of a mount as a body names it. */
const mountPath = (field: string, path: string): Effect.Effect<string, ProtocolError> => {
  const bare = path.replace(/^\/|\/$/g, "")
  return isImpossible(bare) ? Effect.fail(fieldError(field, fieldProblems.mountPath)) : Effect.succeed(`${bare}/`)
}

const forbidden = listedError(403, errorTexts.permissionDenied)

/**
 * Whether a mount may be tuned by its path below `sys/mounts`. A login method has a path of its own for that, below `sys/auth`,
 * which needs `sudo`: the other one gives no more than that.
 *
 * @see RW-SYS-18
 */
const mayTune = ({ acl }: Holder, path: string, operation: "read" | "update"): boolean => {
  if (!isAuthPath(withSlash(path))) return true
  const { allowed, sudo } = acl.check({
    operation,
    path: `sys/${path.replace(/\/$/, "")}/tune`,
    parameters: () => new Map(),
    wrapTtlSeconds: undefined
  })
  return allowed && sudo
}

/** `sys/mounts`, `sys/remount` and `sys/internal/ui/mounts` */
export const makeMountOperations = (
  dependencies: MountDependencies
): Pick<
  SystemHandlers<"sys">,
  | "sysListMounts"
  | "sysReadMount"
  | "sysEnableMount"
  | "sysDisableMount"
  | "sysReadMountTuning"
  | "sysTuneMount"
  | "sysRemount"
  | "sysRemountStatus"
  | "sysUiListMounts"
  | "sysUiReadMount"
> => {
  const { changes, mounts, randomBytes } = dependencies
  const tune = makeTune(dependencies)
  /** The moves since the server started, by their id: each is done when it is answered. */
  const moves = new Map<string, { readonly source_mount: string; readonly target_mount: string }>()

  return {
    sysListMounts: () =>
      Effect.sync(() => {
        const shown = mounts.all().filter(({ entry }) => !isAuthPath(entry.path))
        return answer({ data: Object.fromEntries(shown.map((mount) => [mount.entry.path, mountData(mount)])) })
      }),
    sysReadMount: ({ parameters }) => {
      const path = withSlash(parameters.path)
      const mount = isAuthPath(path) ? undefined : mounts.get(path)
      return mount === undefined
        ? Effect.fail(plainError(400, errorTextFor.noMount(path)))
        : Effect.succeed(answer({ data: mountData(mount) }))
    },
    sysEnableMount: Effect.fnUntraced(function* ({ fields, parameters }) {
      const path = withSlash(parameters.path)
      const request = yield* mountRequest(path, fields)
      if (isAuthPath(path)) return yield* plainError(400, errorTextFor.cannotMount(path))
      yield* changes.enable(request)
      return nothing
    }),
    sysDisableMount: ({ parameters }) => {
      const path = withSlash(parameters.path)
      return isAuthPath(path)
        ? Effect.fail(plainError(400, errorTextFor.cannotUnmount(path)))
        : Effect.as(changes.disable(path), nothing)
    },
    sysReadMountTuning: ({ holder, parameters }) =>
      mayTune(holder!, parameters.path, "read") ? tune.read(withSlash(parameters.path)) : Effect.fail(forbidden),
    sysTuneMount: ({ fields, holder, parameters }) =>
      mayTune(holder!, parameters.path, "update")
        ? tune.write(withSlash(parameters.path), fields)
        : Effect.fail(forbidden),
    sysRemount: Effect.fnUntraced(function* ({ fields }) {
      if (!fields.from || !fields.to) return yield* plainError(400, errorTexts.remountPathsMissing)
      const from = yield* mountPath("from", fields.from)
      const to = yield* mountPath("to", fields.to)
      yield* changes.move(from, to)
      const migrationId = newRequestId(randomBytes)
      moves.set(migrationId, { source_mount: from, target_mount: to })
      return answer({ data: { migration_id: migrationId }, warnings: [warningTexts.mountMoved] })
    }),
    sysRemountStatus: ({ parameters }) => {
      const move = moves.get(parameters.migration_id)
      return move === undefined
        ? Effect.fail(silentError(404))
        : Effect.succeed(
            answer({
              data: { migration_id: parameters.migration_id, migration_info: { ...move, status: "success" } }
            })
          )
    },
    sysUiListMounts: ({ holder }) =>
      Effect.sync(() => {
        const shown = mounts
          .all()
          .filter(({ entry }) => entry.config.listingVisibility === "unauth" || mayKnow(holder, entry.path))
        const listed = (auth: boolean) =>
          Object.fromEntries(
            shown
              .filter(({ entry }) => isAuthPath(entry.path) === auth)
              .map((mount) => [
                shownPath(mount.entry.path),
                holder === undefined
                  ? {
                      description: mount.entry.description,
                      options: mount.entry.options,
                      type: mount.entry.type
                    }
                  : mountData(mount)
              ])
          )
        return answer({ data: { auth: listed(true), secret: listed(false) } })
      }),
    sysUiReadMount: ({ holder, parameters }) => {
      if (holder === undefined) return Effect.fail(plainError(403, errorTexts.permissionDenied))
      const mount = mounts.match(withSlash(parameters.path))
      const path = mount?.entry.path ?? withSlash(parameters.path)
      if (mount === undefined || (mount.entry.config.listingVisibility !== "unauth" && !mayKnow(holder, path))) {
        // The path that was asked for, so that nobody learns which mounts there are.
        return Effect.fail(plainError(403, errorTextFor.preflightDenied(withSlash(parameters.path))))
      }
      return Effect.succeed(answer({ data: { ...mountData(mount), path: shownPath(path) } }))
    }
  }
}
