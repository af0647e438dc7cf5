import { expect, it } from "vitest"
import { families } from "@enwrap/conformance"
import { brokenServers } from "./broken-servers/index.ts"
import { openbaoDifferences } from "./broken-servers/openbao.ts"

const cases = families.flatMap((family) => family.cases.map((one) => one.id))
const failed = [...brokenServers, ...openbaoDifferences].flatMap(({ fails }) => fails)

it("has a broken server that fails it for each conformance case", () => {
  expect(cases.filter((id) => !failed.includes(id))).toEqual([])
})

it("has broken servers only for cases that exist", () => {
  const passed = brokenServers.flatMap(({ passes }) => passes)
  expect([...failed, ...passed].filter((id) => !cases.includes(id))).toEqual([])
})

it("has broken servers with different faults", () => {
  const faults = brokenServers.map(({ fault }) => fault)
  expect(faults.filter((fault, i) => faults.indexOf(fault) !== i)).toEqual([])
})
