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

it("ids are unique, and begin with the letters of their family", () => {
  expect(new Set(allCases.map((one) => one.id)).size).toBe(allCases.length)
  for (const family of families)
    for (const one of family.cases) expect(one.id).toMatch(new RegExp(`^RWC-${family.name}-\\d\\d$`))
})

it("titles are unique, so that a report can be read", () => {
  expect(families.flatMap((family) => family.cases.map((one) => `${family.name} ${one.title}`)).sort()).toEqual(
    [...new Set(families.flatMap((family) => family.cases.map((one) => `${family.name} ${one.title}`)))].sort()
  )
})

it.each(allCases.map((one) => [one.id, one] as const))(
  "%s names requirements of its profile that the spec has",
  (_, one) => {
    expect(one.requirements.filter((id) => !requirements.has(id))).toEqual([])
    expect(one.requirements.map((id) => requirements.get(id))).toContain(one.profile)
    // Whoever does not claim `strict` must not be held to it.
    if (one.profile !== "strict") expect(one.requirements.filter((id) => requirements.get(id) === "strict")).toEqual([])
  }
)

it("every profile is one of the spec, and has cases", () => {
  const ofTheSpec = new Set(requirements.values())
  for (const profile of profiles) {
    expect(ofTheSpec).toContain(profile)
    expect(allCases.some((one) => one.profile === profile)).toBe(true)
  }
})

/** What no suite can see over HTTP, or what this one does not ask yet. */
it.each(["SU", "TTL", "LK", "RW"])(
  "every requirement about %s that does not need more than HTTP has a case",
  (area) => {
    const cited = new Set(allCases.flatMap((one) => one.requirements))
    expect([...requirements.keys()].filter((id) => id.startsWith(`RW-${area}-`) && !cited.has(id))).toEqual([])
  }
)
