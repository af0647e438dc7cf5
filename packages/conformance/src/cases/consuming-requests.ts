import { rewrap, unwrapByBody, unwrapByHeader, type ApiRequest } from "../api-request.ts"
import type { Family } from "../conformance-case.ts"
import type { Context } from "../context.ts"
import { REWRAP, UNWRAP } from "../endpoints.ts"
import { expectDone, expectError, expectPayload, expectRefused, expectStatus } from "../expect.ts"
import { expectWithout, forEachOf, named } from "../fixtures/combination.ts"
import { expectOpenedOnceAtMost } from "../fixtures/opened-once.ts"
import { byAccessor } from "../fixtures/token.ts"
import { openings, sendAs, type TokenUse } from "../fixtures/token-uses.ts"
import { TtlTimer } from "../fixtures/ttl-timer.ts"
import { Failure } from "../verdict.ts"
import { wrapInfoOf } from "../wrap-info.ts"

const FORM = { "content-type": "application/x-www-form-urlencoded" }

const bearer = (token: string) => ({ token: null, headers: { authorization: `Bearer ${token}` } })

/** Unwraps by body that a server may refuse, or answers as any other. */
const unusualUnwraps = (operator: string): ReadonlyArray<TokenUse> => [
  {
    name: "PUT of a form",
    request: (token) => ({
      method: "PUT",
      path: UNWRAP,
      headers: FORM,
      body: new URLSearchParams({ token }).toString()
    })
  },
  ...["POST", "PUT"].flatMap((method): ReadonlyArray<TokenUse> => {
    const unwrap = { method, path: UNWRAP }
    return [
      {
        name: `${method} with the caller as Authorization: Bearer`,
        request: (token) => ({ ...unwrap, ...bearer(operator), body: { token } })
      },
      {
        name: `${method} with an unknown field before the token`,
        request: (token) => ({ ...unwrap, body: { extra: "value", token } })
      },
      {
        name: `${method} with unknown fields after the token`,
        request: (token) => ({ ...unwrap, body: { token, extra: [1], accessor: "" } })
      },
      {
        name: `${method} of the type text/plain`,
        request: (token) => ({
          ...unwrap,
          headers: { "content-type": "text/plain" },
          body: JSON.stringify({ token })
        })
      },
      {
        name: `${method} without X-Vault-Request`,
        request: (token) => ({ ...unwrap, unmarked: true, body: { token } })
      },
      { name: `${method} with a wrap TTL of 0`, request: (token) => ({ ...unwrap, ttl: 0, body: { token } }) },
      {
        name: `${method} with an escaped path`,
        request: (token) => ({ ...unwrap, path: "sys/wrapping/unwra%70", body: { token } })
      },
      { name: `${method} with a query`, request: (token) => ({ ...unwrap, path: `${UNWRAP}?x=1`, body: { token } }) }
    ]
  })
]

/** Sends each unwrap with a token of its own, and expects that the token opens once at most. */
const expectConsuming = (context: Context, uses: ReadonlyArray<TokenUse>): Promise<void> =>
  forEachOf(uses, async ({ name, request }) => {
    const secret = context.payload()
    const { token } = await context.wrap(secret)
    await named(name, async () =>
      expectOpenedOnceAtMost(context, { secret, token }, await context.send(request(token)))
    )
  })

/** Values that contain a token, or that a database could take as a pattern. */
const valuesWith = (token: string): ReadonlyArray<readonly [name: string, value: unknown]> => [
  ["a list with the token", [token]],
  ["a list with the token twice", [token, token]],
  ["an object with the token", { token }],
  ["an object with the operator $eq", { $eq: token }],
  ["an object with the operator $ne", { $ne: "" }],
  ["an object with the operator $gt", { $gt: "" }],
  ["an object with the operator $regex", { $regex: "." }]
]

const CALLERS =
  "A token that has ended must not act for anybody, or a copy of it that turns up later is a key to every response."

