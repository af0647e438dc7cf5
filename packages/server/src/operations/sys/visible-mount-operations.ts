import { errorTextFor } from "@enwrap/protocol"
import * as Effect from "effect/Effect"
import { enveloped } from "../../actions/outcome.ts"
import type { Holder } from "../../state/holder.ts"
import { isAuthPath, shownPath } from "../../state/mount/mount-paths.ts"
import { Mounts } from "../../state/mount/mounts.ts"
import type { RunningMount } from "../../state/mount/running-mount.ts"
import { unauthenticated } from "../../values/denied.ts"
import { plainError } from "../../values/protocol-error.ts"
import type { SystemHandlers } from "../system-handler.ts"
import { mountData } from "./mount-data.ts"
import { withSlash } from "./mount-request.ts"

/** Whether a caller may know of a mount: the mount is listed for everyone, or the caller's policies reach it. */
const isVisible = ({ entry }: RunningMount, holder: Holder | undefined): boolean =>
  entry.config.listingVisibility === "unauth" || (holder?.acl.reachesMount(entry.path) ?? false)

/** What a caller without a token sees of a mount. */
const publicData = ({ entry: { description, options, type } }: RunningMount) => ({ description, options, type })

/** `sys/internal/ui/mounts`: the mounts that a caller may know of. */
export const visibleMountOperations = Effect.gen(function* () {
  const mounts = yield* Mounts
  return {
    sysUiMountList: ({ holder }) =>
      Effect.sync(() => {
        const visible = mounts.all().filter((mount) => isVisible(mount, holder))
        const listed = (auth: boolean) =>
          Object.fromEntries(
            visible
              .filter(({ entry }) => isAuthPath(entry.path) === auth)
              .map((mount) => [
                shownPath(mount.entry.path),
                holder === undefined ? publicData(mount) : mountData(mount)
              ])
          )
        return enveloped({ data: { auth: listed(true), secret: listed(false) } })
      }),
    sysUiMountRead: ({ holder, parameters }) =>
      Effect.suspend(() => {
        if (holder === undefined) return Effect.fail(unauthenticated)
        const path = withSlash(parameters.path)
        const mount = mounts.match(path)
        // The error contains the path of the request, so that it does not reveal which mounts exist.
        if (mount === undefined || !isVisible(mount, holder))
          return Effect.fail(plainError(403, errorTextFor.preflightDenied(path)))
        return Effect.succeed(enveloped({ data: { ...mountData(mount), path: shownPath(mount.entry.path) } }))
      })
  } satisfies Partial<SystemHandlers<"sys">>
})
