import { describe, expect, it } from "vitest"
import { parseOptions } from "./options.ts"

const parse = (...words: ReadonlyArray<string>) => parseOptions(words, { randomSeed: 7, token: "root" })

describe("npm run fuzz:spec", () => {
  it("fuzzes a new server with a random seed by default", () => {
    expect(parse()).toEqual({
      seed: 7,
      examples: 50,
      phases: ["examples", "coverage", "fuzzing"],
      operations: undefined,
      remote: undefined,
      report: undefined,
      quiet: false
    })
  })

  it("takes a seed, a number of examples, phases, a filter and an address", () => {
    const words = ["--seed", "42", "--examples", "5", "--phases", "examples, fuzzing", "--operations", "^kv"]
    expect(parse(...words, "--url", "http://127.0.0.1:8200")).toMatchObject({
      seed: 42,
      examples: 5,
      phases: ["examples", "fuzzing"],
      operations: "^kv",
      remote: { url: "http://127.0.0.1:8200", token: "root" }
    })
    expect(parse("--help")).toBe("help")
  })

  it.each([
    [["--seed", "-1"], "--seed"],
    [["--examples", "0"], "--examples"],
    [["--examples", "many"], "--examples"],
    [["--phases", "stateful"], "--phases"],
    [["--operations", "("], "--operations"],
    [["--url", "somewhere"], "--url"],
    [["--unknown"], "--unknown"]
  ])("refuses %j, by the name of the option", (words, name) => {
    expect(() => parse(...words)).toThrow(name)
  })

  it("does not fuzz a running server without its root token", () => {
    expect(() => parseOptions(["--url", "http://127.0.0.1:8200"], { randomSeed: 7, token: undefined })).toThrow(
      "VAULT_TOKEN"
    )
  })
})
