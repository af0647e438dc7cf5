import { describe, expect, it } from "vitest"
import { findOperation, type MountGroups } from "../spec/find-operation.ts"
import { mismatchesOf, statusMismatchesOf, undescribedMismatchesOf } from "../spec/response-check.ts"
import { goldenSet } from "./golden-set.ts"
import { readNotYet, scenarioOf } from "./not-yet.ts"
import { recordedExchanges, type RecordedExchange } from "./recorded-exchanges.ts"

/** What the scenarios mount: each names its mounts after itself. */
const mountNames: ReadonlyArray<readonly [RegExp, string]> = [
  [/^(kv1|n-k1\d+|n-po\d+|n-sy03b?)\b/, "kvV1"],
  [/^(kv2|n-k2\d+)\b/, "kvV2"],
  [/^(pki|n-pk\w+|n-le\d+)\b/, "pki"],
  [/^(auth\/(?:approle|n-ar\d+))\b/, "appRole"],
  [/^(auth\/(?:userpass|n-up\d+|n-le05))\b/, "userpass"]
]

const mountsOf = (path: string): MountGroups =>
  new Map(
    mountNames.flatMap(([pattern, group]) => {
      const mount = pattern.exec(path)?.[1]
      return mount === undefined ? [] : [[mount, group] as const]
    })
  )

/** After it, the mount is of the other version. */
const retuned = "K1-05/the old way"

const mismatches = (exchange: RecordedExchange): ReadonlyArray<string> => {
  const mounts = exchange.step === retuned ? new Map([["n-k105", "kvV2"]]) : mountsOf(exchange.path)
  const operation = findOperation(mounts, exchange)
  const found =
    operation === undefined
      ? undescribedMismatchesOf(exchange)
      : exchange.isWhole
        ? mismatchesOf(operation, exchange)
        : statusMismatchesOf(operation, exchange)
  return found.map((mismatch) => `${exchange.name}: ${operation?.id ?? "no operation"}: ${mismatch}`)
}

describe("the recorded responses of OpenBao", async () => {
  const sets = await Promise.all(
    ["", "neighbourhood/"].map(async (folder) => ({ folder, ...(await goldenSet(folder)) }))
  )
  const notYet = new Set(readNotYet().flatMap(({ steps }) => steps))
  const differs = (step: string, deviations: Readonly<Record<string, unknown>>) =>
    step in deviations || notYet.has(step) || notYet.has(scenarioOf(step))
  const exchanges = sets.flatMap(({ folder, deviations }) =>
    recordedExchanges(folder).filter(({ step }) => !differs(step, deviations))
  )
  const described = exchanges.filter((exchange) => findOperation(mountsOf(exchange.path), exchange) !== undefined)

  it("are the responses of the spec, wherever Enwrap does not deviate on purpose", () => {
    expect(exchanges.flatMap(mismatches)).toEqual([])
  })

  it("are for many operations of the spec", () => {
    expect(described.length).toBeGreaterThan(900)
    expect(
      new Set(described.map((exchange) => findOperation(mountsOf(exchange.path), exchange)?.id)).size
    ).toBeGreaterThan(150)
  })
})
