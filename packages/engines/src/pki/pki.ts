import type { Engine } from "@enwrap/server/engine"
import * as Effect from "effect/Effect"

/**
 * Certificate authorities, and the certificates that they issue and revoke. The libraries for X.509 are loaded at the first mount,
 * so that a page or a mock without one does not load them. To bundle this engine alone, import it from `@enwrap/engines/pki`.
 *
 * @example
 * ```ts
 * import { pki } from "@enwrap/engines/pki"
 * import { makeServer } from "@enwrap/server"
 *
 * const server = makeServer({ engines: [pki] })
 * ```
 *
 * @see RW-PKI-1 to RW-PKI-14
 */
export const pki: Engine<"pki"> = {
  kind: "secret",
  group: "pki",
  type: "pki",
  description: "certificates",
  options: {},
  mount: (context) =>
    Effect.map(
      Effect.promise(() => import("./mounted-pki.ts")),
      ({ mountPki }) => mountPki(context)
    )
}
