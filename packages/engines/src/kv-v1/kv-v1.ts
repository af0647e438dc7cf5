import { errorTexts } from "@enwrap/protocol"
import { type Engine, type Handlers, type MountContext, plainError, RawJson } from "@enwrap/server/engine"
import * as Effect from "effect/Effect"
import {
  type LeasedSecret,
  parseLeasedSecret,
  printLeasedSecret,
  secretLease,
  V1_SECRETS
} from "../kv/leased-secret.ts"
import { listing, scan } from "../lists.ts"
import { orNotFound } from "../refuse.ts"

const handlers = ({ leaseTtl, storage }: MountContext): Handlers<"kvV1"> => ({
  kvV1Read: Effect.fnUntraced(function* ({ parameters }) {
    const { data, lease } = parseLeasedSecret(yield* orNotFound(storage.get(V1_SECRETS + parameters.path)))
    return { data: new RawJson(data), leaseDuration: lease ?? leaseTtl().default }
  }),

  kvV1Write: Effect.fnUntraced(function* ({ parameters, payload }) {
    if (parameters.path === "") return yield* plainError(400, errorTexts.missingPath)
    if (payload.members.size === 0) return yield* plainError(400, errorTexts.missingDataFields)
    const secret: LeasedSecret = { data: payload.text, lease: secretLease(payload.members) }
    yield* storage.put(V1_SECRETS + parameters.path, printLeasedSecret(secret))
    return undefined
  }),

  kvV1Delete: ({ parameters }) => Effect.as(storage.delete(V1_SECRETS + parameters.path), undefined),

  kvV1List: ({ path }) => Effect.flatMap(storage.list(V1_SECRETS + path), listing),

  kvV1Scan: ({ path }) => Effect.flatMap(scan(storage.list, V1_SECRETS + path), listing)
})

/**
 * Key-value, version 1: one JSON object at a path, without versions. Use it for secrets that need no history, and
 * {@link kvV2} for all others.
 *
 * @example
 * ```ts
 * import { kvV1 } from "@enwrap/engines"
 * import { makeServer } from "@enwrap/server"
 *
 * const server = makeServer({ engines: [kvV1] })
 * ```
 *
 * @see RW-KV-1, RW-KV-2, RW-KV-3, RW-KV-17
 */
export const kvV1: Engine<"kvV1"> = {
  kind: "secret",
  group: "kvV1",
  type: "kv",
  description: "key-value secrets",
  options: { version: "1" },
  mount: (context) =>
    Effect.succeed({
      handlers: handlers(context),
      exists: (path) => context.storage.has(V1_SECRETS + path)
    })
}
