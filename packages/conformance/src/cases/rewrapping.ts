import { lookup, rewrap, unwrapByBody, unwrapByHeader } from "../api-request.ts"
import type { Context } from "../context.ts"
import type { Family } from "../conformance-case.ts"
import {
  expectAt,
  expectEmpty,
  expectEqual,
  expectError,
  expectInvalidToken,
  expectNames,
  expectPayload,
  expectRefused,
  expectStatus,
  expectThat,
  stringAt,
  warningsOf,
  expectDone
} from "../expect.ts"
import { repeat, expectOneSuccess } from "../fixtures/race.ts"
import { REWRAP, UNWRAP, WRAP } from "../endpoints.ts"
import { createHolder } from "../fixtures/policy.ts"
import { expectGone, newSecret } from "../fixtures/versioned-secret.ts"
import { byAccessor, createRequest, expectAlive, lookupSelf } from "../fixtures/token.ts"
import { inSomeSecond, inTime, TtlTimer, MARGIN_MS } from "../fixtures/ttl-timer.ts"
import { expectWrapped, type WrapInfo, wrapInfoOf } from "../wrap-info.ts"

const rewrapped = async ({ sendPrivileged }: Context, token: string, ttl?: number): Promise<WrapInfo> =>
  wrapInfoOf(await sendPrivileged(rewrap(token, ttl)))

