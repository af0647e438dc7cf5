import { mkdtempSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { parse } from "yaml"
import { startServer, type StartedServer } from "../../../test/start-server.ts"
import { runInProcess } from "./run-in-process.ts"

let server: StartedServer
let env: Record<string, string>
beforeAll(async () => {
  server = await startServer()
  env = { VAULT_ADDR: server.address, VAULT_TOKEN: server.rootToken }
})
afterAll(() => server.close())

/** Runs the command, which must succeed, and returns what it prints. */
const print = async (words: ReadonlyArray<string>, input?: string, extra: Record<string, string> = {}) => {
  const { code, err, out } = await runInProcess(words, {
    env: { ...env, ...extra },
    ...(input !== undefined && { input })
  })
  expect([code, err]).toEqual([0, ""])
  return out
}
const fail = (words: ReadonlyArray<string>, input?: string) =>
  runInProcess(words, { env, ...(input !== undefined && { input }) })

const writeApp = (
  name: string,
  data = '{"password":"hunter2","n":1.0,"nested":{"a.b":[1,{"c":12345678901234567890}]}}'
) => print(["write", `secret/data/${name}`, "-"], `{"data":${data}}`)

describe("read, write, patch, list and delete", () => {
  it("write JSON of standard input, and print the response", async () => {
    expect(await writeApp("app")).toMatch(/^version +1$/m)
    expect(await print(["read", "secret/data/app"])).toMatch(/^data +\{"password":"hunter2","n":1\.0,/m)
  })

  it("say what to do if nothing is mounted at the path", async () => {
    const { code, err } = await fail(["read", "nothing-here/app"])
    expect(code).toBe(1)
    expect(err).toContain("status 404: no handler for route")
    expect(err).toContain("Nothing is mounted at this path. `enwrap read sys/mounts` lists the mounts")
  })

  it("write key=value, files and JSON of a file; what has no response is confirmed", async () => {
    const folder = mkdtempSync(join(tmpdir(), "enwrap-"))
    const file = join(folder, "app.hcl")
    writeFileSync(file, 'path "secret/*" { capabilities = ["read"] }\n')
    expect(await print(["write", "sys/policies/acl/app", `policy=@${file}`])).toBe(
      "Success! Data written to: sys/policies/acl/app\n"
    )
    expect(await print(["read", "--field=policy", "sys/policies/acl/app"])).toContain('path "secret/*"')
    const json = join(folder, "app.json")
    writeFileSync(json, '{"policy":"path \\"a\\" { capabilities = [\\"deny\\"] }"}')
    expect(await print(["write", "--format=json", "sys/policies/acl/app", `@${json}`])).toBe("")
    expect(await print(["delete", "sys/policies/acl/app"])).toBe(
      "Success! Data deleted (if it existed) at: sys/policies/acl/app\n"
    )
  })

  it("patch changes one key and leaves the others", async () => {
    await writeApp("patched", '{"a":"1","b":"2"}')
    await print(["patch", "secret/data/patched", "-"], '{"data":{"b":"3","a":null}}')
    expect(await print(["read", "--field=data", "secret/data/patched"])).toBe('{"b":"3"}')
  })

  it("list prints one key on each line, and only the keys in JSON and YAML, like Vault's command", async () => {
    await writeApp("list/one")
    await writeApp("list/two/three")
    expect(await print(["list", "secret/metadata/list"])).toBe("Keys\n----\none\ntwo/\n")
    expect(JSON.parse(await print(["list", "-format=json", "secret/metadata/list/"]))).toEqual(["one", "two/"])
    expect(parse(await print(["list", "-format=yaml", "secret/metadata/list"]))).toEqual(["one", "two/"])
  })

  it("read passes key=value in the query", async () => {
    await writeApp("versions", '{"v":"1"}')
    await writeApp("versions", '{"v":"2"}')
    expect(await print(["read", "--field=data.v", "secret/data/versions", "version=1"])).toBe("1")
    const { code, err } = await fail(["read", "secret/data/versions", "token=hvs.secret-token"])
    expect([code, err]).toMatchObject([2, expect.stringContaining("must not be in a query")])
  })

  it("--field follows dots into nested values, through names that have dots themselves", async () => {
    await writeApp("nested")
    expect(await print(["read", "--field=data.password", "secret/data/nested"])).toBe("hunter2")
    expect(await print(["read", "--field=data.n", "secret/data/nested"])).toBe("1.0")
    expect(await print(["read", "--field=data.nested.a.b.1.c", "secret/data/nested"])).toBe("12345678901234567890")
    const { code, err, out } = await fail(["read", "--field=data.toString", "secret/data/nested"])
    expect([code, err]).toMatchObject([1, expect.stringContaining("no such field")])
    // It can be read again. `bao` prints nothing either.
    expect(out).toBe("")
  })

  it("--format=yaml keeps all digits, and the environment can ask for it", async () => {
    await writeApp("yaml")
    const yaml = await print(["read", "secret/data/yaml"], undefined, { BAO_FORMAT: "yaml" })
    expect(yaml).toContain("- c: 12345678901234567890\n")
    expect(yaml).toContain('"n": 1.0\n')
    expect(parse(yaml)).toMatchObject({ data: { data: { password: "hunter2" } } })
  })

  it("print a deleted version, whose response is a 404 with data", async () => {
    await writeApp("deleted")
    await print(["delete", "secret/data/deleted"])
    expect(await print(["read", "--field=metadata.version", "secret/data/deleted"])).toBe("1")
  })

  it("print a response without an envelope byte for byte, and in base64 on a terminal if it is not text", async () => {
    await print(["write", "sys/mounts/pki", "type=pki"])
    await runInProcess(["write", ["pki", "root", "generate", "internal"].join("/"), "common_name=ca.test"], { env })
    const pem = await runInProcess(["read", "pki/ca/pem"], { env })
    expect([pem.code, new TextDecoder().decode(pem.bytes[0])]).toMatchObject([
      0,
      expect.stringContaining("BEGIN CERTIFICATE")
    ])
    const der = await runInProcess(["read", "pki/ca"], { env })
    expect([der.code, der.bytes[0]?.[0]]).toEqual([0, 0x30])
    const shown = await runInProcess(["read", "pki/ca"], { env, terminal: true })
    expect(Buffer.from(shown.out, "base64")).toEqual(Buffer.from(der.bytes[0]!))
    expect(shown.err).toContain("base64")
  })
})

describe("--wrap-ttl", () => {
  it("prints a wrapping token instead of the response, which unwraps to it", async () => {
    await writeApp("wrapped")
    const token = await print(["read", "-wrap-ttl=5m", "-field=token", "secret/data/wrapped"])
    expect(await print(["unwrap", "--field=data.password", token])).toBe("hunter2")
    expect(await print(["list", "--wrap-ttl=5m", "secret/metadata"])).toMatch(/^wrapping_token_ttl +5m$/m)
  })

  it("is also read from VAULT_WRAP_TTL, which 0 switches off", async () => {
    await writeApp("environment")
    const extra = { VAULT_WRAP_TTL: "90s" }
    const wrapped = await print(["read", "--format=json", "secret/data/environment"], undefined, extra)
    expect(JSON.parse(wrapped)).toMatchObject({ data: null, wrap_info: { ttl: 90 } })
    expect(
      await print(["read", "--wrap-ttl=0", "--field=data.password", "secret/data/environment"], undefined, extra)
    ).toBe("hunter2")
    // There is no response to wrap.
    expect(await print(["delete", "secret/data/environment"], undefined, extra)).toContain("Success!")
  })
})

describe("failures of paths", () => {
  it.each([
    [["read", "secret/data/none"], 1, "there is nothing at secret/data/none"],
    [["list", "secret/metadata/none"], 1, "there is nothing at secret/metadata/none"],
    [["read", "secret/none"], 1, "has data/ after its mount: secret/data/none"],
    [["list", "secret/none"], 1, "has metadata/ after its mount: secret/metadata/none"],
    [["write", "secret/data/app", "password=hunter2"], 1, `echo '{"data":{"KEY":"VALUE"}}' | enwrap write PATH -`],
    [["read", "none/app"], 1, "no handler for route"],
    [["read", "v1/secret/data/app"], 1, "no handler for route"],
    [["read"], 2, "missing required argument 'path'"],
    [["read", ""], 2, "the path is empty"],
    [["read", "/secret/data/app"], 2, "Did you mean secret/data/app?"],
    [["read", "/v1/secret/data/app"], 2, "Did you mean secret/data/app?"],
    [["read", "https://vault.example/v1/secret/data/app"], 2, "Did you mean secret/data/app?"],
    [["read", "secret/../sys/raw"], 2, "a segment `.` or `..`"],
    [["read", "./secret"], 2, "a segment `.` or `..`"],
    [["write", "secret/data/app"], 2, "--force"],
    [["write", "secret/data/app", "hunter2"], 2, "argument 2 is not a key=value pair"],
    [["patch", "secret/data/app"], 2, "no data to write"],
    [["read", "--wrap-ttl=soon", "secret/data/app"], 2, "The wrap TTL"]
  ])("%j", async (words, exitCode, said) => {
    const { code, err, out } = await fail(words)
    expect([code, out, err]).toEqual([exitCode, "", expect.stringContaining(said)])
    expect(err).toMatch(/^enwrap: /)
    expect(err).not.toContain("hunter2")
  })

  it("names a variable that it does not understand", async () => {
    const { code, err } = await runInProcess(["list", "secret/metadata"], { env: { ...env, VAULT_ADRR: "x" } })
    expect([code, err]).toEqual([0, expect.stringContaining("VAULT_ADRR is set, but")])
  })

  it("does not suggest a path that is a token", async () => {
    const { code, err } = await fail(["read", "/v1/auth/token/lookup/hvs.CAESIJ8aQ0kLz3Xk2vBq"])
    expect([code, err]).toEqual([2, expect.stringContaining("this is a token")])
    expect(err).not.toContain("CAESIJ8")
  })

  it.each(["read", "write", "list", "delete"])("%s does not send a token in the place of a path", async (command) => {
    const { code, err, out } = await fail([command, "hvs.CAESIJ8aQ0kLz3Xk2vBq", "a=b"])
    expect([code, out, err]).toEqual([2, "", expect.stringContaining("this is a token, not a path")])
    expect(err).not.toContain("CAESIJ8")
  })

  it("a path with any other character reaches the server as it is", async () => {
    for (const name of ["a b", "a?b#c", "ä/%2e%2e/x", "a'b\"c", "{x}"]) {
      await writeApp(name, '{"is":"it"}')
      expect(await print(["read", "--field=data.is", `secret/data/${name}`])).toBe("it")
    }
  })
})
