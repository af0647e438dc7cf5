/** A token: a string, a `Redacted` of the clients, or a wrap info, as a response or a client returns it. */
export type SecretToken =
  | string
  | { readonly reveal: () => string }
  | { readonly token: string | { readonly reveal: () => string } }

/**
 * The text of a token.
 *
 * @throws TypeError if the value is not a token
 */
export const tokenText = (token: SecretToken): string => {
  if (typeof token === "string") return token
  if ("reveal" in token) return token.reveal()
  if ("token" in token) return tokenText(token.token)
  throw new TypeError("this is neither a token nor a wrap info")
}
