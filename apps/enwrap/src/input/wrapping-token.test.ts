import { describe, expect, it } from "vitest"
import { commandInput, fakeIo } from "../../test/fake-io.ts"
import { readWrappingToken, readWrappingTokenOrEnvironment } from "./wrapping-token.ts"

const env = { VAULT_TOKEN: "from-vault", BAO_TOKEN: "from-bao" }

describe("readWrappingTokenOrEnvironment", () => {
  it.each([
    ["the argument before all else", ["argument"], { input: "piped", env }, "argument"],
    ["`-` from standard input", ["-"], { input: "piped\n", env }, "piped"],
    ["standard input when something is piped in", [], { input: " hvs.piped-token\n", env }, "hvs.piped-token"],
    ["the environment when nothing is in the pipe", [], { input: "", env }, "from-bao"],
    ["the environment otherwise", [], { env: { VAULT_TOKEN: "from-vault" } }, "from-vault"]
  ])("takes %s", async (_title, operands, options, token) => {
    expect(await readWrappingTokenOrEnvironment(commandInput(operands), fakeIo(options).io)).toBe(token)
  })

  it.each([
    ["nothing at all", [], {}],
    ["an empty standard input for `-`", ["-"], { input: "\n", env }],
    ["an empty standard input without anything in the environment", [], { input: "\n" }],
    ["more than one word", [], { input: '{"token": "secret"}' }],
    ["an argument of several words", ["secret secret"], {}]
  ])("refuses %s as used wrongly, and quotes nothing", async (_title, operands, options) => {
    await expect(readWrappingTokenOrEnvironment(commandInput(operands), fakeIo(options).io)).rejects.toMatchObject({
      exitCode: 2,
      message: expect.not.stringContaining("secret")
    })
  })
})

it("takes no other token where a pipe is slow", async () => {
  const { io } = fakeIo({ env, input: "hvs.too-late-token" })
  await expect(
    readWrappingTokenOrEnvironment(commandInput([]), { ...io, inputComes: async () => false })
  ).rejects.toMatchObject({ exitCode: 2, message: expect.stringContaining("nothing came on standard input") })
})

it("takes no line of a loop's input for a token, unless `-` says so", async () => {
  const { io } = fakeIo({ env, input: "host-1.example\n" })
  await expect(readWrappingTokenOrEnvironment(commandInput([]), io)).rejects.toMatchObject({
    exitCode: 2,
    message: expect.not.stringContaining("host-1")
  })
  expect(await readWrappingTokenOrEnvironment(commandInput(["-"]), io)).toBe("host-1.example")
})

it("says that it takes the environment's token where standard input is empty", async () => {
  const { io, written } = fakeIo({ env, input: "" })
  expect(await readWrappingTokenOrEnvironment(commandInput([]), io)).toBe("from-bao")
  expect(written.err).toContain("standard input is empty")
})

describe("readWrappingToken", () => {
  it("takes the argument or standard input, and leaves the environment's token to the caller", async () => {
    expect(await readWrappingToken(commandInput(["argument"]), fakeIo({ env }).io)).toBe("argument")
    expect(await readWrappingToken(commandInput([]), fakeIo({ env, input: "piped" }).io)).toBe("piped")
    await expect(readWrappingToken(commandInput([]), fakeIo({ env }).io)).rejects.toMatchObject({ exitCode: 2 })
  })
})