export const consumingRequests: Family = {
  name: "US",
  title: "What consumes a token, and who may",
  cases: [
    {
      id: "RWC-US-01",
      title: "opens a token once at most if it is in both the header and the body",
      requirements: ["RW-SU-1", "RW-SU-2", "RW-SU-10"],
      profile: "core",
      level: "must",
      why: "A server that takes the caller from one place and the wrapping token from the other may count neither use.",
      run: (context) =>
        expectConsuming(
          context,
          ["POST", "PUT"].flatMap((method): ReadonlyArray<TokenUse> => [
            {
              name: `${method} with the token in X-Vault-Token and in the body`,
              request: (token) => ({ method, path: UNWRAP, token, body: { token } })
            },
            {
              name: `${method} with the token in Authorization: Bearer and in the body`,
              request: (token) => ({ method, path: UNWRAP, ...bearer(token), body: { token } })
            }
          ])
        )
    },
    {
      id: "RWC-US-02",
      title: "opens each of two tokens once at most if one is in the header and the other in the body",
      requirements: ["RW-SU-1", "RW-SU-2"],
      profile: "core",
      level: "must",
      why: "The token that is opened must be used up, and not only the one that sent the request.",
      async run(context) {
        const { payload, send, wrap } = context
        await forEachOf(
          ["X-Vault-Token", "Authorization: Bearer"].flatMap((header) =>
            ["POST", "PUT"].map((method) => ({ header, method }))
          ),
          async ({ header, method }) => {
            const [one, two] = [payload(), payload()]
            const [caller, other] = [(await wrap(one)).token, (await wrap(two)).token]
            const by = header === "X-Vault-Token" ? { token: caller } : bearer(caller)
            await named(`${method} with one token in ${header} and another in the body`, async () => {
              const first = await send({ method, path: UNWRAP, ...by, body: { token: other } })
              await named("the token in the body", () =>
                expectOpenedOnceAtMost(context, { secret: two, token: other }, first)
              )
              await named("the token in the header", () =>
                expectOpenedOnceAtMost(context, { secret: one, token: caller }, first)
              )
            })
          }
        )
      }
    },
    {
      id: "RWC-US-03",
      title: "opens a token once at most if the unwrap by body is the last use of its caller",
      requirements: ["RW-SU-1", "RW-SU-2", "RW-SU-6"],
      profile: "core",
      level: "must",
      why: "The end of the caller must not keep the server from using the wrapping token up.",
      async run(context) {
        const { createToken, payload, send, wrap } = context
        for (const method of ["POST", "PUT"]) {
          const caller = await createToken({ policies: ["default"], num_uses: 1 })
          const secret = payload()
          const { token } = await wrap(secret)
          await named(`${method} with the last use of the caller`, async () => {
            const first = await send({ ...unwrapByBody(token, caller.token), method })
            await expectOpenedOnceAtMost(context, { secret, token }, first)
          })
        }
      }
    },
    {
      id: "RWC-US-04",
      title: "opens a token once at most, in whichever form the unwrap by body is written",
      requirements: ["RW-SU-1", "RW-SU-2", "RW-HD-15"],
      profile: "core",
      level: "must",
      long: true,
      why: "A server may refuse an unusual request, but if it opens the token, the token must be used up.",
      run: (context) => expectConsuming(context, unusualUnwraps(context.operator.token))
    },
    {
      id: "RWC-US-05",
      title: "opens a token once at most if the body is sent in chunks",
      requirements: ["RW-SU-1", "RW-SU-2"],
      profile: "core",
      level: "must",
      why: "HTTP libraries send a body in chunks if they do not know its length.",
      run: (context) =>
        expectConsuming(
          context,
          ["POST", "PUT"].map((method) => ({
            name: `${method} in chunks`,
            request: (token) => ({ ...unwrapByBody(token), method, headers: { "transfer-encoding": "chunked" } })
          }))
        )
    },
    {
      id: "RWC-US-06",
      title: "refuses an unwrap by body whose caller is a used wrapping token, and keeps the other token valid",
      requirements: ["RW-SU-6", "RW-SU-7", "RW-ER-3"],
      profile: "core",
      level: "must",
      why: CALLERS,
      async run({ payload, send, wrap }) {
        for (const use of [unwrapByHeader, unwrapByBody]) {
          const [secret, used] = [payload(), await wrap()]
          const { token } = await wrap(secret)
          expectStatus(await send(use(used.token)), 200)
          const refused = await send(unwrapByBody(token, used.token))
          expectRefused(refused)
          expectWithout(refused, secret.conformance)
          expectPayload(await send(unwrapByHeader(token)), secret)
        }
      }
    },
    {
      id: "RWC-US-07",
      title: "refuses an unwrap by body whose caller is a revoked wrapping token, and keeps the other token valid",
      requirements: ["RW-AC-4", "RW-SU-6", "RW-SU-7"],
      profile: "accessor",
      level: "must",
      why: CALLERS,
      async run({ payload, send, sendPrivileged, wrap }) {
        const [secret, revoked] = [payload(), await wrap()]
        const { token } = await wrap(secret)
        expectDone(await sendPrivileged(byAccessor("revoke", revoked.accessor)))
        const refused = await send(unwrapByBody(token, revoked.token))
        expectRefused(refused)
        expectWithout(refused, secret.conformance)
        expectPayload(await send(unwrapByHeader(token)), secret)
      }
    },
    {
      id: "RWC-US-08",
      title: "refuses an unwrap by body whose caller has expired, and keeps the token in the body valid",
      requirements: ["RW-SU-6", "RW-SU-7", "RW-ER-3"],
      profile: "core",
      level: "must",
      waits: 2_200,
      why: CALLERS,
      async run(context) {
        const { createToken, payload, send, wrap } = context
        const timer = new TtlTimer(context)
        const callers = await timer.start(async () => [
          { name: "a token", token: (await createToken({ policies: ["default"], ttl: "1s" })).token },
          { name: "a wrapping token", token: (await wrap(undefined, 1)).token }
        ])
        const secret = payload()
        const { token } = await wrap(secret)
        // A server whose clock counts whole seconds may be a second late.
        await timer.waitPast(2_200)
        for (const caller of callers)
          await named(`${caller.name} that has expired`, async () => {
            const refused = await send(unwrapByBody(token, caller.token))
            expectError(refused, 403)
            expectWithout(refused, secret.conformance)
          })
        expectPayload(await send(unwrapByHeader(token)), secret)
      }
    },
    {
      id: "RWC-US-09",
      title: "opens nothing if the token in the body is a list or an object",
      requirements: ["RW-SU-1", "RW-SU-12", "RW-ER-11"],
      profile: "core",
      level: "must",
      why: "A server that passes the value to its database may open the response of somebody else.",
      async run(context) {
        const { payload, send, wrap } = context
        for (const [i, [name]] of valuesWith("").entries()) {
          const secret = payload()
          const { token } = await wrap(secret)
          const value = valuesWith(token)[i]?.[1]
          await named(name, async () => {
            const response = await send({ method: "POST", path: UNWRAP, body: { token: value } })
            if (response.status < 400)
              throw new Failure("a value that is not a string was accepted as a token", {
                expected: "a status of 400 or more",
                got: String(response.status),
                response
              })
            expectWithout(response, secret.conformance)
            await expectOpenedOnceAtMost(context, { secret, token }, response)
          })
        }
      }
    },
    {
      id: "RWC-US-10",
      title: "lets at most one of concurrent rewraps and unwraps succeed, in whichever way and whichever begins",
      requirements: ["RW-RW-8", "RW-SU-3", "RW-SU-11"],
      profile: "rewrap",
      level: "must",
      long: true,
      why: "A rewrap and an unwrap that both succeed are two copies of the secret, in different hands.",
      run: (context) => expectNeverBoth(context)
    }
  ]
}

