import { NAMESPACE_HEADER, TOKEN_HEADER, WRAP_TTL_HEADER } from "@enwrap/protocol"
import type { Ttl } from "@enwrap/client"
import { argument, checkHeaders, jsonText, textOf, ttlText } from "./arguments.ts"
import { checkAddress } from "./check-address.ts"
import type { CallName } from "./client-error.ts"
import type { BrowserClientOptions } from "./options.ts"

/** A request that is ready to be sent, and the tokens in it, which no error may quote. */
export type PageRequest = readonly [url: string, init: RequestInit, secrets: ReadonlyArray<string | undefined>]

/**
 * Builds the request of a call. A wrapping token to be unwrapped is sent as the caller's token and not in the body: on some
 * servers, a token in both places is lost. A wrapping token to be looked up is sent in the body, without the caller's token.
 *
 * @param given the data of a wrap, the accessor of a revocation, and otherwise the wrapping token
 * @see RW-SU-5 RW-LK-2
 */
export const buildRequest = (
  options: BrowserClientOptions,
  call: CallName,
  given: unknown,
  ttl: Ttl | false = call === "wrap" && (options.wrapTtl ?? "5m")
): PageRequest => {
  const isRevoke = call === "revoke"
  const name = isRevoke ? "accessor" : "token"
  const own = options.token && textOf(options.token, "token")
  const text = call === "wrap" ? "" : textOf(given, name)
  // Tokens have a prefix, or are UUIDs or JWTs. An accessor may end in a namespace's id.
  if (!isRevoke && text) argument(name, () => text !== own && !/^\w{24}\b/.test(text))
  const caller = call === "unwrap" ? text : call === "lookup" ? "" : own
  const body = call === "unwrap" ? null : jsonText(options.json, text ? { [name]: text } : given)
  return [
    `${checkAddress(options)}/v1/${isRevoke ? "auth/token/revoke-accessor" : `sys/wrapping/${call}`}`,
    {
      method: "POST",
      headers: {
        ...checkHeaders(options.headers),
        ...(caller && { [TOKEN_HEADER]: caller }),
        ...(options.namespace && { [NAMESPACE_HEADER]: textOf(options.namespace, "namespace") }),
        // Of the other calls, it may be a misspelt check.
        ...(ttl !== false && { [WRAP_TTL_HEADER]: ttlText(/^(re)?w/.test(call) && ttl) }),
        ...(body && { "content-type": "application/json" })
      },
      body,
      redirect: "manual",
      credentials: "omit",
      cache: "no-store",
      referrerPolicy: "no-referrer"
    },
    [text, caller]
  ]
}
