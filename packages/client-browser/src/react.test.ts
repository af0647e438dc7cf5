import { createElement } from "react"
import { renderToStaticMarkup } from "react-dom/server"
import { expect, it, vi } from "vitest"
import { createBrowserClient } from "./browser-client.ts"
import { useUnwrap } from "./react.ts"

it.each(["s.abc d", "", undefined, "<wrapping token>"])(
  "a token that cannot be one, such as that of a mistyped link, does not throw while a component is rendered: %s",
  (token) => {
    const fetch = vi.fn<typeof globalThis.fetch>()
    const client = createBrowserClient({ address: "https://vault.example", fetch: (url) => fetch(url) })
    const Secret = () => {
      const state = useUnwrap(client, { token: token as string, expectedPath: "a" })
      state.unwrap(new Event("click"))
      state.forget()
      return state.status === "failed" ? state.error.code : state.status
    }
    expect(renderToStaticMarkup(createElement(Secret))).toBe("INVALID_ARGUMENT")
    expect(fetch).not.toHaveBeenCalled()
  }
)

it.each([{ maxTtl: "1m" }, { maxTTL: 60 }, { expectedPath: "/a" }])(
  "a check of useUnwrap that cannot be made fails the unwrap: %j",
  async (check) => {
    const fetch = vi.fn<typeof globalThis.fetch>()
    const client = createBrowserClient({ address: "https://vault.example", fetch: (url) => fetch(url) })
    const states: Array<string> = []
    const Secret = () => {
      const state = useUnwrap(client, { token: "s.W", expectedPath: "a", ...(check as object) })
      states.push(state.status === "failed" ? state.error.code : state.status)
      if (state.status === "idle") state.unwrap(new Event("click"))
      return null
    }
    await vi.waitFor(() => {
      renderToStaticMarkup(createElement(Secret))
      expect(states.at(-1)).toBe("INVALID_ARGUMENT")
    })
    expect(fetch).not.toHaveBeenCalled()
  }
)
