import type { Engine } from "@enwrap/server/engine"
import type { ServerOptions } from "@enwrap/server"
import { http, type RequestHandler } from "msw"
import { type Attacker, makeAttacker } from "./attacker.ts"
import { parseBaseUrl } from "./base-url.ts"
import { listenToConsole } from "./console-tap.ts"
import { type Fetch, makeDirectFetch } from "./direct-fetch.ts"
import { makeEventLog } from "./event-log.ts"
import { type Faults, makeFaults } from "./faults.ts"
import { findLeaks } from "./find-leaks.ts"
import { makeMockClock, type MockClock } from "./mock-clock.ts"
import { registerMock, type TokenState } from "./mock-registry.ts"
import { startMockServer } from "./mock-server.ts"
import { isOperationPath } from "./operation-paths.ts"
import { rejectUnknown } from "./reject-unknown.ts"
import { type LoggedRequest, makeRequestLog } from "./request-log.ts"
import { decodePath, isPreflight, toServerPreflight, toServerRequest } from "./request-parts.ts"
import { makeActiveFaults, respondWithFaults } from "./respond-with-faults.ts"
import { expireToken, revokeToken, stateOf } from "./token-controls.ts"
import { makeTokenLedger } from "./token-ledger.ts"
import { type SecretToken, tokenText } from "./token-text.ts"
import { makeBackend, makeWrappable, type WrappableOptions } from "./wrappable.ts"
import { type MockWrapOptions, type WrappedMockResponse, wrapOn } from "./wrapped-response.ts"

/** The options of {@link createEnwrapMock}. */
export interface EnwrapMockOptions {
  /**
   * The address of the mock, without `/v1`: a URL, or a path on the page's own origin such as `/vault`.
   *
   * @default "http://127.0.0.1:8200"
   */
  readonly baseUrl?: string | undefined
  /** The root token; a random one by default. */
  readonly rootToken?: string | undefined
  /** The initial mounts; `secret/` as kv version 2 by default. */
  readonly mounts?: NonNullable<ServerOptions["mounts"]> | undefined
  /** Engines that a test can mount, in addition to those of `@enwrap/engines`. */
  readonly engines?: ReadonlyArray<Engine> | undefined
  /** The initial time of the clock, as a `Date` or in milliseconds since 1970; the current time by default. */
  readonly startTime?: Date | number | undefined
  /**
   * Whether only the test advances the clock, or real time does so too. The clock follows faked timers in either case.
   *
   * @default "manual"
   */
  readonly clock?: "manual" | "real" | undefined
  /**
   * The origins whose pages may call the server (CORS).
   *
   * @default ["*"]
   */
  readonly allowedOrigins?: ReadonlyArray<string> | undefined
}

/** A mock server, and what a test controls it with. */
export interface EnwrapMock {
  /** For `setupServer` and `setupWorker` of MSW: they handle all requests below the address, with every method. */
  readonly handlers: ReadonlyArray<RequestHandler>
  /** The address of the mock, without `/v1`. */
  readonly baseUrl: string
  /** The root token. It stays the same when the mock is reset. */
  readonly rootToken: string
  readonly clock: MockClock
  readonly faults: Faults
  readonly attacker: Attacker
  /** A `fetch` that sends requests to the mock, for clients that take one. It works without MSW. */
  readonly fetch: Fetch
  /**
   * Wraps data as a backend does, and returns the response that the backend's handler returns. Its `wrapInfo` is for a backend that
   * puts it in its own JSON.
   *
   * @throws TypeError if an option is unknown
   * @throws Error if the server refuses the TTL, with its reason
   */
  readonly wrap: (data: object, options?: MockWrapOptions) => WrappedMockResponse
  /**
   * Puts handlers of the app's own API behind wrapping: a request with `X-Vault-Wrap-TTL` gets a wrapping token instead of the
   * handler's response. Unwrapping the token gives that response, with its status, content type and bytes. Errors are not
   * wrapped. The server has a mount `mock-backend/` afterwards.
   */
  readonly wrappable: (
    handlers: ReadonlyArray<RequestHandler>,
    options?: WrappableOptions
  ) => ReadonlyArray<RequestHandler>
  /** Revokes a wrapping token, or any other token. Throws if it is not valid. */
  readonly revoke: (token: SecretToken) => void
  /** Advances the clock until a wrapping token has expired. Throws if the mock has not handed it out. */
  readonly expire: (token: SecretToken) => void
  /** What became of a wrapping token: `pending` if it can still be unwrapped, `unknown` if the mock has not handed it out. */
  readonly state: (token: SecretToken) => TokenState
  /** What has happened since the last reset, in order, as lines for a person. They contain no token, query or payload. */
  readonly log: ReadonlyArray<string>
  /** The requests of the app since the last reset in order, without preflights and secrets. */
  readonly requests: () => ReadonlyArray<LoggedRequest>
  /** Starts again with an empty server: the clock is back at its initial time, and there are no faults. */
  readonly reset: () => void
}

const DEFAULT_BASE_URL = "http://127.0.0.1:8200"

