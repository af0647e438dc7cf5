import { operationTable, type OperationId } from "@enwrap/protocol"
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { InvalidArgumentError } from "./errors.ts"
import type { OperationRoutes } from "./operation-route.ts"
import * as operations from "./operations.ts"
import { Redacted } from "./redacted.ts"
import { buildRequest } from "./request.ts"

const routes: OperationRoutes<OperationId> = operations
const address = "https://vault.example:8200"
const defaults = { address, token: "s.session" }
const wrappingToken = "s.wrapping"

describe("buildRequest", () => {
  it("sends the caller's token, the namespace, the wrap TTL and additional headers", () => {
    const request = buildRequest(
      { address, token: new Redacted("s.session"), namespace: "team/a", headers: { "x-request-id": "1" } },
      operations.tokenCreate,
      { body: { policies: ["default"] } },
      300
    )
    expect(request).toMatchObject({
      url: "https://vault.example:8200/v1/auth/token/create",
      method: "POST",
      body: '{"policies":["default"]}',
      sendOnce: true,
      wrapped: true
    })
    expect(request.headers).toEqual({
      "x-vault-token": "s.session",
      "x-vault-namespace": "team/a",
      "x-vault-wrap-ttl": "300",
      "x-request-id": "1",
      "content-type": "application/json"
    })
  })

  it("sends a wrapping token to be unwrapped as the caller's token and nowhere else [RW-SU-5]", () => {
    const request = buildRequest(defaults, operations.wrappingUnwrap, { body: { token: wrappingToken } })
    expect(request.headers).toEqual({ "x-vault-token": wrappingToken })
    expect(request.body).toBeUndefined()
    expect(request.url).not.toContain(wrappingToken)
  })

  it("looks a wrapping token up without the caller's token [RW-LK-2]", () => {
    const request = buildRequest(defaults, operations.wrappingLookup, { body: { token: wrappingToken } })
    expect(request.headers).toEqual({ "content-type": "application/json" })
    expect(request.body).toBe(`{"token":"${wrappingToken}"}`)
  })

  it("rewraps as the caller, with the wrapping token in the body [RW-RW-5]", () => {
    const request = buildRequest(defaults, operations.wrappingRewrap, { body: { token: wrappingToken } })
    expect(request.headers["x-vault-token"]).toBe("s.session")
    expect(request.body).toBe(`{"token":"${wrappingToken}"}`)
  })

  it("needs no token", () => {
    expect(buildRequest({ address }, operations.sysHealthRead).headers).toEqual({})
  })

  it.each([
    [
      "kvV2Read",
      { mount: "team/secret/", path: "ci/deploy key", query: { version: 2 } },
      "team/secret/data/ci/deploy%20key?version=2"
    ],
    ["kvV1Read", { mount: "legacy", path: "a%2Fb?c#d" }, "legacy/a%252Fb%3Fc%23d"],
    ["kvV1List", { mount: "legacy", path: "" }, "legacy/?list=true"],
    ["kvV2List", { mount: "secret", path: "ci" }, "secret/metadata/ci/?list=true"],
    ["kvV2List", { mount: "secret", path: "ci/" }, "secret/metadata/ci/?list=true"],
    ["kvV2List", { mount: "secret", path: "" }, "secret/metadata/?list=true"],
    ["kvV1Scan", { mount: "legacy", path: "" }, "legacy/?scan=true"],
    ["kvV2Scan", { mount: "secret", path: "ci" }, "secret/metadata/ci/?scan=true"],
    [
      "kvV2ListDetailed",
      { mount: "secret", path: "ci", query: { limit: 2 } },
      "secret/detailed-metadata/ci/?list=true&limit=2"
    ],
    ["tokenAccessorList", {}, "auth/token/accessors/?list=true"],
    ["cubbyholeRead", { path: "a..b/…" }, "cubbyhole/a..b/%E2%80%A6"],
    ["policyRead", { name: "ci" }, "sys/policies/acl/ci"]
  ] as const)("%s %j goes to %s", (operation, parameters, path) => {
    const request = buildRequest(defaults, routes[operation], parameters)
    expect(request.url).toBe(`${address}/v1/${path}`)
    expect(request.method).toBe("GET")
    expect(request.sendOnce).toBe(false)
  })

  it("patches with a merge patch [RW-KV-12]", () => {
    const request = buildRequest(defaults, operations.kvV2Patch, {
      mount: "secret",
      path: "db",
      body: { data: { a: null } }
    })
    expect(request).toMatchObject({ method: "PATCH", sendOnce: true })
    expect(request.headers["content-type"]).toBe("application/merge-patch+json")
  })

  it.each([
    ["wrappingLookup", { body: { token: "s.x" } }],
    ["tokenLookup", { body: { token: "s.x" } }],
    ["tokenLookupAccessor", { body: { accessor: "a" } }]
  ] as const)("%s only reads [RW-LK-1]", (operation, parameters) => {
    expect(buildRequest(defaults, routes[operation], parameters)).toMatchObject({ method: "POST", sendOnce: false })
    expect(buildRequest(defaults, routes[operation], parameters, "5m").sendOnce).toBe(true)
  })

  it("a wrapped read must be sent at most once", () => {
    expect(buildRequest(defaults, operations.kvV1Read, { mount: "a", path: "b" }, "5m").sendOnce).toBe(true)
  })

  it.each([
    ["read", "sys/mounts", false],
    ["read", "sys/raw/core/keyring", true],
    ["update", "sys/tools/random/32", true],
    ["update", "sys/wrapping/unwrap", true],
    ["read", "secret/foo", true]
  ] as const)("hides the payload of what may be secret: %s %s", (verb, path, hidesData) => {
    const route = { id: path, route: `${verb} {path*}` } as const
    expect(buildRequest(defaults, route as never, { path } as never)).toHaveProperty("hidesData", hidesData)
  })

  it.each([".", "..", "a/../b", "../../sys/mounts", "a/./b"])("rejects the path %s, which leads elsewhere", (path) => {
    expect(() => buildRequest(defaults, operations.kvV2Read, { mount: "secret", path })).toThrow(InvalidArgumentError)
    expect(() => buildRequest(defaults, operations.kvV2ConfigRead, { mount: path })).toThrow(InvalidArgumentError)
  })

  it("sends every path to its own URL, which decodes to the path", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", minLength: 1 }), (path) => {
        fc.pre(!path.split("/").some((segment) => segment === "." || segment === "..") && !path.startsWith("/"))
        const { url } = buildRequest(defaults, operations.kvV2Read, { mount: "secret", path })
        const { pathname, search, hash } = new URL(url)
        expect(decodeURIComponent(pathname)).toBe(`/v1/secret/data/${path}`)
        expect(search + hash).toBe("")
      })
    )
  })

  it.each([
    ["a missing mount", "kvV2Read", { path: "db" }],
    ["an empty mount", "kvV2List", { mount: "/", path: "" }],
    ["a lone surrogate", "kvV2Read", { mount: "secret", path: "\ud800" }],
    ["a missing path", "kvV2Read", { mount: "secret" }],
    ["an empty path", "kvV2Read", { mount: "secret", path: "" }],
    ["a leading slash", "kvV2Read", { mount: "secret", path: "/db" }],
    ["a token in the query", "tokenLookup", { query: { token: wrappingToken } }],
    ["a body that is not JSON", "kvV1Write", { mount: "a", path: "b", body: { big: 1n } }]
  ] as const)("rejects %s", (_, operation, parameters) => {
    expect(() => buildRequest(defaults, routes[operation], parameters)).toThrow(InvalidArgumentError)
  })

  it.each(["X-Vault-Token", "authorization", "x-vault-wrap-ttl", "X-Vault-Namespace"])(
    "rejects the additional header %s",
    (name) => {
      expect(() => buildRequest({ address, headers: { [name]: "s.other" } }, operations.sysHealthRead)).toThrow(
        /is set by the client/
      )
    }
  )

  it("rejects an invalid header before anything is sent", () => {
    const build = () => buildRequest({ address, headers: { "x-name": "Zoë 漢" } }, operations.sysHealthRead)
    expect(build).toThrow(/invalid name or value/)
    expect(build).toThrow(InvalidArgumentError)
  })

  it("does not mistake the caller's data for a token", () => {
    const body = { token: "a", id: "b" }
    expect(buildRequest({ address }, operations.wrappingWrap, { body }, 60).secrets).toEqual([""])
    expect(buildRequest({ address }, operations.kvV1Write, { mount: "kv", path: "a", body }).secrets).toEqual([""])
    expect(buildRequest({ address }, operations.tokenCreate, { body }).secrets).toEqual(["", "a", "b"])
  })

  it.each(["s.token\n", " s.token", "s.tok\u0000en", "s.tökén"])(
    "rejects an invalid token without quoting it",
    (token) => {
      const build = () => buildRequest({ address, token }, operations.tokenLookupSelf)
      expect(build).toThrow(InvalidArgumentError)
      expect(build).not.toThrow(token)
    }
  )

  it("takes no quadratic time for many slashes", () => {
    const slashes = "/".repeat(100_000)
    const start = performance.now()
    const { url } = buildRequest(defaults, operations.kvV1Read, { mount: `kv${slashes}a${slashes}`, path: "b" })
    expect(url).toBe(`${address}/v1/kv${slashes}a/b`)
    buildRequest(defaults, operations.kvV1List, { mount: `kv${slashes}a`, path: "" })
    expect(performance.now() - start).toBeLessThan(1000)
  })

  it("builds a request for every operation of the spec", () => {
    for (const operation of Object.keys(operationTable) as Array<OperationId>) {
      const names = routes[operation].route.matchAll(/\{(\w+)\*?\}/g)
      const variables = Object.fromEntries(Array.from(names, ([, name]) => [name, "p"]))
      const request = buildRequest(defaults, routes[operation], { ...variables, body: {} })
      expect(request.url).toMatch(/^https:\/\/vault\.example:8200\/v1\/[a-z0-9/._-]+(\?(list|scan)=true)?$/)
      expect(request.url).not.toMatch(/[{}*]|\/\/[^v]/)
    }
  })
})
