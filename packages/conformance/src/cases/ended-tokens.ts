import { rewrap, unwrapByBody, unwrapByHeader } from "../api-request.ts"
import type { ConformanceCase, Family } from "../conformance-case.ts"
import type { Context } from "../context.ts"
import { WRAP } from "../endpoints.ts"
import { expectDone, expectInvalidToken, expectPayload, expectStatus } from "../expect.ts"
import { expectInvalidInEveryWay } from "../fixtures/every-way.ts"
import { named } from "../fixtures/combination.ts"
import { sideBySide } from "../fixtures/side-by-side.ts"
import { inTime, TtlTimer } from "../fixtures/ttl-timer.ts"
import { byAccessor } from "../fixtures/token.ts"
import { wrapInfoOf } from "../wrap-info.ts"

const TTL_MS = 2_000

/** When a token that has ended is tried, in milliseconds after it was issued. */
const AGES = [0, 900, 2_100]

/** After these ages, it is tried at twice the age each time, and a last time at `last`. */
function agesUntil(last: number): ReadonlyArray<number> {
  const ages = AGES.filter((age) => age < last)
  for (let age = 4_000; age < last; age *= 2) ages.push(age)
  return [...ages, last]
}

interface Ending {
  readonly token: string
  /** When it has ended for certain, in milliseconds after it was issued. */
  readonly after?: number
}

const staysEnded = (
  one: Pick<ConformanceCase, "id" | "title" | "requirements" | "profile" | "why">,
  end: (context: Context) => Promise<Ending>
): ConformanceCase => ({
  ...one,
  level: "must",
  waits: 7_000,
  async run(context) {
    const timer = new TtlTimer(context)
    const { after = 0, token } = await timer.start(() => end(context))
    for (const age of agesUntil(context.recheck).filter((one) => one >= after)) {
      await timer.waitPast(age)
      await expectInvalidInEveryWay(context, token)
    }
  }
})

/** TTLs in seconds. Those that are over when a token was tried for the last time are awaited. */
const LADDER = [5, 10, 15, 20, 30, 45, 60, 120, 600, 3_600, 7_200, 86_400]

/** How many seconds a server whose clock counts whole seconds may be late, or a slow one may need for the answer. */
const [LATE_S, EARLY_S] = [2, 5]

const LATE = "A copy of a token that turns up later must be worthless, whatever the server has forgotten by then."

export const endedTokens: Family = {
  name: "EN",
  title: "What has ended stays ended",
  cases: [
    staysEnded(
      {
        id: "RWC-EN-01",
        title: "rejects a token that was used, in every way and for seconds, while its TTL has not elapsed",
        requirements: ["RW-SU-1", "RW-SU-2", "RW-SU-12"],
        profile: "core",
        why: LATE
      },
      async ({ send, wrap }) => {
        const { token } = await wrap()
        expectStatus(await send(unwrapByHeader(token)), 200)
        return { token }
      }
    ),
    staysEnded(
      {
        id: "RWC-EN-02",
        title: "rejects a token that was used, in every way, until long after its TTL",
        requirements: ["RW-SU-1", "RW-SU-2", "RW-TTL-2"],
        profile: "core",
        why: LATE
      },
      async ({ send, wrap }) => {
        const { token } = await wrap(undefined, TTL_MS / 1_000)
        expectStatus(await send(unwrapByBody(token)), 200)
        return { token }
      }
    ),
    staysEnded(
      {
        id: "RWC-EN-03",
        title: "rejects a token that expired, in every way, until long after its TTL",
        requirements: ["RW-TTL-2", "RW-SU-12"],
        profile: "core",
        why: LATE
      },
      // A server whose clock counts whole seconds may be a second late.
      async ({ wrap }) => ({ token: (await wrap(undefined, 1)).token, after: 2_100 })
    ),
    staysEnded(
      {
        id: "RWC-EN-04",
        title: "rejects a token that was revoked by accessor, in every way, until long after its TTL",
        requirements: ["RW-AC-4", "RW-SU-12"],
        profile: "accessor",
        why: LATE
      },
      async ({ sendPrivileged, wrap }) => {
        const { accessor, token } = await wrap(undefined, TTL_MS / 1_000)
        expectDone(await sendPrivileged(byAccessor("revoke", accessor)))
        return { token }
      }
    ),
    staysEnded(
      {
        id: "RWC-EN-05",
        title: "rejects a token that was rewrapped, in every way, until long after its TTL",
        requirements: ["RW-RW-1", "RW-SU-12"],
        profile: "rewrap",
        why: LATE
      },
      async ({ sendPrivileged, wrap }) => {
        const { token } = await wrap(undefined, TTL_MS / 1_000)
        wrapInfoOf(await sendPrivileged(rewrap(token)))
        return { token }
      }
    ),
    {
      id: "RWC-EN-06",
      title: "rejects a token that was used, and opens those that were not, after hundreds of others were issued",
      requirements: ["RW-SU-1", "RW-SU-2"],
      profile: "core",
      level: "must",
      long: true,
      why: "A server that remembers only the latest tokens loses secrets, or opens used tokens again.",
      async run(context) {
        const { token } = await context.wrap()
        expectStatus(await context.send(unwrapByHeader(token)), 200)
        const secret = context.payload()
        const unused = await context.wrap(secret)
        const tokens: Array<string> = []
        for (let batch = 0; batch < 8; batch++) {
          const wraps = Array.from({ length: 40 }, () => ({ method: "POST", path: WRAP, ttl: 300, body: { a: 1 } }))
          tokens.push(...(await context.sendUnrecorded(wraps)).map((response) => wrapInfoOf(response).token))
        }
        expectPayload(await context.send(unwrapByHeader(unused.token)), secret)
        for (let from = 0; from < tokens.length; from += 40)
          for (const response of await context.sendUnrecorded(tokens.slice(from, from + 40).map(unwrapByHeader)))
            expectStatus(response, 200)
        await expectInvalidInEveryWay(context, token)
      }
    },
    {
      id: "RWC-EN-07",
      title: "ends tokens with TTLs of several seconds in time, and none whose TTL is longer",
      requirements: ["RW-TTL-1", "RW-TTL-2"],
      profile: "core",
      level: "must",
      waits: 7_000,
      why: "A server can handle long TTLs in another way than short ones, such as without a timer.",
      run: (context) =>
        inTime(context, async (timer) => {
          const last = context.recheck / 1_000
          const ended = [...LADDER.filter((ttl) => ttl < last - LATE_S), Math.floor(last - LATE_S)]
          const live = LADDER.filter((ttl) => ttl >= last + EARLY_S)
          const wrapAll = (ttls: ReadonlyArray<number>) =>
            Promise.all(
              ttls.map(async (ttl) => {
                const secret = context.payload()
                return { secret, ttl, token: (await context.wrap(secret, ttl)).token }
              })
            )
          const [over, others] = await timer.start(() => Promise.all([wrapAll(ended), wrapAll(live)]))
          await timer.waitPast(context.recheck)
          await sideBySide(
            ...over.map(({ token, ttl }) =>
              named(`a token with a TTL of ${ttl} s`, async () =>
                expectInvalidToken(await context.send(unwrapByHeader(token)))
              )
            ),
            ...others.map(({ secret, token, ttl }) =>
              named(`a token with a TTL of ${ttl} s`, async () =>
                expectPayload(timer.before(ttl * 1_000, await context.send(unwrapByHeader(token))), secret)
              )
            )
          )
        })
    }
  ]
}
