import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { decideWrappingToken } from "./decide-token.ts"
import { entryIn, entryText } from "./entry-text.ts"
import type { TokenEntry } from "./token-entry.ts"

const wrappingEntries = fc
  .record({
    accessor: fc.string(),
    path: fc.string({ unit: "binary" }),
    creationPath: fc.string({ unit: "binary" }),
    issueTimeMs: fc.integer({ min: 0, max: 4e12 }),
    ttl: fc.oneof(fc.integer({ min: 1, max: 9e9 }), fc.double({ min: 1, max: 9e9, noNaN: true })),
    numUses: fc.constantFrom(1, -1),
    revoking: fc.constantFrom("tree", "alone", undefined),
    minTtl: fc.oneof(fc.constant(0), fc.double({ min: 0.001, max: 9e9, noNaN: true })),
    wrappedAccessor: fc.option(fc.string(), { nil: undefined }),
    status: fc.integer({ min: 200, max: 599 }),
    raw: fc.boolean()
  })
  .map(({ accessor, issueTimeMs, numUses, path, revoking, ...wrapping }): TokenEntry => ({
    ...decideWrappingToken({ path, issueTimeMs, wrapping }),
    accessor,
    numUses,
    ...(revoking === undefined ? undefined : { revoking })
  }))

describe("the text of an entry", () => {
  it("preserves the entry of a wrapping token", () => {
    fc.assert(
      fc.property(wrappingEntries, (entry) => {
        expect(entryIn(entryText(entry))).toEqual(entry)
      })
    )
  })

  it("reads the entry of a wrapping token that was written without a minimum TTL", () => {
    const text = JSON.stringify(["a", "p", "c", 1_795_499_702_128, 60, 1, null, null, 200, false])
    expect(entryIn(text).wrapping).toEqual({
      creationPath: "c",
      minTtl: 0,
      raw: false,
      status: 200,
      ttl: 60,
      wrappedAccessor: undefined
    })
    expect(entryText(entryIn(text))).toBe(text)
  })

  it("preserves any other entry", () => {
    const entry: TokenEntry = {
      accessor: "a",
      policies: ["default", "web"],
      path: "auth/userpass/login/ann",
      displayName: "userpass-ann",
      meta: { username: "ann" },
      numUses: 3,
      initialNumUses: 5,
      creationTime: 1_795_499_702,
      creationTtl: 300,
      explicitMaxTtl: 0,
      period: 60,
      renewable: true,
      entityId: "e",
      boundCidrs: ["127.0.0.0/8"],
      parent: { id: "p", accessor: "a" },
      issueTimeMs: 1_795_499_702_128,
      expiresAtMs: 1_795_500_002_128,
      revoking: "alone"
    }
    expect(entryIn(entryText(entry))).toEqual(entry)
  })
})
