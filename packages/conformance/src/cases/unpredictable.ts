import { unwrapByHeader } from "../api-request.ts"
import type { Family } from "../conformance-case.ts"
import type { Context } from "../context.ts"
import { WRAP } from "../endpoints.ts"
import { expectThat } from "../expect.ts"
import { weaknessOf } from "../fixtures/entropy.ts"
import { derivationOf } from "../fixtures/token-derivation.ts"
import { wrapInfoOf, type WrapInfo } from "../wrap-info.ts"

const BATCH = 64
const BATCHES = 16
const IN_ORDER = 24
/** How many pairs of tokens and accessors are compared: enough to know what all begin with. */
const PAIRS = 8

/** Issues wrapping tokens at the same time. */
async function issue({ sendUnrecorded }: Context, count: number): Promise<ReadonlyArray<WrapInfo>> {
  const request = { method: "POST", path: WRAP, ttl: 60, body: { a: 1 } }
  return (await sendUnrecorded(Array.from({ length: count }, () => request))).map(wrapInfoOf)
}

/** Uses tokens up, so that the server need not keep them. */
const use = ({ sendUnrecorded }: Context, issued: ReadonlyArray<WrapInfo>): Promise<unknown> =>
  sendUnrecorded(issued.map(({ token }) => unwrapByHeader(token)))

export const unpredictable: Family = {
  name: "SE",
  title: "Tokens that nobody can guess",
  cases: [
    {
      id: "RWC-SE-01",
      title: "issues a thousand tokens and accessors that do not repeat, do not count, and differ by enough bits",
      requirements: ["RW-SEC-4"],
      profile: "core",
      level: "must",
      long: true,
      why: "An attacker who can guess tokens need not steal one. A sample shows only obvious weakness: no test can prove randomness.",
      async run(context) {
        const inOrder: Array<WrapInfo> = []
        for (let one = 0; one < IN_ORDER; one++) inOrder.push(...(await issue(context, 1)))
        const all = [...inOrder]
        let latest: ReadonlyArray<WrapInfo> = inOrder
        for (let batch = 0; batch < BATCHES; batch++) {
          const [issued] = await Promise.all([issue(context, BATCH), use(context, latest)])
          all.push(...issued)
          latest = issued
        }
        await use(context, latest)
        for (const [what, of] of [
          ["tokens", ({ token }: WrapInfo) => token],
          ["accessors", ({ accessor }: WrapInfo) => accessor]
        ] as const) {
          const weakness = weaknessOf(all.map(of), inOrder.map(of))
          expectThat(weakness === undefined, `of ${all.length} ${what}, ${weakness}`)
        }
        const values = new Set(all.flatMap(({ accessor, token }) => [accessor, token]))
        expectThat(values.size === 2 * all.length, "a token is the accessor of another one")
      }
    },
    {
      id: "RWC-SE-02",
      title: "issues tokens that cannot be computed from their accessors",
      requirements: ["RW-AC-1", "RW-SEC-4"],
      profile: "accessor",
      level: "must",
      why: "Accessors are printed in logs. An encoding of the token is as good as the token.",
      async run(context) {
        const issued = await issue(context, PAIRS)
        await use(context, issued)
        const derivation = derivationOf(
          issued.map(({ token }) => token),
          issued.map(({ accessor }) => accessor)
        )
        expectThat(derivation === undefined, `an accessor ${derivation}`)
      }
    }
  ]
}
