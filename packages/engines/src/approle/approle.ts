import type { Engine } from "@enwrap/server/engine"
import * as Effect from "effect/Effect"

/**
 * AppRole: machines log in with a role ID and a secret ID. Mount it at `sys/auth`, and hand out the secret IDs wrapped.
 * Its code is loaded at the first mount.
 *
 * @example
 * ```ts
 * import { appRole } from "@enwrap/engines"
 * import { makeServer } from "@enwrap/server"
 *
 * const server = makeServer({ engines: [appRole] })
 * ```
 *
 * @see RW-AR-1 to RW-AR-19
 */
export const appRole: Engine<"appRole"> = {
  kind: "auth",
  group: "appRole",
  type: "approle",
  description: "logins of machines by role id and secret id",
  options: {},
  mount: (context) =>
    Effect.flatMap(
      Effect.promise(() => import("../lazy-engines.ts")),
      ({ mountAppRole }) => mountAppRole(context)
    )
}
