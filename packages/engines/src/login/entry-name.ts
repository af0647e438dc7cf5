import { errorTexts } from "@enwrap/protocol"
import { listedError, type ProtocolError } from "@enwrap/server/engine"
import * as Effect from "effect/Effect"

/** Letters, digits and `_`, with `-` and `.` between them. */
export const isEntryName = (name: string): boolean => /^\w(?:[\w.-]*\w)?$/.test(name)

/** A valid name of a role or a user, which the server has lowercased as the spec says. Any other name is an unknown path: 404. */
export const entryName = (name: string): Effect.Effect<string, ProtocolError> =>
  isEntryName(name) ? Effect.succeed(name) : Effect.fail(listedError(404, errorTexts.unsupportedPath))
