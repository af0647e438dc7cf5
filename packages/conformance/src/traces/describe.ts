import { LOOKUP, REWRAP, UNWRAP, WRAP } from "../endpoints.ts"
import type { TraceRequest } from "./trace.ts"
import type { Answer } from "./model.ts"
import type { Sent } from "./play.ts"
import { WRONG } from "./translator.ts"

/** One line of a trace, as a person would send the request by hand. */
export interface DescribedStep {
  readonly request: string
  readonly answer: string
  /** The place of the request in the list that this one was sent at the same time as. */
  readonly together?: number
  readonly afterWait: boolean
}

/** Describes the requests of a trace and their answers, without secrets: tokens are named by the request that made them. */
export function describeTrace(sent: ReadonlyArray<Sent>): ReadonlyArray<DescribedStep> {
  const places = new Map(sent.map(({ request }, i) => [request.number, i + 1]))
  return sent.map((one, i) => {
    const first = sent.findIndex(({ round }) => round === one.round)
    return {
      request: describeRequest(one.request, places),
      answer: `${one.status}, ${describeAnswer(one.observed.answer)}`,
      ...(first < i ? { together: first + 1 } : {}),
      afterWait: one.afterWait
    }
  })
}

function describeRequest(
  { op, token, ttl, inside, allowed, way }: TraceRequest,
  places: ReadonlyMap<number, number>
): string {
  const place = places.get(token) ?? "?"
  const wrapTtl = ttl > 0 ? `, X-Vault-Wrap-TTL: ${ttl}` : ""
  const caller = allowed ? "" : ", with an unknown token as the caller"
  const accessor = `the accessor of the token of ${place}`
  switch (op) {
    case "wrap":
      return `POST ${inside ? "auth/token/create" : WRAP}${wrapTtl}`
    case "lookup":
      return `POST ${LOOKUP}, the token of ${place} in the body`
    case "unwrap":
      if (way === "cubbyhole") return `GET cubbyhole/response, the token of ${place} as the caller`
      return `POST ${UNWRAP}, the token of ${place} ${way === "header" ? "as the caller" : "in the body"}${caller}`
    case "rewrap":
      return `POST ${REWRAP}, the token of ${place} in the body${wrapTtl}${caller}`
    case "find":
      return `POST auth/token/lookup-accessor, ${accessor}`
    case "revoke":
      return `POST auth/token/revoke-accessor, ${accessor}`
    case "misuse":
      return `POST ${UNWRAP}, ${accessor} ${way === "header" ? "as the caller" : "in the body"}, as if it were a token`
    case "revoke-inside":
      return `POST auth/token/revoke-accessor, the wrapped_accessor of ${place}`
    case "use-inside":
      return `GET auth/token/lookup-self, the token inside the response of ${place} as the caller`
  }
}

/** What an answer says, in words. */
export function describeAnswer({ kind, accessor, secret, path, ttl }: Answer): string {
  const wrong = (what: string, value: number): string => (value === WRONG ? ` with a wrong ${what}` : "")
  switch (kind) {
    case "wrapped":
      return `a wrapping token${wrong("accessor", accessor)}${wrong("creation path", path)}${ttlOf(ttl)}`
    case "found":
      return path === -1 && ttl === -1 ? "accepted" : `found${wrong("creation path", path)}${ttlOf(ttl)}`
    case "opened":
      return secret === WRONG ? "an unknown response" : "the response"
    case "done":
      return "revoked, or nothing to revoke"
    case "refused":
      return "refused"
    case "denied":
      return "refused because of the caller"
    case "lost":
      return "no response"
    case "other":
      return "a response that the protocol does not define"
  }
}

const ttlOf = (ttl: number): string => (ttl < 0 ? " without a TTL" : ` with the TTL ${ttl}`)
