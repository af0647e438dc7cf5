import * as Effect from "effect/Effect"
import { enveloped } from "../../actions/outcome.ts"
import { isAuthPath, shownPath } from "../../state/mount/mount-paths.ts"
import { Mounts } from "../../state/mount/mounts.ts"
import type { OutcomeEffect, SystemHandlers } from "../system-handler.ts"
import { mountData } from "./mount-data.ts"

/** `sys/mounts` and `sys/auth`: which mounts there are. */
export const mountListOperations = Effect.gen(function* () {
  const mounts = yield* Mounts

  const list = (isAuth: boolean): OutcomeEffect => {
    const listed = mounts.all().filter(({ entry }) => isAuthPath(entry.path) === isAuth)
    const data = Object.fromEntries(listed.map((mount) => [shownPath(mount.entry.path), mountData(mount)]))
    return Effect.succeed(enveloped({ data }))
  }

  return {
    sysMountList: () => list(false),
    sysAuthList: () => list(true)
  } satisfies Partial<SystemHandlers<"sys">>
})
