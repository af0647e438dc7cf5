import type { ModelRequest, Operation } from "./model.ts"
import type { Random } from "./random.ts"

/** How a wrapping token is opened: as the caller, in the body, or by a read of `cubbyhole/response`. */
export type Way = "header" | "body" | "cubbyhole"

/** A request of a trace. It is left out if it needs an answer that an earlier request did not get. */
export interface TraceRequest extends ModelRequest {
  readonly way: Way
}

/** Requests that are sent at the same time, or a wait until every wrapping token with the short TTL has expired. */
export type Round = { readonly together: ReadonlyArray<TraceRequest> } | "wait"

/** A sequence of requests for a few wrapping tokens: rounds that follow each other. */
export type Trace = ReadonlyArray<Round>

/** What the server, and the token that the suite was given, allow traces to contain. */
export interface Abilities {
  readonly accessor: boolean
  readonly rewrap: boolean
  /** Whether tokens can be created, to be wrapped. */
  readonly inside: boolean
}

export const SHORT_TTL = 2
export const LONG_TTL = 300
/** A wrap TTL that a rewrap must ignore, because it is above that of the token. */
const TOO_LONG_TTL = 900

/** Makes a trace. `waits` says whether it may wait for a TTL. */
export function randomTrace(random: Random, can: Abilities, waits: boolean): Trace {
  const rounds: Array<Round> = []
  /** The tokens that the trace may have by then, and the secrets with a token inside. */
  const tokens: Array<{ readonly number: number; readonly root: number; readonly inside: boolean }> = []
  let number = 0
  const plain = (op: Operation, token: number): TraceRequest => ({
    number: number++,
    op,
    token,
    ttl: 0,
    inside: false,
    allowed: true,
    way: "header"
  })
  const wrap = (): TraceRequest => {
    const inside = can.inside && random.chance(0.4)
    const request = { ...plain("wrap", -1), ttl: waits && random.chance(0.5) ? SHORT_TTL : LONG_TTL, inside }
    tokens.push({ number: request.number, root: request.number, inside })
    return request
  }
  const on = (token: (typeof tokens)[number]): TraceRequest => {
    const op = random.pick<Operation>([
      ...(["lookup", "unwrap", "unwrap"] as const),
      ...(can.rewrap ? (["rewrap"] as const) : []),
      ...(can.accessor ? (["find", "revoke", "misuse"] as const) : []),
      ...(token.inside && can.accessor ? (["revoke-inside"] as const) : []),
      ...(token.inside ? (["use-inside"] as const) : [])
    ])
    if (op === "revoke-inside" || op === "use-inside") return plain(op, token.root)
    const request = plain(op, token.number)
    if (op === "unwrap") {
      const allowed = random.chance(0.85)
      return { ...request, allowed, way: allowed ? random.pick<Way>(["header", "body", "body", "cubbyhole"]) : "body" }
    }
    if (op === "misuse") return { ...request, way: random.pick<Way>(["header", "body"]) }
    if (op !== "rewrap") return request
    tokens.push({ ...token, number: request.number })
    return { ...request, ttl: random.pick([0, 0, SHORT_TTL, TOO_LONG_TTL]), allowed: random.chance(0.85) }
  }
  rounds.push({ together: [wrap()] })
  for (let left = 4 + random.int(7); left > 0; left--) {
    if (random.chance(0.12)) rounds.push({ together: [wrap()] })
    else if (waits && random.chance(0.15) && !rounds.includes("wait")) rounds.push("wait")
    else {
      // The newest token is the most likely one to be live.
      const token = random.chance(0.5) ? tokens.at(-1) : random.pick(tokens)
      if (token === undefined) continue
      const many = random.chance(0.3) ? 2 + random.int(3) : 1
      rounds.push({ together: Array.from({ length: many }, () => on(token)) })
    }
  }
  return rounds
}
