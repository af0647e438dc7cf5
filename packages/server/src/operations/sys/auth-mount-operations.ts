import { errorTextFor } from "@enwrap/protocol"
import * as Effect from "effect/Effect"
import { mountData } from "./mount-data.ts"
import { isAuthPath, shownPath } from "../../state/mount/mount-paths.ts"
import { answer, nothing } from "../../actions/outcome.ts"
import { plainError } from "../../values/protocol-error.ts"
import { makeTune, type MountDependencies, mountRequest, withSlash } from "./mount-operations.ts"
import type { SystemHandlers } from "../system-handler.ts"

const authPath = ({ path }: { readonly path: string }): string => `auth/${withSlash(path)}`

/** `sys/auth`: login methods. */
export const makeAuthMountOperations = (
  dependencies: MountDependencies
): Pick<
  SystemHandlers<"sys">,
  "sysListAuth" | "sysReadAuth" | "sysEnableAuth" | "sysDisableAuth" | "sysReadAuthTuning" | "sysTuneAuth"
> => {
  const { changes, mounts } = dependencies
  const tune = makeTune(dependencies)
  return {
    sysListAuth: () =>
      Effect.sync(() => {
        const shown = mounts.all().filter(({ entry }) => isAuthPath(entry.path))
        return answer({
          data: Object.fromEntries(shown.map((mount) => [shownPath(mount.entry.path), mountData(mount)]))
        })
      }),
    sysReadAuth: ({ parameters }) => {
      const path = authPath(parameters)
      const mount = mounts.get(path)
      return mount === undefined
        ? Effect.fail(plainError(400, errorTextFor.noAuthMount(shownPath(path))))
        : Effect.succeed(answer({ data: mountData(mount) }))
    },
    sysEnableAuth: Effect.fnUntraced(function* ({ fields, parameters }) {
      yield* changes.enable(yield* mountRequest(authPath(parameters), fields))
      return nothing
    }),
    sysDisableAuth: ({ parameters }) => Effect.as(changes.disable(authPath(parameters)), nothing),
    sysReadAuthTuning: ({ parameters }) => tune.read(authPath(parameters)),
    sysTuneAuth: ({ fields, parameters }) => tune.write(authPath(parameters), fields)
  }
}
