/** A hook that unwraps a token in a component. */
import type { Envelope } from "@enwrap/client"
import { useCallback, useMemo, useSyncExternalStore } from "react"
import { textOf } from "./arguments.ts"
import type { ClientError } from "./client-error.ts"
import type { BrowserClient } from "./options.ts"
import type { ReceiveOptions } from "./receive.ts"
import { unwrapStoreOf, type UnwrapState } from "./unwrap-store.ts"

export type { UnwrapState } from "./unwrap-store.ts"

/** An event of the page, or React's event for it. */
export type UserEvent = { readonly nativeEvent: object; readonly type: string } | Event

/** The state of an unwrap, and what a user can do. */
export type Unwrapping<Content> = UnwrapState<Content> & {
  /**
   * Unwraps the token. It is the handler of an event, such as a click: it throws without an event, so that it cannot be called
   * while a component is rendered. It does nothing if the token was unwrapped before, or may have been.
   */
  readonly unwrap: (event: UserEvent) => void
  /** Drops the unwrapped secret from memory. The token is not unwrapped again. */
  readonly forget: () => void
}

/**
 * Receives a wrapping token when the user asks for it: looks it up, compares it with what is expected, and unwraps it once.
 *
 * The state belongs to the client and the token, not to the component: components that are mounted again (by StrictMode, a
 * router or Suspense) and other components with the same token see the same state, and never unwrap a second time. Create
 * the client outside of components. If nothing was used up (`consumed` is `no`), the user can try again. The state is `failed` if
 * the token cannot be one, as in a mistyped link.
 *
 * @example
 * ```ts
 * import { createBrowserClient, type Redacted } from "@enwrap/client-browser"
 * import { useUnwrap } from "@enwrap/client-browser/react"
 * import { createElement } from "react"
 *
 * const client = createBrowserClient({ address: "https://vault.example:8200" })
 *
 * export const Password = ({ token }: { readonly token: Redacted }) => {
 *   const state = useUnwrap(client, { token, expectedPath: "sys/wrapping/wrap" })
 *   if (state.status !== "done") return createElement("button", { onClick: state.unwrap }, "Show the password")
 *   const { receipt } = state
 *   return createElement("p", null, receipt.verdict === "received" ? String(receipt.response.data?.["password"]) : "Call us.")
 * }
 * ```
 */
export const useUnwrap = <Content = Envelope>(
  client: BrowserClient,
  options: ReceiveOptions<Content>
): Unwrapping<Content> => {
  const store = unwrapStoreOf(client)
  const token = useMemo(() => readToken(options.token), [options.token])
  const stateOf = (): UnwrapState<Content> => (typeof token === "string" ? store.stateOf(token) : token)
  const state = useSyncExternalStore(store.subscribe, stateOf, stateOf)
  const unwrap = (event: UserEvent) => {
    if (typeof (event as UserEvent | undefined)?.type !== "string") {
      throw new TypeError("Unwrap on a user's action: pass `unwrap` as the handler of an event, such as `onClick`")
    }
    if (typeof token === "string") store.unwrap(token, () => client.receive(options))
  }
  const forget = useCallback(() => {
    if (typeof token === "string") store.forget(token)
  }, [store, token])
  return { ...state, unwrap, forget }
}

/** The token, or the state if it is not valid: a link may be mistyped, and an error would remove the whole app. */
const readToken = (given: unknown): string | Extract<UnwrapState<never>, { readonly status: "failed" }> => {
  try {
    return textOf(given, "token")
  } catch (error) {
    return { status: "failed", error: error as ClientError }
  }
}
