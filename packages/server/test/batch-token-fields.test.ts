import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { freshAsk } from "./asking.ts"

const cannotHave = (field: string) => `batch tokens cannot have "${field}" set`
const DEFAULT_TTL = 2_764_800

/** Any of these values, with the same result. `undefined` is an absent field. */
type Values = ReadonlyArray<string | number | null | undefined>
const NOTHING: Values = [undefined, null, ""]
const ZERO: Values = ["0s", 0, "0"]
const NONE: Values = [...NOTHING, ...ZERO]
const NO_USES: Values = [undefined, 0]

interface Row {
  readonly explicit: Values
  readonly uses: Values
  readonly period: Values
  /** The TTL, or the error text. */
  readonly result: number | string
}

/** What Vault 1.21.4 and OpenBao 2.6.2 answer, except where a row says so. */
const rows: ReadonlyArray<Row> = [
  { explicit: NONE, uses: NO_USES, period: NONE, result: DEFAULT_TTL },
  { explicit: NOTHING, uses: NO_USES, period: ["10m", "-1s"], result: cannotHave("period") },
  { explicit: NOTHING, uses: [2, -1], period: [...NONE, "10m", "-1s"], result: cannotHave("num_uses") },
  { explicit: ZERO, uses: NO_USES, period: ["10m", 600], result: 600 },
  { explicit: ZERO, uses: NO_USES, period: ["-1s"], result: "period must be positive" },
  { explicit: ZERO, uses: [-1], period: [...NONE, "10m", "-1s"], result: "number of uses cannot be negative" },
  // Both servers create a token here that can be used without a limit.
  { explicit: ZERO, uses: [2], period: [...NONE, "10m", "-1s"], result: cannotHave("num_uses") },
  {
    explicit: ["1h", "-1s", 60],
    uses: [...NO_USES, 2, -1],
    period: [...NONE, "10m", "-1s"],
    result: cannotHave("explicit_max_ttl")
  }
]

/** The paths below `auth/token/create`, each with the type in the request. */
const places = [
  ["", "batch"],
  ["-orphan", "batch"],
  ["/any", "batch"],
  ["/default-batch", undefined],
  ["/batch", undefined],
  ["/batch", "service"]
] as const

describe("batch tokens", () => {
  it.effect(
    "RW-TK-53: token create -type=batch -period=10m was refused, as the command also sends explicit_max_ttl 0s",
    () =>
      Effect.gen(function* () {
        const ask = yield* freshAsk()
        const batchRole = { orphan: true, renewable: false }
        for (const [name, role] of [
          ["any", { orphan: true }],
          ["default-batch", { ...batchRole, token_type: "default-batch" }],
          ["batch", { ...batchRole, token_type: "batch" }]
        ] as const)
          assert.strictEqual((yield* ask("POST", `auth/token/roles/${name}`, { body: role })).status, 204)
        for (const [below, type] of places)
          for (const { explicit, period: periods, result, uses } of rows)
            for (const explicit_max_ttl of explicit)
              for (const period of periods)
                for (const num_uses of uses) {
                  const body = { policies: ["default"], type, explicit_max_ttl, period, num_uses, renewable: true }
                  const { json, status } = yield* ask("POST", `auth/token/create${below}`, { body })
                  const asked = `${below} ${JSON.stringify(body)}`
                  if (typeof result === "string") assert.deepStrictEqual([status, json.errors], [400, [result]], asked)
                  else {
                    const { lease_duration, num_uses: shown, renewable, token_type } = json.auth
                    const expected = [200, "batch", result, false, 0]
                    assert.deepStrictEqual([status, token_type, lease_duration, renewable, shown], expected, asked)
                  }
                }
      })
  )

  it.effect("the period of a batch token is its TTL, and nothing else", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk()
      const body = { policies: ["default"], type: "batch", explicit_max_ttl: "0s", period: "10m", ttl: "1h" }
      const created = yield* ask("POST", "auth/token/create", { body })
      const token: string = created.json.auth.client_token
      const { data } = (yield* ask("GET", "auth/token/lookup-self", { token })).json
      assert.deepStrictEqual(
        [data.type, data.creation_ttl, data.renewable, "period" in data],
        ["batch", 600, false, false]
      )
      const renewed = yield* ask("POST", "auth/token/renew-self", { token })
      assert.deepStrictEqual([renewed.status, renewed.json.errors], [400, ["batch tokens cannot be renewed"]])
      const policy = 'path "auth/token/create" { capabilities = ["update"] }'
      yield* ask("PUT", "sys/policies/acl/creates", { body: { policy } })
      const holder = yield* ask("POST", "auth/token/create", { body: { policies: ["creates"] } })
      const without = yield* ask("POST", "auth/token/create", { token: holder.json.auth.client_token, body })
      assert.deepStrictEqual(without.json.errors, ["root or sudo privileges required to create periodic token"])
    })
  )
})
