import { TOKEN_HEADER, WRAP_TTL_HEADER } from "@enwrap/protocol"
import { type Handler, makeServerRequest } from "./request-parts.ts"
import type { WrapInfo } from "./token-ledger.ts"
import { type SecretToken, tokenText } from "./token-text.ts"

/**
 * An attacker that has intercepted a wrapping token. Its requests do not appear in `mock.requests()`, and faults do not
 * affect them. Each call rejects if the token is not valid: then the attack did not take place.
 *
 * @example
 * ```ts
 * import { createEnwrapMock } from "@enwrap/msw"
 *
 * const mock = createEnwrapMock()
 * export const intercept = (token: string): Promise<unknown> => mock.attacker.unwraps(token)
 * ```
 */
export interface Attacker {
  /** Unwraps the token before its receiver, and resolves with the wrapped envelope. @see RW-SU-1 */
  readonly unwraps: (token: SecretToken) => Promise<unknown>
  /** Rewraps the token: the attacker gets a new one with the same creation path, and the old one is used up. @see RW-RW-1 */
  readonly rewraps: (token: SecretToken) => Promise<WrapInfo>
  /**
   * Unwraps the token, and wraps its content again with `sys/wrapping/wrap` and the same TTL, to pass it on unnoticed. Only
   * the creation path is different.
   */
  readonly substitutes: (token: SecretToken) => Promise<WrapInfo>
}

interface Envelope {
  readonly data?: Readonly<Record<string, unknown>> | null
  readonly auth?: unknown
  readonly wrap_info?: WrapInfo | null
}

/** Creates the attacker of a mock; `server` returns the server at the time of the attack. */
export const makeAttacker = (server: () => { readonly handler: Handler; readonly rootToken: string }): Attacker => {
  const post = async (path: string, headers: Record<string, string>, body?: object): Promise<Envelope> => {
    const response = await server().handler(makeServerRequest("POST", path, headers, body))
    if (response.ok) return (await response.json()) as Envelope
    throw new Error(`the attacker's request to ${path} failed with status ${response.status}: the token is not valid`)
  }

  const unwrap = (token: SecretToken): Promise<Envelope> =>
    post("sys/wrapping/unwrap", { [TOKEN_HEADER]: tokenText(token) })

  return {
    unwraps: unwrap,
    rewraps: async (token) =>
      wrapInfoOf(
        await post("sys/wrapping/rewrap", { [TOKEN_HEADER]: server().rootToken }, { token: tokenText(token) })
      ),
    substitutes: async (token) => {
      const { data: lookup } = await post("sys/wrapping/lookup", {}, { token: tokenText(token) })
      const { auth, data } = await unwrap(token)
      const headers = { [TOKEN_HEADER]: server().rootToken, [WRAP_TTL_HEADER]: String(lookup?.["creation_ttl"]) }
      return wrapInfoOf(await post("sys/wrapping/wrap", headers, data ?? { auth }))
    }
  }
}

const wrapInfoOf = ({ wrap_info: wrapInfo }: Envelope): WrapInfo => {
  if (wrapInfo === undefined || wrapInfo === null) throw new Error("the response to the attacker has no wrap_info")
  return wrapInfo
}
