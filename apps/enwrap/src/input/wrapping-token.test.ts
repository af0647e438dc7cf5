import { describe, expect, it } from "vitest"
import { commandInput, fakeIo } from "../../test/fake-io.ts"
import { readWrappingToken } from "./wrapping-token.ts"

const env = { VAULT_TOKEN: "from-vault", BAO_TOKEN: "from-bao" }
const wrapInfo = {
  token: "hvs.wrapped-token",
  accessor: "a",
  ttl: 60,
  creation_time: "2026-01-02T03:04:05Z",
  creation_path: "secret/data/app"
}

describe("readWrappingToken", () => {
  it.each([
    ["the argument first", ["argument"], {}, { input: "piped", env }, "argument"],
    ["`-` from standard input", ["-"], {}, { input: "piped\n", env }, "piped"],
    ["standard input without an argument", [], {}, { input: " hvs.piped-token\n", env }, "hvs.piped-token"],
    ["what a person types at a terminal", [], {}, { secret: "typed", env }, "typed"],
    ["the environment with --from-env, and not standard input", [], { "from-env": "" }, { input: "x", env }, "from-bao"]
  ])("reads %s", async (_title, operands, flags, options, token) => {
    expect(await readWrappingToken(commandInput(operands, flags), fakeIo(options).io)).toBe(token)
  })

  it("reads the wrap_info in JSON of a backend", async () => {
    const input = JSON.stringify({ order: 7, key: { wrap_info: wrapInfo } })
    expect(await readWrappingToken(commandInput([]), fakeIo({ input }).io)).toMatchObject({
      creationPath: "secret/data/app"
    })
  })

  it.each([
    ["no token at all", [], {}, {}],
    ["no token but the user's own", [], {}, { env }],
    ["an empty standard input", [], {}, { input: "", env }],
    ["an empty standard input for `-`", ["-"], {}, { input: "\n", env }],
    ["JSON without wrap info", [], {}, { input: '{"token": "secret"}' }],
    ["invalid JSON", [], {}, { input: '{"token": secret' }],
    ["an argument of several words", ["secret secret"], {}, {}],
    ["the user's own token", ["secret-token"], {}, { env: { VAULT_TOKEN: "secret-token" } }],
    ["the user's own token on standard input", [], {}, { input: "secret-token", env: { BAO_TOKEN: "secret-token" } }],
    ["--from-env without a variable", [], { "from-env": "" }, {}],
    ["--from-env with an argument", ["secret"], { "from-env": "" }, { env }]
  ])("rejects %s with a usage error, and does not quote it", async (_title, operands, flags, options) => {
    await expect(readWrappingToken(commandInput(operands, flags), fakeIo(options).io)).rejects.toMatchObject({
      exitCode: 2,
      message: expect.not.stringContaining("secret")
    })
  })

  it("names --from-env if only the environment has a token", async () => {
    await expect(readWrappingToken(commandInput([]), fakeIo({ env }).io)).rejects.toMatchObject({
      advice: expect.arrayContaining([expect.stringContaining("--from-env")])
    })
  })
})
