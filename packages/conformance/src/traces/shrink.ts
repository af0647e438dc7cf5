import type { Life, LifeRequest, Round } from "./life.ts"

/**
 * Returns the shortest life that still fails which removing rounds and requests finds, within a number of milliseconds.
 * `fails` plays a life.
 */
export async function shrink(
  life: Life,
  fails: (life: Life) => Promise<boolean>,
  budgetMs: number,
  now: () => number = () => performance.now()
): Promise<Life> {
  const end = now() + budgetMs
  let shortest = life
  /** Takes the first of these lives that still fails. */
  const tryEach = async (candidates: Iterable<Life>): Promise<boolean> => {
    for (const candidate of candidates) {
      if (now() >= end) return false
      if (candidate.length === 0 || !(await fails(candidate))) continue
      shortest = candidate
      return true
    }
    return false
  }
  while (
    (await tryEach(withFewerRounds(shortest))) ||
    (await tryEach(withFewerRequests(shortest))) ||
    (await tryEach(withPlainerRequests(shortest)))
  );
  return shortest
}

/** Lives without some rounds, the shortest first. From the end: what came first made the tokens of later requests. */
function* withFewerRounds(life: Life): Iterable<Life> {
  for (let size = Math.ceil(life.length / 2); size >= 1; size = Math.floor(size / 2))
    for (let at = life.length - size; at >= 0; at--) yield without(life, at, size)
}

/** A life without some rounds. Requests for a token of a rewrap that is gone are for the token before it. */
function without(life: Life, at: number, size: number): Life {
  const rewraps = life
    .slice(at, at + size)
    .flatMap((round) => (round === "wait" ? [] : round.together))
    .filter(({ op }) => op === "rewrap")
  return rewraps
    .toReversed()
    .reduce(
      (rest: Life, { number, token }) =>
        rest.map((round) => mapRound(round, (one) => (one.token === number ? { ...one, token } : one))),
      life.toSpliced(at, size)
    )
}

/** Lives with one request less in a round of several. */
function* withFewerRequests(life: Life): Iterable<Life> {
  for (const [at, round] of life.entries()) {
    if (round === "wait" || round.together.length < 2) continue
    for (const i of round.together.keys()) yield life.with(at, { together: round.together.toSpliced(i, 1) })
  }
}

/** Lives with one request in its plainest form. */
function* withPlainerRequests(life: Life): Iterable<Life> {
  const requests = life.flatMap((round) => (round === "wait" ? [] : round.together))
  for (const request of requests) {
    const plainer: ReadonlyArray<LifeRequest> = [
      ...(request.allowed ? [] : [{ ...request, allowed: true }]),
      ...(request.inside ? [{ ...request, inside: false }] : []),
      ...(request.way === "header" || !request.allowed ? [] : [{ ...request, way: "header" as const }]),
      ...(request.op === "rewrap" && request.ttl > 0 ? [{ ...request, ttl: 0 }] : [])
    ]
    for (const other of plainer)
      yield life.map((round) => mapRound(round, (one) => (one.number === other.number ? other : one)))
  }
}

const mapRound = (round: Round, change: (request: LifeRequest) => LifeRequest): Round =>
  round === "wait" ? round : { together: round.together.map(change) }
