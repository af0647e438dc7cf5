import type { Signals } from "./interrupt.ts"

/** The part of `process` that the command uses. `process` itself fits. */
export interface CommandIo {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly stdout: Output
  readonly stderr: Output
  /** Delivers SIGINT and SIGTERM, and exits; `process` if absent. */
  readonly signals?: Signals | undefined
  readonly defaults?: CommandDefaults | undefined
}

/** What applies if neither the arguments nor the environment have it. */
export interface CommandDefaults {
  /** The address of the server. */
  readonly address: string
  /** The token that the last login stored; undefined if there is none. Called only before a run. */
  readonly storedToken: () => string | undefined
}

interface Output {
  readonly write: (text: string) => unknown
  readonly isTTY?: boolean | undefined
}
