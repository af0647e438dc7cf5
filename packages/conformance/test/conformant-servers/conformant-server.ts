import { expect } from "vitest"
import { renderText } from "@enwrap/conformance"
import { allCases } from "../../src/cases/catalogue.ts"
import { runSuite } from "../../src/run-suite.ts"
import { httpTransport, type Transport } from "../../src/transport.ts"
import { openbaoLike } from "../broken-servers/openbao.ts"
import { tampered, type MakeTamper, type Tamper } from "../broken-servers/tampering.ts"
import type { RunningServer } from "../enwrap-server.ts"

/** A server that differs from Enwrap where the spec allows it. Every conformance case must pass it. */
export interface ConformantServer {
  /** What is different, with the server as the implied subject: "puts errors into a list". */
  readonly form: string
  /** The cases that the difference can touch, besides those in `CORE`. */
  readonly touches: ReadonlyArray<string>
  readonly tamper: MakeTamper
}

/** Cases of the profile `core` about every kind of response, which each of the servers must pass. */
export const CORE: ReadonlyArray<string> = [
  "RWC-SU-01",
  "RWC-SU-08",
  "RWC-SU-10",
  "RWC-UN-01",
  "RWC-UN-04",
  "RWC-UN-08",
  "RWC-LK-01",
  "RWC-CP-02",
  "RWC-CP-05",
  "RWC-FI-02",
  "RWC-WE-01",
  "RWC-WE-02",
  "RWC-WE-03",
  "RWC-WE-09",
  "RWC-ER-02",
  "RWC-ER-07",
  "RWC-ER-14",
  "RWC-ER-22"
]

/** The ids of the cases in these families, such as `SU`, without those that wait for a TTL. */
export const family = (...names: ReadonlyArray<string>): ReadonlyArray<string> =>
  allCases
    .filter(({ id, waits }) => waits === undefined && names.includes(id.split("-")[1] as string))
    .map(({ id }) => id)

/** The Tamper that applies all of these, the first one closest to the suite. */
export const together =
  (...tampers: ReadonlyArray<Tamper>): Tamper =>
  (request, forward) =>
    tampers.reduceRight<Parameters<Tamper>[1]>((next, tamper) => (sent) => tamper(sent, next), forward)(request)

/** The dialects that the servers are put in front of: Enwrap's own, and the imitation of OpenBao and Vault. */
export const dialects = {
  Enwrap: () => (request, forward) => forward(request),
  "OpenBao and Vault": openbaoLike
} satisfies Readonly<Record<string, MakeTamper>>

/** Expects that a server passes these cases, and skips none. */
export async function expectConformant(
  server: RunningServer,
  cases: ReadonlyArray<string>,
  change: (transport: Transport) => Transport,
  wait?: (milliseconds: number) => Promise<void>
): Promise<void> {
  const ids = [...new Set(cases)]
  const report = await runSuite(
    // The imitation takes requests with one token that come at the same time for a race.
    { url: server.url, token: server.rootToken, cases: ids, jobs: 1 },
    { transport: change(httpTransport(new URL(server.url))), wait }
  )
  expect(report.counts, renderText(report, { colour: false })).toMatchObject({ passed: ids.length })
  expect(report.conclusion).toBe("passed")
}

export const changedBy =
  (...tampers: ReadonlyArray<Tamper>) =>
  (transport: Transport): Transport =>
    tampered(transport, together(...tampers))
