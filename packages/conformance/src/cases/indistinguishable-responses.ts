import { rewrap, unwrapByHeader, type ApiRequest, type ApiResponse } from "../api-request.ts"
import type { ConformanceCase, Family } from "../conformance-case.ts"
import type { Context } from "../context.ts"
import { expectDone, expectError, expectInvalidToken, expectStatus } from "../expect.ts"
import { expectAnsweredAsUnknown, expectSame } from "../fixtures/indistinguishable-responses.ts"
import { requestsFor } from "../fixtures/every-way.ts"
import { TtlTimer } from "../fixtures/ttl-timer.ts"
import { byAccessor, byToken, lookupSelf } from "../fixtures/token.ts"
import { wrapInfoOf } from "../wrap-info.ts"

const readOfResponse = (token: string): ReadonlyArray<ApiRequest> => [
  { method: "GET", path: "cubbyhole/response", token },
  { method: "GET", path: "cubbyhole/response", token: null, headers: { authorization: `Bearer ${token}` } }
]

const expectDenied = (response: ApiResponse): void => expectError(response, 403, "permission denied")

const answersAlike = (
  one: Pick<ConformanceCase, "id" | "title" | "requirements" | "profile" | "waits">,
  how: string,
  end: (context: Context) => Promise<string>
): ConformanceCase => ({
  ...one,
  level: "must",
  why: "An answer that tells what became of a token tells a thief whether it was real, and when it was opened.",
  async run(context) {
    const token = await end(context)
    await expectAnsweredAsUnknown(context, token, how, requestsFor, expectInvalidToken)
    await expectAnsweredAsUnknown(context, token, how, readOfResponse, expectDenied)
  }
})

export const indistinguishableResponses: Family = {
  name: "EA",
  title: "Answers that must not differ",
  cases: [
    answersAlike(
      {
        id: "RWC-EA-01",
        title: "answers a token that was used exactly as one that never existed, in every way",
        requirements: ["RW-SU-2", "RW-SU-12"],
        profile: "core"
      },
      "the token was used",
      async ({ send, wrap }) => {
        const { token } = await wrap()
        expectStatus(await send(unwrapByHeader(token)), 200)
        return token
      }
    ),
    answersAlike(
      {
        id: "RWC-EA-02",
        title: "answers a token that expired exactly as one that never existed, in every way",
        requirements: ["RW-TTL-2", "RW-SU-12"],
        profile: "core",
        waits: 2_000
      },
      "the token expired",
      async (context) => {
        const timer = new TtlTimer(context)
        const { token } = await timer.start(() => context.wrap(undefined, 1))
        // A server whose clock counts whole seconds may be a second late.
        await timer.waitPast(2_100)
        return token
      }
    ),
    answersAlike(
      {
        id: "RWC-EA-03",
        title: "answers a token that was revoked by accessor exactly as one that never existed, in every way",
        requirements: ["RW-AC-4", "RW-SU-12"],
        profile: "accessor"
      },
      "the token was revoked",
      async ({ sendPrivileged, wrap }) => {
        const { accessor, token } = await wrap()
        expectDone(await sendPrivileged(byAccessor("revoke", accessor)))
        return token
      }
    ),
    answersAlike(
      {
        id: "RWC-EA-04",
        title: "answers a token that was rewrapped exactly as one that never existed, in every way",
        requirements: ["RW-RW-1", "RW-SU-12"],
        profile: "rewrap"
      },
      "the token was rewrapped",
      async ({ sendPrivileged, wrap }) => {
        const { token } = await wrap()
        wrapInfoOf(await sendPrivileged(rewrap(token)))
        return token
      }
    ),
    {
      id: "RWC-EA-05",
      title:
        "answers the lookup and renewal of a token that was opened or revoked exactly as of one that never existed",
      requirements: ["RW-TK-13", "RW-TK-14", "RW-TK-16", "RW-TK-19"],
      profile: "tokens",
      level: "must",
      why: "An answer that tells what became of a token tells a thief whether it was real.",
      async run(context) {
        const { sendPrivileged, send, wrap } = context
        const [used, revoked] = [await wrap(), await wrap()]
        expectStatus(await send(unwrapByHeader(used.token)), 200)
        expectDone(await sendPrivileged(byToken("revoke", revoked.token)))
        for (const [{ token }, how] of [
          [used, "the token was opened"],
          [revoked, "the token was revoked"]
        ] as const) {
          const lookups = (one: string) => [byToken("lookup", one), lookupSelf(one)]
          await expectAnsweredAsUnknown(context, token, how, lookups, (response) => expectError(response, 403))
          const renewals = (one: string) => [byToken("renew", one)]
          await expectAnsweredAsUnknown(context, token, how, renewals, (response) => expectError(response, 400))
        }
      }
    },
    {
      id: "RWC-EA-06",
      title: "answers a read of nothing exactly as it does without a wrap TTL",
      requirements: ["RW-WE-4"],
      profile: "core",
      level: "must",
      why: "A client that finds nothing must be told so, whatever it asked for.",
      async run({ send, sendPrivileged, unique }) {
        const read = { method: "GET", path: `cubbyhole/${unique("missing")}` }
        const plain = await sendPrivileged(read)
        expectError(plain, 404)
        const asked = await send({ ...read, ttl: 60 })
        await expectSame(asked, plain, () => send(read), "a wrap TTL was given")
      }
    }
  ]
}
