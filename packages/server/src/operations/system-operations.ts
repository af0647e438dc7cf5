import { type OperationId, operationTable } from "@enwrap/protocol"
import * as Effect from "effect/Effect"
import type { ReadGauges } from "../ports/gauges.ts"
import type { HaNode } from "../values/ha-node.ts"
import type { SetUpRecord } from "../state/set-up-record.ts"
import type { lazyOperations } from "./lazy-operations.ts"
import { mountListOperations } from "./sys/mount-list-operations.ts"
import type { SystemHandler, SystemHandlers } from "./system-handler.ts"
import { tokenOperations } from "./token/token-operations.ts"
import { wrappingOperations } from "./wrapping/wrapping-operations.ts"

type LazyOperations = ReturnType<typeof lazyOperations>
type LazyHandlers = Effect.Success<LazyOperations>

/** The groups of the server's own operations. */
const GROUPS: ReadonlySet<string> = new Set(["sys", "token", "cubbyhole"])

/**
 * Handlers that load {@link lazyOperations} first: a page with a mock needs few of them, and most servers need them only for
 * their configuration.
 */
const makeLazyHandlers = Effect.fnUntraced(function* (setUp: SetUpRecord, readGauges: ReadGauges, node: HaNode) {
  const context = yield* Effect.context<Effect.Services<LazyOperations>>()
  let loaded: LazyHandlers | undefined
  const load = Effect.gen(function* () {
    const { lazyOperations } = yield* Effect.promise(() => import("./lazy-chunk.ts"))
    const made = yield* Effect.provideContext(lazyOperations(setUp, readGauges, node), context)
    return (loaded ??= made)
  })
  const handlers = Effect.suspend(() => (loaded === undefined ? load : Effect.succeed(loaded)))
  const lazyHandler =
    (id: OperationId): SystemHandler<never> =>
    (request) =>
      Effect.flatMap(handlers, (all) =>
        (all as unknown as Readonly<Record<string, SystemHandler<never>>>)[id]!(request)
      )
  const ids = (Object.keys(operationTable) as Array<OperationId>).filter((id) => GROUPS.has(operationTable[id].group))
  return Object.fromEntries(ids.map((id) => [id, lazyHandler(id)])) as unknown as LazyHandlers
})

/** The handlers of the server's own operations, by id: `sys/*`, `auth/token/*` and `cubbyhole/*`. */
export const systemOperations = Effect.fnUntraced(function* (setUp: SetUpRecord, readGauges: ReadGauges, node: HaNode) {
  return {
    ...(yield* makeLazyHandlers(setUp, readGauges, node)),
    ...(yield* mountListOperations),
    ...(yield* tokenOperations),
    ...(yield* wrappingOperations)
  } satisfies SystemHandlers<"sys" | "token" | "cubbyhole">
})
