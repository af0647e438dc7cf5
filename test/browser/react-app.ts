import { createBrowserClient, type BrowserClient, type Redacted } from "@enwrap/client-browser"
import { useUnwrap, type Unwrapping } from "@enwrap/client-browser/react"
import { createElement, StrictMode, Suspense, use, useEffect, useState, type ReactElement } from "react"
import { createRoot } from "react-dom/client"

interface Props {
  readonly client: BrowserClient
  readonly token: string | Redacted
  readonly id: string
}

/** Shows the state of the unwrap, and a button for each thing that a user can do. */
const Secret = ({ client, token, id }: Props): ReactElement => {
  const state = useUnwrap(client, { token, expectedPath: "sys/wrapping/wrap" })
  return createElement(
    "p",
    { id },
    createElement("span", null, textOf(state)),
    createElement("button", { onClick: state.unwrap }, "unwrap"),
    createElement("button", { onClick: state.forget }, "forget")
  )
}

const textOf = (state: Unwrapping<{ readonly data: unknown }>): string => {
  if (state.status !== "done") return state.status
  const { receipt } = state
  return receipt.verdict === "received" ? JSON.stringify(receipt.response.data) : receipt.verdict
}

/** Calls `unwrap` while it is rendered, and in an effect, which must both fail. */
const Careless = ({ client, token }: Omit<Props, "id">): ReactElement => {
  const state = useUnwrap(client, { token, expectedPath: "sys/wrapping/wrap" })
  const [errors, setErrors] = useState(0)
  const attempt = () => {
    try {
      ;(state.unwrap as () => void)()
      return 0
    } catch {
      return 1
    }
  }
  const thrown = attempt()
  useEffect(() => setErrors((count) => count + attempt()), [])
  return createElement("p", { id: "careless" }, `${thrown} ${errors > 0}`)
}

/** Suspends until the promise is fulfilled. */
const Late = ({ promise, children }: { readonly promise: Promise<void>; readonly children: ReactElement }) => {
  use(promise)
  return children
}

/** Mounts two components with the same token in strict mode. A click on `remount` mounts them anew, on `suspend` hides them. */
export const start = (address: string, token: string): void => {
  const client = createBrowserClient({ address })
  const App = () => {
    const [key, setKey] = useState(0)
    const [promise, setPromise] = useState(() => Promise.resolve())
    const suspend = () => setPromise(new Promise((resolve) => setTimeout(resolve, 20)))
    return createElement(
      "main",
      null,
      createElement("button", { id: "remount", onClick: () => setKey(key + 1) }),
      createElement("button", { id: "suspend", onClick: suspend }),
      createElement(
        Suspense,
        { key, fallback: "waiting" },
        createElement(Late, { promise, children: createElement(Secret, { client, token, id: "first" }) }),
        createElement(Secret, { client, token, id: "second" }),
        createElement(Careless, { client, token })
      )
    )
  }
  const root = globalThis.document.body.appendChild(globalThis.document.createElement("div"))
  createRoot(root).render(createElement(StrictMode, null, createElement(App)))
}
