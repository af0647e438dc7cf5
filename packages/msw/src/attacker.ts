import { type components, TOKEN_HEADER, WRAP_TTL_HEADER } from "@enwrap/protocol"
import { type Handler, makeAsk } from "./request-parts.ts"

export type WrapInfo = components["schemas"]["WrapInfo"]

/** A token as text, or as one of the clients' redacted ones. */
export type SecretText = string | { readonly reveal: () => string }

/**
 * Someone who got hold of a wrapping token on its way. What it does is in no log of the mock, and no fault keeps it from
 * doing it. Each call rejects if the token is not valid any more: then the attack that the test is about did not happen.
 */
export interface Attacker {
  /** Unwraps first, and resolves with the envelope that was wrapped: the receiver's own unwrap fails. @see RW-SU-1 */
  readonly unwrap: (token: SecretText) => Promise<unknown>
  /** Exchanges the token for one of the attacker's, of the same creation path: the receiver's is dead. @see RW-RW-1 */
  readonly rewrap: (token: SecretText) => Promise<WrapInfo>
  /**
   * Unwraps, and wraps what it read anew through `sys/wrapping/wrap`, with the same TTL, to hand it on as if nothing had
   * been: only the creation path gives it away.
   */
  readonly substitute: (token: SecretText) => Promise<WrapInfo>
}

interface Answer {
  readonly data?: Readonly<Record<string, unknown>> | null
  readonly auth?: unknown
  readonly wrap_info?: WrapInfo | null
}

/** Who attacks a server; `server` gives the one that is there when it does. */
export const makeAttacker = (server: () => { readonly handler: Handler; readonly rootToken: string }): Attacker => {
  const post = async (path: string, headers: Record<string, string>, body?: object): Promise<Answer> => {
    const response = await server().handler(makeAsk("POST", path, headers, body))
    if (response.ok) return (await response.json()) as Answer
    throw new Error(
      `the attacker's ${path} was answered with ${response.status}: the token is not valid, or not any more`
    )
  }

  const unwrap = (token: SecretText): Promise<Answer> => post("sys/wrapping/unwrap", { [TOKEN_HEADER]: textOf(token) })

  return {
    unwrap,
    rewrap: async (token) =>
      wrapInfoOf(await post("sys/wrapping/rewrap", { [TOKEN_HEADER]: server().rootToken }, { token: textOf(token) })),
    substitute: async (token) => {
      const { data: lookup } = await post("sys/wrapping/lookup", {}, { token: textOf(token) })
      const { auth, data } = await unwrap(token)
      const headers = { [TOKEN_HEADER]: server().rootToken, [WRAP_TTL_HEADER]: String(lookup?.["creation_ttl"]) }
      return wrapInfoOf(await post("sys/wrapping/wrap", headers, data ?? { auth }))
    }
  }
}

const textOf = (token: SecretText): string => (typeof token === "string" ? token : token.reveal())

const wrapInfoOf = ({ wrap_info: wrapInfo }: Answer): WrapInfo => {
  if (wrapInfo === undefined || wrapInfo === null) throw new Error("the attacker's answer came without wrap_info")
  return wrapInfo
}
