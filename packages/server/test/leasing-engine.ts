import { type Engine, plainError } from "@enwrap/server/engine"
import * as Effect from "effect/Effect"

/** What the engines of a test have issued and revoked. */
export interface Given {
  readonly issued: Array<string>
  readonly taken: Array<string>
  /** While it is `true`, every revocation fails. */
  broken: boolean
}

/**
 * An engine that returns a secret with a lease for every read. The name ends with the TTL in seconds, such as `name-60`. Leases of
 * names that begin with `fixed` cannot be renewed. It records revocations, and stores writes so that the mount has data.
 */
export const leasing = (given: Given): Engine<"kvV1"> => ({
  kind: "secret",
  group: "kvV1",
  type: "leasing",
  description: "secrets with leases",
  options: {},
  mount: ({ path, storage }) =>
    Effect.succeed({
      handlers: {
        kvV1Read: ({ parameters }) =>
          Effect.sync(() => {
            given.issued.push(path + parameters.path)
            return {
              data: { name: parameters.path },
              lease: {
                ttl: Number(/-(\d+)$/.exec(parameters.path)?.[1] ?? 0),
                renewable: !parameters.path.startsWith("fixed"),
                data: path + parameters.path
              }
            }
          }),
        kvV1Write: ({ parameters, payload }) => Effect.as(storage.put(parameters.path, payload.text), undefined),
        kvV1Delete: () => Effect.succeed(undefined),
        kvV1List: () => Effect.map(storage.list(""), (keys) => ({ data: { keys: [...keys] } })),
        kvV1Scan: () => Effect.map(storage.list(""), (keys) => ({ data: { keys: [...keys] } }))
      },
      revokeLease: (data) =>
        given.broken
          ? Effect.fail(plainError(400, "it cannot be revoked"))
          : Effect.sync(() => void given.taken.push(data))
    })
})

export const nothingGiven = (): Given => ({ issued: [], taken: [], broken: false })
