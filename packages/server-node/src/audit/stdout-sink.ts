import type { AuditSink } from "@enwrap/server/audit"
import * as Effect from "effect/Effect"
import { codeOf } from "./append-file.ts"
import { type Appended, LineBatches } from "./line-batches.ts"

const append = (bytes: Uint8Array): Promise<Appended> =>
  new Promise((done) => {
    process.stdout.write(bytes, (error) =>
      done(error ? { written: 0, problem: `cannot write to stdout: ${codeOf(error)}` } : { written: bytes.length })
    )
  })

/** Whoever waits for the line learns of the error. Without a listener, the error would end the process. */
const ignore = (): void => undefined

/** Entries on standard output. */
export const stdoutSink = (): AuditSink => {
  const batches = new LineBatches(append)
  process.stdout.on("error", ignore)
  return {
    write: (line) => batches.write(line),
    reopen: Effect.void,
    close: Effect.promise(() =>
      batches.between(async () => {
        process.stdout.off("error", ignore)
      })
    )
  }
}

/** Entries that are not kept: to find out what a device costs. */
export const discardSink: AuditSink = { write: () => Effect.void, reopen: Effect.void, close: Effect.void }
