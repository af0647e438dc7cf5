import { describe, expect, it } from "vitest"
import { differences } from "./differences.ts"
import { goldenSet } from "./golden-set.ts"
import { readNotYet, scenarioOf } from "./not-yet.ts"

describe("the list of what is not built yet", () => {
  const list = readNotYet()
  const steps = list.flatMap((entry) => entry.steps)

  it("has a reason for each group, and each step once", () => {
    for (const { why, steps: grouped } of list) {
      expect(why.trim()).not.toBe("")
      expect(grouped).not.toEqual([])
    }
    expect(steps.filter((step, index) => steps.indexOf(step) !== index)).toEqual([])
  })

  it("names scenarios that there are", async () => {
    const sets = await Promise.all([goldenSet(""), goldenSet("neighbourhood/")])
    const known = new Set(["fixtures", ...sets.flatMap((set) => set.scenarios.map(({ id }) => id))])
    expect(steps.filter((step) => !known.has(scenarioOf(step)))).toEqual([])
  })
})

describe("the comparison with a recording", () => {
  const recorded = { status: 200, json: { data: { a: 1 }, ttl: 300 } }

  it("finds what is other, missing or too much, each at its place", () => {
    expect(differences(recorded, { status: 404, json: { data: { a: "1", b: null }, ttl: 296 } })).toEqual([
      "status: expected 200, got 404",
      'json.data.a: expected 1, got "1"',
      "json.data.b: expected nothing, got null",
      "json.ttl: expected 300, got 296"
    ])
    expect(differences({ keys: ["a"] }, { keys: ["a", "b"] })).toEqual(['keys.1: expected nothing, got "b"'])
    expect(differences({ keys: ["a"] }, { keys: { 0: "a" } })).toHaveLength(1)
  })

  it("lets a TTL have passed by three seconds, and no other number", () => {
    expect(differences(recorded, { status: 200, json: { data: { a: 1 }, ttl: 297 } })).toEqual([])
    expect(differences({ uses: 3 }, { uses: 2 })).toHaveLength(1)
  })

  it("holds a step that is meant to differ to the part that is meant", () => {
    const deviation = { why: "the words of another language's parser", answer: { status: 400 } }
    expect(differences(recorded, { status: 400, json: {} }, deviation)).toEqual([])
    expect(differences(recorded, recorded, deviation)).toEqual(["status: expected 400, got 200"])
  })
})
