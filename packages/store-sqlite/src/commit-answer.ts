import { NOTHING_SWEPT, type Swept } from "./sweeper.ts"

/** The outcomes of a request. */
export const APPLIED = 0
export const CONFLICT = 1
/** It failed, or it is not known whether it was applied. */
export const FAILED = 2

/** What the thread that commits sends back for a message. */
export interface CommitAnswer {
  /** One for each request, in their order. None if all requests were applied, and nothing else is to be said. */
  readonly outcomes: Uint8Array
  /** Whether a transaction of the message was committed, and the numbers of its spaces with it. It may have no requests. */
  readonly isCommitted: boolean
  readonly swept: Swept
  /** The last row of the recent changes that the message has added, if it has. */
  readonly row: number | undefined
  /** The last row of the recent changes that is now in the tree, if it has changed. */
  readonly settledRow: number | undefined
  /** Why requests failed, if any did. */
  readonly failure: string | undefined
}

/** The answer to a message none of whose requests was stored. */
export const failedAnswer = (requests: number, failure: string): CommitAnswer => ({
  outcomes: new Uint8Array(requests).fill(FAILED),
  isCommitted: false,
  swept: NOTHING_SWEPT,
  row: undefined,
  settledRow: undefined,
  failure
})

/** The row of an answer that says no more than that all requests were applied, as nearly every answer does. */
export const rowAlone = ({ failure, outcomes, row, settledRow, swept }: CommitAnswer): number | undefined =>
  failure === undefined && settledRow === undefined && swept === NOTHING_SWEPT && !outcomes.includes(CONFLICT)
    ? row
    : undefined

const NO_OUTCOMES = new Uint8Array(0)

/** The answer of which this is the {@link rowAlone}. */
export const appliedAnswer = (row: number): CommitAnswer => ({
  outcomes: NO_OUTCOMES,
  isCommitted: true,
  swept: NOTHING_SWEPT,
  row,
  settledRow: undefined,
  failure: undefined
})
