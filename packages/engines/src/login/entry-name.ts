import { errorTexts } from "@enwrap/protocol"
import { listedError, type ProtocolError } from "@enwrap/server/engine"
import * as Effect from "effect/Effect"

/** Letters, digits and `_`, with `-` and `.` between them. */
const NAME = /^\w(?:[\w.-]*\w)?$/

/** The name of a role or a user; the server has made it lower case, as the spec says. A path with any other name is not known: 404. */
export const entryName = (name: string): Effect.Effect<string, ProtocolError> =>
  NAME.test(name) ? Effect.succeed(name) : Effect.fail(listedError(404, errorTexts.unsupportedPath))
