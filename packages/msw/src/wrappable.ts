import { TOKEN_HEADER, WRAP_FORMAT_HEADER, WRAP_TTL_HEADER } from "@enwrap/protocol"
import { getResponse, http, type RequestHandler } from "msw"
import { BACKEND_TYPE, type MockServer, type ServerFetch } from "./mock-server.ts"
import { rejectUnknown } from "./reject-unknown.ts"
import { decodePath, isPreflight, toServerPreflight } from "./request-parts.ts"

/** The options of `mock.wrappable`. */
export interface WrappableOptions {
  /**
   * The creation path of a wrapped response. By default, it is the path of the request without its first slash:
   * `api/orders/17/key`.
   */
  readonly path?: ((request: Request) => string) | undefined
}

/** The responses of the tested app's own backend, on their way through the mock's server. */
export interface Backend {
  /** The `fetch` of the server's engine for backends. */
  readonly fetch: ServerFetch
  /** Passes a response of the backend through the server, which wraps it. */
  readonly wrap: (server: MockServer, request: Request, response: Response, path: string) => Promise<Response>
}

/** The mount of the engine, which exists once a response was wrapped. */
const MOUNT = "mock-backend"

export const makeBackend = (): Backend => {
  const waiting = new Map<string, Response>()
  const mounted = new WeakMap<MockServer, Promise<void>>()
  let count = 0

  const mount = async (server: MockServer): Promise<void> => {
    const headers = { [TOKEN_HEADER]: server.rootToken }
    await server.askAsync({ method: "POST", path: `sys/mounts/${MOUNT}`, headers, body: { type: BACKEND_TYPE } })
    const body = { base_url: "https://backend.invalid", max_response_size: 32 * 1024 * 1024 }
    await server.askAsync({ method: "POST", path: `${MOUNT}/config/upstream`, headers, body })
  }

  /** The engine is mounted once, before the first response is wrapped. */
  const mountOnce = (server: MockServer): Promise<void> => {
    const mounting = mounted.get(server) ?? mount(server)
    mounted.set(server, mounting)
    return mounting
  }

  return {
    fetch: async (url) => {
      const response = waiting.get(new URL(url).pathname.slice(1))
      if (response === undefined) throw new TypeError("the backend of this mock has no such response")
      return response as unknown as Awaited<ReturnType<ServerFetch>>
    },
    wrap: async (server, request, response, path) => {
      await mountOnce(server)
      const id = String(++count)
      waiting.set(id, response)
      const headers: Record<string, string> = { [TOKEN_HEADER]: server.rootToken }
      for (const name of [WRAP_TTL_HEADER, WRAP_FORMAT_HEADER, "origin"]) {
        const value = request.headers.get(name)
        if (value !== null) headers[name] = value
      }
      try {
        const answer = await server.askAsync({
          method: "GET",
          path: `${MOUNT}/request/${id}`,
          headers,
          creationPath: path
        })
        return new Response(answer.body, answer)
      } finally {
        waiting.delete(id)
      }
    }
  }
}

/** The path of a request, as a creation path. */
const pathOf = ({ url }: Request): string => decodePath(new URL(url).pathname).replace(/^\/+/, "")

/**
 * Puts handlers of a tested app's own API behind wrapping: a request with `X-Vault-Wrap-TTL` gets a wrapping token instead of the
 * response of the handler. Errors are not wrapped.
 */
export const makeWrappable = (
  server: () => MockServer,
  backend: Backend,
  handlers: ReadonlyArray<RequestHandler>,
  options: WrappableOptions
): ReadonlyArray<RequestHandler> => {
  rejectUnknown("mock.wrappable", options, ["path"])
  const { path = pathOf } = options
  // It matches only what a handler answers, so that MSW still warns about everything else.
  const concerns = async ({ request }: { readonly request: Request }): Promise<boolean> =>
    isPreflight(request)
      ? isForHandler(handlers, request)
      : request.headers.has(WRAP_TTL_HEADER) && (await someTest(handlers, request))
  const wraps = http.all(concerns, async ({ request }) => {
    if (isPreflight(request)) return server().handlerFor("mock")(toServerPreflight(request, "/v1/sys/health"))
    const headers = new Headers(request.headers)
    headers.delete(WRAP_TTL_HEADER)
    headers.delete(WRAP_FORMAT_HEADER)
    const response = await getResponse([...handlers], new Request(request, { headers }))
    if (response === undefined || !response.ok || response.status === 204) return response
    return backend.wrap(server(), request, response, path(request))
  })
  return [wraps, ...handlers]
}

/**
 * Whether one of the handlers answers the URL of a preflight. A page needs the answer of a server to send `X-Vault-Wrap-TTL`, and
 * handlers of MSW have none.
 */
const isForHandler = async (handlers: ReadonlyArray<RequestHandler>, { url }: Request): Promise<boolean> => {
  for (const handler of handlers) {
    const { method } = handler.info as { readonly method?: unknown }
    if (await handler.test({ request: new Request(url, { method: typeof method === "string" ? method : "GET" }) })) {
      return true
    }
  }
  return false
}

const someTest = async (handlers: ReadonlyArray<RequestHandler>, request: Request): Promise<boolean> => {
  for (const handler of handlers) if (await handler.test({ request: request.clone() })) return true
  return false
}
