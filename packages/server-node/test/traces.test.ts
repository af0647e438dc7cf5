import { assert, describe, it } from "@effect/vitest"
import { engines } from "@enwrap/engines"
import { type EnwrapServer, layerMemory, makeServer, openSealableServer } from "@enwrap/server"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Logger from "effect/Logger"
import type * as Scope from "effect/Scope"
import { layerNodeCrypto, layerTraces, listen, type TracesOptions } from "../src/index.ts"
import { type CollectedSpan, type Collector, respondWith, startCollector } from "./collector.ts"
import { connect, fakeServer, json } from "./echo-server.ts"
import { answerOf, get, request } from "./requests.ts"

const ROOT = "root-of-the-test"
const TRACE = "0af7651916cd43dd8448eb211c80319c"
const SPAN = "b7ad6b7169203331"

const collecting = Effect.acquireRelease(Effect.promise(startCollector), (collector) => Effect.sync(collector.close))

/** Sends a request, and returns the wrapping token of its response. */
type Send = (
  method: string,
  path: string,
  options?: { readonly headers?: Record<string, string>; readonly body?: unknown }
) => Promise<{ readonly token: string; readonly accessor: string }>

/** Listens with traces, sends requests, and stops, which sends the spans. */
const traced = <A>(
  collector: Collector,
  options: Partial<TracesOptions>,
  server: Effect.Effect<EnwrapServer, never, Scope.Scope>,
  act: (send: Send, address: string) => Effect.Effect<A, never, Scope.Scope>
): Effect.Effect<A> =>
  Effect.gen(function* () {
    const traces = yield* Layer.build(
      layerTraces({ url: `${collector.url}/v1/traces`, protocol: "http/json", ...options })
    )
    const { address } = yield* Effect.provide(listen({ server: yield* server, port: 0 }), traces)
    const send: Send = async (method, path, { body, headers } = {}) => {
      const response = await fetch(`${address}${path}`, {
        method,
        headers: { "x-vault-token": ROOT, ...headers },
        ...(body !== undefined && { body: JSON.stringify(body) })
      })
      const text = await response.text()
      const { wrap_info = { token: "", accessor: "" } } = JSON.parse(text || "{}") as {
        readonly wrap_info?: Awaited<ReturnType<Send>> | null
      }
      return wrap_info!
    }
    return yield* act(send, address)
  }).pipe(Effect.scoped, Effect.orDie)

const newServer = makeServer({ engines, rootToken: ROOT }).pipe(
  Effect.provide([layerMemory, layerNodeCrypto]),
  Effect.orDie
)

const ok = fakeServer(() => Effect.succeed(json(200, {})))

const ofRequests = (collector: Collector): ReadonlyArray<CollectedSpan> =>
  collector.spans().filter(({ kind }) => kind === 2)

