import type { ProtocolError } from "@enwrap/server/engine"
import * as Effect from "effect/Effect"
import { queryInteger } from "../fields.ts"

/** What of a list a query wants: after `after`, no more than `limit`. */
export const page = (
  keys: ReadonlyArray<string>,
  query: ReadonlyMap<string, string>
): Effect.Effect<ReadonlyArray<string>, ProtocolError> =>
  Effect.map(queryInteger(query, "limit"), (limit) => {
    const after = query.get("after") ?? ""
    const rest = after === "" ? keys : keys.filter((key) => key > after)
    return limit > 0 ? rest.slice(0, limit) : rest
  })
