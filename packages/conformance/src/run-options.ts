import type { Baseline } from "./baseline.ts"
import type { Profile } from "./conformance-case.ts"
import type { KnownFailures } from "./known-failures.ts"
import type { TlsOptions } from "./transport.ts"

/** How many cases run at the same time, unless the caller says otherwise. */
export const DEFAULT_JOBS = 16

/** The options of `runConformance`. */
export interface RunOptions {
  /** The address of the server, such as `http://127.0.0.1:8200`, without `/v1`. */
  readonly url: string
  /** A token that can at least wrap responses. Only a root token runs every case. */
  readonly token: string
  /** How to check the certificate of the server, and the client's own certificate. */
  readonly tls?: TlsOptions | undefined
  /** The namespace in which the suite runs; that of the root if absent. */
  readonly namespace?: string | undefined
  /** The cases to run: ids, or patterns such as `RWC-SU-*`; all cases of the profiles if absent. */
  readonly cases?: ReadonlyArray<string> | undefined
  /** Cases that do not run: ids or patterns. */
  readonly skip?: ReadonlyArray<string> | undefined
  /** The profiles to run; all but `strict` if absent, because OpenBao and Vault do not claim it. */
  readonly profiles?: ReadonlyArray<Profile> | undefined
  /** How many cases run at the same time, at least 1; 16 if absent. Cases that wait for a TTL run beside them. */
  readonly jobs?: number | undefined
  /** How many milliseconds to wait for a response, up to an hour; 20 seconds if absent. */
  readonly timeout?: number | undefined
  /**
   * Determines the order of the cases and the names that the run creates: a whole number from 0 to 2^32 - 1; random if
   * absent. The report has it.
   */
  readonly seed?: number | undefined
  /** An earlier report to compare with, read by `parseBaseline`. */
  readonly baseline?: Baseline | undefined
  /**
   * How many milliseconds after its creation a token that was used, revoked or rewrapped, or that expired, is still tried:
   * at least 4 seconds, and at most an hour; 7 seconds if absent, and 4 seconds if only the profile `core` is tested.
   */
  readonly recheck?: number | undefined
  /** `false` disables the cases that wait for a TTL to elapse. */
  readonly slow?: boolean | undefined
  /** Cases that are known to fail. They run, but do not count; one that passes makes the run fail. */
  readonly knownFailures?: KnownFailures | undefined
  /** The path of the key-value mount to use; `secret/`, or a temporary one, if absent. */
  readonly kvMount?: string | undefined
  /** The prefix of every name that the run creates; `enwrap-conformance-` and a part from the seed if absent. In lower case. */
  readonly prefix?: string | undefined
  /**
   * Interrupts the run: no other case starts, running cases send no more requests and clean up, and the run ends with a
   * RunError with the code `interrupted`.
   */
  readonly signal?: AbortSignal | undefined
}

/** How far a run is. */
export interface Progress {
  /** How many cases have ended. */
  readonly ended: number
  /** How many cases were selected. */
  readonly total: number
}
