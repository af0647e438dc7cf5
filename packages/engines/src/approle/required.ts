import { appRoleTexts } from "@enwrap/protocol/engine-texts"
import type { ProtocolError } from "@enwrap/server/engine"
import * as Effect from "effect/Effect"
import { refuse } from "../refuse.ts"

/** The value of a field that a request must set. An empty one is a 400, too. */
export const required = (name: string, value: string | undefined): Effect.Effect<string, ProtocolError> =>
  value ? Effect.succeed(value) : refuse(appRoleTexts.missing(name))
