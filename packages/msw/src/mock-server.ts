import { engines, kvV1, makeHttpEngine } from "@enwrap/engines"
import { TOKEN_HEADER } from "@enwrap/protocol"
import {
  type EnwrapServer,
  type InitialMount,
  layerMemory,
  makeServer,
  type ServerOptions,
  webHandler,
  type WireRequest,
  type WireResponse
} from "@enwrap/server"
import type { Engine } from "@enwrap/server/engine"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Scheduler from "effect/Scheduler"
import { layerMockCrypto } from "./mock-crypto.ts"
import type { Handler, ServerRequest } from "./request-parts.ts"

/** Who sent a request: the tested app, the attacker, or the test through the mock. */
export type Sender = "app" | "attacker" | "mock"

export type ServerFetch = NonNullable<NonNullable<Parameters<typeof makeHttpEngine>[0]>["fetch"]>

export interface MockServerOptions extends Pick<ServerOptions, "rootToken" | "mounts" | "allowedOrigins"> {
  readonly clock: Clock.Clock
  /** What a test mounts besides the engines of {@link engines}. */
  readonly engines: ReadonlyArray<Engine>
  /** Sends the requests of the engine for `mock.wrappable`. */
  readonly backend: ServerFetch
  /** Sees every request to the server, with its response. */
  readonly observe: (sender: Sender, request: WireRequest, response: WireResponse) => void
}

/** A request that the mock itself sends. */
export interface Question {
  readonly method: string
  /** The path below `/v1/`, encoded. */
  readonly path: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: object
  /** The creation path of a wrapped response, if it is not the request's path. */
  readonly creationPath?: string
}

/** The server of a mock. */
export interface MockServer {
  readonly rootToken: string
  /** The engines that can be mounted. */
  readonly engines: ReadonlyArray<Engine>
  /** Initial mounts whose engines are loaded lazily: they exist before the first request is handled, but perhaps not yet. */
  readonly lazyMounts: ReadonlyArray<InitialMount>
  /** The server as a function from requests to responses, for one kind of sender. */
  readonly handlerFor: (sender: Sender) => Handler
  /** Answers at once, for operations that need no other service. The request does not appear anywhere. */
  readonly ask: (question: Question) => Answer
  /** Answers when the server has answered. The request does not appear anywhere. */
  readonly askAsync: (question: Question) => Promise<Answer>
}

export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly text: string
  readonly body: string | Uint8Array<ArrayBuffer>
}

/** The engine behind `mock.wrappable`: the http engine, under a type of its own. */
export const BACKEND_TYPE = "mock-backend"

const LOOPBACK = "127.0.0.1"

// Captured when the module is loaded: a test may fake the timers later, and the server must still make progress.
const { clearImmediate, setImmediate, setTimeout, clearTimeout } = globalThis as typeof globalThis & {
  readonly setImmediate?: (task: () => void) => object
  readonly clearImmediate?: (handle: object) => void
}

const scheduler = new Scheduler.MixedScheduler("async", (task) => {
  if (setImmediate === undefined) {
    const timer = setTimeout(task, 0)
    return () => clearTimeout(timer)
  }
  const handle = setImmediate(task)
  return () => clearImmediate?.(handle)
})

/** Starts an empty server over the memory store. */
export const startMockServer = (options: MockServerOptions): MockServer => {
  const { backend, clock, mounts, observe, ...serverOptions } = options
  const provided = <A, E>(effect: Effect.Effect<A, E>): Effect.Effect<A, E> =>
    effect.pipe(Effect.provideService(Clock.Clock, clock), Effect.provideService(Scheduler.Scheduler, scheduler))
  const offered = [...engines, ...options.engines]
  // The code of all engines but kv is loaded when they are mounted.
  const isLazy = ({ type }: InitialMount) =>
    type !== kvV1.type || options.engines.some((engine) => engine.type === type)
  const lazyMounts = (mounts ?? []).filter(isLazy)
  const server = Effect.runSync(
    provided(
      Effect.provide(
        makeServer({
          ...serverOptions,
          mounts: mounts?.filter((mount) => !isLazy(mount)),
          engines: [...offered, { ...makeHttpEngine({ fetch: backend }), type: BACKEND_TYPE }]
        }),
        Layer.mergeAll(layerMemory, layerMockCrypto)
      )
    )
  )
  const maintain = provided(server.maintain)
  let maintainedAt = clock.currentTimeMillisUnsafe()

  const observed = (sender: Sender): EnwrapServer => ({
    ...server,
    admit: (head) => provided(server.admit(head)),
    handle: (request) =>
      provided(Effect.tap(server.handle(request), (response) => Effect.sync(() => observe(sender, request, response))))
  })

  const asked = observed("mock")
  const askAsync = async (question: Question): Promise<Answer> =>
    answerOf(await Effect.runPromise(asked.handle(wireRequest(question))))

  /** An engine that loads code when it is mounted cannot be mounted at once. */
  const mountLazily = async (): Promise<void> => {
    for (const { path, ...body } of lazyMounts) {
      const headers = { [TOKEN_HEADER]: server.rootToken }
      const place = path.replace(/\/$/, "")
      const { status, text } = await askAsync({
        method: "POST",
        path: place.startsWith("auth/") ? `sys/${place}` : `sys/mounts/${place}`,
        headers,
        body
      })
      if (status >= 400) throw new Error(`the mock could not mount ${path}: ${text.trim()}`)
    }
  }
  let maintained = mountLazily()
  // Every request reports it.
  maintained.catch(() => undefined)

  const makeHandler = (sender: Sender): Handler => {
    const serve = webHandler<ServerRequest, Response>(observed(sender), { remoteAddress: LOOPBACK })
    /** Revokes everything that has expired before it handles a request. */
    return async (request) => {
      const now = clock.currentTimeMillisUnsafe()
      if (now !== maintainedAt) {
        maintainedAt = now
        maintained = maintained.then(() => Effect.runPromise(maintain))
      }
      await maintained
      return serve(request)
    }
  }
  const handlers = { app: makeHandler("app"), attacker: makeHandler("attacker"), mock: makeHandler("mock") }

  return {
    rootToken: server.rootToken,
    engines: offered,
    lazyMounts,
    handlerFor: (sender) => handlers[sender],
    ask: (question) => answerOf(Effect.runSync(asked.handle(wireRequest(question)))),
    askAsync
  }
}

const wireRequest = ({ body, creationPath, headers = {}, method, path }: Question): WireRequest => ({
  method,
  target: `/v1/${path}`,
  header: (name) => headers[name],
  body: new TextEncoder().encode(body === undefined ? "" : JSON.stringify(body)),
  remoteAddress: LOOPBACK,
  creationPath
})

const answerOf = ({ body, headers, status }: WireResponse): Answer => ({
  status,
  headers,
  text: bodyText(body),
  body: body as Answer["body"]
})

export const bodyText = (body: string | Uint8Array): string =>
  typeof body === "string" ? body : new TextDecoder().decode(body)
