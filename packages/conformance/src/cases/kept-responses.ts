import { lookup, rewrap, unwrapByBody, unwrapByHeader, type ApiRequest } from "../api-request.ts"
import type { ConformanceCase, Family } from "../conformance-case.ts"
import type { Context } from "../context.ts"
import { LOOKUP, UNWRAP } from "../endpoints.ts"
import { expectError, expectRefused, expectStatus, expectThat } from "../expect.ts"
import { CUT_BODY } from "../refused-body.ts"
import { expectWithout, named } from "../fixtures/combination.ts"
import { sideBySide } from "../fixtures/side-by-side.ts"
import { expectAgreement, rewrappedSources, sources, wrapFrom, type Source } from "../fixtures/sources.ts"
import { halfOf, inTurn, lookups, type TokenUse } from "../fixtures/token-uses.ts"
import { wrapInfoOf } from "../wrap-info.ts"

const inQuery = (token: string): string => `${UNWRAP}?token=${encodeURIComponent(token)}`

interface Refused {
  readonly name: string
  readonly request: (token: string, stranger: string) => ApiRequest
  /** The JSON of its body ends too early. */
  readonly isCut?: boolean
}

/** Requests that name a wrapping token, and must use nothing up. A server that answers 2xx to one has opened it. */
const refused: ReadonlyArray<Refused> = [
  { name: "an unwrap without a caller", request: (token) => ({ ...unwrapByBody(token), token: null }) },
  { name: "an unwrap by an unknown caller", request: (token) => unwrapByBody(token, "no-such-token") },
  { name: "an unwrap by a caller without permission", request: (token, stranger) => unwrapByBody(token, stranger) },
  {
    name: "a second unwrap by a caller without permission",
    request: (token, stranger) => ({ ...unwrapByBody(token, stranger), method: "PUT" })
  },
  {
    name: "an unwrap whose body is cut",
    request: (token) => ({ ...unwrapByHeader(token), body: '{"a":' }),
    isCut: true
  },
  { name: "an unwrap whose body is a list", request: (token) => ({ ...unwrapByHeader(token), body: "[1]" }) },
  {
    name: "an unwrap by body that is cut",
    request: (token) => ({ ...unwrapByBody(token), body: `{"token":"${token}"` }),
    isCut: true
  },
  {
    name: "an unwrap by header with a malformed wrap TTL",
    request: (token) => ({ ...unwrapByHeader(token), ttl: "abc" })
  },
  { name: "an unwrap by body with a malformed wrap TTL", request: (token) => ({ ...unwrapByBody(token), ttl: "abc" }) },
  { name: "an unwrap by body with a negative wrap TTL", request: (token) => ({ ...unwrapByBody(token), ttl: "-1" }) },
  {
    name: "a GET of cubbyhole/response with a malformed wrap TTL",
    request: (token) => ({ method: "GET", path: "cubbyhole/response", token, ttl: "abc" })
  },
  { name: "a lookup with a malformed wrap TTL", request: (token) => ({ ...lookup(token), ttl: "abc" }) },
  {
    name: "a lookup whose body is cut",
    request: (token) => ({ ...lookup(token), body: `{"token":"${token}"` }),
    isCut: true
  },
  { name: "a rewrap without a caller", request: (token) => ({ ...rewrap(token), token: null }) },
  {
    name: "a rewrap by a caller without permission",
    request: (token, stranger) => ({ ...rewrap(token), token: stranger })
  },
  { name: "a rewrap with a malformed wrap TTL", request: (token) => ({ ...rewrap(token), ttl: "abc" }) },
  { name: "a POST with the token in the query", request: (token) => ({ method: "POST", path: inQuery(token) }) },
  ...["GET", "HEAD", "LIST", "DELETE", "PATCH", "OPTIONS"].map((method) => ({
    name: `the method ${method} with the token in the query`,
    request: (token: string) => ({ method, path: inQuery(token) })
  })),
  {
    name: "the method DELETE with the token in the body",
    request: (token) => ({ ...unwrapByBody(token), method: "DELETE" })
  }
]

const LOST = "A secret that is lost on its way must be created again, and its receiver raises a false alarm."

const idOf = (first: number, i: number): string => `RWC-KE-${String(first + i).padStart(2, "0")}`

const keeps = (id: string, source: Source, turn: number, more: Pick<ConformanceCase, "profile" | "requirements">) => ({
  id,
  title: `keeps ${source.name} through every lookup and every refused request, and describes it correctly`,
  ...more,
  level: "must" as const,
  long: true,
  why: LOST,
  async run(context: Context) {
    const { send, createUnprivilegedToken, operator, wrap } = context
    const stranger = (await createUnprivilegedToken()).token
    const before = await wrap()
    const wrapped = await wrapFrom(source, context)
    const { token } = wrapped.info
    await named(source.name, () => expectTime(context, wrapped.info.creationTime, before.creationTime))
    let earlier = "its creation"
    for (const [i, { name, request, isCut }] of (turn === 0 ? refused : halfOf(refused, turn)).entries()) {
      const [use] = inTurn(lookups, turn + i, 1)
      // Every way to look up takes part, and shows whether the token is still there after the request before.
      await sideBySide(
        named(`${name} of ${source.name}`, async () => {
          const response = await send(request(token, stranger))
          // OPTIONS may be a preflight, which says nothing about the token.
          if (isCut && CUT_BODY.includes(response.status)) expectError(response, CUT_BODY)
          else if (response.exchange.request.method !== "OPTIONS") expectRefused(response)
          expectWithout(response, wrapped.secret)
        }),
        named(`${use?.name} of ${source.name}, after ${earlier}, or during ${name}`, async () => {
          const found = await send((use as TokenUse).request(token))
          expectAgreement(wrapped, found)
          expectWithout(found, wrapped.secret)
        })
      )
      earlier = name
    }
    await named(`a lookup of ${source.name} with a wrap TTL`, async () => {
      const inside = wrapInfoOf(
        await send({ method: "POST", path: LOOKUP, token: operator.token, body: { token }, ttl: 30 })
      )
      expectAgreement(wrapped, await send(unwrapByHeader(inside.token)))
    })
    await named(`${source.name}, opened after all that`, async () => {
      const opened = await send(unwrapByHeader(token))
      expectStatus(opened, 200)
      wrapped.expectEnvelope(opened.json)
    })
  }
})

/** Expects that a time was taken after another one, and before a new one, of the same server: to the second. */
async function expectTime({ wrap }: Context, creationTime: string, before: string): Promise<void> {
  const after = await wrap()
  const [from, time, to] = [before, creationTime, after.creationTime].map((text) => Date.parse(text)) as [
    number,
    number,
    number
  ]
  expectThat(
    time >= from - 2_000 && time <= to + 2_000,
    "wrap_info.creation_time is not between those of a token that was created before and of one created after it",
    after.response
  )
}

export const keptResponses: Family = {
  name: "KE",
  title: "What uses nothing up",
  cases: [
    ...sources.map((source, i) =>
      keeps(idOf(1, i), source, i, {
        profile: "core",
        requirements: ["RW-LK-1", "RW-LK-3", "RW-LK-6", "RW-SU-7", "RW-HD-1", "RW-ER-11", "RW-ENV-4", "RW-CP-1"]
      })
    ),
    ...rewrappedSources.map((source, i) =>
      keeps(idOf(11, i), source, sources.length + i, {
        profile: "rewrap",
        requirements: ["RW-RW-2", "RW-RW-3", "RW-RW-6", "RW-LK-1", "RW-LK-3", "RW-LK-6", "RW-SU-7", "RW-ER-11"]
      })
    )
  ]
}
