import { type AuditSink, AuditSinkFailure, type AuditSinkType } from "@enwrap/server/audit"
import * as Effect from "effect/Effect"
import { EntryQueue } from "./entry-queue.ts"
import { EntryThread, type OnAnswer } from "./entry-thread.ts"
import { readFileOptions } from "./file-options.ts"
import { discardSink, stdoutSink } from "./stdout-sink.ts"

/** Threads that could not open their file in time, by its path. Another thread for the same file would not fare better. */
const stuck = new Map<string, EntryThread>()

const NOT_YET = "it did not respond before, and still does not"

/**
 * Entries in a file, or on standard output. A line counts as written once the operating system has it. It is not flushed to the disk
 * (`fsync`), as in the original: a power cut can lose the last lines.
 *
 * A thread prints the entries and writes the file, so that neither the work nor a disk that hangs stops the event loop.
 */
export const fileSink: AuditSinkType = Effect.fn("fileSink")(function* (options, settings) {
  const file = yield* Effect.fromResult(readFileOptions(options))
  const name = file.path.toLowerCase()
  if (name === "stdout") return stdoutSink()
  if (name === "discard") return discardSink
  if (stuck.get(file.path)?.isStuck === true)
    return yield* new AuditSinkFailure({ problem: `sanity check failed; ${JSON.stringify(file.path)}: ${NOT_YET}` })
  const thread = new EntryThread({ file, settings })
  const queue = new EntryQueue(thread)
  const step = (begin: (onAnswer: OnAnswer) => void): Promise<void> =>
    queue.between(
      () =>
        new Promise((resolve, reject) => {
          begin((answer) => {
            if (answer === undefined) resolve()
            else reject(new AuditSinkFailure({ problem: `sanity check failed; ${answer.problem}` }))
          })
        })
    )
  const opening = (begin: (onAnswer: OnAnswer) => void): Effect.Effect<void, AuditSinkFailure> =>
    Effect.tryPromise({ try: () => step(begin), catch: (failure) => failure as AuditSinkFailure })
  const print: AuditSink["print"] = (entry, hasLeft) =>
    Effect.callback((resume) =>
      queue.write(
        entry,
        (unwritten) => resume(unwritten === undefined ? Effect.undefined : Effect.succeed(unwritten)),
        hasLeft
      )
    )
  const close = Effect.promise(() => queue.between(() => thread.close()))
  yield* Effect.onError(
    opening((onAnswer) => thread.start(onAnswer)),
    () => {
      if (thread.isStuck) stuck.set(file.path, thread)
      return close
    }
  )
  stuck.delete(file.path)
  return {
    write: (line) =>
      Effect.callback<void, AuditSinkFailure>((resume) =>
        queue.write(line, (unwritten) => resume(unwritten ? Effect.fail(new AuditSinkFailure(unwritten)) : Effect.void))
      ),
    print: settings && print,
    reopen: opening((onAnswer) => thread.send("open", onAnswer)),
    close
  } satisfies AuditSink
})
