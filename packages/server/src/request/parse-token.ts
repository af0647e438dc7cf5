import { TOKEN_HEADER } from "@enwrap/protocol"

const BEARER = "Bearer "

/** The client token: its own header, or else a bearer token. */
export const parseToken = (header: (name: string) => string | undefined): string | undefined => {
  const token = header(TOKEN_HEADER)
  if (token !== undefined && token !== "") return token
  const authorization = header("authorization")
  if (authorization === undefined || !authorization.startsWith(BEARER)) return undefined
  const bearer = authorization.slice(BEARER.length).trim()
  return bearer === "" ? undefined : bearer
}
