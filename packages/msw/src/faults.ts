import { errorResponse, sealedResponse, type WireResponse } from "@enwrap/server"
import { type Handler, makeAsk } from "./request-parts.ts"

/** Which requests a fault befalls. */
export interface FaultOptions {
  /** Only the next so many; all until `clear`, if absent. */
  readonly times?: number
  /** Only those with this path below `/v1/`, such as `sys/wrapping/unwrap`. */
  readonly path?: string
}

/** What may go wrong. Faults add up: a slow answer may get lost as well. Each counts the requests that it befalls. */
export interface Faults {
  /** What was asked for happens, and the answer is lost: the caller sees a network error. */
  readonly lostResponse: (options?: FaultOptions) => void
  /** Nothing happens: 503, as a sealed server answers; `sys/health` and `sys/seal-status` tell that it is. */
  readonly sealed: (options?: FaultOptions) => void
  /** Nothing happens: 429, to come back in so many seconds. */
  readonly rateLimited: (retryAfter: number, options?: FaultOptions) => void
  /**
   * What was asked for happens at once; the answer comes so many milliseconds later by the mock's clock, so that a test
   * sees what a page shows meanwhile, and lets the answer through by turning the clock.
   */
  readonly slow: (milliseconds: number, options?: FaultOptions) => void
  /** Ends all faults. Answers that are on their way stay slow or lost. */
  readonly clear: () => void
}

/** How a request ended. */
export interface Outcome {
  readonly response: Response
  /** The response never gets to the caller. */
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
  /** Answers a request with the faults that it meets as it comes. */
  readonly answer: (
    request: Request,
    path: string,
    handler: Handler,
    serve: () => Promise<Response>
  ) => Promise<Outcome>
}

export const makeFaults = (wait: (milliseconds: number) => Promise<void>): FaultParts => {
  let active: ReadonlyArray<ActiveFault> = []

  const add = (fault: Fault, { path, times = Infinity }: FaultOptions = {}): void => {
    if (!(times >= 1)) throw new RangeError("a fault happens at least once: times must be 1 or more")
    active = [...active, { fault, path, left: times }]
  }

  /** The faults that befall a request, one of a kind: the first that was set. */
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
        if (!(retryAfter >= 0)) throw new RangeError("retryAfter must be a number of seconds")
        add({ kind: "rateLimited", retryAfter }, options)
      },
      slow: (milliseconds, options) => {
        if (!(milliseconds >= 0)) throw new RangeError("an answer is late by a number of milliseconds")
        add({ kind: "slow", milliseconds }, options)
      },
      clear: () => {
        active = []
      }
    },
    answer: async (request, path, handler, serve) => {
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

/** What a sealed server still tells of itself, and how. */
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
  const like = await handler(makeAsk("GET", "sys/seal-status", origin === null ? {} : { origin }))
  return new Response(request.method === "HEAD" ? null : (body as string), {
    status,
    headers: { ...Object.fromEntries(like.headers), ...headers }
  })
}
