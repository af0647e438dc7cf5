import { engines } from "@enwrap/engines"
import { layerMemory, layerNobleCrypto, makeServer, type ServerOptions, webHandler } from "@enwrap/server"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { http, type RequestHandler } from "msw"
import { type Attacker, makeAttacker } from "./attacker.ts"
import { type Fetch, makeDirectFetch } from "./direct-fetch.ts"
import { type Faults, makeFaults } from "./faults.ts"
import { makeMockClock, type MockClock } from "./mock-clock.ts"
import { type LoggedRequest, makeRequestLog } from "./request-log.ts"
import { decodePath, isPreflight, type ServerRequest, toServerRequest } from "./request-parts.ts"

/** The options of {@link createEnwrapMock}. */
export interface EnwrapMockOptions {
  /**
   * The address of the mock, without `/v1`.
   *
   * @default "http://127.0.0.1:8200"
   */
  readonly baseUrl?: string
  /** The root token; a random one by default. */
  readonly rootToken?: string
  /** The initial mounts; `secret/` as kv version 2 by default. */
  readonly mounts?: NonNullable<ServerOptions["mounts"]>
  /** The initial time of the clock, as a `Date` or in milliseconds since 1970; the current time by default. */
  readonly startTime?: Date | number
  /**
   * Whether only the test advances the clock, or real time does so too.
   *
   * @default "manual"
   */
  readonly clock?: "manual" | "real"
  /**
   * The origins whose pages may call the server (CORS).
   *
   * @default ["*"]
   */
  readonly allowedOrigins?: ReadonlyArray<string>
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
  /** The requests since the last reset in order, without preflights and secrets. */
  readonly requests: () => ReadonlyArray<LoggedRequest>
  /** Starts again with an empty server: the clock is back at its initial time, and there are no faults. */
  readonly reset: () => void
}

const DEFAULT_BASE_URL = "http://127.0.0.1:8200"

/**
 * Creates a mock server for tests and previews of frontends: the real Enwrap server over the memory store, behind one
 * handler of MSW. Mocks share nothing, so create one for each test that runs in parallel.
 *
 * @throws TypeError if `baseUrl` is not an http or https address
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
  const base = baseOf(options.baseUrl ?? DEFAULT_BASE_URL)
  const {
    clock,
    reset: resetClock,
    service,
    wait
  } = makeMockClock({
    startTime: options.startTime,
    running: options.clock === "real"
  })
  const { faults, respondWithFaults } = makeFaults(wait)

  const start = (rootToken: string | undefined) => {
    const server = Effect.runSync(
      makeServer({
        engines,
        rootToken,
        allowedOrigins: options.allowedOrigins ?? ["*"],
        ...(options.mounts !== undefined && { mounts: options.mounts })
      }).pipe(
        Effect.provide(Layer.mergeAll(layerMemory, layerNobleCrypto)),
        Effect.provideService(Clock.Clock, service)
      )
    )
    const serve = webHandler<ServerRequest, Response>(server, { clock: service, remoteAddress: "127.0.0.1" })
    const maintain = Effect.provideService(server.maintain, Clock.Clock, service)
    let maintainedAt = clock.now()
    let maintained: Promise<void> = Promise.resolve()
    /** Revokes everything that has expired before it handles a request. */
    const handler = async (request: ServerRequest): Promise<Response> => {
      if (clock.now() !== maintainedAt) {
        maintainedAt = clock.now()
        maintained = maintained.then(() => Effect.runPromise(maintain))
      }
      await maintained
      return serve(request)
    }
    return { rootToken: server.rootToken, handler, log: makeRequestLog() }
  }

  let current = start(options.rootToken)
  const { rootToken } = current

  const respond = async (request: Request): Promise<Response> => {
    const { handler, log } = current
    const { pathname, search } = new URL(request.url)
    const target = pathname.slice(base.path.length)
    const serve = () => handler(toServerRequest(request, target + search))
    if (isPreflight(request)) return serve()
    const path = decodePath(target.slice("/v1/".length))
    const end = log.begin(request, path)
    const { response, lost } = await respondWithFaults(request, path, handler, serve)
    end(response.status, lost)
    return lost ? Response.error() : response
  }

  const covers = (request: Request): boolean => {
    const { origin, pathname } = new URL(request.url)
    return origin === base.origin && (pathname === `${base.path}/v1` || pathname.startsWith(`${base.path}/v1/`))
  }

  return {
    handlers: [
      http.all(
        ({ request }) => covers(request),
        ({ request }) => respond(request)
      )
    ],
    baseUrl: base.origin + base.path,
    rootToken,
    clock,
    faults,
    attacker: makeAttacker(() => current),
    fetch: makeDirectFetch(covers, respond),
    requests: () => current.log.entries(),
    reset: () => {
      faults.clear()
      resetClock()
      current = start(rootToken)
    }
  }
}

const baseOf = (text: string): { readonly origin: string; readonly path: string } => {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url === undefined || (url.protocol !== "http:" && url.protocol !== "https:")) {
    throw new TypeError("baseUrl must be an absolute http or https URL, such as http://127.0.0.1:8200")
  }
  return { origin: url.origin, path: url.pathname.replace(/\/+$/, "") }
}