export const rewrapping: Family = {
  name: "RW",
  title: "Rewrap",
  cases: [
    {
      id: "RWC-RW-01",
      title: "returns a new token for the same payload and invalidates the old one",
      requirements: ["RW-RW-1", "RW-SU-2"],
      profile: "rewrap",
      level: "must",
      why: "Rewrapping extends a hand-over, and the old token may have been copied.",
      async run(context) {
        const { send, wrap, payload } = context
        const secret = payload()
        const old = await wrap(secret)
        const fresh = await rewrapped(context, old.token)
        expectThat(fresh.token !== old.token, "rewrap returned the same token", fresh.response)
        expectThat(fresh.accessor !== old.accessor, "rewrap kept the accessor", fresh.response)
        expectInvalidToken(await send(unwrapByHeader(old.token)))
        expectInvalidToken(await send(lookup(old.token)))
        expectPayload(await send(unwrapByHeader(fresh.token)), secret)
        expectInvalidToken(await send(unwrapByHeader(fresh.token)))
      }
    },
    {
      id: "RWC-RW-02",
      title: "keeps the creation path",
      requirements: ["RW-RW-2"],
      profile: "rewrap",
      level: "must",
      why: "The receiver's check must work for the new token too.",
      async run(context) {
        const { send, cubbyholeEntry } = context
        const path = await cubbyholeEntry()
        const { token } = wrapInfoOf(await send({ method: "GET", path, ttl: 60 }))
        const once = await rewrapped(context, token)
        expectEqual("wrap_info.creation_path", once.creationPath, path, once.response)
        const twice = await rewrapped(context, once.token)
        expectEqual("wrap_info.creation_path", twice.creationPath, path, twice.response)
        expectAt(await send(lookup(twice.token)), "data.creation_path", path)
      }
    },
    {
      id: "RWC-RW-03",
      title: "gives the new token the original TTL of the old one",
      requirements: ["RW-RW-3"],
      profile: "rewrap",
      level: "must",
      why: "Rewrapping keeps a hand-over alive.",
      async run(context) {
        const { send, wrap } = context
        const { token } = await wrap(undefined, 240)
        const fresh = await rewrapped(context, token)
        expectEqual("wrap_info.ttl", fresh.ttl, 240, fresh.response)
        expectAt(await send(lookup(fresh.token)), "data.creation_ttl", 240)
      }
    },
    {
      id: "RWC-RW-04",
      title: "starts the TTL of the new token at the rewrap",
      requirements: ["RW-RW-3"],
      profile: "rewrap",
      level: "must",
      waits: 5_000,
      why: "Otherwise, the new token would expire with the old one.",
      run: (context) =>
        inTime(context, async (timer) => {
          const secret = context.payload()
          const { token } = await timer.start(() => context.wrap(secret, "4s"))
          await timer.waitUntil(2_500)
          const renewed = timer.before(3_000, await context.sendPrivileged(rewrap(token)))
          await timer.waitUntil(5_000)
          expectPayload(timer.before(5_500, await context.send(unwrapByHeader(wrapInfoOf(renewed).token))), secret)
        })
    },
    {
      id: "RWC-RW-05",
      title: "accepts a smaller wrap TTL and ignores a larger one",
      requirements: ["RW-RW-4"],
      profile: "rewrap",
      level: "must",
      why: "A relay may shorten a secret's life, but must not extend it.",
      async run(context) {
        const { wrap } = context
        const { token } = await wrap(undefined, 300)
        const shorter = await rewrapped(context, token, 60)
        expectEqual("wrap_info.ttl", shorter.ttl, 60, shorter.response)
        const longer = await rewrapped(context, shorter.token, 600)
        expectEqual("wrap_info.ttl", longer.ttl, 60, longer.response)
      }
    },
    {
      id: "RWC-RW-06",
      title: "denies rewrap to a caller with only the default policy, and keeps the token valid",
      requirements: ["RW-RW-5", "RW-RW-6"],
      profile: "rewrap",
      level: "must",
      why: "A relay must not be able to keep a secret alive forever.",
      async run({ send, wrap, payload, createToken }) {
        const secret = payload()
        const caller = await createToken()
        const { token } = await wrap(secret)
        expectError(await send({ ...rewrap(token), token: caller.token }), 403)
        expectPayload(await send(unwrapByHeader(token)), secret)
      }
    },
    {
      id: "RWC-RW-07",
      title: "denies rewrap without a caller or with an unknown one, and keeps the token valid",
      requirements: ["RW-RW-5", "RW-RW-6", "RW-ER-3"],
      profile: "rewrap",
      level: "must",
      why: "A rejected request must not destroy the secret.",
      async run({ send, wrap, payload }) {
        const secret = payload()
        const { token } = await wrap(secret)
        expectError(await send({ ...rewrap(token), token: null }), 403)
        expectRefused(await send({ ...rewrap(token), token: "no-such-token" }))
        expectPayload(await send(unwrapByHeader(token)), secret)
      }
    },
    {
      id: "RWC-RW-08",
      title: "rejects a value that is not a wrapping token",
      requirements: ["RW-SU-12"],
      profile: "core",
      level: "must",
      why: "An ordinary token holds no response.",
      async run({ send, createToken, operator }) {
        const ordinary = await createToken()
        expectRefused(await send({ method: "POST", path: REWRAP, body: { token: "nosuchtoken" } }))
        for (const token of [ordinary.token, operator.token])
          expectInvalidToken(await send({ method: "POST", path: REWRAP, body: { token } }))
      }
    },
    {
      id: "RWC-RW-09",
      title: "lets exactly one of 10 concurrent rewraps succeed",
      requirements: ["RW-RW-8"],
      profile: "rewrap",
      level: "must",
      why: "Two new tokens would be two copies of the secret.",
      async run(context) {
        const { send, sendTogether, wrap, payload } = context
        await rewrapped(context, (await wrap()).token)
        const secret = payload()
        const { token } = await wrap(secret)
        const winner = expectOneSuccess(await sendTogether(repeat(10, () => rewrap(token))))
        expectPayload(await send(unwrapByHeader(wrapInfoOf(winner).token)), secret)
        expectInvalidToken(await send(unwrapByBody(token)))
      }
    },
    {
      id: "RWC-RW-10",
      title: "lets exactly one of several concurrent rewraps and unwraps succeed",
      requirements: ["RW-RW-8", "RW-SU-3"],
      profile: "rewrap",
      level: "must",
      why: "A rewrap consumes the token as an unwrap does.",
      async run(context) {
        const { send, sendTogether, wrap, payload } = context
        await rewrapped(context, (await wrap()).token)
        for (let round = 0; round < 3; round++) {
          const secret = payload()
          const { token } = await wrap(secret)
          const winner = expectOneSuccess(
            await sendTogether(repeat(12, (i) => (i % 2 === 0 ? rewrap(token) : unwrapByBody(token))))
          )
          const isRewrap = winner.exchange.request.path === REWRAP
          expectPayload(isRewrap ? await send(unwrapByHeader(wrapInfoOf(winner).token)) : winner, secret)
          expectInvalidToken(await send(unwrapByBody(token)))
        }
      }
    },
    {
      id: "RWC-RW-11",
      title: "revokes the new token by its accessor",
      requirements: ["RW-RW-1", "RW-AC-4"],
      profile: "rewrap",
      level: "must",
      why: "The sender must be able to stop a refreshed hand-over.",
      async run(context) {
        const { send, sendPrivileged, wrap } = context
        const { token } = await wrap()
        const fresh = await rewrapped(context, token)
        expectDone(await sendPrivileged(byAccessor("revoke", fresh.accessor)))
        expectInvalidToken(await send(unwrapByHeader(fresh.token)))
      }
    },
    {
      id: "RWC-RW-12",
      title: "denies rewrap to the wrapping token itself",
      requirements: ["RW-RW-5"],
      profile: "rewrap",
      level: "must",
      why: "A relay must not be able to keep a secret alive forever.",
      async run({ send, wrap }) {
        const { token } = await wrap()
        expectError(await send({ method: "POST", path: REWRAP, token }), 403)
      }
    },
    {
      id: "RWC-RW-13",
      title:
        "invalidates the new token once its TTL elapses, whether that is the TTL of the old token or a smaller one",
      requirements: ["RW-RW-3", "RW-RW-4"],
      profile: "rewrap",
      level: "must",
      waits: 2_600,
      why: "A TTL that is reported but not enforced misleads those who rely on it.",
      run: (context) =>
        inSomeSecond(context, async (timer) => {
          const long = await context.wrap(undefined, 60)
          // The TTL of the old token must not elapse before it is rewrapped: a late answer says nothing.
          const oldTimer = new TtlTimer(context)
          const short = await oldTimer.start(() => context.wrap(undefined, "2s"))
          const fresh = await timer.start(async () => [
            wrapInfoOf(oldTimer.before(2_000, await context.sendPrivileged(rewrap(short.token)))),
            await rewrapped(context, long.token, 2)
          ])
          for (const { token } of fresh) expectStatus(timer.before(1_000, await context.send(lookup(token))), 200)
          await timer.waitPast(2_000 + MARGIN_MS)
          for (const { token } of fresh) {
            expectInvalidToken(await context.send(lookup(token)))
            expectInvalidToken(await context.send(unwrapByHeader(token)))
          }
        })
    },
    {
      id: "RWC-RW-14",
      title: "preserves a wrapped token creation, and invalidates the old token with a smaller TTL too",
      requirements: ["RW-RW-1", "RW-RW-2", "RW-RW-4"],
      profile: "rewrap",
      level: "must",
      why: "The receiver of a login must not be able to tell that it was refreshed.",
      async run(context) {
        const { send, sendPrivileged } = context
        const relayed = await sendPrivileged({ ...createRequest({ policies: ["default"] }), ttl: 300 })
        const old = expectWrapped(relayed)
        const fresh = await rewrapped(context, old.token, 60)
        expectWrapped(fresh.response)
        for (const request of [
          unwrapByHeader(old.token),
          unwrapByBody(old.token),
          lookup(old.token),
          rewrap(old.token)
        ])
          expectInvalidToken(await send(request))
        const opened = await send(unwrapByHeader(fresh.token))
        expectStatus(opened, 200)
        const inner = stringAt(opened, "auth.client_token")
        expectNames(opened, "auth.policies", ["default"])
        expectThat(
          !fresh.response.text.includes(inner),
          "the response to the rewrap contains the wrapped token",
          fresh.response
        )
        expectAlive(await send(lookupSelf(inner)))
      }
    },
    {
      id: "RWC-RW-15",
      title: "rejects a malformed wrap TTL and keeps the token valid",
      requirements: ["RW-RW-1", "RW-TTL-4", "RW-TTL-5", "RW-TTL-11"],
      profile: "rewrap",
      level: "must",
      why: "A typo in a shorter TTL must not result in the longer one.",
      async run(context) {
        const { send, wrap, payload } = context
        const secret = payload()
        const { token } = await wrap(secret)
        for (const ttl of ["abc", "1d12h", "-1"]) expectError(await send({ ...rewrap(token), ttl }), 400)
        const fresh = await rewrapped(context, token)
        expectPayload(await send(unwrapByHeader(fresh.token)), secret)
      }
    },
    {
      id: "RWC-RW-16",
      title: "accepts PUT like POST",
      requirements: ["RW-HD-2", "RW-RW-1"],
      profile: "rewrap",
      level: "must",
      why: "Vault's own clients send PUT.",
      async run({ send, sendPrivileged, wrap, payload }) {
        const secret = payload()
        const { token } = await wrap(secret)
        const fresh = expectWrapped(await sendPrivileged({ ...rewrap(token), method: "PUT" }), secret.conformance)
        expectPayload(await send(unwrapByHeader(fresh.token)), secret)
      }
    },
    {
      id: "RWC-RW-17",
      title: "rewraps for a caller who may do only that, and invalidates the old token",
      requirements: ["RW-RW-1", "RW-RW-5", "RW-SU-2"],
      profile: "rewrap",
      level: "must",
      why: "A relay has a token with few permissions, and must not leave a copy behind.",
      async run(context) {
        const { send, wrap, payload } = context
        const relay = await createHolder(context, `path "${REWRAP}" { capabilities = ["update"] }`)
        const secret = payload()
        const { token } = await wrap(secret)
        const fresh = expectWrapped(await send({ ...rewrap(token), token: relay.token }), secret.conformance)
        for (const request of [lookup(token), unwrapByHeader(token), unwrapByBody(token)])
          expectInvalidToken(await send(request))
        expectPayload(await send(unwrapByHeader(fresh.token)), secret)
        expectInvalidToken(await send(unwrapByHeader(fresh.token)))
      }
    },
    {
      id: "RWC-RW-18",
      title: "denies rewrap to a caller whose policy allows wrap and unwrap, and keeps the token valid",
      requirements: ["RW-RW-5", "RW-RW-6"],
      profile: "rewrap",
      level: "must",
      why: "A caller with some permission does not thereby have this one.",
      async run(context) {
        const { send, wrap, payload } = context
        const caller = await createHolder(
          context,
          [WRAP, UNWRAP].map((path) => `path "${path}" { capabilities = ["create", "update"] }`).join("\n")
        )
        const secret = payload()
        const { token } = await wrap(secret)
        expectError(await send({ ...rewrap(token), token: caller.token }), 403)
        expectPayload(await send(unwrapByHeader(token)), secret)
      }
    },
    {
      id: "RWC-RW-19",
      title: "returns a new token, and not the response, if the wrap TTL is zero",
      requirements: ["RW-RW-1", "RW-RW-4"],
      profile: "rewrap",
      level: "must",
      why: "A relay may extend a hand-over, and must not read it.",
      async run(context) {
        const { send, wrap, payload } = context
        for (const ttl of [0, "0s"]) {
          const secret = payload()
          const { token } = await wrap(secret, 240)
          const { sendPrivileged } = context
          const fresh = expectWrapped(await sendPrivileged(rewrap(token, ttl)), secret.conformance)
          expectEqual("wrap_info.ttl", fresh.ttl, 240, fresh.response)
          expectPayload(await send(unwrapByHeader(fresh.token)), secret)
        }
      }
    },
    {
      id: "RWC-RW-20",
      title: "keeps the status of a wrapped response that is not 200",
      requirements: ["RW-RW-2"],
      profile: "rewrap",
      level: "must",
      why: "The receiver must not take a deleted secret for an empty one.",
      async run(context) {
        const secret = await newSecret(context)
        expectStatus(await secret.write(context.payload()), 200)
        expectDone(await secret.request("DELETE", "data"))
        const { token } = wrapInfoOf(await secret.request("GET", "data", { ttl: 60 }))
        const fresh = await rewrapped(context, token)
        expectGone(await context.send(unwrapByHeader(fresh.token)), 1, false)
      }
    },
    {
      id: "RWC-RW-21",
      title: "keeps the warnings of a wrapped response",
      requirements: ["RW-RW-2"],
      profile: "rewrap",
      level: "must",
      why: "The warning says that the token lacks a policy, and its receiver is the one who needs it.",
      async run(context) {
        const { send, sendPrivileged, unique } = context
        const create = { ...createRequest({ policies: ["default", unique("no-such-policy")] }), ttl: 60 }
        const wrapped = async (): Promise<string> => wrapInfoOf(await sendPrivileged(create)).token
        const plain = await send(unwrapByHeader(await wrapped()))
        expectStatus(plain, 200)
        const opened = await send(unwrapByHeader((await rewrapped(context, await wrapped())).token))
        expectStatus(opened, 200)
        // Without the profile tokens, a server need not warn.
        const warnings = warningsOf(plain)
        if (warnings.length === 0) expectEmpty(opened, "warnings")
        else expectAt(opened, "warnings", warnings)
      }
    },
    {
      id: "RWC-RW-22",
      title: "keeps the new token when the old one is revoked by its accessor",
      requirements: ["RW-RW-1", "RW-AC-4"],
      profile: "rewrap",
      level: "must",
      why: "A sender who cleans up old accessors must not destroy the secret that was refreshed.",
      async run(context) {
        const { payload, send, sendPrivileged, wrap } = context
        const secret = payload()
        const old = await wrap(secret)
        const fresh = await rewrapped(context, old.token)
        // Whether the accessor is still known is not the question here.
        await sendPrivileged(byAccessor("revoke", old.accessor))
        expectPayload(await send(unwrapByHeader(fresh.token)), secret)
      }
    }
  ]
}
