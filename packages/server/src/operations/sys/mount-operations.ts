import { errorTextFor, warningTexts } from "@enwrap/protocol"
import * as Effect from "effect/Effect"
import { enveloped, noContent } from "../../actions/outcome.ts"
import { MountChanges } from "../../actions/revocation/mount-changes.ts"
import type { Holder } from "../../state/holder.ts"
import { leaseTtlOf } from "../../state/mount/mount-entry.ts"
import { isAuthPath, shownPath, withSlash } from "../../state/mount/mount-paths.ts"
import { Mounts } from "../../state/mount/mounts.ts"
import type { RunningMount } from "../../state/mount/running-mount.ts"
import type { DecodedFields } from "../../values/decoded-fields.ts"
import { forbidden } from "../../values/denied.ts"
import { plainError } from "../../values/protocol-error.ts"
import { holderOf, type OutcomeEffect, type SystemHandlers } from "../system-handler.ts"
import { mountData, tuningData } from "./mount-data.ts"
import { fits, mountRequest, parseSettings } from "./mount-request.ts"

const authPath = ({ path }: { readonly path: string }): string => `auth/${withSlash(path)}`

/**
 * Whether a caller may tune a mount by its path below `sys/mounts`. A login method has another path for that, below `sys/auth`,
 * which needs `sudo`. A caller who may not use that path must not use this one either.
 *
 * @see RW-SYS-18
 */
const mayTune = ({ acl }: Holder, path: string, operation: "read" | "update"): boolean => {
  if (!isAuthPath(path)) return true
  const { allowed, sudo } = acl.check({ operation, path: `sys/${path}tune` })
  return allowed && sudo
}

const shown = (mount: RunningMount | undefined, problem: string): OutcomeEffect =>
  mount === undefined ? Effect.fail(plainError(400, problem)) : Effect.succeed(enveloped({ data: mountData(mount) }))

/** `sys/mounts/*`, and `sys/auth/*` for login methods. */
export const mountOperations = Effect.gen(function* () {
  const changes = yield* MountChanges
  const mounts = yield* Mounts

  const list = (isAuth: boolean): OutcomeEffect => {
    const listed = mounts.all().filter(({ entry }) => isAuthPath(entry.path) === isAuth)
    const data = Object.fromEntries(listed.map((mount) => [shownPath(mount.entry.path), mountData(mount)]))
    return Effect.succeed(enveloped({ data }))
  }

  const readTuning = (path: string): OutcomeEffect => {
    const mount = mounts.get(path)
    return mount === undefined
      ? Effect.fail(plainError(400, errorTextFor.noTuning(path)))
      : Effect.succeed(enveloped({ data: tuningData(mount.entry) }))
  }

  const tune = Effect.fnUntraced(function* (path: string, fields: DecodedFields<"sysTuneMount">) {
    const mount = mounts.get(path)
    if (mount === undefined) return yield* plainError(400, errorTextFor.noMountToTune(path))
    if (mount.kind === "built-in") return yield* plainError(400, errorTextFor.cannotTune(path))
    const { entry } = mount
    const config = { ...entry.config, ...(yield* parseSettings(fields, isAuthPath(path))) }
    if (!fits(config)) {
      const { max } = leaseTtlOf(config)
      return yield* plainError(400, errorTextFor.tunedMaxBelowDefault(max, config.defaultLeaseTtl))
    }
    const { description, options } = fields
    const from = entry.options?.["version"] ?? "1"
    const to = options?.["version"] ?? from
    if (Number(to) < Number(from)) return yield* plainError(400, errorTextFor.cannotDowngrade(from))
    yield* changes.tune(path, {
      config,
      ...(description === undefined ? undefined : { description }),
      ...(options === undefined ? undefined : { options: { ...entry.options, ...options } })
    })
    return to === from ? noContent : enveloped({ data: null, warnings: [warningTexts.mountUpgraded(from, to)] })
  })

  return {
    sysListMounts: () => list(false),
    sysReadMount: ({ parameters }) => {
      const path = withSlash(parameters.path)
      return shown(isAuthPath(path) ? undefined : mounts.get(path), errorTextFor.noMount(path))
    },
    sysEnableMount: Effect.fnUntraced(function* ({ fields, parameters }) {
      const path = withSlash(parameters.path)
      const request = yield* mountRequest(path, fields)
      if (isAuthPath(path)) return yield* plainError(400, errorTextFor.cannotMount(path))
      yield* changes.enable(request)
      return noContent
    }),
    sysDisableMount: ({ parameters }) => {
      const path = withSlash(parameters.path)
      return isAuthPath(path)
        ? Effect.fail(plainError(400, errorTextFor.cannotUnmount(path)))
        : Effect.as(changes.disable(path), noContent)
    },
    sysReadMountTuning: (request) => {
      const path = withSlash(request.parameters.path)
      return mayTune(holderOf(request), path, "read") ? readTuning(path) : Effect.fail(forbidden)
    },
    sysTuneMount: (request) => {
      const path = withSlash(request.parameters.path)
      return mayTune(holderOf(request), path, "update") ? tune(path, request.fields) : Effect.fail(forbidden)
    },
    sysListAuth: () => list(true),
    sysReadAuth: ({ parameters }) => {
      const path = authPath(parameters)
      return shown(mounts.get(path), errorTextFor.noAuthMount(shownPath(path)))
    },
    sysEnableAuth: Effect.fnUntraced(function* ({ fields, parameters }) {
      yield* changes.enable(yield* mountRequest(authPath(parameters), fields))
      return noContent
    }),
    sysDisableAuth: ({ parameters }) => Effect.as(changes.disable(authPath(parameters)), noContent),
    sysReadAuthTuning: ({ parameters }) => readTuning(authPath(parameters)),
    sysTuneAuth: ({ fields, parameters }) => tune(authPath(parameters), fields)
  } satisfies Partial<SystemHandlers<"sys">>
})
