import type { Family } from "../conformance-case.ts"
import { at, expectAt, expectError, expectStatus, expectThat, expectWarning, stringAt } from "../expect.ts"
import type { ApiResponse } from "../api-request.ts"
import { inTime } from "../fixtures/ttl-timer.ts"
import {
  createRequest,
  expectAlive,
  expectDead,
  expectSeconds,
  lookupSelf,
  byAccessor,
  byToken
} from "../fixtures/token.ts"

export const tokenLifetimes: Family = {
  name: "TT",
  title: "Token lifetimes",
  cases: [
    {
      id: "RWC-TT-01",
      title: "renews by the requested increment: by the token itself, by another, and by accessor",
      requirements: ["RW-TK-14", "RW-TK-28"],
      profile: "tokens",
      level: "must",
      why: "Long-running services depend on renewals.",
      async run({ send, sendPrivileged, createToken }) {
        const { token, accessor } = await createToken({ policies: ["default"], explicit_max_ttl: "2h" })
        const body = { token, increment: "20m" }
        const renewals: ReadonlyArray<readonly [number, ApiResponse]> = [
          [1200, await sendPrivileged({ ...byToken("renew", token), body })],
          [1800, await send({ method: "POST", path: "auth/token/renew-self", token, body: { increment: 1800 } })],
          [2400, await sendPrivileged(byAccessor("renew", accessor, { increment: "40m" }))],
          [60, await sendPrivileged({ ...byToken("renew", token), body: { token, increment: "1m" } })]
        ]
        for (const [seconds, response] of renewals) {
          expectStatus(response, 200)
          expectAt(response, "auth.lease_duration", seconds)
          expectAt(response, "auth.accessor", accessor)
        }
        const looked = await send(lookupSelf(token))
        expectAlive(looked)
        expectSeconds(looked, "data.ttl", 60)
      }
    },
    {
      id: "RWC-TT-02",
      title: "does not renew a token that is not renewable",
      requirements: ["RW-TK-29"],
      profile: "tokens",
      level: "must",
      why: "It was created to expire.",
      async run({ send, sendPrivileged, createToken }) {
        const { token, accessor } = await createToken({ policies: ["default"], renewable: false })
        expectError(await sendPrivileged(byToken("renew", token)), 400)
        expectError(await send({ method: "POST", path: "auth/token/renew-self", token, body: {} }), 400)
        expectError(await sendPrivileged(byAccessor("renew", accessor)), 400)
        const looked = await send(lookupSelf(token))
        expectAt(looked, "data.renewable", false)
        expectSeconds(looked, "data.ttl", 600)
      }
    },
    {
      id: "RWC-TT-03",
      title: "caps a TTL at the explicit maximum, with a warning that names both",
      requirements: ["RW-TK-6", "RW-TK-7"],
      profile: "tokens",
      level: "must",
      why: "A client that gets less than it asked for must be told.",
      async run({ sendPrivileged, createToken }) {
        await createToken() // Skips the case if the operator cannot create tokens.
        const created = await sendPrivileged(
          createRequest({ policies: ["default"], ttl: "1h", explicit_max_ttl: "1800s" })
        )
        expectStatus(created, 200)
        expectAt(created, "auth.lease_duration", 1800)
        // The warning names both values, in any format.
        expectWarning(created, /\b(1h|60m|3600)/, /\b(30m|1800)/)
        const token = stringAt(created, "auth.client_token")
        const renewed = await sendPrivileged({ ...byToken("renew", token), body: { token, increment: "5h" } })
        expectStatus(renewed, 200)
        expectSeconds(renewed, "auth.lease_duration", 1800)
        expectThat(Array.isArray(at(renewed, "warnings")), "there is no warning about the shortened renewal", renewed)
      }
    },
    {
      id: "RWC-TT-04",
      title: "gives a periodic token its full period on each renewal",
      requirements: ["RW-TK-8"],
      profile: "tokens",
      level: "must",
      why: "A service that renews in time must be able to run forever.",
      async run({ sendPrivileged, send, operator, skip }) {
        if (!operator.root) skip("needs a token that may create periodic tokens")
        const created = await sendPrivileged(createRequest({ policies: ["default"], period: "20m", ttl: "5h" }))
        expectStatus(created, 200)
        expectAt(created, "auth.lease_duration", 1200)
        const token = stringAt(created, "auth.client_token")
        for (const increment of ["30s", "5h"]) {
          const renewed = await send({ method: "POST", path: "auth/token/renew-self", token, body: { increment } })
          expectStatus(renewed, 200)
          expectAt(renewed, "auth.lease_duration", 1200)
        }
        expectAt(await send(lookupSelf(token)), "data.period", 1200)
      }
    },
    {
      id: "RWC-TT-05",
      title: "expires a token at its TTL, and does not renew it past its maximum",
      requirements: ["RW-TK-6", "RW-TK-19"],
      profile: "tokens",
      level: "must",
      waits: 6_200,
      why: "A maximum that renewals can extend is useless.",
      async run(context) {
        const { send, createToken, sendPrivileged } = context
        await inTime(context, async (timer) => {
          const [short, bounded, renewed] = await timer.start(async () => [
            await createToken({ policies: ["default"], ttl: "3s" }),
            await createToken({ policies: ["default"], ttl: "3s", explicit_max_ttl: "5s" }),
            await createToken({ policies: ["default"], ttl: "3s" })
          ])
          for (const { token } of [bounded, renewed]) {
            const renewal = { ...byToken("renew", token), body: { token, increment: "10m" } }
            expectStatus(timer.before(2_000, await sendPrivileged(renewal)), 200)
          }
          for (const { token } of [short, bounded, renewed])
            expectAlive(timer.before(2_000, await send(lookupSelf(token))))
          await timer.waitPast(4_200)
          expectDead(await send(lookupSelf(short.token)))
          expectError(await sendPrivileged(byToken("lookup", short.token)), 403)
          expectAlive(await send(lookupSelf(renewed.token)))
          await timer.waitPast(6_200)
          expectDead(await send(lookupSelf(bounded.token)))
          expectAlive(await send(lookupSelf(renewed.token)))
        })
      }
    },
    {
      id: "RWC-TT-06",
      title: "rejects a negative TTL, period or explicit maximum",
      requirements: ["RW-TK-58"],
      profile: "tokens",
      level: "must",
      why: "A mistake in a calculation must not create a token that lives as long as the server allows.",
      async run({ sendPrivileged, createToken }) {
        await createToken() // Skips the case if the operator cannot create tokens.
        for (const field of ["ttl", "period", "explicit_max_ttl"])
          for (const value of ["-1h", -60])
            expectError(await sendPrivileged(createRequest({ policies: ["default"], [field]: value })), 400)
      }
    }
  ]
}
