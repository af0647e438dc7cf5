import { describe, expect, it } from "vitest"
import { conformanceCases, runConformance, RunError } from "@enwrap/conformance"

// Nothing listens there: a run whose options pass the checks is rejected as "unreachable".
const server = { url: "http://127.0.0.1:1", token: "s.thegiventoken" }

const ofBoth: ReadonlyArray<readonly [Readonly<Record<string, unknown>>, string]> = [
  [{ jobs: 0 }, "invalid number of jobs 0: pass a whole number from 1"],
  [{ jobs: -1 }, "invalid number of jobs -1"],
  [{ jobs: 1.5 }, "invalid number of jobs 1.5"],
  [{ jobs: "16" }, "invalid number of jobs: pass a whole number from 1"],
  [{ jobs: null }, "invalid number of jobs: "],
  [{ seed: -1 }, "invalid seed -1: pass a whole number from 0 to 4294967295"],
  [{ seed: 1.5 }, "invalid seed 1.5"],
  [{ seed: 2 ** 32 }, "invalid seed 4294967296"],
  [{ timeout: Number.NaN }, "invalid timeout NaN ms: pass at least 1 ms, and at most 60 min"],
  [{ timeout: -5 }, "invalid timeout -5 ms"],
  [{ timeout: Infinity }, "invalid timeout Infinity ms"],
  [{ recheck: 1 }, "invalid recheck time 1 ms: pass at least 4 s, and at most 60 min"],
  [{ recheck: Number.NaN }, "invalid recheck time NaN ms"],
  [{ profile: ["core"] }, "unknown option profile: the options are url, token, tls, "],
  [{ transport: {} }, "unknown option transport"],
  [{ toString: 1 }, "unknown option toString"],
  [{ profiles: ["cor"] }, "invalid profiles: pass an array of core, accessor"],
  [{ profiles: "core" }, "invalid profiles"],
  [{ cases: "RWC-SU-01" }, "invalid cases: pass an array"],
  [{ skip: [1] }, "invalid skip: pass an array"],
  [{ slow: "no" }, "invalid slow: pass true or false"],
  [{ namespace: "a b" }, "invalid namespace: "],
  [{ kvMount: "" }, "invalid kvMount: "],
  [{ tls: { cacert: "x" } }, "unknown option tls.cacert: the options are ca, cert, key"],
  [{ tls: { ca: {} } }, "invalid tls.ca: "],
  [{ tls: { rejectUnauthorized: "false" } }, "invalid tls.rejectUnauthorized: pass true or false"],
  [{ url: "s.thegiventoken" }, "invalid server address: pass one such as http://127.0.0.1:8200"],
  [{ url: undefined }, "no server address: "],
  [{ token: "" }, "invalid token: pass a string of characters that are allowed in a header"],
  [{ token: "two words" }, "invalid token: "],
  [{ token: undefined }, "no token: "]
]
const ofRuns: typeof ofBoth = [
  [{ knownFailures: { "RWC-SU-01": "reason" } }, "invalid known failures: pass a Map"],
  [{ baseline: "{}" }, "invalid baseline: pass what parseBaseline returns"],
  [{ prefix: "Mine/" }, "invalid prefix: "],
  [{ signal: {} }, "invalid signal: pass an AbortSignal"],
  [{ allowSkipped: true }, "unknown option allowSkipped"]
]
const ofTests: typeof ofBoth = [
  [{ allowSkipped: "yes" }, "invalid allowSkipped: pass true or false"],
  [{ signal: new AbortController().signal }, "unknown option signal"]
]
const named = (rows: typeof ofBoth) =>
  rows.map(([options, message]) => ({ given: Object.entries(options).flat().map(String).join(": "), options, message }))

describe("invalid options are a usage error", () => {
  it.each(named([...ofBoth, ...ofRuns]))("of runConformance: $given", async ({ message, options }) => {
    const run = runConformance({ ...server, cases: ["RWC-SU-01"], ...options })
    await expect(run).rejects.toMatchObject({ code: "usage", message: expect.stringContaining(message) })
    await expect(run).rejects.toThrow(RunError)
    await expect(run).rejects.not.toThrow(/s\.thegiventoken|two words/)
  })
  it.each(named([...ofBoth, ...ofTests]))("of conformanceCases, before a case runs: $given", ({ message, options }) => {
    const start = () => conformanceCases({ ...server, cases: ["RWC-SU-01"], ...options })
    expect(start).toThrow(expect.objectContaining({ code: "usage", message: expect.stringContaining(message) }))
  })
  it("if there are none", async () => {
    await expect(runConformance(undefined as never)).rejects.toMatchObject({ code: "usage" })
    expect(() => conformanceCases(undefined as never)).toThrow(RunError)
  })
  it("of a server that is known later, when the first case runs", async () => {
    for (const later of [{ url: () => "vault" }, { token: async () => undefined as never }]) {
      const [one] = conformanceCases({ ...server, cases: ["RWC-SU-01"], ...later })
      await expect(one?.run()).rejects.toMatchObject({ code: "usage" })
    }
  })
})

it("options that are valid, or undefined, are accepted", async () => {
  const options = {
    ...server,
    tls: { ca: ["a certificate"], rejectUnauthorized: false },
    namespace: "team/a",
    cases: ["RWC-SU-*"],
    skip: [],
    profiles: ["core", "strict"],
    slow: undefined,
    jobs: 1,
    timeout: 1_000,
    recheck: 4_000,
    seed: 0
  } as const
  expect(conformanceCases({ ...options, url: () => server.url, allowSkipped: true }).length).toBeGreaterThan(5)
  await expect(
    runConformance({
      ...options,
      knownFailures: new Map([["RWC-SU-01", "reason"]]),
      prefix: "enwrap-conformance-1.a_b",
      signal: new AbortController().signal
    })
  ).rejects.toMatchObject({ code: "unreachable" })
})
