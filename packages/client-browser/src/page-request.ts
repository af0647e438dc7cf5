import { NAMESPACE_HEADER, TOKEN_HEADER, WRAP_TTL_HEADER } from "@enwrap/protocol"
import type { Ttl } from "@enwrap/client"
import { checkHeaders, jsonText, textOf, ttlText } from "./arguments.ts"
import { checkAddress } from "./check-address.ts"
import { ClientError, type CallName } from "./client-error.ts"
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
  { address, allowInsecureHttp, headers, json, namespace, token, wrapTtl = "5m" }: BrowserClientOptions,
  call: CallName,
  given: unknown,
  ttl: Ttl | false = call === "wrap" && wrapTtl
): PageRequest => {
  const isRevoke = call === "revoke"
  const name = isRevoke ? "accessor" : "token"
  const own = token && textOf(token, "token")
  const text = call === "wrap" ? "" : textOf(given, name)
  // Tokens have a prefix, or are UUIDs or JWTs. An accessor may end in a namespace's id.
  if (text && !isRevoke && (text === own || /^\w{24}\b/.test(text))) throw new ClientError("INVALID_ARGUMENT", name)
  const caller = call === "unwrap" ? text : call === "lookup" ? "" : own
  const body = call === "unwrap" ? null : jsonText(json, text ? { [name]: text } : given)
  return [
    `${checkAddress(address, allowInsecureHttp)}/v1/${isRevoke ? "auth/token/revoke-accessor" : `sys/wrapping/${call}`}`,
    {
      method: "POST",
      headers: {
        ...checkHeaders(headers),
        ...(caller && { [TOKEN_HEADER]: caller }),
        ...(namespace && { [NAMESPACE_HEADER]: textOf(namespace, "namespace") }),
        ...(ttl !== false && { [WRAP_TTL_HEADER]: ttlText(ttl) }),
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
