import { type AuditSink, AuditSinkFailure, type AuditSinkType } from "@enwrap/server/audit"
import * as Effect from "effect/Effect"
import { AppendFile, codeOf } from "./append-file.ts"
import { readFileOptions } from "./file-options.ts"
import { LineBatches } from "./line-batches.ts"
import { discardSink, stdoutSink } from "./stdout-sink.ts"

const cannotOpen =
  (path: string) =>
  (error: unknown): AuditSinkFailure =>
    new AuditSinkFailure({
      problem: `sanity check failed; unable to open ${JSON.stringify(path)} for writing: ${codeOf(error)}`
    })

/**
 * Entries in a file, or on standard output. A line counts as written once the operating system has it. It is not flushed to the disk
 * (`fsync`), as in the original: a power cut can lose the last lines.
 */
export const fileSink: AuditSinkType = Effect.fn("fileSink")(function* (options) {
  const file = yield* Effect.fromResult(readFileOptions(options))
  const name = file.path.toLowerCase()
  if (name === "stdout") return stdoutSink()
  if (name === "discard") return discardSink
  const target = new AppendFile(file)
  const batches = new LineBatches((bytes) => target.append(bytes))
  yield* Effect.tryPromise({ try: () => target.open(), catch: cannotOpen(file.path) })
  return {
    write: (line) => batches.write(line),
    reopen: Effect.tryPromise({
      try: () =>
        batches.between(async () => {
          await target.close()
          await target.open()
        }),
      catch: cannotOpen(file.path)
    }),
    close: Effect.promise(() => batches.between(() => target.close()))
  } satisfies AuditSink
})
