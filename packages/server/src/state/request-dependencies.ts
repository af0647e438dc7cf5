import { errorTexts } from "@enwrap/protocol"
import * as Clock from "effect/Clock"
import * as Context from "effect/Context"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { plainError, type ProtocolError } from "../values/protocol-error.ts"
import {
  type Batch,
  type Changes,
  type Conflict,
  type Precondition,
  Store,
  type StoredRecord,
  type StoreFailure
} from "../ports/store/port.ts"
import { preconditionHolds } from "../ports/store/precondition-holds.ts"
import { whenConflict } from "../ports/store/when-conflict.ts"
import { MOUNT_DATA, TOKEN_ROLES } from "./records.ts"

/** One record that a request depends on, and the error for the caller once it no longer exists. */
export interface Dependency {
  readonly condition: Precondition
  readonly lost: ProtocolError
}

/** Everything that a request depends on. Each of its commits requires all of it. */
export interface RequestDependencies {
  /** The caller's token with its ancestors, and the mount. */
  current: ReadonlyArray<Dependency>
  /** When the caller's batch token expires, in milliseconds: batch tokens have no record. */
  readonly endsAtMs: number | undefined
  /**
   * The caller and the mount as they are now; `undefined` if the caller's token has ended. A token that became an orphan is still valid,
   * although its parent is gone.
   */
  readonly renew: () => Effect.Effect<ReadonlyArray<Dependency> | undefined, StoreFailure>
  /** For a login: the records that its decision was based on, as they were read. `undefined` for other requests. */
  readonly reads: Map<string, Dependency> | undefined
}

/** The dependencies of the request on this fiber; `undefined` for the server's own work, and for work that must be finished. */
const DependsOn = Context.Reference<RequestDependencies | undefined>("@enwrap/server/DependsOn", {
  defaultValue: () => undefined
})

/**
 * Something that the request depends on no longer exists, so the request is aborted. This is a defect and not a failure, so that no
 * operation tries to recover from it.
 */
export class RequestRefused extends Data.TaggedClass("RequestRefused")<{ readonly error: ProtocolError }> {}

/** Runs a request. Each of its commits requires what the request depends on. */
export const dependingOn = <A, E>(
  dependencies: RequestDependencies,
  request: Effect.Effect<A, E>
): Effect.Effect<A, E> =>
  Effect.updateContext(request, (context: Context.Context<never>) => Context.add(context, DependsOn, dependencies))

/**
 * Runs work that must be finished once it has begun, without the dependencies of the request: a revocation may end the caller's own
 * token, and must still revoke the rest.
 */
export const toTheEnd = <A, E>(work: Effect.Effect<A, E>): Effect.Effect<A, E> =>
  Effect.provideService(work, DependsOn, undefined)

/** Spaces whose records decide who can log in, or what a token can be. */
const DECIDING: ReadonlySet<string> = new Set([MOUNT_DATA, TOKEN_ROLES])

const changed = plainError(503, errorTexts.requestDependenciesChanged)
const ended = plainError(403, errorTexts.permissionDenied)

const readName = (space: string, key: string): string => `${space}/${key}`

/** The request on this fiber checks this record in a commit itself, so that what it read before does not matter. */
export const decidesAnew = (space: string, key: string): Effect.Effect<void> =>
  Effect.withFiber((fiber) => {
    fiber.getRef(DependsOn)?.reads?.delete(readName(space, key))
    return Effect.void
  })

const allOf = ({ current, reads }: RequestDependencies): ReadonlyArray<Dependency> =>
  reads === undefined || reads.size === 0 ? current : [...current, ...reads.values()]

/** A record that the request itself has written has not been changed by another request. */
const noteOwn = ({ reads }: RequestDependencies, { deletes = [], puts = [] }: Batch): void => {
  if (reads === undefined || reads.size === 0) return
  for (const { key, space } of deletes) reads.delete(readName(space, key))
  for (const { key, space, value } of puts) {
    const name = readName(space, key)
    if (reads.has(name)) reads.set(name, { condition: { kind: "unchanged", space, key, value }, lost: changed })
  }
}

/** The commit that uses up a wrapping token requires itself what the request depends on. */
const isSame = (a: Precondition, b: Precondition): boolean =>
  a.kind === "unchanged" && b.kind === "unchanged" && a.value === b.value && a.key === b.key

/**
 * A store whose commits have what the request depends on as preconditions: the caller's token, the token's ancestors, and the
 * mount. Once one of them no longer exists, the request cannot change anything.
 *
 * @see RW-CO-1
 */
