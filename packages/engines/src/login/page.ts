import type { EngineResponse, ProtocolError } from "@enwrap/server/engine"
import * as Effect from "effect/Effect"
import { queryInteger } from "../fields.ts"
import { listing } from "../listing.ts"

/** The answer to a list of sorted names of which the query asks for a page: those behind `after`, at most `limit` (0: all). */
export const page = (
  names: ReadonlyArray<string>,
  query: ReadonlyMap<string, string>
): Effect.Effect<EngineResponse, ProtocolError> =>
  Effect.flatMap(queryInteger(query, "limit"), (limit) => {
    const after = query.get("after") ?? ""
    const behind = names.filter((name) => name > after)
    return listing(limit > 0 ? behind.slice(0, limit) : behind)
  })
