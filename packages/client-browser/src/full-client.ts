import { createClient, type Client, type ClientOptions, type OperationId } from "@enwrap/client"

/** The options of a client for web pages that has operations. The address can be a path of the page's own origin. */
export interface BrowserClientOptions<Ids extends OperationId = never> extends Omit<
  ClientOptions<Ids>,
  "fetch" | "connectionHint"
> {
  /** Sends the requests instead of the page's `fetch`, for example in tests. */
  readonly fetch?: ClientOptions["fetch"] | undefined
}

/**
 * Creates a client over the page's `fetch` that can have every operation of the spec. Requests have no cookies and no referrer,
 * are not cached, and have no header other than those of the protocol and those that the browser adds.
 *
 * @throws InsecureAddressError if the address is plain `http:` to another machine and `allowInsecureHttp` is not set
 * @throws InvalidArgumentError if the address is not valid
 *
 * @example
 * ```ts
 * import { createBrowserClient } from "@enwrap/client-browser/full"
 * import { sysHealthRead } from "@enwrap/client-browser/operations"
 *
 * const client = createBrowserClient({ address: "https://vault.example:8200", operations: { sysHealthRead } })
 * console.log((await client.operations.sysHealthRead()).sealed)
 * ```
 */
export const createBrowserClient = <Ids extends OperationId = never>(
  options: BrowserClientOptions<Ids>
): Client<Ids> => {
  const { fetch = (url: string, init: RequestInit) => globalThis.fetch(url, init) } = options
  const address = absolute(options.address)
  return createClient<Ids>({
    ...options,
    address,
    fetch: async (url, init) => {
      if (address.startsWith(NO_ORIGIN)) throw Object.assign(new Error("A path has no origin here"), { sent: false })
      return fetch(url, { ...init, credentials: "omit", cache: "no-store", referrerPolicy: "no-referrer" })
    },
    connectionHint: corsHint(address)
  })
}

/** Stands for the page's origin where a page is rendered on a server. Nothing is sent there. */
const NO_ORIGIN = "https://page.invalid"

/**
 * A path is one of the page's origin. It is not resolved against the origin, since the name of another host may be in it:
 * `/\t/evil.example`. It is put behind the origin, and the client parses and checks the whole address.
 */
const absolute = (address: string): string =>
  String(address).startsWith("/") ? (globalThis.location?.origin ?? NO_ORIGIN) + address : address

/** A browser does not tell a page whether the server is down or rejects the page's origin. The hint names both. */
const corsHint = (address: string): string | undefined => {
  const origin = globalThis.location?.origin
  if (origin === undefined || (URL.canParse(address) && new URL(address).origin === origin)) return undefined
  return `If the server is up, it does not allow this page's origin: add ${origin} to the allowed origins of the server (CORS).`
}
