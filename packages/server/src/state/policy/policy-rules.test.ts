import { assert, describe, it } from "vitest"
import { request } from "../../../test/acl-requests.ts"
import { type Acl, compileAcl } from "./acl.ts"
import { builtInPolicies } from "./built-in.ts"
import { parsePolicy } from "./parse-policy.ts"
import { PolicyParseError } from "./policy-parse-error.ts"

/** Reads of one path by the holder of policies with these bounds, `max/min` each. */
const holderOf = (...bounds: ReadonlyArray<{ readonly min?: string; readonly max?: string }>): Acl =>
  compileAcl(
    bounds.map(({ min, max }) => {
      const lines = [
        ...(min === undefined ? [] : [`min_wrapping_ttl = "${min}"`]),
        ...(max === undefined ? [] : [`max_wrapping_ttl = "${max}"`])
      ]
      return parsePolicy(`path "secret/foo" { capabilities = ["read"] ${lines.join(" ")} }`)
    }),
    0
  )

type WrapTtl = "none" | number
const mayRead = (holder: Acl, wrapTtl: WrapTtl): boolean =>
  holder.check(request("read", "secret/foo", { wrapTtlSeconds: wrapTtl === "none" ? undefined : wrapTtl })).allowed

interface Row {
  readonly id: string
  readonly title: string
  readonly holder: () => Acl
  readonly allowed: ReadonlyArray<WrapTtl>
  readonly denied: ReadonlyArray<WrapTtl>
}

const rows: ReadonlyArray<Row> = [
  {
    id: "PB-01, RW-PB-1",
    title: "both bounds, no wrap TTL",
    holder: () => holderOf({ min: "300", max: "400" }),
    allowed: [],
    denied: ["none"]
  },
  {
    id: "PB-02, RW-PB-1",
    title: "both bounds",
    holder: () => holderOf({ min: "300", max: "400" }),
    allowed: [350],
    denied: [0, 50, 450]
  },
  {
    id: "PB-03, RW-PB-1",
    title: "a minimum only",
    holder: () => holderOf({ min: "300" }),
    allowed: [450],
    denied: ["none", 50]
  },
  {
    id: "PB-04, RW-PB-1",
    title: "a maximum only",
    holder: () => holderOf({ max: "400" }),
    allowed: [350],
    denied: ["none", 450]
  },
  {
    id: "PB-05, RW-PB-5",
    title: "a maximum only, and a wrap TTL of 0",
    holder: () => holderOf({ max: "400" }),
    allowed: [],
    denied: [0]
  },
  {
    id: "PB-06, RW-PB-1",
    title: "a minimum only, and a wrap TTL of 0",
    holder: () => holderOf({ min: "1s" }),
    allowed: [1],
    denied: [0]
  },
  {
    id: "PB-07, RW-PB-4",
    title: "two policies: of each bound the smaller",
    holder: () => holderOf({ max: "300", min: "100" }, { max: "200", min: "50" }),
    allowed: [50, 60, 200],
    denied: ["none", 49, 201]
  },
  {
    id: "PB-08, RW-PB-4",
    title: "two policies that leave the maximum below the minimum",
    holder: () => holderOf({ min: "300" }, { max: "200" }),
    allowed: [],
    denied: ["none", 0, 100, 200, 250, 300, 400]
  },
  {
    id: "PB-10, RW-PB-2",
    title: "equal bounds",
    holder: () => holderOf({ min: "5m", max: "300" }),
    allowed: [300],
    denied: ["none", 299, 301]
  },
  {
    id: "PB-11, RW-PB-6",
    title: "root knows no bounds",
    holder: () => compileAcl([builtInPolicies.get("root")!.policy], 0),
    allowed: ["none", 0, 1, 1_000_000],
    denied: []
  },
  {
    id: "PB-14, RW-PB-2",
    title: "a wrap TTL that equals a bound",
    holder: () => holderOf({ min: "300", max: "400" }),
    allowed: [300, 400],
    denied: [299, 401]
  }
]

describe("limits of the wrap TTL", () => {
  for (const { id, title, holder, allowed, denied } of rows) {
    it(`${id}: ${title}`, () => {
      for (const wrapTtl of allowed) assert.isTrue(mayRead(holder(), wrapTtl), `${wrapTtl}`)
      for (const wrapTtl of denied) assert.isFalse(mayRead(holder(), wrapTtl), `${wrapTtl}`)
    })
  }

  it("PB-07, RW-PB-4: the order of the policies does not matter", () => {
    const holder = holderOf({ max: "200", min: "50" }, { max: "300", min: "100" }, {})
    assert.deepStrictEqual(
      [60, 200, 201, 49].map((wrapTtl) => mayRead(holder, wrapTtl)),
      [true, true, false, false]
    )
  })

  it("PB-09, RW-PB-3: a maximum below the minimum is refused", () => {
    assert.throws(
      () => holderOf({ min: "400s", max: "300s" }),
      PolicyParseError,
      /max_wrapping_ttl cannot be less than min_wrapping_ttl/
    )
  })

  it("PB-13, RW-PB-1: apply to writes too", () => {
    const holder = compileAcl(
      [parsePolicy('path "secret/foo" { capabilities = ["update"] max_wrapping_ttl = "400" }')],
      0
    )
    const mayWrite = (wrapTtlSeconds: number | undefined) =>
      holder.check({ operation: "update", path: "secret/foo", parameters: () => new Map(), wrapTtlSeconds }).allowed
    assert.deepStrictEqual(
      [mayWrite(undefined), mayWrite(0), mayWrite(400), mayWrite(401)],
      [false, false, true, false]
    )
  })

  it("RW-PB-1: apply even if they are below one second", () => {
    assert.deepStrictEqual(
      (["none", 0, 1] as const).map((wrapTtl) => mayRead(holderOf({ min: "500ms" }), wrapTtl)),
      [false, false, true]
    )
    assert.deepStrictEqual(
      (["none", 0, 1] as const).map((wrapTtl) => mayRead(holderOf({ max: "500ms" }), wrapTtl)),
      [false, false, false]
    )
  })

  it("grant nothing without the capability", () => {
    const holder = compileAcl(
      [parsePolicy('path "secret/foo" { capabilities = ["update"] max_wrapping_ttl = "400" }')],
      0
    )
    assert.isFalse(mayRead(holder, 100))
  })
})
