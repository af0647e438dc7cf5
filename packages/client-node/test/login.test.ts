import { isClientError, WrappingTokenInvalidError } from "@enwrap/client"
import type { IncomingMessage, ServerResponse } from "node:http"
import { inspect } from "node:util"
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest"
import { failureOf } from "../../client/test/failure-of.ts"
import { appRole, userpass, withToken } from "../src/login/login-methods.ts"
import { logIn } from "../src/login/session.ts"
import { createNodeClient, type NodeClient } from "../src/node-client.ts"
import { startEnwrap, type RunningServer } from "./enwrap-server.ts"
import { startScripted } from "./scripted-server.ts"

describe("a session on our server", () => {
  let server: RunningServer
  let root: NodeClient
  let roleId: string
  beforeAll(async () => {
    server = await startEnwrap()
    root = createNodeClient({ address: server.address, token: server.rootToken })
    await root.write("sys/auth/approle", { type: "approle" })
    await root.write("sys/auth/userpass", { type: "userpass" })
    await root.write("auth/approle/role/web", { token_policies: ["default"], token_ttl: "1h" })
    roleId = (await root.read<{ role_id: string }>("auth/approle/role/web/role-id")).data.role_id
  })
  afterAll(() => server.close())
  const newSecretId = () => root.write<{ secret_id: string }>("auth/approle/role/web/secret-id")

  it("has the token of its login, and revokes it at the end", async () => {
    const { data } = await newSecretId()
    let accessor: string
    {
      await using vault = await logIn({ address: server.address, login: appRole({ roleId, secretId: data.secret_id }) })
      accessor = vault.accessor
      const self = await vault.token.lookupSelf()
      expect(self.data).toMatchObject({ accessor, policies: ["default"] })
      expect(inspect(vault, { showHidden: true, depth: 9 })).not.toContain(data.secret_id)
    }
    expect(await failureOf(root.token.lookupAccessor({ body: { accessor } }))).toHaveProperty("code", "INVALID_REQUEST")
  })

  it("receives a wrapped secret id from the path of its role, once", async () => {
    const info = await newSecretId().wrapped("5m")
    const login = appRole({ roleId, secretId: { wrapped: info.token, role: "web" } })
    for (let count = 0; count < 2; count++) {
      await using vault = await logIn({ address: server.address, login })
      expect((await vault.token.lookupSelf()).data.policies).toEqual(["default"])
    }
    const intercepted = appRole({ roleId, secretId: { wrapped: info.token, role: "web" } })
    expect(await failureOf(logIn({ address: server.address, login: intercepted }))).toBeInstanceOf(
      WrappingTokenInvalidError
    )
    const other = await root.wrap({ secret_id: "from somebody else" })
    const slashes = appRole({
      mount: "/approle/",
      roleId,
      secretId: { wrapped: await newSecretId().wrapped("5m"), role: "web" }
    })
    await (await logIn({ address: server.address, login: slashes })).close()
    const substituted = appRole({ roleId, secretId: { wrapped: other.token, role: "web" } })
    const error = await failureOf(logIn({ address: server.address, login: substituted }))
    expect(error.hint).toMatch(/^Raise an alert: the token was created for another path/)
  })

  it("logs in with a username and a password, or uses a token that it does not revoke", async () => {
    await root.write("auth/userpass/users/ada", { password: "correct horse", token_policies: ["default"] })
    const session = await logIn({
      address: server.address,
      login: userpass({ username: "ada", password: "correct horse" })
    })
    expect((await session.token.lookupSelf()).data.meta).toMatchObject({ username: "ada" })
    await session.close()
    const wrong = logIn({ address: server.address, login: userpass({ username: "ada", password: "wrong" }) })
    expect((await failureOf(wrong)).message).not.toContain("wrong")

    const given = await logIn({ address: server.address, login: withToken(server.rootToken) })
    await given.close()
    expect((await root.token.lookupSelf()).data.accessor).toBe(given.accessor)
  })
})

