import { isCommonAssetRequest, type UnhandledFrameHandle } from "msw"
import { redactPath } from "./redact-path.ts"
import { decodePath } from "./request-parts.ts"

/**
 * For MSW's option of the same name: warns of a request that no handler answers, and lets it pass. MSW's own warning
 * prints the query and the body, and with them secrets; this one names the method, the origin and the path, without
 * anything that looks like a token.
 *
 * ```ts
 * server.listen({ onUnhandledFrame })
 * ```
 */
export const onUnhandledFrame: Extract<UnhandledFrameHandle, (...args: never) => unknown> = ({ frame }) => {
  const request = requestOf(frame.data)
  if (request !== undefined && isCommonAssetRequest(request)) return
  // oxlint-disable-next-line no-console -- where the warning that it stands for would appear
  console.warn(`[enwrap] Warning: no handler answers ${request === undefined ? frame.protocol : named(request)}`)
}

const requestOf = (data: unknown): Request | undefined => {
  const request = (data as { readonly request?: unknown } | undefined)?.request
  return request instanceof Request ? request : undefined
}

const named = ({ method, url }: Request): string => {
  const { origin, pathname } = new URL(url)
  return `${method} ${origin}${redactPath(decodePath(pathname))}`
}
