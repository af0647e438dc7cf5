import { lookup, rewrap, unwrapByHeader, type ApiRequest } from "../api-request.ts"
import type { ConformanceCase, Family } from "../conformance-case.ts"
import { WRAP } from "../endpoints.ts"
import { expectInvalidToken, expectPayload, expectStatus } from "../expect.ts"
import { forEachOf, named } from "../fixtures/combination.ts"
import { wrapUnlessTooLong } from "../fixtures/long-ttl.ts"
import { sideBySide } from "../fixtures/side-by-side.ts"
import { inSomeSecond, inTime, MARGIN_MS } from "../fixtures/ttl-timer.ts"
import { rewrappedSources, sources, wrappedList, type Source } from "../fixtures/sources.ts"
import { expectRejected, halfOf, inTurn, openings, sendAs } from "../fixtures/token-uses.ts"
import { wrapInfoOf } from "../wrap-info.ts"

/** TTLs of a minute or more. If one unit is taken for the next smaller one, most of them end within two seconds. */
const LONG = [
  ["1m", 60],
  ["2m", 120],
  ["0.5h", 1_800],
  ["1h", 3_600],
  ["1h0m0s", 3_600],
  ["1m0s", 60],
  ["0.02h", 72],
  ["1d", 86_400],
  ["60", 60],
  ["60000ms", 60],
  ["60000000us", 60],
  ["60000000000ns", 60]
] as const

/** Spellings of the same TTL, one for each source. */
const SHORT = ["4s", "4000ms", "0m4s", 4, "4000000us", "0h0m4s"]
const SHORT_MS = 4_000

const ends = (
  id: string,
  what: string,
  all: ReadonlyArray<Source>,
  more: Pick<ConformanceCase, "profile" | "requirements">
): ConformanceCase => ({
  id,
  title: `keeps ${what} for its TTL, and rejects its token as soon as the TTL elapses`,
  ...more,
  level: "must",
  waits: SHORT_MS + MARGIN_MS,
  why: "A TTL that is enforced for some responses only misleads those who rely on it.",
  async run(context) {
    const one = (source: Source, i: number) =>
      inSomeSecond(context, async (timer) => {
        const send = await source.prepare(context)
        const ttl = SHORT[i % SHORT.length] as string | number
        const { token } = (await timer.start(() => send(ttl))).info
        await timer.waitUntil(SHORT_MS / 2 + 100)
        const combination = `${source.name}, with the wrap TTL ${ttl}`
        const early = timer.before(SHORT_MS - 1_000, await context.send(lookup(token)))
        await named(`${combination}, before it elapsed`, async () => expectStatus(early, 200))
        await timer.waitPast(SHORT_MS + MARGIN_MS)
        await named(`${combination}, after it elapsed`, async () => {
          expectInvalidToken(await context.send(lookup(token)))
          for (const { request } of inTurn(openings, i, 1)) expectRejected(await sendAs(context, request(token)))
        })
      })
    await sideBySide(...all.map(one))
  }
})

export const everyTtl: Family = {
  name: "LI",
  title: "The TTL of every kind of response",
  cases: [
    {
      id: "RWC-LI-01",
      title: "keeps tokens whose TTL is in any unit for more than two seconds",
      requirements: ["RW-TTL-1", "RW-TTL-3"],
      profile: "core",
      level: "must",
      waits: 2_300,
      why: "A server that reports a minute and keeps the secret for a second loses it.",
      async run(context) {
        const { payload, send, wait } = context
        const issued: Array<{ readonly secret: object; readonly ttl: string; readonly token: string }> = []
        await forEachOf(LONG, async ([ttl, seconds]) => {
          const secret = payload()
          const request: ApiRequest = { method: "POST", path: WRAP, ttl, body: secret }
          const info = await named(`the wrap TTL ${ttl}`, () => wrapUnlessTooLong(context, request, seconds))
          if (info !== undefined) issued.push({ secret, ttl, token: info.token })
        })
        await wait(2_300)
        await forEachOf(issued, ({ secret, token, ttl }) =>
          named(`the wrap TTL ${ttl}, after two seconds`, async () =>
            expectPayload(await send(unwrapByHeader(token)), secret)
          )
        )
      }
    },
    ends("RWC-LI-02", "every kind of response", [...sources, wrappedList], {
      profile: "core",
      requirements: ["RW-TTL-1", "RW-TTL-2", "RW-TTL-3", "RW-SU-12"]
    }),
    ends("RWC-LI-03", "every kind of response that was rewrapped with a smaller TTL", halfOf(rewrappedSources, 0), {
      profile: "rewrap",
      requirements: ["RW-RW-4", "RW-TTL-1", "RW-TTL-2"]
    }),
    {
      id: "RWC-LI-04",
      title: "starts the TTL of every kind of response again at a rewrap",
      requirements: ["RW-RW-3"],
      profile: "rewrap",
      level: "must",
      waits: 5_000,
      why: "Otherwise, the new token would expire with the old one.",
      run: (context) =>
        sideBySide(
          ...sources.map((source) =>
            inTime(context, async (timer) => {
              const send = await source.prepare(context)
              const { info } = await timer.start(() => send("4s"))
              await timer.waitUntil(2_500)
              const renewed = timer.before(3_000, await sendAs(context, rewrap(info.token)))
              const fresh = await named(`${source.name}, rewrapped`, async () => wrapInfoOf(renewed))
              await timer.waitUntil(5_000)
              const found = timer.before(5_500, await context.send(lookup(fresh.token)))
              await named(`${source.name}, a second after the TTL of its old token`, async () =>
                expectStatus(found, 200)
              )
            })
          )
        )
    }
  ]
}
