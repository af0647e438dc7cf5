import { type OperationId, operationTable } from "@enwrap/protocol"
import * as Effect from "effect/Effect"
import type { ReadGauges } from "../ports/gauges.ts"
import type { ServerNode } from "../values/server-node.ts"
import type { SetUpRecord } from "../state/set-up-record.ts"
import type { rareOperations } from "./rare-operations.ts"
import { mountListOperations } from "./sys/mount-list-operations.ts"
import type { SystemHandler, SystemHandlers } from "./system-handler.ts"
import { tokenOperations } from "./token/token-operations.ts"
import { wrappingOperations } from "./wrapping/wrapping-operations.ts"

type RareOperations = ReturnType<typeof rareOperations>
type RareHandlers = Effect.Success<RareOperations>

/** The groups of the server's own operations. */
const GROUPS: ReadonlySet<string> = new Set(["sys", "token", "cubbyhole"])

/**
 * Handlers that load {@link rareOperations} first: a page with a mock needs few of them, and most servers need them only for
 * their configuration.
 */
const laterOperations = Effect.fnUntraced(function* (setUp: SetUpRecord, readGauges: ReadGauges, node: ServerNode) {
  const context = yield* Effect.context<Effect.Services<RareOperations>>()
  let loaded: RareHandlers | undefined
  const load = Effect.gen(function* () {
    const { rareOperations } = yield* Effect.promise(() => import("./rare-operations.ts"))
    const made = yield* Effect.provideContext(rareOperations(setUp, readGauges, node), context)
    return (loaded ??= made)
  })
  const handlers = Effect.suspend(() => (loaded === undefined ? load : Effect.succeed(loaded)))
  const later =
    (id: OperationId): SystemHandler<never> =>
    (request) =>
      Effect.flatMap(handlers, (all) =>
        (all as unknown as Readonly<Record<string, SystemHandler<never>>>)[id]!(request)
      )
  const ids = (Object.keys(operationTable) as Array<OperationId>).filter((id) => GROUPS.has(operationTable[id].group))
  return Object.fromEntries(ids.map((id) => [id, later(id)])) as unknown as RareHandlers
})

/** The handlers of the server's own operations, by id: `sys/*`, `auth/token/*` and `cubbyhole/*`. */
export const systemOperations = Effect.fnUntraced(function* (
  setUp: SetUpRecord,
  readGauges: ReadGauges,
  node: ServerNode
) {
  return {
    ...(yield* laterOperations(setUp, readGauges, node)),
    ...(yield* mountListOperations),
    ...(yield* tokenOperations),
    ...(yield* wrappingOperations)
  } satisfies SystemHandlers<"sys" | "token" | "cubbyhole">
})
