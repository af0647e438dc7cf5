import { readFileSync } from "node:fs"
import { expect, it } from "vitest"
import { allCases, families, profiles } from "./catalogue.ts"

const protocol = readFileSync(new URL("../../../../spec/protocol.md", import.meta.url), "utf8")
const requirements = new Map(
  [...protocol.matchAll(/^- \*\*(RW-[A-Z]+-\d+)\*\* \[(\w+)\]/gm)].map(([, id, profile]) => [
    id as string,
    profile as string
  ])
)

it("has unique ids that begin with the name of their family", () => {
  expect(new Set(allCases.map((one) => one.id)).size).toBe(allCases.length)
  for (const family of families)
    for (const one of family.cases) expect(one.id).toMatch(new RegExp(`^RWC-${family.name}-\\d\\d$`))
})

it("has unique titles in each family", () => {
  expect(families.flatMap((family) => family.cases.map((one) => `${family.name} ${one.title}`)).sort()).toEqual(
    [...new Set(families.flatMap((family) => family.cases.map((one) => `${family.name} ${one.title}`)))].sort()
  )
})

it.each(allCases.map((one) => [one.id, one] as const))("%s names existing requirements of its profile", (_, one) => {
  expect(one.requirements.filter((id) => !requirements.has(id))).toEqual([])
  expect(one.requirements.map((id) => requirements.get(id))).toContain(one.profile)
  // A server that does not claim `strict` must not fail because of it.
  if (one.profile !== "strict") expect(one.requirements.filter((id) => requirements.get(id) === "strict")).toEqual([])
})

it("has cases for each profile, and only profiles of the spec", () => {
  const ofTheSpec = new Set(requirements.values())
  for (const profile of profiles) {
    expect(ofTheSpec).toContain(profile)
    expect(allCases.some((one) => one.profile === profile)).toBe(true)
  }
})

it.each(["SU", "TTL", "LK", "RW"])("has a case for each requirement about %s", (area) => {
  const cited = new Set(allCases.flatMap((one) => one.requirements))
  expect([...requirements.keys()].filter((id) => id.startsWith(`RW-${area}-`) && !cited.has(id))).toEqual([])
})
