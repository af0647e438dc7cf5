import { expect } from "vitest"
import { isViolation, runConformance } from "@enwrap/conformance"
import { httpTransport } from "../src/transport.ts"
import { tampered, type Tamper } from "./broken-transport.ts"
import type { RunningServer } from "./enwrap-server.ts"

/** A promise that is broken: the cases that must notice, and some that have nothing to do with it. */
export interface Broken {
  readonly promise: string
  readonly fails: ReadonlyArray<string>
  readonly passes: ReadonlyArray<string>
  /** Made anew for each run. */
  readonly tamper: (rootToken: string) => Tamper
  /** Lets no case wait: for what would never come. */
  readonly hasty?: true
}

/** Plays those cases against a server with a fault: just the ones that must notice it fail. */
export async function expectNoticed(server: RunningServer, { fails, passes, tamper, hasty }: Broken): Promise<void> {
  const report = await runConformance({
    url: server.url,
    token: server.rootToken,
    cases: [...fails, ...passes],
    transport: tampered(httpTransport(new URL(server.url)), tamper(server.rootToken)),
    ...(hasty === true ? { wait: () => Promise.resolve() } : {})
  })
  const results = report.families.flatMap((family) => family.results)
  const failed = results.filter((result) => result.verdict === "failed").map((result) => result.id)
  expect(failed.sort()).toEqual([...fails].sort())
  expect(report.counts.passed).toBe(passes.length)
  // What only should hold is reported, and no more.
  expect(report.conclusion).toBe(results.some(isViolation) ? "not conformant" : "conformant")
}
