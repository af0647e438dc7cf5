import type { Engine } from "@enwrap/server/engine"
import * as Effect from "effect/Effect"

/**
 * userpass: people log in with a name and a password. Mount it at `sys/auth`. Its code is
 * loaded at the first mount.
 *
 * @example
 * ```ts
 * import { userpass } from "@enwrap/engines"
 * import { makeServer } from "@enwrap/server"
 *
 * const server = makeServer({ engines: [userpass] })
 * ```
 *
 * @see RW-UP-1 to RW-UP-12
 */
export const userpass: Engine<"userpass"> = {
  kind: "auth",
  group: "userpass",
  type: "userpass",
  description: "logins of people by name and password",
  options: {},
  mount: (context) =>
    Effect.map(
      Effect.promise(() => import("../lazy-engines.ts")),
      ({ mountUserpass }) => mountUserpass(context)
    )
}
