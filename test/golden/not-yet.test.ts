import { describe, expect, it } from "vitest"
import { differences } from "./differences.ts"
import { goldenSet } from "./golden-set.ts"
import { readNotYet, scenarioOf } from "./not-yet.ts"

describe("not-yet.json", () => {
  const list = readNotYet()
  const steps = list.flatMap((entry) => entry.steps)

  it("gives a reason for each group, and names each step once", () => {
    for (const { why, steps: grouped } of list) {
      expect(why.trim()).not.toBe("")
      expect(grouped).not.toEqual([])
    }
    expect(steps.filter((step, index) => steps.indexOf(step) !== index)).toEqual([])
  })

  it("names only scenarios that exist", async () => {
    const sets = await Promise.all([goldenSet(""), goldenSet("neighbourhood/"), goldenSet("../own/")])
    const known = new Set(["fixtures", ...sets.flatMap((set) => set.scenarios.map(({ id }) => id))])
    expect(steps.filter((step) => !known.has(scenarioOf(step)))).toEqual([])
  })
})

describe("the comparison with a recording", () => {
  const recorded = { status: 200, json: { data: { a: 1 }, ttl: 300 } }

  it("finds what is different, missing or additional, each with its place", () => {
    expect(differences(recorded, { status: 404, json: { data: { a: "1", b: null }, ttl: 296 } })).toEqual([
      "status: expected 200, got 404",
      'json.data.a: expected 1, got "1"',
      "json.data.b: expected nothing, got null",
      "json.ttl: expected 300, got 296"
    ])
    expect(differences({ keys: ["a"] }, { keys: ["a", "b"] })).toEqual(['keys.1: expected nothing, got "b"'])
    expect(differences({ keys: ["a"] }, { keys: { 0: "a" } })).toHaveLength(1)
  })

  it("accepts three seconds of difference in a TTL, and in no other number", () => {
    expect(differences(recorded, { status: 200, json: { data: { a: 1 }, ttl: 297 } })).toEqual([])
    expect(differences({ uses: 3 }, { uses: 2 })).toHaveLength(1)
  })

  it("compares a step that deviates on purpose with the part that is expected", () => {
    const deviation = { why: "the words of another language's parser", answer: { status: 400 } }
    expect(differences(recorded, { status: 400, json: {} }, deviation)).toEqual([])
    expect(differences(recorded, recorded, deviation)).toEqual(["status: expected 400, got 200"])
  })

  it("RW-EXT-10: accepts other words in an error text only after the beginning that the spec gives", () => {
    const deviation = { why: "the words of another language's parser", answer: { status: 400 } }
    const answer = (text: string) => ({ status: 400, json: { errors: [text] } })
    const original = answer("failed to decode JSON input: unexpected EOF")
    expect(differences(original, answer("failed to decode JSON input: the object does not end"), deviation)).toEqual([])
    expect(differences(original, answer("the object does not end"), deviation)).toEqual([
      'json.errors.0: expected a text that begins with "failed to decode JSON input: ", got "the object does not end"'
    ])
  })
})
