import { isClientError, type ClientError } from "./client-error.ts"
import type { Receipt } from "./receive.ts"

/** The state of an unwrap. A `switch` over `status` can be exhaustive. */
export type UnwrapState<Content> =
  /** The user has not asked for it. */
  | { readonly status: "idle" }
  | { readonly status: "pending" }
  /** It has ended; the receipt says how. */
  | { readonly status: "done"; readonly receipt: Receipt<Content> }
  /** An option is not valid. Nothing was sent. */
  | { readonly status: "failed"; readonly error: ClientError }
  /** It was unwrapped, and its content was dropped. */
  | { readonly status: "forgotten" }

/** The states of all tokens of a client. */
interface UnwrapStore {
  readonly subscribe: (listener: () => void) => () => void
  readonly stateOf: <Content>(token: string) => UnwrapState<Content>
  readonly unwrap: (token: string, receive: () => Promise<Receipt<unknown>>) => void
  readonly forget: (token: string) => void
}

const stores = new WeakMap<object, UnwrapStore>()

/** The store of a client. It lives as long as the client does. */
export const unwrapStoreOf = (client: object): UnwrapStore => {
  const store = stores.get(client) ?? makeStore()
  stores.set(client, store)
  return store
}

const idle = { status: "idle" } as const

const makeStore = (): UnwrapStore => {
  const states = new Map<string, UnwrapState<unknown>>()
  const listeners = new Set<() => void>()
  const set = (token: string, state: UnwrapState<unknown>): void => {
    states.set(token, state)
    for (const listener of listeners) listener()
  }
  return {
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    // Only the caller knows the content of its token.
    stateOf: <Content>(token: string) => (states.get(token) ?? idle) as UnwrapState<Content>,
    unwrap: (token, receive) => {
      if (!canUnwrap(states.get(token) ?? idle)) return
      set(token, { status: "pending" })
      receive().then(
        (receipt) => set(token, { status: "done", receipt }),
        (error) => set(token, { status: "failed", error })
      )
    },
    forget: (token) => {
      const state = states.get(token)
      if (state?.status === "done" && state.receipt.verdict === "received") set(token, { status: "forgotten" })
    }
  }
}

/** Whether the token has certainly not been used up. */
const canUnwrap = (state: UnwrapState<unknown>): boolean =>
  state.status === "idle" ||
  (state.status === "failed" && isClientError(state.error)) ||
  (state.status === "done" && (state.receipt.verdict === "unreachable" || isRefused(state.receipt)))

/** Whether the server did not unwrap the token, for example because it limits requests. */
const isRefused = (receipt: Receipt<unknown>): boolean => receipt.verdict === "refused" && receipt.consumed === "no"
