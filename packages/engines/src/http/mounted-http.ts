import type { Handlers, MountContext, MountedEngine } from "@enwrap/server/engine"
import * as Effect from "effect/Effect"
import { orNotFound } from "../refuse.ts"
import { StoredRecord } from "../stored-record.ts"
import { askUpstream } from "./ask-upstream.ts"
import type { Fetch } from "./fetch.ts"
import { requestHandlers } from "./request-handlers.ts"
import { changeUpstream, type Upstream, upstreamData } from "./upstream.ts"

/** Starts the engine on a mount. */
export const mountHttp = ({ storage, untilSealed }: MountContext, fetch: Fetch): MountedEngine<"http"> => {
  const config = new StoredRecord<Upstream | undefined>(storage, "upstream", undefined)
  const handlers: Handlers<"http"> = {
    httpConfigRead: () => Effect.map(orNotFound(config.read), (upstream) => ({ data: upstreamData(upstream) })),
    httpConfigWrite: ({ fields }) =>
      Effect.as(
        config.change((before) => changeUpstream(before, fields)),
        undefined
      ),
    httpConfigDelete: () => Effect.as(config.reset(), undefined),
    ...requestHandlers(config.read, (upstream, request) => untilSealed(askUpstream(fetch, upstream, request)))
  }
  return {
    handlers,
    exists: (path) =>
      path === "config/upstream"
        ? Effect.map(config.read, (upstream) => upstream !== undefined)
        : // The upstream is not asked what exists: every write there is an update.
          Effect.succeed(true)
  }
}
