import type { SealableServer } from "@enwrap/server"
import * as Effect from "effect/Effect"
import * as Schedule from "effect/Schedule"
import type * as Scope from "effect/Scope"

/**
 * Maintains a server every second until the scope ends, and closes it then. It does not wait for a run that takes long: the next one
 * does what that one has not come to.
 */
export const keepMaintained = (server: SealableServer): Effect.Effect<void, never, Scope.Scope> =>
  Effect.andThen(
    Effect.forkScoped(Effect.repeat(Effect.forkScoped(server.maintain), Schedule.spaced("1 second"))),
    // Before the end of the maintenance is awaited: long work ends early when the server closes.
    Effect.addFinalizer(() => server.close)
  )
