import type { Engine } from "@enwrap/server/engine"
import * as Effect from "effect/Effect"

/**
 * Certificate authorities, and what they issue. What it works with (X.509 and the libraries for it) is loaded when the first
 * one is mounted, so that a page or a mock that mounts none does not carry it.
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
