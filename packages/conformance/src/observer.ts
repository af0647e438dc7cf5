import type { ApiResponse } from "./api-request.ts"
import { memberOf } from "./exact-json.ts"

/** What is wrong with a response, whatever its case is about. */
export type Fault = "storable" | "wrong type" | "no envelope" | "leak"

/** Looks at every response of a run, and remembers the first one with each fault. */
export interface Observer {
  /** `secrets` are the tokens and payloads of the case. */
  readonly observe: (response: ApiResponse, secrets: Iterable<string>) => void
  readonly first: (fault: Fault) => { readonly reason: string; readonly response: ApiResponse } | undefined
}

export function makeObserver(): Observer {
  const found = new Map<Fault, { readonly reason: string; readonly response: ApiResponse }>()
  return {
    observe(response, secrets) {
      for (const [fault, why] of CHECKS) {
        if (found.has(fault)) continue
        const reason = why(response, secrets)
        if (reason !== undefined) found.set(fault, { reason, response })
      }
    },
    first: (fault) => found.get(fault)
  }
}

type Check = (response: ApiResponse, secrets: Iterable<string>) => string | undefined

const ENVELOPE = ["request_id", "lease_id", "renewable", "lease_duration", "data", "wrap_info", "warnings", "auth"]

/** Paths outside the logical layer, whose responses have no envelope. */
const BARE =
  /^sys\/(health|seal-status|leader|init|seal|unseal|metrics|monitor|pprof|generate-root|rekey|ha-status|in-flight-req|internal)/

const isSuccess = ({ status }: ApiResponse): boolean => status >= 200 && status < 300
const isObject = ({ text }: ApiResponse): boolean => text.startsWith("{")
const ofRequest = ({ exchange: { request } }: ApiResponse): string => `${request.method} ${request.path}`

/** Only successful responses are judged: proxies answer with errors of their own. */
const CHECKS: ReadonlyArray<readonly [Fault, Check]> = [
  [
    "storable",
    (response) =>
      !isSuccess(response) || /(^|,)\s*no-store\s*(,|$)/i.test(response.headers["cache-control"] ?? "")
        ? undefined
        : `the response to ${ofRequest(response)} has no Cache-Control: no-store`
  ],
  [
    "wrong type",
    (response) =>
      !isSuccess(response) ||
      !isObject(response) ||
      /^application\/json\b/i.test(response.headers["content-type"] ?? "")
        ? undefined
        : `the response to ${ofRequest(response)} is JSON, but its Content-Type is not application/json`
  ],
  [
    "no envelope",
    (response) => {
      if (!isSuccess(response) || !isObject(response) || response.json === undefined) return undefined
      if (BARE.test(response.exchange.request.path)) return undefined
      const missing = ENVELOPE.find((key) => memberOf(response.json, key) === undefined)
      return missing === undefined ? undefined : `the response to ${ofRequest(response)} has no key ${missing}`
    }
  ],
  ["leak", leakIn]
]

/** Where a response has a secret that does not belong there. */
function leakIn(response: ApiResponse, secrets: Iterable<string>): string | undefined {
  const { headers, json, text, exchange, reason = "" } = response
  const isLookup = /^sys\/wrapping\/lookup(\?|$)/.test(exchange.request.path)
  const warnings = memberOf(json, "warnings")
  const places: Array<readonly [string, string]> = [
    ["a header of the response", [reason, ...Object.values(headers)].join("\n")]
  ]
  if (Array.isArray(memberOf(json, "errors"))) places.push(["the error", text])
  else if (isLookup && isSuccess(response) && (memberOf(json, "wrap_info") ?? null) === null)
    places.push(["the lookup", text])
  if (Array.isArray(warnings)) places.push(["a warning", warnings.map(String).join("\n")])
  for (const secret of secrets)
    for (const [place, content] of places)
      if (content !== "" && contains(content, secret))
        return `${place} of ${ofRequest(response).replace(/\?.*/, "")} repeats a token or a payload, possibly encoded or in part`
  return undefined
}

/** Shorter values may be ordinary words. */
const LONG_ENOUGH = 12

/** Whether a text has a secret: as it is, reversed, in hexadecimal or base64, or its end, which is random in tokens. */
export function contains(text: string, secret: string): boolean {
  if (secret.length < LONG_ENOUGH) return false
  const bytes = Buffer.from(secret, "utf8")
  // Without the padding, and what depends on it.
  const whole = Math.floor(bytes.length / 3) * 4
  const forms = [
    secret,
    [...secret].reverse().join(""),
    bytes.toString("base64").slice(0, whole),
    bytes.toString("base64url").slice(0, whole),
    ...(secret.endsWith("-payload") ? [] : [secret.slice(-LONG_ENOUGH)])
  ]
  return forms.some((form) => text.includes(form)) || text.toLowerCase().includes(bytes.toString("hex"))
}
