import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import fc from "fast-check"
import { makeHttpEngine } from "../src/index.ts"
import { KEY, ready } from "./http-mount.ts"

describe("the target of a request", () => {
  const piece = fc.oneof(
    fc.constantFrom(
      "..",
      ".",
      "",
      "/",
      "//",
      "\\",
      "@",
      ":",
      "a",
      "b:c",
      "?",
      "#",
      ";",
      "%2e%2e",
      "%2f",
      "%5c",
      "%252e"
    ),
    fc.constantFrom(
      "evil.example",
      "http:",
      "http://evil.example",
      "\t",
      "\n",
      "\u0000",
      "\u2025",
      "\uff0e",
      "\ud800",
      "%"
    ),
    fc.string({ unit: "binary", maxLength: 4 })
  )
  const path = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(""))
  const bases = fc.constantFrom(
    "https://api.example",
    "https://api.example/v2",
    "http://[::1]:8080/a/b",
    "https://api.example/%40"
  )

  it.effect("RW-HTTP-4 RW-HTTP-6 neither path nor query leave the base URL, and no header of the client is sent", () =>
    Effect.gen(function* () {
      const calls: Array<{ readonly url: string; readonly headers: ReadonlyArray<readonly [string, string]> }> = []
      const ask = yield* ready(
        makeHttpEngine({
          fetch: async (url, { headers }) => {
            calls.push({ url, headers })
            return { status: 204, type: "basic", headers: { get: () => null }, body: null }
          }
        })
      )
      let base = ""
      const check = (toBase: string, below: string, encoded: boolean, variable: string) =>
        Effect.gen(function* () {
          if (toBase !== base) {
            const body = { base_url: toBase, headers: { "X-Api-Key": KEY, "Content-Type": "text/own" } }
            assert.strictEqual((yield* ask("POST", "api/config/upstream", { body })).status, 204)
            base = toBase
          }
          calls.length = 0
          const target = encoded ? encodeURIComponent(below.toWellFormed()) : below.replace(/[?#]/g, encodeURIComponent)
          const query = encodeURIComponent(variable.toWellFormed())
          const headers = { "x-api-key": "mine", "content-type": "mine/own", host: "evil.example", cookie: "a=b" }
          yield* ask("GET", `api/request/${target}?v=${query}`, { headers })
          for (const { headers, url } of calls) {
            const { hash, host, password, pathname, protocol, search, username } = new URL(url)
            const wanted = new URL(base)
            assert.deepStrictEqual(
              [protocol, host, username, password, hash],
              [wanted.protocol, wanted.host, "", "", ""]
            )
            const folder = wanted.pathname.replace(/\/$/, "")
            assert.isTrue(pathname.startsWith(`${folder}/`), url)
            // No URL parser finds a way up, even if it decodes the path once or twice more.
            for (let rest = pathname.slice(folder.length), i = 0; i < 3; i++) {
              assert.notMatch(rest, /(?:^|\/)\.{1,2}(?:\/|$)|\\/, url)
              try {
                rest = decodeURIComponent(rest)
              } catch {
                break
              }
            }
            assert.strictEqual(
              search === "" ? "" : new URLSearchParams(search).get("v"),
              search === "" ? "" : variable.toWellFormed()
            )
            assert.sameDeepMembers(headers as Array<unknown>, [
              ["accept-encoding", "identity"],
              ["x-api-key", KEY],
              ["content-type", "text/own"]
            ])
          }
          return calls.length
        })
      let sent = 0
      yield* Effect.promise(() =>
        fc.assert(
          fc.asyncProperty(bases, path, fc.boolean(), path, async (toBase, below, encoded, variable) => {
            sent += await Effect.runPromise(check(toBase, below, encoded, variable))
          }),
          { numRuns: 2000 }
        )
      )
      assert.isAbove(sent, 100)
    })
  )
})
