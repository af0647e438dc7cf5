import type { Interruption } from "./connection-limit.ts"
import type { ResponseStream } from "../response/response-stream.ts"

/** What decides whether a connection can be closed to make room, and how. */
export interface EvictionState {
  readonly queue: {
    readonly isWorking: boolean
    readonly isHandingOver: boolean
    readonly isPaused: boolean
    readonly pending: number
  }
  readonly reader: { readonly holdsInput: boolean }
  readonly receiver: { readonly isAuthenticated: boolean } | undefined
  /** Bodies of which the server is deciding how much it accepts. */
  readonly admissions: number
  readonly readsBody: boolean
  /** How many responses are owed. */
  readonly owed: number
  /** The latest request, if its body will never be complete: no ordinary response can be sent. */
  readonly unfinished: ResponseStream | undefined
}

/** What would be lost if the connection were closed now. */
export const interruptionOf = (state: EvictionState): Interruption => {
  const { admissions, owed, queue, reader, readsBody, receiver, unfinished } = state
  if (queue.isWorking) return "work"
  // While its size is not allowed yet, the rest of a body may have arrived without being parsed.
  if (queue.isHandingOver || (admissions > 0 && (!readsBody || reader.holdsInput))) return "queued"
  if (receiver?.isAuthenticated === true) return "transfer"
  // A client that was told to retry later, and does so at once, keeps its connection no longer than one that sends nothing.
  const unanswered = queue.isPaused ? queue.pending : unfinished === undefined ? 0 : 1
  return owed > unanswered ? "transfer" : "waiting"
}

/**
 * Whether a response to what the client has sent can be the last one: requests have not begun, and all before them have responses.
 *
 * @param hasBegunHead whether a next request has begun to arrive
 */
export const isAnswerable = ({ owed, queue, unfinished }: EvictionState, hasBegunHead: boolean): boolean => {
  const { pending } = queue
  if (unfinished?.headersSent === true) return false
  return pending > 0 ? owed === pending : unfinished !== undefined || hasBegunHead
}
