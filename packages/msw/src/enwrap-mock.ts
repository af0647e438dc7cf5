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
import { type Ask, askOf, decodePath, isPreflight } from "./request-parts.ts"

export interface EnwrapMockOptions {
  /**
   * The address under which the mock answers, without `/v1`.
   *
   * @default "http://127.0.0.1:8200"
   */
  readonly baseUrl?: string
  /** The root token; one is made at random where none is given. */
  readonly rootToken?: string
  /** What is mounted from the start: `secret/` as kv version 2 where nothing else is said. */
  readonly mounts?: NonNullable<ServerOptions["mounts"]>
  /** When the clock starts: the real time of the start where nothing else is said. */
  readonly startTime?: Date | number
  /**
   * Whether the clock stands still until the test turns it, or also goes on by itself.
   *
   * @default "turned"
   */
  readonly clock?: "turned" | "real"
  /**
   * Origins whose pages may call the server.
   *
   * @default ["*"]
   */
  readonly allowedOrigins?: ReadonlyArray<string>
}

/** A server of a test's own, and what the test may do with it. */
export interface EnwrapMock {
  /** For `setupServer` and `setupWorker` of MSW: they answer everything under the address, with every method. */
  readonly handlers: ReadonlyArray<RequestHandler>
  /** The address under which the mock answers, without `/v1`. */
  readonly baseUrl: string
  /** Stays the same when the mock is reset. */
  readonly rootToken: string
  readonly clock: MockClock
  readonly faults: Faults
  readonly attacker: Attacker
  /** A `fetch` that the mock answers, for clients that are given one; MSW is not needed for it. */
  readonly fetch: Fetch
  /** The requests that came since the last reset, in their order, without preflights and without a secret. */
  readonly requests: () => ReadonlyArray<LoggedRequest>
  /** A fresh server: nothing that was stored is there any more, the clock is back at its start, there are no faults. */
  readonly reset: () => void
}

const DEFAULT_BASE_URL = "http://127.0.0.1:8200"

/**
 * Makes a mock: the server itself, over memory, behind one handler of MSW. Mocks share nothing, not even by their tokens.
 *
 * @throws TypeError for a `baseUrl` that is no http address
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
  const { faults, answer } = makeFaults(wait)

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
    const serve = webHandler<Ask, Response>(server, { clock: service, remoteAddress: "127.0.0.1" })
    const maintain = Effect.provideService(server.maintain, Clock.Clock, service)
    let maintainedAt = clock.now()
    let maintained: Promise<void> = Promise.resolve()
    /** What has ended since the last request has been taken back before the next one is answered. */
    const handler = async (ask: Ask): Promise<Response> => {
      if (clock.now() !== maintainedAt) {
        maintainedAt = clock.now()
        maintained = maintained.then(() => Effect.runPromise(maintain))
      }
      await maintained
      return serve(ask)
    }
    return { rootToken: server.rootToken, handler, log: makeRequestLog() }
  }

  let current = start(options.rootToken)
  const { rootToken } = current

  const respond = async (request: Request): Promise<Response> => {
    const { handler, log } = current
    const { pathname, search } = new URL(request.url)
    const target = pathname.slice(base.path.length)
    const serve = () => handler(askOf(request, target + search))
    if (isPreflight(request)) return serve()
    const path = decodePath(target.slice("/v1/".length))
    const end = log.begin(request, path)
    const { response, lost } = await answer(request, path, handler, serve)
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
    throw new TypeError("baseUrl must be an absolute http or https address, such as http://127.0.0.1:8200")
  }
  return { origin: url.origin, path: url.pathname.replace(/\/+$/, "") }
}
