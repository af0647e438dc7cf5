import { errorTextFor } from "@enwrap/protocol"
import * as Effect from "effect/Effect"
import { enveloped, noContent } from "../../actions/outcome.ts"
import { MountChanges } from "../../actions/revocation/mount-changes.ts"
import type { Holder } from "../../state/holder.ts"
import { isAuthPath } from "../../state/mount/mount-paths.ts"
import { Mounts } from "../../state/mount/mounts.ts"
import { forbidden } from "../../values/denied.ts"
import { plainError } from "../../values/protocol-error.ts"
import { type SystemHandlers, holderOf } from "../system-handler.ts"
import { mountData } from "./mount-data.ts"
import { mountRequest, withSlash } from "./mount-request.ts"
import { mountTuning } from "./mount-tuning.ts"

/**
 * Whether a caller may tune a mount by its path below `sys/mounts`. A login method has another path for that, below `sys/auth`,
 * which needs `sudo`. A caller who may not use that path must not use this one either.
 *
 * @see RW-SYS-18
 */
const mayTune = ({ acl }: Holder, path: string, operation: "read" | "update"): boolean => {
  if (!isAuthPath(path)) return true
  const { allowed, sudo } = acl.check({
    operation,
    path: `sys/${path}tune`,
    parameters: () => new Map(),
    wrapTtlSeconds: undefined
  })
  return allowed && sudo
}

/** `sys/mounts/*` */
export const mountOperations = Effect.gen(function* () {
  const changes = yield* MountChanges
  const mounts = yield* Mounts
  const tuning = yield* mountTuning

  return {
    sysMountList: () =>
      Effect.sync(() => {
        const shown = mounts.all().filter(({ entry }) => !isAuthPath(entry.path))
        return enveloped({ data: Object.fromEntries(shown.map((mount) => [mount.entry.path, mountData(mount)])) })
      }),
    sysMountRead: ({ parameters }) =>
      Effect.suspend(() => {
        const path = withSlash(parameters.path)
        const mount = isAuthPath(path) ? undefined : mounts.get(path)
        return mount === undefined
          ? Effect.fail(plainError(400, errorTextFor.noMount(path)))
          : Effect.succeed(enveloped({ data: mountData(mount) }))
      }),
    sysMountEnable: Effect.fn("Mount.enable")(function* ({ fields, parameters }) {
      const path = withSlash(parameters.path)
      const request = yield* mountRequest(path, fields)
      if (isAuthPath(path)) return yield* plainError(400, errorTextFor.cannotMount(path))
      yield* changes.enable(request)
      return noContent
    }),
    sysMountDisable: ({ parameters }) => {
      const path = withSlash(parameters.path)
      return isAuthPath(path)
        ? Effect.fail(plainError(400, errorTextFor.cannotUnmount(path)))
        : Effect.as(changes.disable(path), noContent)
    },
    sysMountTuningRead: (request) => {
      const path = withSlash(request.parameters.path)
      return mayTune(holderOf(request), path, "read") ? tuning.read(path) : Effect.fail(forbidden)
    },
    sysMountTuningWrite: (request) => {
      const path = withSlash(request.parameters.path)
      return mayTune(holderOf(request), path, "update") ? tuning.write(path, request.fields) : Effect.fail(forbidden)
    }
  } satisfies Partial<SystemHandlers<"sys">>
})
