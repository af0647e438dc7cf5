import { describe, expect, it } from "vitest"
import { measureClients } from "../src/clients.ts"
import { compare } from "../src/compare.ts"
import { measureDurable } from "../src/durable.ts"
import { Connection } from "../src/load/connection.ts"
import { scenarios } from "../src/load/scenarios.ts"
import { parseOptions } from "../src/options.ts"
import { list, table } from "../src/report.ts"
import { type ServerName, ServerProcess } from "../src/servers/server-process.ts"

/** The response of a server to one step of a scenario. */
const responseOf = async (name: ServerName, scenario: (typeof scenarios)[number]): Promise<string> => {
  const server = await ServerProcess.start(name)
  try {
    const connection = await Connection.open(server.port)
    try {
      const step = await scenario.prepare(connection, server.token)
      return await step()
    } finally {
      connection.close()
    }
  } finally {
    await server.stop()
  }
}

/** The names and types of all values, recursively. */
const shape = (value: unknown): unknown =>
  typeof value === "object" && value !== null
    ? Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, shape(inner)]))
    : value === null
      ? null
      : typeof value

describe("the comparison", () => {
  it("measures the ratio of each scenario", async () => {
    const comparisons = await compare({ connections: 4, rounds: 1, seconds: 0.1, warmUp: 0.1 })
    console.log(table(comparisons))
    expect(comparisons.map(({ against, scenario }) => `${scenario}: ${against}`)).toEqual([
      "wrap: limit",
      "wrap+unwrap: limit",
      "lookup: limit",
      "wrap, on SQLite: limit",
      "wrap+unwrap, on SQLite: limit",
      "lookup, on SQLite: limit",
      "wrap+unwrap: limit in batches",
      "wrap+unwrap, 100 policies of 100 paths: root token",
      "wrap+unwrap, audit file: no audit",
      "wrap+unwrap, on SQLite, audit file: limit"
    ])
    for (const { cpuRatio, ratio } of comparisons) {
      expect(ratio).toBeGreaterThan(0)
      expect(cpuRatio).toBeGreaterThan(0)
    }
  })

  it("measures round trips of clients, and of the mock", async () => {
    const findings = await measureClients({ connections: 1, rounds: 1, seconds: 0.1, warmUp: 0.1 })
    console.log(list(findings))
    expect(findings).toHaveLength(6)
    for (const { value } of findings) expect(Number.parseFloat(value)).toBeGreaterThan(0)
  })

  it("measures the rate and the latency of the durable server", async () => {
    const findings = await measureDurable({ connections: 4, rounds: 1, seconds: 0.2, warmUp: 0.2 }, 0)
    console.log(list(findings))
    expect(findings.map(({ name }) => name)).toEqual([
      "wrap+unwrap against the limit",
      "at half of the rate",
      "the limit at the same rate"
    ])
    expect(findings[0]?.value).toMatch(/^\d\.\d\d, CPU \d\.\d\d, \d+\/s$/)
    for (const { value } of findings.slice(1))
      expect(value).toMatch(/^p50 \d+\.\d ms, p99 \d+\.\d ms, p99\/p50 \d+\.\d$/)
  })

  it("says what to do if the other checkout is not built", async () => {
    const compared = compare({ connections: 4, rounds: 1, seconds: 0.2, warmUp: 0.2, before: import.meta.dirname })
    await expect(compared).rejects.toThrow("npm run build")
  })

  it.each(
    (["limit", "limit-in-batches"] as const).flatMap((name) =>
      scenarios.map((scenario) => [scenario.name, name, scenario] as const)
    )
  )("%s: the responses of the %s have the same shape and size as ours", async (_, name, scenario) => {
    const limit = await responseOf(name, scenario)
    const enwrap = await responseOf("enwrap", scenario)
    expect(shape(JSON.parse(limit))).toEqual(shape(JSON.parse(enwrap)))
    expect(limit.length).toBe(enwrap.length)
  })

  it("fails if a server rejects a request", async () => {
    const server = await ServerProcess.start("limit")
    try {
      const connection = await Connection.open(server.port)
      await expect(connection.send("GET /v1/nothing HTTP/1.1\r\nhost: x\r\n\r\n")).rejects.toThrow("404")
      connection.close()
    } finally {
      await server.stop()
    }
  })
})

describe("the command line", () => {
  it("has defaults, and rejects invalid options", () => {
    expect(parseOptions([])).toMatchObject({
      connections: 64,
      rounds: 5,
      seconds: 1,
      warmUp: 8,
      durable: false,
      pending: 0,
      json: false
    })
    expect(parseOptions(["--help"])).toBe("help")
    expect(() => parseOptions(["--seconds", "0"])).toThrow("--seconds must be a number above 0")
    expect(() => parseOptions(["--connections", "1.5"])).toThrow("--connections must be a whole number above 0")
    expect(() => parseOptions(["--fast"])).toThrow("--fast")
  })
})
