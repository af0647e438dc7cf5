import { isCommonAssetRequest, type UnhandledFrameHandle } from "msw"
import { redactPath } from "./redact-path.ts"
import { decodePath } from "./request-parts.ts"

/**
 * For the option of the same name of MSW 3: warns about a request without a handler, and lets it pass. MSW's own warning prints the
 * query and the body, which may contain secrets. This one prints the method, the origin and the path, and redacts
 * everything that looks like a token.
 *
 * @example
 * ```ts
 * import { createEnwrapMock, onUnhandledFrame } from "@enwrap/msw"
 * import { setupServer } from "msw/node"
 *
 * setupServer(...createEnwrapMock().handlers).listen({ onUnhandledFrame })
 * ```
 */
export const onUnhandledFrame: Extract<UnhandledFrameHandle, (...args: never) => unknown> = ({ frame }) => {
  const request = requestOf(frame.data)
  if (request === undefined) warn(frame.protocol)
  else onUnhandledRequest(request)
}

/**
 * The same for the option `onUnhandledRequest` of MSW 2.
 *
 * @example
 * ```ts
 * import { onUnhandledRequest } from "@enwrap/msw"
 *
 * // setupServer(...mock.handlers).listen({ onUnhandledRequest })
 * onUnhandledRequest(new Request("http://127.0.0.1:8200/hand-over?token=secret", { method: "POST" }))
 * ```
 */
export const onUnhandledRequest = (request: Request): void => {
  if (!isCommonAssetRequest(request)) warn(named(request))
}

const warn = (what: string): void => {
  // oxlint-disable-next-line no-console -- MSW prints its own warning there, too
  console.warn(`[enwrap] Warning: no handler for ${what}`)
}

const requestOf = (data: unknown): Request | undefined => {
  const request = (data as { readonly request?: unknown } | undefined)?.request
  return request instanceof Request ? request : undefined
}

const named = ({ method, url }: Request): string => {
  const { origin, pathname } = new URL(url)
  return `${method} ${origin}${redactPath(decodePath(pathname))}`
}