const OPTIONS = ["baseUrl", "rootToken", "mounts", "engines", "startTime", "clock", "allowedOrigins"]

/**
 * Creates a mock server for tests and previews of frontends: the real Enwrap server over the memory store, behind one
 * handler of MSW. Mocks share nothing, so create one for each test that runs in parallel.
 *
 * @throws TypeError if an option is unknown, or if `baseUrl` is not an address
 * @throws RangeError if `startTime` is not a valid time
 *
 * @example
 * ```ts
 * import { createEnwrapMock, onUnhandledFrame } from "@enwrap/msw"
 * import { setupServer } from "msw/node"
 *
 * const mock = createEnwrapMock()
 * const server = setupServer(...mock.handlers)
 * server.listen({ onUnhandledFrame })
 *
 * const response = await fetch(`${mock.baseUrl}/v1/sys/health`)
 * console.log(response.status) // 200
 *
 * mock.clock.advance("1h")
 * mock.reset()
 * server.close()
 * ```
 */
export const createEnwrapMock = (options: EnwrapMockOptions = {}): EnwrapMock => {
  rejectUnknown("createEnwrapMock", options, OPTIONS)
  const { allowedOrigins = ["*"], baseUrl = DEFAULT_BASE_URL, engines = [], mounts, startTime } = options
  const base = parseBaseUrl(baseUrl)
  const { clock, reset: resetClock, service, wait } = makeMockClock({ startTime, running: options.clock === "real" })
  const activeFaults = makeActiveFaults()
  const backend = makeBackend()

  const start = (rootToken: string | undefined) => {
    const ledger = makeTokenLedger(clock.now)
    const log = makeEventLog(clock.now)
    const server = startMockServer({
      allowedOrigins,
      backend: backend.fetch,
      clock: service,
      engines,
      rootToken,
      mounts,
      observe: (sender, request, response) => {
        const effects = ledger.observe(sender, request, response)
        // The mock's own requests say nothing about the test, but for the tokens that they create.
        if (sender !== "mock" || effects.created !== undefined) log.request(sender, request, response, effects)
      }
    })
    ledger.addSecret(server.rootToken)
    return { server, ledger, log, requests: makeRequestLog(), urls: new Set<string>(), lines: new Array<string>() }
  }

  let current = start(options.rootToken)
  const { rootToken } = current.server

  const respond = async (request: Request): Promise<Response> => {
    const { log, requests, server } = current
    const target = base.targetOf(request.url) ?? "/v1"
    const handler = server.handlerFor("app")
    const serve = () => handler(toServerRequest(request, target))
    if (isPreflight(request)) return handler(toServerPreflight(request, target))
    const path = decodePath(target.split("?", 1)[0]!.slice("/v1/".length))
    const end = requests.begin(request, path)
    const faults = activeFaults.take(path)
    log.faults(request.method, path, [...faults.keys()])
    const faulty = { handler: server.handlerFor("mock"), path, request, serve }
    const { response, lost } = await respondWithFaults(faulty, faults, wait)
    end(response.status, lost)
    return lost ? Response.error() : response
  }

  /** MSW asks this about every request of the app, so that the mock sees all their URLs. */
  const covers = ({ url }: Request): boolean => {
    current.urls.add(url)
    return base.targetOf(url) !== undefined
  }

  const onConsole = (texts: ReadonlyArray<string>): void => void current.lines.push(...texts)
  listenToConsole(onConsole)

  const state = (token: SecretToken): TokenState =>
    stateOf(current.server, current.ledger, clock.now(), tokenText(token))

  const mock: EnwrapMock = {
    handlers: [
      http.all(
        ({ request }) => covers(request),
        ({ request }) => respond(request)
      )
    ],
    baseUrl: base.text,
    rootToken,
    clock,
    faults: makeFaults(activeFaults, (path) => isOperationPath(current.server, path)),
    attacker: makeAttacker(() => ({ handler: current.server.handlerFor("attacker"), rootToken })),
    fetch: makeDirectFetch({ covers, respond, resolve: base.resolve }),
    wrap: (data, wrapOptions = {}) => wrapOn(current.server, data, wrapOptions),
    wrappable: (handlers, wrappableOptions = {}) =>
      makeWrappable(() => current.server, backend, handlers, wrappableOptions),
    revoke: (token) => revokeToken(current.server, tokenText(token)),
    expire: (token) => expireToken(current.ledger, clock, tokenText(token)),
    state,
    get log() {
      return current.log.lines()
    },
    requests: () => current.requests.entries(),
    reset: () => {
      activeFaults.clear()
      resetClock()
      current = start(rootToken)
    }
  }

  registerMock(mock, {
    // The listener lives as long as the mock.
    onConsole,
    find: (token) => current.ledger.find(token),
    state,
    leaks: (allowed) => {
      const { ledger, lines, urls } = current
      return findLeaks(
        [...ledger.secrets()].filter((secret) => !allowed.includes(secret)),
        [...urls],
        lines
      )
    }
  })
  return mock
}
