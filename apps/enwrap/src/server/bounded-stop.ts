import { blockedAuditFiles } from "@enwrap/server-node"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"

/** How long a stop may take. Requests in flight have 10 s of it; the unit of systemd allows 30 s. */
const STOP_LIMIT = "25 seconds"

/** Ends the process without its threads. Only a signal does: `process.exit` waits for them. */
const kill = (): void => void process.kill(process.pid, "SIGKILL")

const reportBlocked = Effect.suspend(() =>
  Effect.forEach(
    new Set(blockedAuditFiles()),
    (path) =>
      Effect.logError(
        `the audit file ${JSON.stringify(path)} does not respond: entries may be missing. The process kills itself, because nothing can end the thread that waits for the file`
      ),
    { discard: true }
  )
)

/**
 * Runs a server until it has stopped, and makes sure that the process can end then. A disk that does not respond, or a pipe that
 * nobody reads, can keep a thread waiting forever.
 *
 * @param serve completes `stopping` when it begins to stop
 */
export const withBoundedStop = <A, E, R>(
  serve: (stopping: Deferred.Deferred<void>) => Effect.Effect<A, E, R>
): Effect.Effect<A, E, R> =>
  Effect.gen(function* () {
    const stopping = yield* Deferred.make<void>()
    const watch = Deferred.await(stopping).pipe(
      Effect.andThen(Effect.sleep(STOP_LIMIT)),
      Effect.andThen(Effect.logError(`the server did not stop within ${STOP_LIMIT}`)),
      Effect.andThen(reportBlocked),
      Effect.andThen(Effect.sync(kill)),
      Effect.andThen(Effect.never)
    )
    const stopped = Effect.sync(() => {
      // What is printed now is not lost: it is the last thing that happens.
      if (blockedAuditFiles().length > 0) process.once("exit", kill)
    })
    return yield* Effect.raceFirst(serve(stopping), watch).pipe(Effect.ensuring(Effect.andThen(reportBlocked, stopped)))
  })
