/** The address of a mock. */
export interface BaseUrl {
  /** The address as the test gives it to a client, without a trailing slash. */
  readonly text: string
  /** The path of a URL below `/v1`, from `/v1` on, with the query; `undefined` if the URL is not below the address. */
  readonly targetOf: (url: string) => string | undefined
  /** Resolves the URL of a request: a relative one against the page. */
  readonly resolve: (url: string) => string
}

/** Stands for the page where there is none. */
const NO_PAGE = "http://localhost"

const pageOrigin = (): string | undefined => {
  const origin = (globalThis as { readonly location?: { readonly origin?: string } }).location?.origin
  return origin === undefined || origin === "null" ? undefined : origin
}

/**
 * Parses the address of a mock: an http or https URL, or a path on the page's own origin. Without a page, a path is served on every
 * origin.
 *
 * @throws TypeError if it is neither
 */
export const parseBaseUrl = (given: string): BaseUrl => {
  const isRelative = given.startsWith("/") && !given.startsWith("//")
  const url = isRelative ? new URL(given, NO_PAGE) : URL.canParse(given) ? new URL(given) : undefined
  if (url === undefined || !/^https?:$/.test(url.protocol) || url.search !== "" || url.hash !== "") {
    throw new TypeError(
      "baseUrl must be an http or https URL, such as http://127.0.0.1:8200, or a path on the page's own origin, such as /vault"
    )
  }
  const path = url.pathname.replace(/(?<!\/)\/+$/, "")
  if (path.endsWith("/v1")) throw new TypeError("baseUrl must not contain /v1: paths below it begin with /v1")
  return {
    text: isRelative ? path : url.origin + path,
    targetOf: (text) => {
      const { origin, pathname, search } = new URL(text)
      const expected = isRelative ? (pageOrigin() ?? origin) : url.origin
      const target = pathname.slice(path.length)
      const isBelow = pathname.startsWith(path) && (target === "/v1" || target.startsWith("/v1/"))
      return origin === expected && isBelow ? target + search : undefined
    },
    resolve: (text) => (text.startsWith("/") ? new URL(text, pageOrigin() ?? NO_PAGE).href : text)
  }
}
