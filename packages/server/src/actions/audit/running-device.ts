import * as Effect from "effect/Effect"
import * as Semaphore from "effect/Semaphore"
import type { AuditSink, AuditSinkFailure, AuditSinkType } from "../../ports/audit/port.ts"
import type { StoredDevice } from "./audit-device-table.ts"
import type { EntryFormat } from "./entry-format.ts"
import { OncePerSecond } from "./once-per-second.ts"

/**
 * A device with its sink. If the sink cannot be opened when the server starts, each entry tries again: a device that fails is
 * never silently left out.
 */
export class RunningDevice {
  readonly stored: StoredDevice
  readonly format: EntryFormat
  /** For the log. */
  readonly failures = new OncePerSecond()
  readonly #type: AuditSinkType
  #sink: AuditSink | undefined

  constructor(stored: StoredDevice, format: EntryFormat, type: AuditSinkType) {
    this.stored = stored
    this.format = format
    this.#type = type
  }

  /** Opens the sink, unless it is open. Entries that wait for it open it once. */
  readonly open: Effect.Effect<AuditSink, AuditSinkFailure> = Semaphore.makeUnsafe(1).withPermits(1)(
    Effect.suspend(() =>
      this.#sink === undefined
        ? Effect.tap(this.#type(this.stored.options), (sink) =>
            Effect.sync(() => {
              this.#sink = sink
            })
          )
        : Effect.succeed(this.#sink)
    )
  )

  readonly reopen: Effect.Effect<void, AuditSinkFailure> = Effect.suspend(() =>
    this.#sink === undefined ? Effect.asVoid(this.open) : this.#sink.reopen
  )

  readonly close: Effect.Effect<void> = Effect.suspend(() => this.#sink?.close ?? Effect.void)

  write(line: string): Effect.Effect<void, AuditSinkFailure> {
    return this.#sink === undefined ? Effect.flatMap(this.open, (sink) => sink.write(line)) : this.#sink.write(line)
  }
}
