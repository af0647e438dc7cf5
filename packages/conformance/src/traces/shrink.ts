import type { Trace, TraceRequest, Round } from "./trace.ts"

const TOGETHER = 12

/**
 * Returns the shortest trace that still fails which removing rounds and requests finds, within a number of milliseconds.
 * `fails` plays a trace; `wrong` is the request with the wrong answer.
 */
export async function shrink(
  trace: Trace,
  wrong: TraceRequest | undefined,
  fails: (trace: Trace) => Promise<boolean>,
  budgetMs: number,
  now: () => number = () => performance.now()
): Promise<Trace> {
  const end = now() + budgetMs
  let shortest = trace
  /** Takes the first of these traces that still fails. */
  const tryEach = async (candidates: Iterable<Trace>): Promise<boolean> => {
    const left = [...candidates].filter((candidate) => candidate.length > 0)
    while (left.length > 0 && now() < end) {
      // Traces that wait are played at the same time, since they take seconds.
      const batch = left.splice(0, left[0]?.includes("wait") === true ? TOGETHER : 1)
      const failed = await Promise.all(batch.map(fails))
      const first = batch[failed.indexOf(true)]
      if (first === undefined) continue
      shortest = first
      return true
    }
    return false
  }
  if (wrong !== undefined) await tryEach(essencesOf(trace, wrong))
  while (
    (await tryEach(withFewerRounds(shortest))) ||
    (await tryEach(withFewerRequests(shortest))) ||
    (await tryEach(withPlainerRequests(shortest)))
  );
  return shortest
}

/** The requests that made the token of the wrong answer, and at most one more for the same secret. */
function* essencesOf(trace: Trace, wrong: TraceRequest): Iterable<Trace> {
  const requests = trace.flatMap((round) => (round === "wait" ? [] : round.together))
  const origin = ({ token }: TraceRequest): ReadonlyArray<TraceRequest> => {
    const maker = requests.find(({ number }) => number === token)
    return maker === undefined ? [] : [...origin(maker), maker]
  }
  const needed = [...origin(wrong), wrong]
  const keep = (kept: ReadonlyArray<TraceRequest>): Trace =>
    trace
      .map((round) => (round === "wait" ? round : { together: round.together.filter((one) => kept.includes(one)) }))
      .filter((round) => round === "wait" || round.together.length > 0)
  yield keep(needed)
  for (const other of requests)
    if (!needed.includes(other) && origin(other)[0] === needed[0]) yield keep([...needed, other])
}

/** Traces without some rounds, the shortest first. From the end: what came first made the tokens of later requests. */
function* withFewerRounds(trace: Trace): Iterable<Trace> {
  for (let size = Math.ceil(trace.length / 2); size >= 1; size = Math.floor(size / 2))
    for (let at = trace.length - size; at >= 0; at--) yield without(trace, at, size)
}

/** A trace without some rounds. Requests for a token of a rewrap that is gone are for the token before it. */
function without(trace: Trace, at: number, size: number): Trace {
  const rewraps = trace
    .slice(at, at + size)
    .flatMap((round) => (round === "wait" ? [] : round.together))
    .filter(({ op }) => op === "rewrap")
  return rewraps
    .toReversed()
    .reduce(
      (rest: Trace, { number, token }) =>
        rest.map((round) => mapRound(round, (one) => (one.token === number ? { ...one, token } : one))),
      trace.toSpliced(at, size)
    )
}

/** Traces with one request less in a round of several. */
function* withFewerRequests(trace: Trace): Iterable<Trace> {
  for (const [at, round] of trace.entries()) {
    if (round === "wait" || round.together.length < 2) continue
    for (const i of round.together.keys()) yield trace.with(at, { together: round.together.toSpliced(i, 1) })
  }
}

/** Traces with one request in its plainest form. */
function* withPlainerRequests(trace: Trace): Iterable<Trace> {
  const requests = trace.flatMap((round) => (round === "wait" ? [] : round.together))
  for (const request of requests) {
    const plainer: ReadonlyArray<TraceRequest> = [
      ...(request.allowed ? [] : [{ ...request, allowed: true }]),
      ...(request.inside ? [{ ...request, inside: false }] : []),
      ...(request.way === "header" || !request.allowed ? [] : [{ ...request, way: "header" as const }]),
      ...(request.op === "rewrap" && request.ttl > 0 ? [{ ...request, ttl: 0 }] : [])
    ]
    for (const other of plainer)
      yield trace.map((round) => mapRound(round, (one) => (one.number === other.number ? other : one)))
  }
}

const mapRound = (round: Round, change: (request: TraceRequest) => TraceRequest): Round =>
  round === "wait" ? round : { together: round.together.map(change) }
