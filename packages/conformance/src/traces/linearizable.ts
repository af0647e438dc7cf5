import { EMPTY, only, serve, type Answer, type ModelRequest, type ModelServer } from "./model.ts"

/** A request of a trace, when it was sent and answered, and what the answer says in the words of the model. */
export interface Observed {
  readonly request: ModelRequest
  /** `lost` if no answer arrived: the request may have been carried out or not, then or later. */
  readonly answer: Answer
  readonly invoked: number
  /** Infinite if the answer was lost. */
  readonly returned: number
  /** The answer is right in any state, and has no effect. */
  readonly alwaysRight?: boolean
}

/** A wrapping token expires at a moment of this period. */
export interface Expiry {
  readonly token: number
  readonly from: number
  readonly to: number
}

interface Step {
  readonly invoked: number
  readonly returned: number
  /** Whether the step may also never happen. */
  readonly optional: boolean
  /** Returns the server after the step; undefined if its answer contradicts the model. */
  readonly apply: (server: ModelServer) => ModelServer | undefined
}

/**
 * Whether a history of one trace is linearizable (Herlihy and Wing): whether every request can be given a moment between
 * its sending and its answer, so that the model gives the same answers in this order. The search is that of Wing and
 * Gong, and remembers the states that it has seen (Lowe).
 */
export function isLinearizable(history: ReadonlyArray<Observed>, expiries: ReadonlyArray<Expiry>): boolean {
  return search([...history.map(stepOf), ...expiries.map(expire)])
}

function search(steps: ReadonlyArray<Step>): boolean {
  const seen = new Set<string>()
  const from = (server: ModelServer, left: ReadonlyArray<Step>): boolean => {
    const due = left.filter((step) => !step.optional)
    if (due.length === 0) return true
    const key = `${left.map((step) => steps.indexOf(step)).join()} ${keyOf(server)}`
    if (seen.has(key)) return false
    seen.add(key)
    // A step may come next unless another one had ended before it began.
    const first = Math.min(...due.map((step) => step.returned))
    return left.some((step) => {
      const next = step.invoked > first ? undefined : step.apply(server)
      const others = left.filter((other) => other !== step)
      return next !== undefined && from(next, others)
    })
  }
  return from(EMPTY, steps)
}

/** The rest of an entry follows from the number of its token. */
const keyOf = ({ entries, inside }: ModelServer): string =>
  `${[...entries]
    .map(([token, { expires }]) => `${token}:${expires}`)
    .sort()
    .join()} ${[...inside].sort().join()}`

const stepOf = ({ request, answer, alwaysRight = false, invoked, returned }: Observed): Step => ({
  invoked,
  returned,
  optional: answer.kind === "lost",
  apply(server) {
    if (alwaysRight) return server
    const served = serve(server, 0, request)
    return answer.kind === "lost" || isSame(served.answer, answer) ? served.server : undefined
  }
})

/** A token that has ended otherwise does not expire. */
const expire = ({ token, from, to }: Expiry): Step => ({
  invoked: from,
  returned: to,
  optional: false,
  apply(server) {
    const entry = server.entries.get(token)
    if (entry === undefined) return server
    return { ...server, entries: new Map(server.entries).set(token, { ...entry, expires: 0 }) }
  }
})

const isSame = (a: Answer, b: Answer): boolean =>
  a.kind === b.kind && a.accessor === b.accessor && a.secret === b.secret && a.path === b.path && a.ttl === b.ttl

/** The answer that first contradicts the model, and the answers that the model would have given. */
export interface Contradiction {
  readonly index: number
  readonly expected: ReadonlyArray<Answer>
}

/** Returns the first answer without which, and without the later ones, the history would be linearizable. */
export function firstContradiction(
  history: ReadonlyArray<Observed>,
  expiries: ReadonlyArray<Expiry>
): Contradiction | undefined {
  if (isLinearizable(history, expiries)) return undefined
  const inOrder = history.filter(({ answer }) => answer.kind !== "lost").sort((a, b) => a.returned - b.returned)
  for (const culprit of inOrder) {
    const until = culprit.returned
    const begun = expiries.filter(({ from }) => from <= until)
    // What had not been answered by then may have been carried out or not.
    const before = history
      .filter((one) => one !== culprit && one.invoked <= until)
      .map((one) =>
        one.returned <= until ? one : { ...one, answer: only("lost"), returned: Infinity, alwaysRight: false }
      )
    const fits = (answer: Answer): boolean => isLinearizable([...before, { ...culprit, answer }], begun)
    if (fits(culprit.answer)) continue
    const answers = possibleAnswers(before, begun, culprit)
    return { index: history.indexOf(culprit), expected: answers.filter(fits) }
  }
  return { index: history.length - 1, expected: [] }
}

/** The answers that the model gives to a request in any of the orders that the search tries. */
function possibleAnswers(
  history: ReadonlyArray<Observed>,
  expiries: ReadonlyArray<Expiry>,
  last: Observed
): ReadonlyArray<Answer> {
  const answers = new Map<string, Answer>()
  const step: Step = {
    ...stepOf(last),
    apply(server) {
      const { answer } = serve(server, 0, last.request)
      answers.set(JSON.stringify(answer), answer)
      return undefined
    }
  }
  search([...history.map(stepOf), ...expiries.map(expire), step])
  return [...answers.values()]
}
