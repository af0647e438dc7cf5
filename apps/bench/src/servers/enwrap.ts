import * as Effect from "effect/Effect"
import { serveEnwrap } from "./serve-enwrap.ts"

/** Our server, with the options of `enwrap server --dev`. */
serveEnwrap(Effect.succeed({}))
