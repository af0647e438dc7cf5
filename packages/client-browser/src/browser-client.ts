import { argument } from "./arguments.ts"
import type { WrapOptions } from "./call-options.ts"
import { checkAddress } from "./check-address.ts"
import { ClientError, type CallName } from "./client-error.ts"
import { startExchange, type Wait } from "./exchange.ts"
import { field } from "./field.ts"
import { judge } from "./judge.ts"
import type { BrowserClient, BrowserClientOptions } from "./options.ts"
import { buildRequest } from "./page-request.ts"
import { readLookup, readWrapInfo } from "./read-wrapping.ts"
import { readResponse } from "./received.ts"
import { receive } from "./receive.ts"
import { scrub } from "./scrub.ts"

/**
 * Creates a client over the page's `fetch`. Requests have no cookies and no referrer, are not cached, and have no header
 * other than those of the protocol and those that the browser adds.
 *
 * @throws ClientError with the code `INSECURE_ADDRESS` if the address is plain `http:` to another machine and
 * `allowInsecureHttp` is not set, or `INVALID_ARGUMENT` if it is not valid
 *
 * @example
 * ```ts
 * import { createBrowserClient } from "@enwrap/client-browser"
 *
 * // Unwrapping needs only the wrapping token.
 * const client = createBrowserClient({ address: "https://vault.example:8200" })
 * const receipt = await client.receive({ token: "s.the-wrapping-token", expectedPath: "sys/wrapping/wrap" })
 * if (receipt.verdict === "received") console.log(Object.keys(receipt.response.data ?? {}))
 * else if ("error" in receipt && receipt.verdict !== "intercepted") console.error(receipt.error.code)
 * else console.error("raise an alert:", receipt.verdict)
 * ```
 */
export const createBrowserClient = (options: BrowserClientOptions): BrowserClient => {
  const { json = JSON } = options
  // A path has no origin where a page is rendered on a server. Nothing is sent there.
  if (globalThis.location || options.address[0] !== "/") checkAddress(options)
  const unwraps = new Map<unknown, Wait>()

  const send = async (
    call: CallName,
    given: unknown,
    { signal, timeoutMs = options.timeoutMs ?? 60_000, ttl, ...unknown }: WrapOptions = {}
  ): Promise<unknown> => {
    // One may be a misspelt check of `receive`.
    for (const name in unknown) argument(name, () => false)
    // A negative time, or one that is not a number, would be no timeout.
    argument("timeoutMs", () => timeoutMs >= 0)
    const [url, init, secrets] = buildRequest(options, call, given, ttl)
    if (signal?.aborted) throw new ClientError("ABORTED", call, { cause: signal.reason })
    // Calls share a request only if both unwrap the same token.
    const key = call === "unwrap" ? secrets[0] : init
    const wait =
      unwraps.get(key) ??
      startExchange(
        async (ended) => readResponse(await (options.fetch ?? fetch)(url, { ...init, signal: ended })),
        () => unwraps.delete(key)
      )
    unwraps.set(key, wait)
    const received = await wait(signal, timeoutMs).catch((error: unknown) => {
      if (error instanceof ClientError) throw error
      // The error of the platform may quote the request.
      const [code, cause] = Array.isArray(error)
        ? error
        : ["CONNECTION_FAILED", new Error(scrub(String(error), secrets))]
      throw new ClientError(call === "lookup" || field(error, "sent") === false ? code : "OUTCOME_UNKNOWN", call, {
        cause
      })
    })
    return judge(call, received, json, secrets)
  }

  // Only the types know the content of each token.
  const client: BrowserClient = {
    wrap: (data, callOptions) => send("wrap", data, callOptions).then(readWrapInfo<never>),
    unwrap: (token, callOptions) => send("unwrap", token, callOptions) as Promise<never>,
    lookup: (token, callOptions) => send("lookup", token, callOptions).then(readLookup),
    rewrap: (token, callOptions) => send("rewrap", token, callOptions).then(readWrapInfo<never>),
    revoke: (accessor, callOptions) => send("revoke", accessor, callOptions) as Promise<never>,
    receive: (options) => receive(options, client)
  }
  return client
}
