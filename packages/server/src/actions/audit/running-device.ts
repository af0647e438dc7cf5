import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Semaphore from "effect/Semaphore"
import type { AuditSink, AuditSinkFailure, AuditSinkType, UnwrittenEntry } from "../../ports/audit/port.ts"
import { whereItFailed } from "../../values/where-it-failed.ts"
import type { StoredDevice } from "./audit-device-table.ts"
import type { EntryCells } from "./entry-cells.ts"
import { OncePerSecond } from "../../values/once-per-second.ts"
import { printEntry } from "./print-entry.ts"
import type { CellFormat } from "./request-cells.ts"

/** Why an entry was not written. It never contains the entry. */
const problemOf = (cause: Cause.Cause<AuditSinkFailure>): string => {
  const failure = Cause.findErrorOption(cause)
  return failure._tag === "Some" ? failure.value.problem : whereItFailed(cause)
}

/**
 * A device with its sink. If the sink cannot be opened when the server starts, each entry tries again: a device that fails is
 * never silently left out.
 */
export class RunningDevice {
  readonly stored: StoredDevice
  readonly format: CellFormat
  /** For the log. */
  readonly failures = new OncePerSecond()
  readonly #type: AuditSinkType
  #sink: AuditSink | undefined

  constructor(stored: StoredDevice, format: CellFormat, type: AuditSinkType) {
    this.stored = stored
    this.format = format
    this.#type = type
  }

  /** Opens the sink, unless it is open. Entries that wait for it open it once. */
  readonly open: Effect.Effect<AuditSink, AuditSinkFailure> = Semaphore.makeUnsafe(1).withPermits(1)(
    Effect.suspend(() => {
      if (this.#sink !== undefined) return Effect.succeed(this.#sink)
      const { elideLists, hmacAccessor, prefix, raw } = this.format.entry
      const settings = { elideLists, hmacAccessor, prefix, raw, salt: this.stored.salt }
      return Effect.tap(this.#type(this.stored.options, settings), (sink) =>
        Effect.sync(() => {
          this.#sink = sink
        })
      )
    })
  )

  readonly reopen: Effect.Effect<void, AuditSinkFailure> = Effect.suspend(() =>
    this.#sink === undefined ? Effect.asVoid(this.open) : this.#sink.reopen
  )

  readonly close: Effect.Effect<void> = Effect.suspend(() => this.#sink?.close ?? Effect.void)

  /** Prints and writes an entry. It never fails, and returns what was not written. */
  write(entry: EntryCells, hasLeft?: () => boolean): Effect.Effect<UnwrittenEntry | undefined> {
    const sink = this.#sink
    if (sink?.print !== undefined) return sink.print(entry, hasLeft)
    let lines = 0
    const written = Effect.flatMap(sink === undefined ? this.open : Effect.succeed(sink), (opened) => {
      if (opened.print !== undefined) return opened.print(entry, hasLeft)
      const printed = printEntry(this.format.entry, entry)
      const each = Effect.forEach(printed, (line) => Effect.map(opened.write(line), () => lines++), { discard: true })
      return Effect.as(each, undefined)
    })
    return Effect.catchCause(written, (cause) => Effect.succeed({ lines, problem: problemOf(cause) }))
  }
}
