import { type EngineResponse, type ProtocolError, silentError } from "@enwrap/server/engine"
import * as Effect from "effect/Effect"

/** The answer to a list. An empty one is 404, without words: RW-KV-3. */
export const listing = (keys: ReadonlyArray<string>): Effect.Effect<EngineResponse, ProtocolError> =>
  keys.length === 0 ? Effect.fail(silentError(404)) : Effect.succeed({ data: { keys } })
