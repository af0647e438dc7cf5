import { errorTextFor } from "@enwrap/protocol"
import * as Effect from "effect/Effect"
import { enveloped, noContent } from "../../actions/outcome.ts"
import { MountChanges } from "../../actions/revocation/mount-changes.ts"
import { isAuthPath, shownPath } from "../../state/mount/mount-paths.ts"
import { Mounts } from "../../state/mount/mounts.ts"
import { plainError } from "../../values/protocol-error.ts"
import type { SystemHandlers } from "../system-handler.ts"
import { mountData } from "./mount-data.ts"
import { mountRequest, withSlash } from "./mount-request.ts"
import { mountTuning } from "./mount-tuning.ts"

const authPath = ({ path }: { readonly path: string }): string => `auth/${withSlash(path)}`

/** `sys/auth/*`: login methods. */
export const authMountOperations = Effect.gen(function* () {
  const changes = yield* MountChanges
  const mounts = yield* Mounts
  const tuning = yield* mountTuning

  return {
    sysAuthList: () =>
      Effect.sync(() => {
        const shown = mounts.all().filter(({ entry }) => isAuthPath(entry.path))
        return enveloped({
          data: Object.fromEntries(shown.map((mount) => [shownPath(mount.entry.path), mountData(mount)]))
        })
      }),
    sysAuthRead: ({ parameters }) =>
      Effect.suspend(() => {
        const path = authPath(parameters)
        const mount = mounts.get(path)
        return mount === undefined
          ? Effect.fail(plainError(400, errorTextFor.noAuthMount(shownPath(path))))
          : Effect.succeed(enveloped({ data: mountData(mount) }))
      }),
    sysAuthEnable: Effect.fn("Mount.enableAuth")(function* ({ fields, parameters }) {
      yield* changes.enable(yield* mountRequest(authPath(parameters), fields))
      return noContent
    }),
    sysAuthDisable: ({ parameters }) => Effect.as(changes.disable(authPath(parameters)), noContent),
    sysAuthTuningRead: ({ parameters }) => tuning.read(authPath(parameters)),
    sysAuthTuningWrite: ({ fields, parameters }) => tuning.write(authPath(parameters), fields)
  } satisfies Partial<SystemHandlers<"sys">>
})
