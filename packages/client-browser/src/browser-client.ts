import { createClient, type Client, type ClientOptions, type OperationId } from "@enwrap/client"

/** What a client in a page is made of. */
export interface BrowserClientOptions<Ids extends OperationId = never> extends Omit<
  ClientOptions<Ids>,
  "fetch" | "connectionHint"
> {
  /** Carries the requests instead of the page's `fetch`; for tests. */
  readonly fetch?: ClientOptions["fetch"] | undefined
}

/**
 * Makes a client over the page's `fetch`: without cookies, without the cache, and without a header that the browser
 * would not send by itself, beside those of the protocol.
 *
 * @throws InsecureAddressError for plain `http:` to another machine, unless `allowInsecureHttp` is set
 * @throws InvalidArgumentError for what is no address of a server
 */
export const createBrowserClient = <Ids extends OperationId = never>(
  options: BrowserClientOptions<Ids>
): Client<Ids> => {
  const { fetch = (url: string, init: RequestInit) => globalThis.fetch(url, init) } = options
  return createClient<Ids>({
    ...options,
    fetch: (url, init) =>
      fetch(url, { ...init, credentials: "omit", cache: "no-store", referrerPolicy: "no-referrer" }),
    connectionHint: corsHint(options.address)
  })
}

/** A browser does not tell a page whether a server is down or did not allow the page's origin: name both. */
const corsHint = (address: string): string | undefined => {
  const origin = globalThis.location?.origin
  if (origin === undefined || (URL.canParse(address) && new URL(address).origin === origin)) return undefined
  return `If the server is up, it does not allow this page's origin: add ${origin} to the origins that the server allows (CORS).`
}
