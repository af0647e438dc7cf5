import type { Life, LifeRequest, Round } from "./life.ts"

const TOGETHER = 12

/**
 * Returns the shortest life that still fails which removing rounds and requests finds, within a number of milliseconds.
 * `fails` plays a life; `wrong` is the request with the wrong answer.
 */
export async function shrink(
  life: Life,
  wrong: LifeRequest | undefined,
  fails: (life: Life) => Promise<boolean>,
  budgetMs: number,
  now: () => number = () => performance.now()
): Promise<Life> {
  const end = now() + budgetMs
  let shortest = life
  /** Takes the first of these lives that still fails. */
  const tryEach = async (candidates: Iterable<Life>): Promise<boolean> => {
    const left = [...candidates].filter((candidate) => candidate.length > 0)
    while (left.length > 0 && now() < end) {
      // Lives that wait are played at the same time, since they take seconds.
      const batch = left.splice(0, left[0]?.includes("wait") === true ? TOGETHER : 1)
      const failed = await Promise.all(batch.map(fails))
      const first = batch[failed.indexOf(true)]
      if (first === undefined) continue
      shortest = first
      return true
    }
    return false
  }
  if (wrong !== undefined) await tryEach(essencesOf(life, wrong))
  while (
    (await tryEach(withFewerRounds(shortest))) ||
    (await tryEach(withFewerRequests(shortest))) ||
    (await tryEach(withPlainerRequests(shortest)))
  );
  return shortest
}

/** The requests that made the token of the wrong answer, and at most one more for the same secret. */
function* essencesOf(life: Life, wrong: LifeRequest): Iterable<Life> {
  const requests = life.flatMap((round) => (round === "wait" ? [] : round.together))
  const origin = ({ token }: LifeRequest): ReadonlyArray<LifeRequest> => {
    const maker = requests.find(({ number }) => number === token)
    return maker === undefined ? [] : [...origin(maker), maker]
  }
  const needed = [...origin(wrong), wrong]
  const keep = (kept: ReadonlyArray<LifeRequest>): Life =>
    life
      .map((round) => (round === "wait" ? round : { together: round.together.filter((one) => kept.includes(one)) }))
      .filter((round) => round === "wait" || round.together.length > 0)
  yield keep(needed)
  for (const other of requests)
    if (!needed.includes(other) && origin(other)[0] === needed[0]) yield keep([...needed, other])
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
