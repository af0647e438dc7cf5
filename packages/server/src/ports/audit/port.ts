/** The audit port: the sinks that audit devices write to, and nothing else. */
import * as Data from "effect/Data"
import type * as Effect from "effect/Effect"

/**
 * A sink could not be opened, or could not write. `problem` is for the operator: it names the option or the file, and never
 * contains an entry.
 *
 * @example
 * ```ts
 * import { AuditSinkFailure, type AuditSinkOptions } from "@enwrap/server/audit"
 * import * as Effect from "effect/Effect"
 *
 * export const addressOf = ({ address }: AuditSinkOptions): Effect.Effect<string, AuditSinkFailure> =>
 *   address === undefined ? Effect.fail(new AuditSinkFailure({ problem: "address is required" })) : Effect.succeed(address)
 * ```
 */
export class AuditSinkFailure extends Data.TaggedError("AuditSinkFailure")<{
  readonly problem: string
  /** The option of the device that is wrong. */
  readonly option?: string
  readonly cause?: unknown
}> {}

/** The options of a device, as the operator wrote them. */
export type AuditSinkOptions = Readonly<Record<string, string>>

/** How the entries of a device are printed. */
export interface EntrySettings {
  /** Text before each line. */
  readonly prefix: string
  /** Whether accessors are hashed. */
  readonly hmacAccessor: boolean
  /** Whether nothing is hashed. */
  readonly raw: boolean
  /** Whether the response of a list only says how many keys there are. */
  readonly elideLists: boolean
  /** The key of the HMACs. */
  readonly salt: string
}

/** An entry that is not printed: lists of strings, which can be sent to a thread. `makeEntryPrinter` makes what prints it. */
export type UnprintedEntry = ReadonlyArray<ReadonlyArray<string>>

/** An entry of which not all lines were written. */
export interface UnwrittenEntry {
  /** How many were written. */
  readonly lines: number
  /** Why the others were not, for the operator. It never contains the entry. */
  readonly problem: string
  /** Whether it was left out because nobody waits for it any more: the device has not failed. */
  readonly isAbandoned?: true
}

/** Where the entries of one device go. */
export interface AuditSink {
  /**
   * Writes a line. It succeeds once the operating system has taken all of the line. Whether the line survives a power cut is not
   * promised. It finishes by itself within a few seconds, and must not be interrupted.
   */
  readonly write: (line: string) => Effect.Effect<void, AuditSinkFailure>
  /**
   * Prints an entry, which may have two lines, and writes it like {@link write}. A sink has it if it prints in a thread; the server
   * uses it instead of {@link write}. It never fails, and returns what was not written.
   *
   * With `hasLeft`, the request has not changed anything yet. A sink on which too many entries wait may leave the entry out once
   * the client has disconnected. The request fails then.
   */
  readonly print?:
    | ((entry: UnprintedEntry, hasLeft?: () => boolean) => Effect.Effect<UnwrittenEntry | undefined>)
    | undefined
  /** Opens the file or the connection again, for example after the file was renamed. */
  readonly reopen: Effect.Effect<void, AuditSinkFailure>
  /** Writes what was accepted, and closes the file or the connection. */
  readonly close: Effect.Effect<void>
}

/** A type of device: checks the options of a device, and opens its sink. `settings` are for a sink that prints entries. */
export type AuditSinkType = (
  options: AuditSinkOptions,
  settings?: EntrySettings
) => Effect.Effect<AuditSink, AuditSinkFailure>

/** The types of devices that a server can enable, by name, such as `file`. */
export type AuditSinkTypes = Readonly<Record<string, AuditSinkType>>
