import type { Signals } from "./interrupt.ts"

/** The part of `process` that the command uses. `process` itself fits. */
export interface CommandIo {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly stdout: Output
  readonly stderr: Output
  /** Delivers SIGINT and SIGTERM, and exits; `process` if absent. */
  readonly signals?: Signals | undefined
}

interface Output {
  readonly write: (text: string) => unknown
  readonly isTTY?: boolean | undefined
}
