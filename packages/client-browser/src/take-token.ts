import { Redacted } from "@enwrap/client"

/**
 * Takes a wrapping token out of the fragment of the page's URL, such as `https://app.example/open#token=s.abc`, and removes
 * it from the address bar and from the history. The rest of the URL stays. Returns undefined if there is none.
 *
 * A fragment is not sent to any server. Call the function before anything that reads the URL, such as a router or analytics.
 *
 * @param name the name of the token in the fragment
 *
 * @example
 * ```ts
 * import { createBrowserClient, takeToken } from "@enwrap/client-browser"
 *
 * const token = takeToken()
 * const client = createBrowserClient({ address: "https://vault.example:8200" })
 * if (token !== undefined) console.log((await client.lookup(token)).creationPath)
 * ```
 */
export const takeToken = (name = "token"): Redacted | undefined => {
  const { hash, pathname, search } = location
  // White space is that of a mistyped link.
  const token = new URLSearchParams(hash.slice(1)).get(name)?.trim()
  if (!token) return undefined
  // Written anew, a route such as `/orders/7` would have other characters.
  const parts = hash.slice(1).split("&")
  const rest = parts.filter((part) => !new URLSearchParams(part).has(name)).join("&")
  history.replaceState(history.state, "", pathname + search + (rest && `#${rest}`))
  return new Redacted(token, "wrapping token")
}
