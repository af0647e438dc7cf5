import { expect } from "vitest"
import { isViolation } from "@enwrap/conformance"
import { runSuite } from "../../src/run-suite.ts"
import { httpTransport } from "../../src/transport.ts"
import { tampered, type MakeTamper } from "./tampering.ts"
import type { RunningServer } from "../enwrap-server.ts"

/** A server with one fault. Every conformance case needs at least one broken server that fails it. */
export interface BrokenServer {
  /** What the server does wrong, with the server as the implied subject: "returns the payload on every unwrap". */
  readonly fault: string
  /** The cases that must detect the fault. */
  readonly fails: ReadonlyArray<string>
  /** Related cases that must pass, because the fault does not concern them. */
  readonly passes: ReadonlyArray<string>
  /** Simulates the fault. Called once per run. */
  readonly tamper: MakeTamper
  /** Makes `wait` return immediately, for a fault that would make the suite wait in vain. */
  readonly skipWaits?: true
}

/** Runs the cases against the broken server, and expects that exactly the right ones fail. */
export async function expectDetected(
  server: RunningServer,
  { fails, passes, tamper, skipWaits }: BrokenServer
): Promise<void> {
  const report = await runSuite(
    { url: server.url, token: server.rootToken, cases: [...fails, ...passes], jobs: 1 },
    {
      // A fault may depend on what the server was asked before.
      inOrder: true,
      transport: tampered(httpTransport(new URL(server.url)), tamper(server.rootToken)),
      wait: skipWaits === true ? () => Promise.resolve() : undefined
    }
  )
  const results = report.families.flatMap((family) => family.results)
  const failed = results.filter((result) => result.verdict === "failed").map((result) => result.id)
  expect(failed.sort()).toEqual([...fails].sort())
  expect(report.counts.passed).toBe(passes.length)
  // A failed `should` does not make the server non-conformant.
  expect(report.conclusion).toBe(
    results.some(isViolation) ? "not conformant" : passes.length > 0 ? "passed" : "incomplete"
  )
}
