import { describe, expect, it } from "vitest"
import { expectError, expectStatus } from "./expect.ts"
import { ROOT, json, wrapInfo, scripted, one, passes, run } from "../test/scripted-run.ts"

describe("clean-up", () => {
  it("consumes wrapping tokens, revokes tokens, and sends deferred requests in reverse order", async () => {
    const { transport, sent } = scripted({
      "POST sys/wrapping/wrap": ({ body }) =>
        json(200, wrapInfo(body?.includes("preflight") ? "s.preflight-token" : "s.left-behind-token")),
      "POST auth/token/create": () => json(200, { auth: { client_token: "s.created-token", accessor: "a" } }),
      "POST auth/token/revoke-self": () => json(403, { errors: [] })
    })
    await run(
      [
        one("RWC-X-01", async ({ wrap, createToken, defer, send }) => {
          await wrap()
          await createToken()
          defer({ method: "DELETE", path: "first" })
          defer({ method: "DELETE", path: "second" })
          expectError(await send({ method: "GET", path: "x" }), 200)
        })
      ],
      { transport }
    )
    expect(
      sent
        .slice(sent.findIndex((request) => request.path === "x") + 1)
        .map((request) => [request.method, request.path, request.headers["x-vault-token"]])
    ).toEqual([
      ["POST", "sys/wrapping/unwrap", "s.left-behind-token"],
      ["POST", "auth/token/revoke-self", "s.created-token"],
      ["POST", "auth/token/revoke", ROOT],
      ["DELETE", "second", ROOT],
      ["DELETE", "first", ROOT]
    ])
  })

  it("never revokes the given token, even if a server returns it again", async () => {
    const { transport, sent } = scripted({
      "POST auth/token/create": () => json(200, { auth: { client_token: ROOT, accessor: "a" } })
    })
    await run([one("RWC-X-01", async ({ createToken }) => void (await createToken()))], { transport })
    expect(sent.filter((request) => request.path.startsWith("auth/token/revoke"))).toEqual([])
  })
})

describe("interruption", () => {
  it("starts no other case, cleans up the running ones, and returns no report", async () => {
    // With this seed, RWC-X-03 starts before RWC-X-04 and after RWC-X-02.
    const seed = 19
    const { transport, sent } = scripted()
    const controller = new AbortController()
    const finished: Array<string> = []
    const whole = run(
      [
        one(
          "RWC-X-01",
          async ({ defer, wait }) => {
            defer({ method: "DELETE", path: "what-waits" })
            await wait(60_000)
          },
          { waits: 1_000 }
        ),
        one("RWC-X-02", passes),
        one("RWC-X-03", async ({ defer, send }) => {
          defer({ method: "DELETE", path: "made" })
          controller.abort()
          await send({ method: "POST", path: "never" })
        }),
        one("RWC-X-04", passes)
      ],
      { transport, signal: controller.signal, wait: undefined, prefix: "enwrap-conformance-test", seed, jobs: 1 },
      ({ id }) => finished.push(id)
    )
    await expect(whole).rejects.toMatchObject({ code: "interrupted", message: expect.stringContaining("1 of 4 cases") })
    const paths = sent.map((request) => request.path)
    expect(paths).toEqual(expect.arrayContaining(["what-waits", "made"]))
    expect(paths).not.toContain("never")
    expect(finished).not.toContain("RWC-X-04")
  })

  it("waits for a running request, and removes what it created", async () => {
    const controller = new AbortController()
    const { transport, sent } = scripted({
      "POST auth/token/create": () => {
        controller.abort()
        return json(200, { auth: { client_token: "s.created-token", accessor: "a" } })
      },
      "POST auth/token/revoke-self": () => json(204, undefined)
    })
    await expect(
      run([one("RWC-X-01", async ({ createToken, wrap }) => void (await createToken(), await wrap()))], {
        transport,
        signal: controller.signal
      })
    ).rejects.toMatchObject({ code: "interrupted" })
    expect(sent.at(-1)).toMatchObject({
      path: "auth/token/revoke-self",
      headers: { "x-vault-token": "s.created-token" }
    })
  })
})

it("keeps secrets out of the report: tokens that were given, created, wrapped, or seen in an error", async () => {
  const { transport } = scripted({
    "POST auth/token/create": () =>
      json(200, { auth: { client_token: "s.createdcreatedcreated", accessor: "accessor-of-created" } }),
    "POST leak": ({ headers }) =>
      json(500, {
        errors: [`token ${headers["x-vault-token"]} is bad, and so is s.createdcreatedcreated`],
        data: { id: "s.seenonlyinthisanswer" }
      })
  })
  const report = await run(
    [
      one("RWC-X-01", async ({ createToken, wrap, send }) => {
        const { token } = await createToken()
        const wrapped = await wrap()
        expectStatus(
          await send({
            method: "POST",
            path: "leak",
            headers: { authorization: `Bearer ${wrapped.token}` },
            body: { token }
          }),
          200
        )
      }),
      one("RWC-X-02", async ({ operator }) => {
        throw new Error(`with ${operator.token}`)
      })
    ],
    { transport }
  )
  const text = JSON.stringify(report)
  for (const secret of [
    ROOT,
    "s.createdcreatedcreated",
    "s.wrapwrapwrapwrapwrap",
    "s.seenonlyinthisanswer",
    "accessor-of"
  ])
    expect(text).not.toContain(secret)
  expect(text).toContain("<the given token>")
  expect(text).toContain("Bearer <wrapping token 1>")
})