const makeDependentStore = (store: typeof Store.Service): typeof Store.Service => {
  const stillHolds = (condition: Precondition): Effect.Effect<boolean, StoreFailure> =>
    whenConflict(Effect.as(store.commit({ when: [condition] }), true), () => Effect.succeed(false))

  /** Finds out whether a dependency or the batch's own preconditions did not hold. */
  const afterConflict = Effect.fnUntraced(function* (
    dependencies: RequestDependencies,
    batch: Batch,
    conflict: Conflict
  ): Effect.fn.Return<void, Conflict | StoreFailure> {
    for (const { condition, lost } of allOf(dependencies)) {
      if (preconditionHolds(condition, yield* store.get(condition.space, condition.key))) continue
      // The record may only have been encrypted again, which this store does not count as a change.
      if (condition.kind === "unchanged" && (yield* stillHolds(condition))) continue
      if (condition.kind !== "exists") return yield* Effect.die(new RequestRefused({ error: lost }))
      const renewed = yield* dependencies.renew()
      if (renewed === undefined || renewed.some((one) => one.condition.key === condition.key))
        return yield* Effect.die(new RequestRefused({ error: lost }))
      dependencies.current = renewed
      return yield* commitOn(dependencies, batch)
    }
    return yield* batch.when === undefined || batch.when.length === 0 ? commitOn(dependencies, batch) : conflict
  })

  const carryOut = (dependencies: RequestDependencies, batch: Batch): Effect.Effect<void, Conflict | StoreFailure> => {
    const { deletes = [], puts = [], when: own = [] } = batch
    const when = [...own]
    for (const { condition } of allOf(dependencies))
      if (!own.some((known) => isSame(known, condition))) when.push(condition)
    const committed = whenConflict(store.commit({ when, puts, deletes }), (conflict) =>
      afterConflict(dependencies, batch, conflict)
    )
    return dependencies.reads === undefined
      ? committed
      : Effect.tap(committed, () => Effect.sync(() => noteOwn(dependencies, batch)))
  }

  const commitOn = (dependencies: RequestDependencies, batch: Batch): Effect.Effect<void, Conflict | StoreFailure> => {
    const { endsAtMs } = dependencies
    if (endsAtMs === undefined) return carryOut(dependencies, batch)
    return Clock.clockWith((clock) =>
      clock.currentTimeMillisUnsafe() < endsAtMs
        ? carryOut(dependencies, batch)
        : Effect.die(new RequestRefused({ error: ended }))
    )
  }

  const getAndNote = (space: string, key: string): Effect.Effect<StoredRecord | undefined, StoreFailure> =>
    Effect.withFiber((fiber) => {
      const reads = fiber.getRef(DependsOn)?.reads
      if (reads === undefined) return store.get(space, key)
      return Effect.tap(store.get(space, key), (record) =>
        Effect.sync(() => {
          const condition: Precondition =
            record === undefined
              ? { kind: "absent", space, key }
              : { kind: "unchanged", space, key, value: record.value }
          reads.set(readName(space, key), { condition, lost: changed })
        })
      )
    })

  // A batch without its own preconditions cannot conflict here either: it is committed, or the request is refused.
  function commit(changes: Changes): Effect.Effect<void, StoreFailure>
  function commit(batch: Batch): Effect.Effect<void, Conflict | StoreFailure>
  function commit(batch: Batch): Effect.Effect<void, Conflict | StoreFailure> {
    return Effect.withFiber((fiber) => {
      const dependencies = fiber.getRef(DependsOn)
      return dependencies === undefined ? store.commit(batch) : commitOn(dependencies, batch)
    })
  }

  return {
    get: (space, key) => (DECIDING.has(space) ? getAndNote(space, key) : store.get(space, key)),
    ...(store.getNow !== undefined && {
      getNow: (space, key, nowMs) => (DECIDING.has(space) ? getAndNote(space, key) : store.getNow!(space, key, nowMs))
    }),
    list: (space, prefix, options) => store.list(space, prefix, options),
    ...(store.scan !== undefined && { scan: (space, limit) => store.scan!(space, limit) }),
    ...(store.sweep === undefined ? undefined : { sweep: store.sweep }),
    commit
  }
}

/** The store as requests see it. */
export const layerDependentStore: Layer.Layer<Store, never, Store> = Layer.effect(
  Store,
  Effect.map(Store, makeDependentStore)
)

/**
 * Rejects a request if something that it depends on no longer exists. Use it before changes that are not commits, and before
 * long work that is never left half-done.
 */
export const confirmDependencies = (store: typeof Store.Service): Effect.Effect<void, StoreFailure> => store.commit({})
