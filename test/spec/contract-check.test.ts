import { describe, expect, it } from "vitest"
import { ContractCheck, type Exchange } from "./contract-check.ts"
import { startWalkedServer, type WalkedServer } from "./walked-server.ts"

const PKI_ROOT = "pki/root"

const envelope = {
  request_id: "2c1a4e0e-9d1b-4a35-9c6f-0d1f0b3f6f6a",
  lease_id: "",
  renewable: false,
  lease_duration: 0,
  data: { zip: "zap" },
  wrap_info: null,
  warnings: null,
  auth: null
}

const good: Exchange = {
  method: "GET",
  path: "legacy/ci/deploy-key",
  body: "",
  status: 200,
  contentType: "application/json",
  text: JSON.stringify(envelope)
}

/** What is wrong with a response, where version 1 of the key-value engine is mounted at `legacy`. */
const findings = (changes: Partial<Exchange>): ReadonlyArray<string> => {
  const check = new ContractCheck(new Map([["legacy", "kvV1"]]))
  check.see({ ...good, ...changes })
  return check.findings
}

describe("the comparison of a response with the spec", () => {
  it.each<[string, Partial<Exchange>, string]>([
    ["a status", { status: 418 }, "the status 418 is not in the spec"],
    ["a content type", { contentType: "text/html" }, 'the content type "text/html" is not in the spec'],
    ["a field", { text: JSON.stringify({ ...envelope, data: "zap" }) }, "/data must be object"],
    [
      "a missing field",
      { text: JSON.stringify({ ...envelope, auth: undefined }) },
      "must have required property 'auth'"
    ],
    ["a body that is not JSON", { text: "{" }, "200 is not JSON"],
    ["a body where there is none", { method: "DELETE", status: 204 }, "204 has a body"],
    [
      "the success of a request that is not in the spec",
      { path: "nowhere/x" },
      "200 for a request that is not in the spec"
    ],
    [
      "an error without its list",
      { path: "nowhere/x", status: 404, text: "{}" },
      "must have required property 'errors'"
    ]
  ])("finds %s", (_, changes, finding) => {
    expect(findings(changes).join("\n")).toContain(finding)
  })

  it("accepts what is in the spec: lists in each form, synonyms, redirects, errors without an operation", () => {
    const keys = JSON.stringify({ ...envelope, data: { keys: ["a"] } })
    const errors = '{"errors":[]}'
    expect(findings({})).toEqual([])
    expect(findings({ method: "LIST", path: "legacy", text: keys })).toEqual([])
    expect(findings({ path: "legacy/ci?list=true", text: keys })).toEqual([])
    expect(findings({ method: "PUT", status: 204, text: "" })).toEqual([])
    expect(findings({ path: "legacy/a//b", status: 307, contentType: "", text: "" })).toEqual([])
    expect(findings({ path: "nowhere/x", status: 404, text: errors })).toEqual([])
    expect(findings({ method: "OPTIONS", status: 204, text: "" })).toEqual([])
  })

  it("follows what is mounted, tuned and moved, and leaves out engines that are not in the spec", () => {
    const check = new ContractCheck(new Map())
    const succeed = (path: string, body: object) =>
      check.see({ ...good, method: "POST", path, body: JSON.stringify(body), status: 204, text: "" })
    succeed("sys/mounts/one", { type: "kv" })
    succeed("sys/mounts/own", { type: "lent" })
    check.see({ ...good, path: "one/a" })
    check.see({ ...good, path: "own/a", text: '{"anything":1}' })
    expect(check.findings).toEqual([])
    expect([...check.operations].filter((id) => id.startsWith("kvV1"))).toHaveLength(1)
    succeed("sys/mounts/one/tune", { options: { version: "2" } })
    check.see({ ...good, path: "one/a" })
    expect(check.findings).toEqual(["no operation: 200 for a request that is not in the spec (GET one/a)"])
    expect(() => check.verify()).toThrow("GET one/a")
  })
})

/** The server's responses are compared with the spec when it is closed. */
describe("responses that Schemathesis found not to be in the spec [RW-WE-11 RW-SYS-1]", () => {
  const play = async (run: (request: ReturnType<typeof asRoot>) => Promise<void>) => {
    const server = await startWalkedServer()
    await run(asRoot(server))
    await server.close()
  }
  const asRoot =
    ({ ask, rootToken }: WalkedServer) =>
    async (method: string, path: string, body?: object, headers: Readonly<Record<string, string>> = {}) => {
      const text = body === undefined ? undefined : JSON.stringify(body)
      const answer = await ask({
        method,
        path: `/v1/${path}`,
        headers: { "x-vault-token": rootToken, ...headers },
        body: text
      })
      return { ...answer, json: answer.text.startsWith("{") ? JSON.parse(answer.text) : undefined }
    }
  const patch = { "content-type": "application/merge-patch+json" }

  it("settings of a secret that the mount overrules are stored with a warning, by write and by patch", () =>
    play(async (request) => {
      await request("POST", "secret/config", { cas_required: true })
      for (const [method, headers] of [
        ["POST", {}],
        ["PATCH", patch]
      ] as const) {
        const { json, status } = await request(method, "secret/metadata/a", { cas_required: false }, headers)
        expect([method, status, json?.warnings?.length]).toEqual([method, 200, 1])
      }
      expect(await request("PATCH", "secret/metadata/none", { max_versions: 1 }, patch)).toMatchObject({
        status: 404,
        text: ""
      })
    }))

  it("404 with an envelope: a deleted version, a path of version 1", () =>
    play(async (request) => {
      await request("POST", "secret/data/a", { data: { zip: "zap" } })
      await request("DELETE", "secret/data/a")
      for (const path of ["secret/data/a", "secret/subkeys/a", "secret/a", "secret/data"]) {
        const { json, status } = await request("GET", path)
        expect([path, status, json]).toEqual([path, 404, expect.objectContaining({ wrap_info: null })])
      }
    }))

  it("an unwrap has the status and the content type of the response that was wrapped", () =>
    play(async (request) => {
      await request("POST", `${PKI_ROOT}/generate/internal`, { common_name: "root.example", key_type: "ec" })
      await request("POST", "secret/data/gone", { data: { zip: "zap" } })
      await request("DELETE", "secret/data/gone")
      for (const [method, path, status, type] of [
        ["POST", "auth/token/tidy", 202, "application/json"],
        ["GET", "secret/data/gone", 404, "application/json"],
        ["GET", "pki/ca/pem", 200, "application/pem-certificate-chain"],
        ["GET", "pki/ca", 200, "application/pkix-cert"]
      ] as const) {
        const wrapped = await request(method, path, method === "POST" ? {} : undefined, { "x-vault-wrap-ttl": "60" })
        const unwrapped = await request("POST", "sys/wrapping/unwrap", { token: wrapped.json.wrap_info.token })
        expect([path, unwrapped.status, unwrapped.contentType]).toEqual([path, status, type])
      }
    }))

  it("the query of a health check chooses any status from 200 to 599", () =>
    play(async (request) => {
      for (const status of [200, 201, 204, 205, 299, 304, 400, 404, 405, 418, 500, 503, 599])
        for (const method of ["GET", "HEAD"])
          expect((await request(method, `sys/health?activecode=${status}`)).status).toBe(status)
      expect((await request("GET", "sys/health?activecode=600")).status).toBe(400)
    }))

  it("every operation answers another namespace with 404", () =>
    play(async (request) => {
      for (const path of ["auth/token/lookup-self", "sys/mounts", "sys/internal/ui/mounts"])
        expect((await request("GET", path, undefined, { "x-vault-namespace": "other" })).status).toBe(404)
    }))
})
