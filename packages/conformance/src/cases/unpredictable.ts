import { rewrap, unwrapByHeader, type ApiRequest } from "../api-request.ts"
import type { Family } from "../conformance-case.ts"
import type { Context } from "../context.ts"
import { WRAP } from "../endpoints.ts"
import { expectThat, stringAt } from "../expect.ts"
import { weaknessOf } from "../fixtures/entropy.ts"
import { repeat } from "../fixtures/race.ts"
import { createRequest } from "../fixtures/token.ts"
import { derivationOf } from "../fixtures/token-derivation.ts"
import { wrapInfoOf, type WrapInfo } from "../wrap-info.ts"

const BATCH = 64
const BATCHES = 16
const IN_ORDER = 8
/** How many tokens are enough to see that there are too few. */
const SAMPLE = 128
/** How many pairs of tokens and accessors are compared: enough to know what all begin with. */
const PAIRS = 8

const WRAP_DATA: ApiRequest = { method: "POST", path: WRAP, ttl: 60, body: { a: 1 } }

/** Issues wrapping tokens at the same time. */
async function issue(
  { sendUnrecorded }: Context,
  requests: ReadonlyArray<ApiRequest>
): Promise<ReadonlyArray<WrapInfo>> {
  return (await sendUnrecorded(requests)).map(wrapInfoOf)
}

/** Uses tokens up, so that the server need not keep them. */
const use = ({ sendUnrecorded }: Context, issued: ReadonlyArray<WrapInfo>): Promise<unknown> =>
  sendUnrecorded(issued.map(({ token }) => unwrapByHeader(token)))

type Pair = Pick<WrapInfo, "token" | "accessor">

/** Expects that nobody can guess these tokens and accessors. `inOrder` were issued one after the other. */
function expectUnpredictable(what: string, all: ReadonlyArray<Pair>, inOrder: ReadonlyArray<Pair>): void {
  for (const [part, of] of [
    ["tokens", ({ token }: Pair) => token],
    ["accessors", ({ accessor }: Pair) => accessor]
  ] as const) {
    const weakness = weaknessOf(all.map(of), inOrder.map(of))
    expectThat(weakness === undefined, `of ${all.length} ${part} of ${what}, ${weakness}`)
  }
}

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
        const path = await context.cubbyholeEntry()
        // A server may make the tokens of other responses, or those that last, in another way.
        const kinds = [
          { what: "wrapped data", request: WRAP_DATA },
          { what: "wrapped reads", request: { method: "GET", path, ttl: 60 } },
          { what: "data wrapped for two hours", request: { ...WRAP_DATA, ttl: "2h" } }
        ].map((kind) => ({ ...kind, inOrder: [] as Array<WrapInfo>, all: [] as Array<WrapInfo> }))
        for (let one = 0; one < IN_ORDER; one++)
          for (const { inOrder, request } of kinds) inOrder.push(...(await issue(context, [request])))
        let latest: ReadonlyArray<WrapInfo> = kinds.flatMap(({ inOrder }) => inOrder)
        for (let batch = 0; batch < BATCHES; batch++) {
          const { all, request } = kinds[batch % kinds.length] as (typeof kinds)[number]
          const requests = repeat(BATCH, () => request)
          const [issued] = await Promise.all([issue(context, requests), use(context, latest)])
          all.push(...issued)
          latest = issued
        }
        await use(context, latest)
        for (const { all, inOrder, what } of kinds) expectUnpredictable(what, [...inOrder, ...all], inOrder)
        const all = kinds.flatMap((kind) => [...kind.inOrder, ...kind.all])
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
        const issued = await issue(
          context,
          repeat(PAIRS, () => WRAP_DATA)
        )
        await use(context, issued)
        const derivation = derivationOf(
          issued.map(({ token }) => token),
          issued.map(({ accessor }) => accessor)
        )
        expectThat(
          derivation === undefined,
          derivation === "hash"
            ? "an accessor has a hash of which the token is made"
            : "an accessor is an encoding of the token, or of a part of it"
        )
      }
    },
    {
      id: "RWC-SE-03",
      title: "issues tokens on rewrap that nobody can guess, also not from the old tokens",
      requirements: ["RW-RW-1", "RW-SEC-4"],
      profile: "rewrap",
      level: "must",
      long: true,
      why: "A thief of the old token, which is worthless, must not be able to compute the new one.",
      async run(context) {
        const old = await issue(
          context,
          repeat(SAMPLE, () => WRAP_DATA)
        )
        const [first, ...others] = old.map(({ token }) => rewrap(token))
        // Shows whether the operator may rewrap.
        const inOrder = [wrapInfoOf(await context.sendPrivileged(first as ApiRequest))]
        for (const request of others.slice(0, IN_ORDER)) inOrder.push(...(await issue(context, [request])))
        const fresh = [...inOrder]
        for (let from = IN_ORDER; from < others.length; from += BATCH)
          fresh.push(...(await issue(context, others.slice(from, from + BATCH))))
        await use(context, fresh)
        expectUnpredictable("rewraps", fresh, inOrder)
        const derivation = derivationOf(
          fresh.slice(0, PAIRS).map(({ token }) => token),
          old.slice(0, PAIRS).map(({ token }) => token)
        )
        expectThat(
          derivation === undefined,
          derivation === "hash"
            ? "the token of a rewrap is made of a hash of the old token"
            : "the token of a rewrap has a part of the old token, or is an encoding of it"
        )
      }
    },
    {
      id: "RWC-SE-04",
      title: "creates tokens that do not repeat, do not count, and differ by enough bits",
      requirements: ["RW-SEC-4"],
      profile: "core",
      level: "must",
      long: true,
      why: "A wrapped response often has a token in it, which must be as hard to guess as the wrapping token.",
      async run(context) {
        const { createToken, sendUnrecorded } = context
        const inOrder: Array<Pair> = [await createToken()]
        for (let one = 1; one < IN_ORDER; one++) inOrder.push(await createToken())
        const all = [...inOrder]
        for (let from = IN_ORDER; from < SAMPLE; from += BATCH) {
          const requests = repeat(Math.min(BATCH, SAMPLE - from), () =>
            createRequest({ policies: ["default"], ttl: "1m" })
          )
          for (const response of await sendUnrecorded(requests))
            all.push({ token: stringAt(response, "auth.client_token"), accessor: stringAt(response, "auth.accessor") })
        }
        await sendUnrecorded(
          all.slice(IN_ORDER).map(({ token }) => ({ method: "POST", path: "auth/token/revoke-self", token }))
        )
        expectUnpredictable("created tokens", all, inOrder)
      }
    }
  ]
}
