import { errorTexts } from "@enwrap/protocol"
import * as Context from "effect/Context"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import type { UntilSealed } from "../ports/engine/port.ts"
import { plainError } from "../values/protocol-error.ts"
import { onlyWaiting } from "./only-waits.ts"
import { RequestRefused } from "./request-dependencies.ts"

/**
 * Whether the server is being sealed, or stopped. Whoever seals it must not wait for long work of others, such as the revocation of
 * many tokens. What such work has begun is continued when the server is opened again.
 */
export class Closing extends Context.Service<
  Closing,
  {
    readonly isRequested: () => boolean
    /** Ends the work on this fiber if the server is closing. For work that is continued later. */
    readonly check: Effect.Effect<void>
    /** Interrupts an effect when the server is closing, and waits until it has cleaned up. For effects that only wait. */
    readonly untilRequested: UntilSealed
  }
>()("@enwrap/server/Closing") {}

/** What begins to close the services of a server, and what those services know of it. */
export const makeClosing = (): { readonly begin: () => void; readonly closing: typeof Closing.Service } => {
  const requested = Deferred.makeUnsafe<void>()
  const isRequested = (): boolean => Deferred.isDoneUnsafe(requested)
  const refused = Effect.andThen(Deferred.await(requested), Effect.fail(sealed))
  return {
    begin: () => void Deferred.doneUnsafe(requested, Effect.void),
    closing: Closing.of({
      isRequested,
      check: Effect.suspend(() => (isRequested() ? Effect.die(new RequestRefused({ error: sealed })) : Effect.void)),
      // The fiber of a request cannot be interrupted, but those of a race can.
      untilRequested: (wait) =>
        Effect.suspend(() => (isRequested() ? Effect.fail(sealed) : Effect.raceFirst(onlyWaiting(wait), refused)))
    })
  }
}

const sealed = plainError(503, errorTexts.sealed)
