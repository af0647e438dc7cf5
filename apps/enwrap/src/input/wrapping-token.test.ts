import { describe, expect, it } from "vitest"
import { commandInput, fakeIo } from "../../test/fake-io.ts"
import { readWrappingToken, readWrappingTokenOrEnvironment } from "./wrapping-token.ts"

const env = { VAULT_TOKEN: "from-vault", BAO_TOKEN: "from-bao" }

describe("readWrappingTokenOrEnvironment", () => {
  it.each([
    ["the argument first", ["argument"], { input: "piped", env }, "argument"],
    ["`-` from standard input", ["-"], { input: "piped\n", env }, "piped"],
    ["standard input if a token is piped in", [], { input: " hvs.piped-token\n", env }, "hvs.piped-token"],
    ["the environment if the pipe is empty", [], { input: "", env }, "from-bao"],
    ["the environment otherwise", [], { env: { VAULT_TOKEN: "from-vault" } }, "from-vault"]
  ])("reads %s", async (_title, operands, options, token) => {
    expect(await readWrappingTokenOrEnvironment(commandInput(operands), fakeIo(options).io)).toBe(token)
  })

  it.each([
    ["no token at all", [], {}],
    ["an empty standard input for `-`", ["-"], { input: "\n", env }],
    ["an empty standard input with an empty environment", [], { input: "\n" }],
    ["more than one word", [], { input: '{"token": "secret"}' }],
    ["an argument of several words", ["secret secret"], {}]
  ])("rejects %s with a usage error, and does not quote it", async (_title, operands, options) => {
    await expect(readWrappingTokenOrEnvironment(commandInput(operands), fakeIo(options).io)).rejects.toMatchObject({
      exitCode: 2,
      message: expect.not.stringContaining("secret")
    })
  })
})

it("does not fall back to the environment if a pipe is slow", async () => {
  const { io } = fakeIo({ env, input: "hvs.too-late-token" })
  await expect(
    readWrappingTokenOrEnvironment(commandInput([]), { ...io, inputComes: async () => false })
  ).rejects.toMatchObject({ exitCode: 2, message: expect.stringContaining("no data arrived on standard input") })
})

it("does not read a line of a loop's input as a token, unless the argument is `-`", async () => {
  const { io } = fakeIo({ env, input: "host-1.example\n" })
  await expect(readWrappingTokenOrEnvironment(commandInput([]), io)).rejects.toMatchObject({
    exitCode: 2,
    message: expect.not.stringContaining("host-1")
  })
  expect(await readWrappingTokenOrEnvironment(commandInput(["-"]), io)).toBe("host-1.example")
})

it("says that it uses the environment's token if standard input is empty", async () => {
  const { io, written } = fakeIo({ env, input: "" })
  expect(await readWrappingTokenOrEnvironment(commandInput([]), io)).toBe("from-bao")
  expect(written.err).toContain("standard input is empty")
})

describe("readWrappingToken", () => {
  it("reads the argument or standard input, but not the environment", async () => {
    expect(await readWrappingToken(commandInput(["argument"]), fakeIo({ env }).io)).toBe("argument")
    expect(await readWrappingToken(commandInput([]), fakeIo({ env, input: "piped" }).io)).toBe("piped")
    await expect(readWrappingToken(commandInput([]), fakeIo({ env }).io)).rejects.toMatchObject({ exitCode: 2 })
  })
})