/** Races rewraps with each way to open a token. Each way begins in one race, and the rewrap in another one. */
async function expectNeverBoth(context: Context): Promise<void> {
  const { payload, send, sendPrivileged, sendTogether, wrap } = context
  // These show what the operator may do.
  wrapInfoOf(await sendPrivileged(rewrap((await wrap()).token)))
  await sendAs(context, unwrapByBody((await wrap()).token))
  const races = openings.flatMap((opening) => [
    { opening, name: `${opening.name}, then a rewrap`, rewrapsAt: 1 },
    { opening, name: `a rewrap, then ${opening.name}`, rewrapsAt: 0 }
  ])
  await forEachOf(races, async ({ name, opening, rewrapsAt }) => {
    const secret = payload()
    const { token } = await wrap(secret)
    const request = (i: number): ApiRequest => (i % 2 === rewrapsAt ? rewrap(token) : opening.request(token))
    const responses = await sendTogether([0, 1, 2, 3].map(request))
    const successes = responses.filter(({ status }) => status === 200)
    // A server in which nobody won may keep the token, which then opens here.
    const last = await send(unwrapByHeader(token))
    const all = last.status === 200 ? [...successes, last] : successes
    if (all.length > 1)
      throw new Failure(`${name}, at the same time: ${all.length} requests succeeded`, {
        expected: "one success at most",
        got: all.map(({ exchange }) => (exchange.request.path === REWRAP ? "rewrap" : "unwrap")).join(", "),
        ...(all[1] === undefined ? {} : { response: all[1] })
      })
  })
}
