import * as Effect from "effect/Effect"

/**
 * Loads what a page with a mock loads only once it is needed. A real server runs for months, and an upgrade replaces its files
 * meanwhile: what it loaded then would be of another version, or not be there.
 */
export const loadAll: Effect.Effect<void> = Effect.asVoid(
  Effect.promise(() =>
    Promise.all([
      import("../../actions/wrapping/jose.ts"),
      import("../../operations/lazy-chunk.ts"),
      import("../../values/lazy-tables.ts")
    ])
  )
)
