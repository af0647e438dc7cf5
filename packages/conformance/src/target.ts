import { RunError } from "./run-error.ts"

/** Reads the address of a server. Throws a RunError with the code `usage` if it cannot be one. */
export function targetOf(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url === undefined || (url.protocol !== "http:" && url.protocol !== "https:")) {
    // The address is not quoted: it may be the token, or have a password.
    throw new RunError("usage", "invalid server address: pass one such as http://127.0.0.1:8200")
  }
  if (url.username !== "" || url.password !== "")
    throw new RunError(
      "usage",
      "the address must not contain a user name or password: pass the token with --token or VAULT_TOKEN"
    )
  url.search = ""
  url.hash = ""
  const path = url.pathname.replace(/(?<!\/)\/+$/, "").replace(/\/v1$/, "")
  const before = /^(.*?)\/v1\//.exec(path)?.[1]
  if (before !== undefined)
    throw new RunError(
      "usage",
      `the address has the path of one endpoint, ${path}: pass the address of the server, ${url.origin}${before}`
    )
  url.pathname = path
  return url
}

/** The address of a server as text, without a slash at the end. */
export const nameOfTarget = (url: URL): string => url.href.replace(/\/$/, "")
