import type { ActiveFaults, Fault } from "./respond-with-faults.ts"
import { rejectUnknown } from "./reject-unknown.ts"

/** Which requests a fault affects. */
export interface FaultOptions {
  /** How many of the next requests; all until `clear` by default. */
  readonly times?: number | undefined
  /**
   * The path below `/v1/` of the requests, such as `sys/wrapping/unwrap`; any path by default. It must be the path of an operation on a
   * mount that exists.
   */
  readonly path?: string | undefined
}

/** The options of `faults.html`. */
export interface HtmlOptions extends FaultOptions {
  /**
   * The status of the page.
   *
   * @default 200
   */
  readonly status?: number | undefined
}

/**
 * Simulated failures. They can be combined: a slow response can also be lost. All methods throw a `TypeError` if an option is
 * unknown, or if no operation has the path, and a `RangeError` if a number is not valid.
 *
 * @example
 * ```ts
 * import { createEnwrapMock } from "@enwrap/msw"
 *
 * const mock = createEnwrapMock()
 * mock.faults.lostResponse({ path: "sys/wrapping/unwrap", times: 1 })
 * mock.faults.slow(2_000)
 * ```
 */
export interface Faults {
  /** The request takes effect, but its response is lost: the caller gets a network error. */
  readonly lostResponse: (options?: FaultOptions) => void
  /** The request does not arrive: it has no effect, and the caller gets a network error. */
  readonly neverArrived: (options?: FaultOptions) => void
  /** The request takes effect, but the connection breaks after half of the response's body. Without a body, it arrives whole. */
  readonly cutOff: (options?: FaultOptions) => void
  /** The request is rejected with 503, as by a sealed server; `sys/health` and `sys/seal-status` report the seal. */
  readonly sealed: (options?: FaultOptions) => void
  /** The request is rejected with 429. `Retry-After` is the given number of seconds. */
  readonly rateLimited: (retryAfter: number, options?: FaultOptions) => void
  /** The request has no effect, and is rejected with this status, from 500 to 599. */
  readonly failing: (status: number, options?: FaultOptions) => void
  /** The request has no effect, and is redirected to the location with 307, as by a standby server. */
  readonly redirected: (location: string, options?: FaultOptions) => void
  /** The request has no effect, and is answered with an HTML page, as by a proxy that asks for a login. */
  readonly html: (options?: HtmlOptions) => void
  /**
   * The request takes effect at once, but its response is delayed by the given number of milliseconds of the mock's clock.
   * A test sees what a page shows meanwhile, and advances the clock to deliver the response.
   */
  readonly slow: (milliseconds: number, options?: FaultOptions) => void
  /** Removes all faults. Responses that are already delayed or lost stay so. */
  readonly clear: () => void
}

/** Creates the faults of a mock. `isOperation` says whether an operation has a path. */
export const makeFaults = (active: ActiveFaults, isOperation: (path: string) => boolean): Faults => {
  const add = (fault: Fault, options: FaultOptions = {}, known: ReadonlyArray<string> = ["path", "times"]): void => {
    const where = `faults.${fault.kind}`
    rejectUnknown(where, options, known)
    const { path, times = Infinity } = options
    if (!(times >= 1)) throw new RangeError("times must be 1 or more")
    if (path !== undefined && !isOperation(path)) {
      throw new TypeError(
        `${where}: no operation has the path ${JSON.stringify(path)}. It is the path below /v1/, such as ` +
          "sys/wrapping/unwrap, and its mount must exist before the fault is set"
      )
    }
    active.add(fault, path, times)
  }

  return {
    lostResponse: (options) => add({ kind: "lostResponse" }, options),
    neverArrived: (options) => add({ kind: "neverArrived" }, options),
    cutOff: (options) => add({ kind: "cutOff" }, options),
    sealed: (options) => add({ kind: "sealed" }, options),
    rateLimited: (retryAfter, options) => {
      if (!(retryAfter >= 0)) throw new RangeError("retryAfter must be a non-negative number of seconds")
      add({ kind: "rateLimited", retryAfter }, options)
    },
    failing: (status, options) => {
      if (!(Number.isInteger(status) && status >= 500 && status <= 599))
        throw new RangeError("the status must be a whole number from 500 to 599")
      add({ kind: "failing", status }, options)
    },
    redirected: (location, options) => add({ kind: "redirected", location }, options),
    html: (options = {}) => {
      const { status = 200 } = options
      if (!(Number.isInteger(status) && status >= 200 && status <= 599))
        throw new RangeError("the status must be a whole number from 200 to 599")
      add({ kind: "html", status }, options, ["path", "times", "status"])
    },
    slow: (milliseconds, options) => {
      if (!(milliseconds >= 0)) throw new RangeError("the delay must be a non-negative number of milliseconds")
      add({ kind: "slow", milliseconds }, options)
    },
    clear: active.clear
  }
}