describe("a token that is about to expire", () => {
  it("is not taken for one that never expires", async () => {
    const data = { accessor: "A", ttl: 0, renewable: false, expire_time: new Date(Date.now() + 500).toISOString() }
    const server = await startScripted((_, response) => response.end(JSON.stringify({ request_id: "1", data })))
    const client = createNodeClient({ address: server.address })
    expect(await withToken("s.Late")(client)).toMatchObject({ ttl: 1 })
    await server.close()
  })
})

describe("the background work of a session", () => {
  afterEach(() => {
    vi.useRealTimers()
  })

  const start = async (
    respond: (path: string, token: string) => { readonly status?: number; readonly auth?: object }
  ) => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"] })
    const calls: Array<string> = []
    const server = await startScripted((request: IncomingMessage, response: ServerResponse) => {
      const path = (request.url ?? "").replace("/v1/auth/", "")
      const token = String(request.headers["x-vault-token"] ?? "-")
      calls.push(`${path} ${token}`)
      const { auth = null, status = 200 } = respond(path, token)
      response
        .writeHead(status, { "cache-control": "no-store" })
        .end(JSON.stringify(status === 200 ? { request_id: "1", data: {}, auth } : { errors: [] }))
    })
    const problems: Array<unknown> = []
    const session = await logIn({
      address: server.address,
      timeoutMs: 0,
      login: userpass({ username: "ada", password: "correct horse" }),
      onProblem: (error) => problems.push(error)
    })
    return { calls, problems, session, close: () => server.close() }
  }
  const auth = (client_token: string, lease_duration = 90, renewable = true) => ({
    auth: { client_token, accessor: `A${client_token}`, lease_duration, renewable, policies: [] }
  })

  it("renews the token when two thirds of its TTL have passed", async () => {
    const { calls, close, session } = await start(() => auth("s.First"))
    await vi.advanceTimersByTimeAsync(59_000)
    expect(calls).toEqual(["userpass/login/ada -"])
    await vi.advanceTimersByTimeAsync(1_000)
    await expect.poll(() => calls).toEqual(["userpass/login/ada -", "token/renew-self s.First"])
    await session.close()
    expect(calls.at(-1)).toBe("token/revoke-self s.First")
    await close()
  })

  it("logs in anew if the token cannot be renewed, and uses the new one", async () => {
    let logins = 0
    const { calls, close, session } = await start((path) =>
      path.startsWith("userpass") ? auth(`s.Login${++logins}`) : path.endsWith("renew-self") ? { status: 403 } : {}
    )
    await vi.advanceTimersByTimeAsync(60_000)
    await expect.poll(() => session.accessor).toBe("As.Login2")
    await session.read("auth/token/lookup-self")
    expect(calls.at(-1)).toBe("token/lookup-self s.Login2")
    await session.close()
    await close()
  })

  /** Lets time pass, and waits until the session has done what was due, and waits for the next time. */
  const pass = async (seconds: number) => {
    await vi.advanceTimersByTimeAsync(seconds * 1_000)
    await expect.poll(() => vi.getTimerCount()).toBe(1)
  }

  it("keeps its token if a renewal fails for a reason that is not the token's, and renews it later", async () => {
    let renewals = 0
    const { calls, close, problems, session } = await start((path) =>
      path.endsWith("renew-self") && ++renewals < 3 ? { status: renewals === 1 ? 503 : 429 } : auth("s.First")
    )
    for (const seconds of [60, 1, 2, 59]) await pass(seconds)
    expect(renewals).toBe(3)
    await pass(1)
    expect(renewals).toBe(4)
    await session.close()
    expect(calls.filter((call) => call.startsWith("userpass"))).toHaveLength(1)
    expect(calls.at(-1)).toBe("token/revoke-self s.First")
    expect(problems).toEqual([])
    await close()
  })

  it("logs in anew if renewals fail until a tenth of the TTL is left, and revokes both tokens at the end", async () => {
    let logins = 0
    const { calls, close, session } = await start((path, token) =>
      path.startsWith("userpass")
        ? auth(`s.Login${++logins}`)
        : { status: path.endsWith("renew-self") ? 503 : token === "s.Login1" ? 403 : 200 }
    )
    for (const seconds of [60, 1, 2, 4, 8]) await pass(seconds)
    expect(session.accessor).toBe("As.Login1")
    await pass(6)
    expect(session.accessor).toBe("As.Login2")
    expect(calls.filter((call) => call.startsWith("token/revoke"))).toEqual([])
    await session.close()
    expect(calls.slice(-2).sort()).toEqual(["token/revoke-self s.Login1", "token/revoke-self s.Login2"])
    await close()
  })

  it("does not revoke a replaced token that has expired", async () => {
    let logins = 0
    const { calls, close, session } = await start((path) =>
      path.startsWith("userpass") ? auth(`s.Login${++logins}`) : { status: path.endsWith("renew-self") ? 403 : 200 }
    )
    await pass(60)
    await pass(59)
    expect(logins).toBe(2)
    await session.close()
    expect(calls.slice(2)).toEqual(["userpass/login/ada -", "token/revoke-self s.Login2"])
    await close()
  })

  it("logs in anew before a call if the token has expired, once for simultaneous calls", async () => {
    let logins = 0
    const { calls, close, session } = await start((path) =>
      path.startsWith("userpass") ? auth(`s.Login${++logins}`, 90, false) : {}
    )
    vi.setSystemTime(Date.now() + 91_000)
    await Promise.all([session.read("auth/a"), session.read("auth/b")])
    expect(logins).toBe(2)
    expect(calls.filter((call) => call.endsWith("s.Login2"))).toHaveLength(2)
    await session.close()
    await close()
  })

  it("revokes its token once if it is closed during a renewal", async () => {
    let revocations = 0
    const { calls, close, session } = await start((path) =>
      path.endsWith("revoke-self") && ++revocations > 1 ? { status: 403 } : auth("s.First")
    )
    vi.advanceTimersByTime(60_000)
    await session.close()
    expect(calls.slice(1)).toEqual(["token/renew-self s.First", "token/revoke-self s.First"])
    await close()
  })

  it("ends without an exception if the token cannot be revoked, and tells", async () => {
    const { close, problems, session } = await start(() => auth("s.First"))
    await close()
    const end = async () => {
      await using vault = session
      throw new Error(`of the block of ${vault.accessor}`)
    }
    expect((await failureOf(end())).message).toBe("of the block of As.First")
    expect(problems.map((problem) => isClientError(problem))).toEqual([true])
  })

  it("throws if it is closed and the token cannot be revoked", async () => {
    const { close, problems, session } = await start(() => auth("s.First"))
    await close()
    expect(isClientError(await failureOf(session.close()))).toBe(true)
    expect(problems).toEqual([])
  })

  it("does not revoke a batch token, which cannot be revoked", async () => {
    const { calls, close, session } = await start(() => ({
      auth: { client_token: "b.Batch", accessor: "", lease_duration: 90, renewable: false, token_type: "batch" }
    }))
    await session.close()
    expect(calls).toEqual(["userpass/login/ada -"])
    await close()
  })

  it("tries again even if onProblem throws", async () => {
    let up = true
    let logins = 0
    const { close, problems, session } = await start((path) =>
      path.startsWith("userpass") ? (up ? auth(`s.T${logins++}`, 90, false) : { status: 503 }) : {}
    )
    problems.push = (error) => {
      problems[problems.length] = error
      throw new Error("of the callback")
    }
    up = false
    await vi.advanceTimersByTimeAsync(60_000)
    await expect.poll(() => problems.length).toBe(1)
    up = true
    await vi.advanceTimersByTimeAsync(1_000)
    await expect.poll(() => session.accessor).toBe("As.T1")
    await session.close()
    await close()
  })

  it("tells when it cannot log in, and tries again", async () => {
    let up = true
    const { close, problems, session } = await start((path) =>
      path.startsWith("userpass") ? (up ? auth("s.T", 90, false) : { status: 503 }) : {}
    )
    up = false
    await vi.advanceTimersByTimeAsync(60_000)
    await expect.poll(() => problems.length).toBe(1)
    expect(problems[0]).toMatchObject({ status: 503 })
    up = true
    vi.setSystemTime(Date.now() + 91_000)
    await session.read("auth/a")
    await session.close()
    await close()
  })
})
