import { errorTexts } from "@enwrap/protocol"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import { plainError } from "../values/protocol-error.ts"
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
  }
>()("@enwrap/server/Closing") {}

/** What begins to close the services of a server, and what those services know of it. */
export const makeClosing = (): { readonly begin: () => void; readonly closing: typeof Closing.Service } => {
  let isRequested = false
  return {
    begin: () => void (isRequested = true),
    closing: Closing.of({
      isRequested: () => isRequested,
      check: Effect.suspend(() => (isRequested ? Effect.die(new RequestRefused({ error: sealed })) : Effect.void))
    })
  }
}

const sealed = plainError(503, errorTexts.sealed)
