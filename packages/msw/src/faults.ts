import { errorResponse, sealedResponse, type WireResponse } from "@enwrap/server"
import { type Handler, makeServerRequest } from "./request-parts.ts"

/** Which requests a fault affects. */
export interface FaultOptions {
  /** How many of the next requests; all until `clear` by default. */
  readonly times?: number
  /** The path below `/v1/` of the requests, such as `sys/wrapping/unwrap`; any path by default. */
  readonly path?: string
}

/**
 * Simulated failures. They can be combined: a slow response can also be lost.
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
  /** The request is rejected with 503, as by a sealed server; `sys/health` and `sys/seal-status` report the seal. */
  readonly sealed: (options?: FaultOptions) => void
  /** The request is rejected with 429. `Retry-After` is the given number of seconds. */
  readonly rateLimited: (retryAfter: number, options?: FaultOptions) => void
  /**
   * The request takes effect at once, but its response is delayed by the given number of milliseconds of the mock's clock.
   * A test sees what a page shows meanwhile, and advances the clock to deliver the response.
   */
  readonly slow: (milliseconds: number, options?: FaultOptions) => void
  /** Removes all faults. Responses that are already delayed or lost stay so. */
  readonly clear: () => void
}

/** The result of a request. */
export interface FaultyResponse {
  readonly response: Response
  /** Whether the response is lost: the caller does not get it. */
  readonly lost: boolean
}

type Fault =
  | { readonly kind: "lost" | "sealed" }
  | { readonly kind: "rateLimited"; readonly retryAfter: number }
  | { readonly kind: "slow"; readonly milliseconds: number }

type Kind = Fault["kind"]

interface ActiveFault {
  readonly fault: Fault
  readonly path: string | undefined
  left: number
}

export interface FaultParts {
  readonly faults: Faults
  /** Responds to a request with the faults that affect it. */
  readonly respondWithFaults: (
    request: Request,
    path: string,
    handler: Handler,
    serve: () => Promise<Response>
  ) => Promise<FaultyResponse>
}

export const makeFaults = (wait: (milliseconds: number) => Promise<void>): FaultParts => {
  let active: ReadonlyArray<ActiveFault> = []

  const add = (fault: Fault, { path, times = Infinity }: FaultOptions = {}): void => {
    if (!(times >= 1)) throw new RangeError("times must be 1 or more")
    active = [...active, { fault, path, left: times }]
  }

  /** Takes the faults that affect a request: of each kind, the one that was set first. */
  const take = (path: string): ReadonlyMap<Kind, Fault> => {
    const taken = new Map<Kind, Fault>()
    for (const one of active) {
      if ((one.path !== undefined && one.path !== path) || taken.has(one.fault.kind)) continue
      taken.set(one.fault.kind, one.fault)
      one.left--
    }
    active = active.filter(({ left }) => left > 0)
    return taken
  }

  return {
    faults: {
      lostResponse: (options) => add({ kind: "lost" }, options),
      sealed: (options) => add({ kind: "sealed" }, options),
      rateLimited: (retryAfter, options) => {
        if (!(retryAfter >= 0)) throw new RangeError("retryAfter must be a non-negative number of seconds")
        add({ kind: "rateLimited", retryAfter }, options)
      },
      slow: (milliseconds, options) => {
        if (!(milliseconds >= 0)) throw new RangeError("the delay must be a non-negative number of milliseconds")
        add({ kind: "slow", milliseconds }, options)
      },
      clear: () => {
        active = []
      }
    },
    respondWithFaults: async (request, path, handler, serve) => {
      const taken = take(path)
      const sealed = taken.has("sealed")
      const limited = taken.get("rateLimited") as Extract<Fault, { kind: "rateLimited" }> | undefined
      const slow = taken.get("slow") as Extract<Fault, { kind: "slow" }> | undefined
      const response = sealed
        ? await sealedAnswer(request, path, handler, serve)
        : limited === undefined
          ? await serve()
          : await refusal(request, handler, tooMany(path, limited.retryAfter))
      if (slow !== undefined) await wait(slow.milliseconds)
      return { response, lost: taken.has("lost") }
    }
  }
}

const tooMany = (path: string, retryAfter: number): WireResponse =>
  errorResponse({
    status: 429,
    errors: [`request path ${JSON.stringify(path)}: rate limit quota exceeded`],
    retryAfter
  })

/** The paths that a sealed server still serves, and their statuses. */
const STATUS_WHEN_SEALED: ReadonlyMap<string, number> = new Map([
  ["sys/health", 503],
  ["sys/seal-status", 200]
])

const sealedAnswer = async (
  request: Request,
  path: string,
  handler: Handler,
  serve: () => Promise<Response>
): Promise<Response> => {
  const status = STATUS_WHEN_SEALED.get(path)
  if (status === undefined) return refusal(request, handler, sealedResponse)
  const response = await serve()
  const text = await response.text()
  const body = text === "" ? null : `${JSON.stringify({ ...(JSON.parse(text) as object), sealed: true })}\n`
  return new Response(body, { status, headers: response.headers })
}

/** An error that the mock itself never runs into, with the headers that the page's origin needs. */
const refusal = async (
  request: Request,
  handler: Handler,
  { body, headers, status }: WireResponse
): Promise<Response> => {
  const origin = request.headers.get("origin")
  const like = await handler(makeServerRequest("GET", "sys/seal-status", origin === null ? {} : { origin }))
  return new Response(request.method === "HEAD" ? null : (body as string), {
    status,
    headers: { ...Object.fromEntries(like.headers), ...headers }
  })
}
