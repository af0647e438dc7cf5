import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { connect, echo, fakeServer, json, listenOnLoopback, parsed, echoServer } from "./echo-server.ts"
import { answerOf, expectLast, get, request } from "./requests.ts"

type Options = NonNullable<Parameters<typeof listenOnLoopback>[1]>["forwardedFor"]

const listenFor = (forwardedFor: Options) => listenOnLoopback(echoServer, { forwardedFor })

const addressSeen = (address: string, ...headers: ReadonlyArray<string>) =>
  Effect.gen(function* () {
    const client = yield* connect(address)
    client.send(get("/v1/a", ...headers))
    return parsed((yield* answerOf(client)).body).remoteAddress
  })

const refused = (address: string, text: string, ...headers: ReadonlyArray<string>) =>
  Effect.gen(function* () {
    const client = yield* connect(address)
    client.send(get("/v1/a", ...headers))
    yield* expectLast(client, 400, [text])
  })

describe("X-Forwarded-For", () => {
  it.live("is ignored by default", () =>
    Effect.gen(function* () {
      const { address } = yield* listenFor(undefined)
      assert.strictEqual(yield* addressSeen(address, "x-forwarded-for: 192.0.2.1"), "127.0.0.1")
    })
  )

  it.live("of an authorized proxy names the client: the last address, of one header or of several", () =>
    Effect.gen(function* () {
      const { address } = yield* listenFor({ authorizedAddresses: ["127.0.0.0/8"] })
      assert.strictEqual(yield* addressSeen(address, "X-Forwarded-For: 192.0.2.1"), "192.0.2.1")
      assert.strictEqual(yield* addressSeen(address, "x-forwarded-for: 10.9.9.9 , 192.0.2.2"), "192.0.2.2")
      assert.strictEqual(
        yield* addressSeen(address, "x-forwarded-for: 10.9.9.9", "x-forwarded-for: 2001:db8::1"),
        "2001:db8::1"
      )
    })
  )

  it.live("names IPv4 in IPv6 as IPv4, and so does the list of the proxies", () =>
    Effect.gen(function* () {
      const { address } = yield* listenFor({ authorizedAddresses: ["::ffff:127.0.0.0/104"] })
      assert.strictEqual(yield* addressSeen(address, "x-forwarded-for: ::ffff:192.0.2.1"), "192.0.2.1")
    })
  )

  it.live("names the client also with a port, and in brackets", () =>
    Effect.gen(function* () {
      const { address } = yield* listenFor({ authorizedAddresses: ["127.0.0.1"] })
      for (const [value, expected] of [
        ["192.0.2.1:80", "192.0.2.1"],
        ["10.9.9.9:1, 192.0.2.2:65535 ", "192.0.2.2"],
        ["[2001:db8::1]:80", "2001:db8::1"],
        ["[2001:db8::2]", "2001:db8::2"],
        ["::10.1.2.3", "::a01:203"],
        ["[64:ff9b::10.1.2.3]:80", "64:ff9b::a01:203"],
        ["[::ffff:192.0.2.3]:80", "192.0.2.3"]
      ] as const) {
        assert.strictEqual(yield* addressSeen(address, `x-forwarded-for: ${value}`), expected)
      }
    })
  )

  it.live("of further proxies is skipped, and a header with too few addresses is refused", () =>
    Effect.gen(function* () {
      const { address } = yield* listenFor({ authorizedAddresses: ["127.0.0.1"], hopSkips: 1 })
      assert.strictEqual(yield* addressSeen(address, "x-forwarded-for: 192.0.2.1, 10.0.0.1"), "192.0.2.1")
      const text =
        "malformed x-forwarded-for configuration or request, hops to skip (1) would skip before earliest chain link (chain length 1)"
      yield* refused(address, text, "x-forwarded-for: 192.0.2.1")
    })
  )

  it.live("that is not an address is refused", () =>
    Effect.gen(function* () {
      const { address } = yield* listenFor({ authorizedAddresses: ["127.0.0.1"] })
      for (const value of [
        "unknown",
        "192.0.2.0/24",
        "192.0.2.1/32",
        "2001:db8::1/128",
        "10.0.0.1,",
        "192.0.2.1:",
        "192.0.2.1:http",
        "192.0.2.256:80",
        "[192.0.2.1]:80",
        "[::1",
        "[::1]x",
        "[fe80::1%eth0]:80"
      ]) {
        yield* refused(address, "malformed x-forwarded-for header: not an IP address", `x-forwarded-for: ${value}`)
      }
    })
  )

  it.live("that is missing: the request is refused by default, else the peer is the client", () =>
    Effect.gen(function* () {
      const strict = yield* listenFor({ authorizedAddresses: ["127.0.0.1"] })
      yield* refused(strict.address, "missing x-forwarded-for header and configured to reject when not present")
      const lax = yield* listenFor({ authorizedAddresses: ["127.0.0.1"], rejectNotPresent: false })
      assert.strictEqual(yield* addressSeen(lax.address), "127.0.0.1")
    })
  )

  it.live("of any other peer: the request is refused by default, else the header is ignored", () =>
    Effect.gen(function* () {
      const strict = yield* listenFor({ authorizedAddresses: ["10.0.0.1"] })
      const text = "client address not authorized for x-forwarded-for and configured to reject connection"
      yield* refused(strict.address, text, "x-forwarded-for: 192.0.2.1")
      const lax = yield* listenFor({ authorizedAddresses: ["10.0.0.1"], rejectNotAuthorized: false })
      assert.strictEqual(yield* addressSeen(lax.address, "x-forwarded-for: 192.0.2.1"), "127.0.0.1")
    })
  )

  it.live("names the client also when the core decides how much of a body may be read", () =>
    Effect.gen(function* () {
      const asked: Array<string> = []
      const server = fakeServer(
        (wire) => Effect.sync(() => echo(wire)),
        1024,
        16,
        (head) => Effect.sync(() => (asked.push(head.remoteAddress), { maxBytes: 1024, beyond: json(413, {}) }))
      )
      const { address } = yield* listenOnLoopback(server, { forwardedFor: { authorizedAddresses: ["127.0.0.1"] } })
      const client = yield* connect(address)
      client.send(request("POST", "/v1/a", "a".repeat(100), "x-forwarded-for: 192.0.2.1"))
      assert.strictEqual(parsed((yield* answerOf(client)).body).remoteAddress, "192.0.2.1")
      assert.deepStrictEqual(asked, ["192.0.2.1"])
    })
  )
})

describe("maxRequestSize of a listener", () => {
  it.live("bounds bodies below the maximum of the server, with Content-Length and chunked", () =>
    Effect.gen(function* () {
      const server = fakeServer((wire) => Effect.sync(() => echo(wire)), 1024, 16)
      const small = yield* listenOnLoopback(server, { maxRequestSize: 100 })
      const fits = yield* connect(small.address)
      fits.send(request("POST", "/v1/a", "a".repeat(100)))
      assert.strictEqual((yield* answerOf(fits)).status, 200)
      fits.send(request("POST", "/v1/a", "a".repeat(101)))
      yield* expectLast(fits, 413)
      const chunked = yield* connect(small.address)
      chunked.send(
        `POST /v1/a HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n${`20\r\n${"a".repeat(32)}\r\n`.repeat(4)}0\r\n\r\n`
      )
      yield* expectLast(chunked, 413)
      const usual = yield* listenOnLoopback(server)
      const other = yield* connect(usual.address)
      other.send(request("POST", "/v1/a", "a".repeat(101)))
      assert.strictEqual((yield* answerOf(other)).status, 200)
    })
  )
})
