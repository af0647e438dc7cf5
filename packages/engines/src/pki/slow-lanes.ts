import type {
  EngineEffect,
  EngineResponse,
  MountContext,
  OperationRequest,
  ProtocolError,
  SlowQueues,
  WorkOwner
} from "@enwrap/server/engine"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import { map } from "effect/Record"

/** Runs work of the current request when its turn comes. */
type Lane = <A, E>(work: Effect.Effect<A, E>) => Effect.Effect<A, E | ProtocolError>

/**
 * The server's queues for slow work, on behalf of the client of the current request. Work of the server itself, such as
 * revoking a certificate whose lease has ended, does not wait.
 *
 * @see RW-WK-2, RW-WK-3, RW-WK-4
 */
export const SlowLanes = Context.Reference<{ readonly [Name in "keys" | "signatures"]: Lane }>(
  "@enwrap/engines/SlowLanes",
  {
    defaultValue: () => ({ keys: (work) => work, signatures: (work) => work })
  }
)

export const signing: Lane = (work) => Effect.flatMap(SlowLanes, ({ signatures }) => signatures(work))

export const makingRsaKey: Lane = (work) => Effect.flatMap(SlowLanes, ({ keys }) => keys(work))

const lanesOf = ({ keys, signatures }: SlowQueues, owner: WorkOwner): typeof SlowLanes.Service => ({
  keys: (work) => keys(owner, work),
  signatures: (work) => signatures(owner, work)
})

type Handler = (request: OperationRequest<never>) => EngineEffect<EngineResponse | undefined>

/** Handlers whose slow work waits in the queues. */
export const inSlowLanes = <Handlers extends Readonly<Record<string, unknown>>>(
  handlers: Handlers,
  { path, queues }: MountContext
): Handlers =>
  map(handlers as unknown as Readonly<Record<string, Handler>>, (handle): Handler => (request) => {
    const { caller, hasLeft, remoteAddress } = request
    const lanes = lanesOf(queues, { remoteAddress, hasLeft, name: `${path} by ${caller?.accessor}` })
    return Effect.provideService(handle(request), SlowLanes, lanes)
  }) as unknown as Handlers
