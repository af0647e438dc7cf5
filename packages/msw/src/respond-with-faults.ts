import { errorTexts, isBodiless } from "@enwrap/protocol"
import { errorResponse, sealedResponse, type WireResponse } from "@enwrap/server"
import { type Handler, makeServerRequest } from "./request-parts.ts"

/** A failure to simulate. Its kind is the name of the method that adds it. */
export type Fault =
  | { readonly kind: "lostResponse" | "neverArrived" | "cutOff" | "sealed" }
  | { readonly kind: "rateLimited"; readonly retryAfter: number }
  | { readonly kind: "failing"; readonly status: number }
  | { readonly kind: "html"; readonly status: number }
  | { readonly kind: "redirected"; readonly location: string }
  | { readonly kind: "slow"; readonly milliseconds: number }

export type FaultKind = Fault["kind"]

/** The faults that affect one request, at most one of each kind. */
export type TakenFaults = ReadonlyMap<FaultKind, Fault>

/** The faults that are set. */
export interface ActiveFaults {
  readonly add: (fault: Fault, path: string | undefined, times: number) => void
  /** Takes the faults that affect a request: of each kind, the one that was set first. */
  readonly take: (path: string) => TakenFaults
  readonly clear: () => void
}

export const makeActiveFaults = (): ActiveFaults => {
  let active: ReadonlyArray<{ readonly fault: Fault; readonly path: string | undefined; left: number }> = []
  return {
    add: (fault, path, left) => {
      active = [...active, { fault, path, left }]
    },
    take: (path) => {
      const taken = new Map<FaultKind, Fault>()
      for (const one of active) {
        if ((one.path !== undefined && one.path !== path) || taken.has(one.fault.kind)) continue
        taken.set(one.fault.kind, one.fault)
        one.left--
      }
      active = active.filter(({ left }) => left > 0)
      return taken
    },
    clear: () => {
      active = []
    }
  }
}

/** The result of a request. */
export interface FaultyResponse {
  readonly response: Response
  /** Whether the caller does not get the response. */
  readonly lost: boolean
}

export interface FaultyRequest {
  readonly request: Request
  readonly path: string
  readonly handler: Handler
  /** Lets the server handle the request. */
  readonly serve: () => Promise<Response>
}

/** Responds to a request with the faults that affect it. */
export const respondWithFaults = async (
  faulty: FaultyRequest,
  faults: TakenFaults,
  wait: (milliseconds: number) => Promise<void>
): Promise<FaultyResponse> => {
  if (faults.has("neverArrived")) return { response: Response.error(), lost: true }
  const whole = (await responseInstead(faulty, faults)) ?? (await faulty.serve())
  const response = faults.has("cutOff") ? await cutInHalf(whole) : whole
  const slow = faultOf(faults, "slow")
  if (slow !== undefined) await wait(slow.milliseconds)
  return { response, lost: faults.has("lostResponse") }
}

const faultOf = <Kind extends FaultKind>(faults: TakenFaults, kind: Kind) =>
  faults.get(kind) as Extract<Fault, { readonly kind: Kind }> | undefined

/** The response of something that does not let the request pass. */
const responseInstead = async (faulty: FaultyRequest, faults: TakenFaults): Promise<Response | undefined> => {
  if (faults.has("sealed")) return sealedAnswer(faulty)
  const limited = faultOf(faults, "rateLimited")
  if (limited !== undefined) return refusal(faulty, tooMany(faulty.path, limited.retryAfter))
  const failing = faultOf(faults, "failing")
  if (failing !== undefined)
    return refusal(faulty, errorResponse({ status: failing.status, errors: [errorTexts.internalError] }))
  const redirected = faultOf(faults, "redirected")
  if (redirected !== undefined)
    return refusal(faulty, { status: 307, headers: { location: redirected.location }, body: "" })
  const html = faultOf(faults, "html")
  return html && refusal(faulty, { status: html.status, headers: { "content-type": "text/html" }, body: HTML })
}

const HTML = "<!doctype html><title>Log in</title><h1>Log in to continue</h1>\n"

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

const sealedAnswer = async (faulty: FaultyRequest): Promise<Response> => {
  const status = STATUS_WHEN_SEALED.get(faulty.path)
  if (status === undefined) return refusal(faulty, sealedResponse)
  const response = await faulty.serve()
  const text = await response.text()
  const body = text === "" ? null : `${JSON.stringify({ ...(JSON.parse(text) as object), sealed: true })}\n`
  return new Response(body, { status, headers: response.headers })
}

/** A response that the server itself never gives, with the headers that the page's origin needs. */
const refusal = async (
  { handler, request }: FaultyRequest,
  { body, headers, status }: WireResponse
): Promise<Response> => {
  const origin = request.headers.get("origin")
  const like = await handler(makeServerRequest("GET", "sys/seal-status", origin === null ? {} : { origin }))
  const hasBody = request.method !== "HEAD" && body !== "" && !isBodiless(status)
  return new Response(hasBody ? (body as string) : null, {
    status,
    headers: { ...Object.fromEntries(like.headers), ...headers }
  })
}

/** The first half of a response, after which its body fails. A response without a body ends with its headers, which arrive. */
const cutInHalf = async (response: Response): Promise<Response> => {
  const { headers, status } = response
  const bytes = new Uint8Array(await response.arrayBuffer())
  if (bytes.length === 0) return new Response(null, { status, headers })
  let isSent = false
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
    pull: (controller) => {
      if (isSent) return controller.error(new TypeError("terminated"))
      isSent = true
      controller.enqueue(bytes.subarray(0, Math.floor(bytes.length / 2)))
    }
  })
  return new Response(body, { status, headers })
}