describe("traces", () => {
  it.live("all requests were in one trace below a span that was never sent, without kind and attributes", () =>
    Effect.gen(function* () {
      const collector = yield* collecting
      yield* traced(collector, {}, newServer, (send) =>
        Effect.promise(async () => {
          const data = { key: "canary-value" }
          await send("POST", "/v1/secret/data/canary-path?canary=1", { body: { data } })
          const wrapped = await send("POST", "/v1/sys/wrapping/wrap", {
            headers: { "x-vault-wrap-ttl": "60" },
            body: data
          })
          await send("POST", "/v1/sys/wrapping/unwrap", { headers: { "x-vault-token": wrapped.token } })
          await send("POST", "/v1/sys/wrapping/unwrap", { headers: { "x-vault-token": wrapped.token } })
          await send("GET", "/v1/secret/data/canary-path", { headers: { "x-vault-token": "canary-token" } })
          await send("GET", "/v1/canary-mount/canary-path")
          await send("GET", "/v1/secret/data/canary-absent")
          await send("GET", "/canary-nowhere")
          await send("PROPFIND", "/v1/secret/data/canary-path")
          await send("GET", "/openapi.json")
          await send("LIST", "/v1/secret/metadata/canary-folder")
        })
      )
      assert.deepEqual(
        ofRequests(collector).map(({ attributes, name }) => [
          name,
          attributes["enwrap.operation"],
          attributes["http.response.status_code"]
        ]),
        [
          ["POST /v1/{kv_v2_mount}/data/{path}", "kvV2Write", 200],
          ["POST /v1/sys/wrapping/wrap", "wrappingWrap", 200],
          ["POST /v1/sys/wrapping/unwrap", "wrappingUnwrap", 200],
          ["POST /v1/sys/wrapping/unwrap", "wrappingUnwrap", 400],
          ["GET /v1/{kv_v2_mount}/data/{path}", "kvV2Read", 403],
          ["GET", undefined, 404],
          ["GET /v1/{kv_v2_mount}/data/{path}", "kvV2Read", 404],
          ["GET", undefined, 404],
          ["HTTP", undefined, 405],
          ["GET", undefined, 200],
          ["LIST /v1/{kv_v2_mount}/metadata/{path}/", "kvV2List", 404]
        ]
      )
      assert.deepEqual(ofRequests(collector)[0]?.attributes, {
        "http.request.method": "POST",
        "url.scheme": "http",
        "http.route": "/v1/{kv_v2_mount}/data/{path}",
        "enwrap.operation": "kvV2Write",
        "http.response.status_code": 200
      })
      assert.strictEqual(ofRequests(collector)[8]?.attributes["http.request.method"], "_OTHER")
      for (const { status } of collector.spans()) assert.deepEqual(status, { code: 0 })
      const roots = collector.spans().filter(({ parentSpanId }) => parentSpanId === undefined)
      assert.deepEqual(
        roots.map(({ spanId }) => spanId),
        ofRequests(collector).map(({ spanId }) => spanId)
      )
      assert.strictEqual(new Set(roots.map(({ traceId }) => traceId)).size, roots.length)
      const write = collector.spans().find(({ name }) => name === "kvV2Write")
      assert.deepEqual([write?.traceId, write?.parentSpanId], [roots[0]?.traceId, roots[0]?.spanId])
    })
  )

  it.live("RW-SEC-1: contain no secret, path, token or accessor, not even of errors", () =>
    Effect.gen(function* () {
      for (const protocol of ["http/json", "http/protobuf"] as const) {
        const collector = yield* collecting
        const secrets: Array<string> = [ROOT]
        yield* traced(collector, { protocol }, newServer, (send) =>
          Effect.promise(async () => {
            const body = { data: { "canary-key": "canary-value" } }
            const headers = { "x-canary": "canary", tracestate: "canary=1", traceparent: `00-${TRACE}-${SPAN}-01` }
            await send("POST", "/v1/secret/data/canary-path?canary=1", { body, headers })
            const wrapped = await send("GET", "/v1/secret/data/canary-path", {
              headers: { "x-vault-wrap-ttl": "60" }
            })
            secrets.push(wrapped.token, wrapped.accessor)
            for (const token of [wrapped.token, wrapped.token, "canary-token"])
              await send("POST", "/v1/sys/wrapping/unwrap", { body: { token } })
            await send("GET", "/v1/canary-mount/a?canary=1")
            await send("CANARY", "/v1/canary-mount/a?canary=1")
            await send("POST", "/v1/pki/canary/%ff", { body: "canary" })
            await send("POST", "/v1/sys/policies/acl/canary", { body: { policy: "canary {" } })
          })
        )
        const sent = collector.batches.map(({ body }) => body.toString("latin1")).join("\n")
        assert.include(sent, "kvV2Write")
        assert.notMatch(sent, /canary/i)
        for (const secret of secrets) assert.notInclude(sent, secret)
      }
    })
  )

  it.live("belong to the trace of the caller, if its context is valid", () =>
    Effect.gen(function* () {
      const collector = yield* collecting
      const valid = [`00-${TRACE}-${SPAN}-01`, `cc-${TRACE}-${SPAN}-01-more`]
      const unsampled = [`00-${TRACE}-${SPAN}-00`, `00-${TRACE}-${SPAN}-02`]
      const invalid = [
        `00-${TRACE}-${SPAN}-01-more`,
        `ff-${TRACE}-${SPAN}-01`,
        `00-${"0".repeat(32)}-${SPAN}-01`,
        `00-${TRACE}-${"0".repeat(16)}-01`,
        `00-${TRACE.toUpperCase()}-${SPAN}-01`,
        `00-${TRACE}-${SPAN}-1`,
        `00-${TRACE}-${SPAN}`,
        ""
      ]
      yield* traced(collector, {}, Effect.succeed(ok), (send, address) =>
        Effect.gen(function* () {
          for (const traceparent of [...valid, ...unsampled, ...invalid])
            yield* Effect.promise(() => send("GET", "/", { headers: { traceparent } }))
          const client = yield* connect(address)
          client.send(get("/", `traceparent: ${valid[0]}`, `traceparent: ${valid[0]}`))
          yield* answerOf(client)
        })
      )
      const spans = collector.spans()
      assert.strictEqual(spans.length, valid.length + invalid.length + 1)
      assert.deepEqual(
        spans.filter(({ traceId }) => traceId === TRACE).map(({ parentSpanId }) => parentSpanId),
        [SPAN, SPAN]
      )
      assert.isTrue(spans.slice(2).every(({ parentSpanId }) => parentSpanId === undefined))
    })
  )

  it.live("are sampled by the ratio where the caller does not decide", () =>
    Effect.gen(function* () {
      const traceparent = (flags: string) => ({ headers: { traceparent: `00-${TRACE}-${SPAN}-${flags}` } })
      const sentWith = (options: Partial<TracesOptions>) =>
        Effect.gen(function* () {
          const collector = yield* collecting
          yield* traced(collector, options, Effect.succeed(ok), (send) =>
            Effect.promise(async () => {
              for (let i = 0; i < 100; i++) await send("GET", "/")
              await send("GET", "/", traceparent("01"))
              await send("GET", "/", traceparent("00"))
            })
          )
          const spans = collector.spans()
          return { own: spans.filter(({ traceId }) => traceId !== TRACE).length, callers: spans.length }
        })
      assert.deepEqual(yield* sentWith({ ratio: 0 }), { own: 0, callers: 1 })
      assert.deepEqual(yield* sentWith({ ratio: 0, callers: "join" }), { own: 0, callers: 0 })
      assert.deepEqual(yield* sentWith({ callers: "join" }), { own: 100, callers: 102 })
      assert.deepEqual(yield* sentWith({ callers: "ignore" }), { own: 102, callers: 102 })
      const { own } = yield* sentWith({ ratio: 0.5 })
      assert.isTrue(own > 20 && own < 80, String(own))
    })
  )

  it.live("include requests to a sealed server, and those that the listener refuses", () =>
    Effect.gen(function* () {
      const collector = yield* collecting
      const sealed = openSealableServer({ engines, mounts: [], seal: "shamir" }).pipe(
        Effect.tap((server) => server.initialize({ shares: 1, threshold: 1 })),
        Effect.provide([layerMemory, layerNodeCrypto]),
        Effect.orDie
      )
      yield* traced(collector, {}, sealed, (send, address) =>
        Effect.gen(function* () {
          yield* Effect.promise(() => send("GET", "/v1/secret/data/a"))
          yield* Effect.promise(() => send("GET", "/v1/sys/seal-status"))
          const client = yield* connect(address)
          client.send(request("GET", "ftp://x/canary", undefined, `traceparent: 00-${TRACE}-${SPAN}-01`))
          yield* answerOf(client)
        })
      )
      assert.deepEqual(
        ofRequests(collector).map(({ attributes, name, status }) => [
          name,
          attributes["http.response.status_code"],
          attributes["error.type"],
          status.code
        ]),
        [
          ["GET", 503, "503", 2],
          ["GET /v1/sys/seal-status", 200, undefined, 0],
          ["GET", 400, undefined, 0]
        ]
      )
      assert.deepEqual(
        ofRequests(collector).map(({ parentSpanId }) => parentSpanId),
        [undefined, undefined, SPAN]
      )
    })
  )

  it.live("have the headers and the resource of the options, and can be compressed", () =>
    Effect.gen(function* () {
      const collector = yield* collecting
      const options = {
        headers: { "api-key": "of-the-collector" },
        compression: "gzip",
        serviceName: "vault-eu",
        resourceAttributes: { "deployment.environment.name": "test" }
      } as const
      yield* traced(collector, options, Effect.succeed(ok), (send) => Effect.promise(() => send("GET", "/")))
      const { headers, path } = collector.batches[0]!
      assert.strictEqual(path, "/v1/traces")
      assert.strictEqual(headers["content-encoding"], "gzip")
      assert.strictEqual(headers["content-type"], "application/json")
      assert.strictEqual(headers["api-key"], "of-the-collector")
      assert.strictEqual(headers["traceparent"], undefined)
      assert.include(collector.resource(), {
        "service.name": "vault-eu",
        "deployment.environment.name": "test"
      })
    })
  )

  it.live("that a collector does not accept delay no request, and are logged once", () =>
    Effect.gen(function* () {
      const collector = yield* collecting
      const logged: Array<unknown> = []
      const logger = Logger.make(({ message }) => void logged.push([message].flat()[0]))
      collector.respond = respondWith(400)
      yield* traced(collector, { batchSize: 1 }, Effect.succeed(ok), (send) =>
        Effect.promise(async () => {
          for (let i = 0; i < 20; i++) await send("GET", "/")
          while (collector.batches.length < 20) await new Promise(setImmediate)
          collector.respond = (response) => response.writeHead(200).end()
          await send("GET", "/")
        })
      ).pipe(Effect.provide(Logger.layer([logger])))
      assert.deepEqual(logged, [
        "traces cannot be sent: the collector responded with status 400",
        "traces are sent again; 20 spans were dropped"
      ])
    })
  )

  it.live("wait in a queue with a limit while a collector does not respond, and do not hold up the end", () =>
    Effect.gen(function* () {
      const collector = yield* collecting
      const logged: Array<unknown> = []
      const logger = Logger.make(({ message }) => void logged.push([message].flat()[0]))
      collector.respond = () => {}
      const before = performance.now()
      yield* traced(collector, { batchSize: 2, queueSize: 4 }, Effect.succeed(ok), (send) =>
        Effect.promise(async () => {
          for (let i = 0; i < 20; i++) await send("GET", "/")
        })
      ).pipe(Effect.provide(Logger.layer([logger])))
      assert.isBelow(performance.now() - before, 8000)
      assert.strictEqual(collector.batches.length, 1)
      assert.deepEqual(logged.slice(0, 1), ["traces are sent too slowly: some are dropped"])
    })
  )
})
