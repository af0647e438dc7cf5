import { plainLine, shortened } from "./plain-text.ts"
import type { WireRequest, WireResponse } from "./transport.ts"

/** Statuses with which a proxy answers instead of the server: it is absent, or a limit of the proxy is exceeded. */
const OF_PROXIES: ReadonlyArray<number> = [502, 503, 504]

/** Whether a response is from a proxy in front of the server: an error of a gateway in another form than the protocol's. */
export function isPageOfProxy({ method, path }: WireRequest, { status, text }: WireResponse): boolean {
  if (!OF_PROXIES.includes(status)) return false
  // Nobody sees the form of a response to HEAD. Only the health of a server is such a status without a fault.
  if (method === "HEAD") return !path.startsWith("sys/health")
  try {
    const json: unknown = JSON.parse(text)
    return !(typeof json === "object" && json !== null && ("errors" in json || "sealed" in json))
  } catch {
    return true
  }
}

/** What the page says about the proxy, such as "a proxy (nginx/1.27)". */
export function nameOfProxy({ headers }: WireResponse): string {
  const name = shortened(plainLine(headers["server"] ?? ""), 60)
  return name === "" ? "a proxy" : `a proxy (${name})`
}
