import { assert } from "@effect/vitest"
import * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import { connect, type Echo, parsed } from "./echo-server.ts"
import type { RawAnswer, RawClient } from "./raw-client.ts"

/** A request as bytes. */
export const request = (method: string, target: string, body?: string, ...headers: ReadonlyArray<string>): string => {
  const lines = [...headers, ...(body === undefined ? [] : [`content-length: ${body.length}`])]
  return `${method} ${target} HTTP/1.1\r\nhost: x\r\n${lines.map((line) => `${line}\r\n`).join("")}\r\n${body ?? ""}`
}

export const get = (target: string, ...headers: ReadonlyArray<string>): string =>
  request("GET", target, undefined, ...headers)

export const post = (target: string, body: string): string => request("POST", target, body)

/** A request with a chunked body. */
export const chunked = (method: string, target: string, chunks: ReadonlyArray<string>): string =>
  `${method} ${target} HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n${[...chunks, ""].map((each) => `${each.length.toString(16)}\r\n${each}\r\n`).join("")}`

export const answerOf = (client: RawClient, bodiless = false): Effect.Effect<RawAnswer> =>
  Effect.promise(() => client.answer(bodiless))

/** Waits until the server has read and parsed what a client has sent. */
export const handled = (client: RawClient): Effect.Effect<void> => Effect.promise(() => client.handled())

/** What the server received, from its next response. */
export const seen = (client: RawClient): Effect.Effect<Pick<Echo, "method" | "target" | "body">> =>
  Effect.map(answerOf(client), (answer) => {
    assert.strictEqual(answer.status, 200, answer.body)
    const { body, method, target } = parsed(answer.body)
    return { body, method, target }
  })

/** The client receives this response, in the protocol's form, and then the end of the connection, not a reset. */
export const expectLast = (client: RawClient, status: number, errors?: ReadonlyArray<string>): Effect.Effect<void> =>
  Effect.promise(async () => {
    const answer = await client.answer()
    assert.strictEqual(answer.status, status)
    assert.strictEqual(answer.headers.get("content-type"), "application/json")
    assert.strictEqual(answer.headers.get("cache-control"), "no-store")
    assert.strictEqual(answer.headers.get("connection"), "close")
    const body = JSON.parse(answer.body) as { errors: ReadonlyArray<string> }
    assert.deepStrictEqual(Object.keys(body), ["errors"])
    assert.isTrue(body.errors.every((text) => typeof text === "string" && !text.includes("\n    at ")))
    if (errors !== undefined) assert.deepStrictEqual(body.errors, errors)
    assert.strictEqual(await client.end(), "")
    assert.isUndefined(client.error)
  })

/** The server still accepts connections and responds. */
export const expectService = (address: string): Effect.Effect<void, never, Scope.Scope> =>
  Effect.gen(function* () {
    const client = yield* connect(address)
    client.send(get("/v1/still-there"))
    assert.strictEqual((yield* answerOf(client)).status, 200)
  })
