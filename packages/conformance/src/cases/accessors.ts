import { lookup, rewrap, unwrapByBody, unwrapByHeader } from "../api-request.ts"
import type { Context } from "../context.ts"
import type { Family } from "../conformance-case.ts"
import {
  at,
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
  expectWarning,
  stringAt,
  expectDone
} from "../expect.ts"
import { WRAP } from "../endpoints.ts"
import { named } from "../fixtures/combination.ts"
import { inSomeSecond, MARGIN_MS } from "../fixtures/ttl-timer.ts"
import { byAccessor, createRequest, lookupSelf } from "../fixtures/token.ts"
import { wrapInfoOf } from "../wrap-info.ts"

const createWrapped = { ...createRequest({ policies: ["default"] }), ttl: 120 }

/** An accessor in this form may be read as a number, whose letters have no case. */
const HEXADECIMAL = /^[0-9a-f-]+$/i

const otherCase = (accessor: string): string =>
  HEXADECIMAL.test(accessor)
    ? accessor
    : accessor.replace(/[a-z]/gi, (letter) =>
        letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase()
      )

/** Values that are like an accessor, and must not be taken for it. */
const CHANGED: ReadonlyArray<readonly [name: string, change: (accessor: string, token: string) => string]> = [
  ["the first 8 characters of the accessor", (accessor) => accessor.slice(0, 8)],
  ["all but the last character of the accessor", (accessor) => accessor.slice(0, -1)],
  ["all but the first character of the accessor", (accessor) => accessor.slice(1)],
  ["the accessor in the other letter case", otherCase],
  ["the accessor in lower case", (accessor) => (HEXADECIMAL.test(accessor) ? accessor : accessor.toLowerCase())],
  ["the accessor and one more character", (accessor) => `${accessor}0`],
  ["the wrapping token", (_, token) => token]
]

const REVOKE = "A sender who misdirected a secret can revoke it by accessor, without ever having held the token."

export const accessor: Family = {
  name: "AC",
  title: "Accessors",
  cases: [
    {
      id: "RWC-AC-01",
      title: "gives each wrapping token a unique accessor that differs from the token",
      requirements: ["RW-AC-1"],
      profile: "accessor",
      level: "must",
      why: "Accessors appear in logs and tickets, so they must not open anything.",
      async run({ wrap }) {
        const [one, two] = [await wrap(), await wrap()]
        expectThat(one.accessor !== two.accessor, "two tokens have the same accessor", two.response)
        for (const { token, accessor, response } of [one, two]) {
          expectThat(
            accessor !== token && !accessor.includes(token) && !token.includes(accessor),
            "the accessor contains the token, or the token contains the accessor",
            response
          )
        }
      }
    },
    {
      id: "RWC-AC-02",
      title: "looks up a token by accessor without revealing or consuming it",
      requirements: ["RW-AC-2", "RW-AC-3"],
      profile: "accessor",
      level: "must",
      why: "The holder of the accessor can check whether the token was used.",
      async run({ send, sendPrivileged, wrap, payload }) {
        const secret = payload()
        const { token, accessor } = await wrap(secret)
        for (let i = 0; i < 2; i++) {
          const response = await sendPrivileged(byAccessor("lookup", accessor))
          expectStatus(response, 200)
          expectNames(response, "data.policies", ["response-wrapping"])
          expectAt(response, "data.num_uses", 1)
          expectAt(response, "data.orphan", true)
          expectAt(response, "data.path", WRAP)
          expectAt(response, "data.accessor", accessor)
          expectEmpty(response, "data.id")
          expectThat(!response.text.includes(token), "the lookup by accessor contains the token", response)
          expectThat(
            !response.text.includes(secret.conformance),
            "the lookup by accessor contains the payload",
            response
          )
        }
        expectPayload(await send(unwrapByHeader(token)), secret)
      }
    },
    {
      id: "RWC-AC-03",
      title: "rejects a token that was revoked by accessor: unwrap, lookup, rewrap, cubbyhole/response",
      requirements: ["RW-AC-4", "RW-SU-12"],
      profile: "accessor",
      level: "must",
      why: REVOKE,
      async run({ send, sendPrivileged, wrap }) {
        const { token, accessor } = await wrap()
        expectDone(await sendPrivileged(byAccessor("revoke", accessor)))
        expectInvalidToken(await send(unwrapByHeader(token)))
        expectInvalidToken(await send(unwrapByBody(token)))
        expectInvalidToken(await send(lookup(token)))
        expectInvalidToken(await send(rewrap(token)))
        expectError(await send({ method: "GET", path: "cubbyhole/response", token }), 403)
      }
    },
    {
      id: "RWC-AC-04",
      title: "warns if the accessor to revoke no longer exists",
      requirements: ["RW-AC-8"],
      profile: "accessor",
      level: "must",
      why: "A clean-up job that runs twice should be able to notice.",
      async run({ sendPrivileged, wrap }) {
        const { accessor } = await wrap()
        expectDone(await sendPrivileged(byAccessor("revoke", accessor)))
        const again = await sendPrivileged(byAccessor("revoke", accessor))
        expectStatus(again, 200)
        expectWarning(again)
      }
    },
    {
      id: "RWC-AC-05",
      title: "forgets the accessor soon after the token was unwrapped",
      requirements: ["RW-AC-10", "RW-AC-9"],
      profile: "accessor",
      level: "must",
      why: "This is how the sender learns that the secret arrived, or that it was stolen.",
      async run(context) {
        const { token, accessor } = await context.wrap()
        expectStatus(await context.send(unwrapByHeader(token)), 200)
        await expectForgotten(context, accessor)
      }
    },
    {
      id: "RWC-AC-06",
      title: "returns the accessor of the wrapped token as wrapped_accessor",
      requirements: ["RW-AC-6", "RW-AC-1", "RW-ENV-5"],
      profile: "accessor",
      level: "must",
      why: "The sender can revoke the wrapped credential, even after it was unwrapped.",
      async run({ send, sendPrivileged }) {
        const created = await sendPrivileged(createWrapped)
        const { token, accessor } = wrapInfoOf(created)
        const wrapped = stringAt(created, "wrap_info.wrapped_accessor")
        expectThat(wrapped !== accessor, "wrapped_accessor is the accessor of the wrapping token", created)
        const response = await send(unwrapByHeader(token))
        expectStatus(response, 200)
        expectAt(response, "auth.accessor", wrapped)
        const inside = await sendPrivileged(byAccessor("lookup", wrapped))
        expectStatus(inside, 200)
        expectAt(inside, "data.accessor", wrapped)
      }
    },
    {
      id: "RWC-AC-07",
      title: "revokes the wrapped token by wrapped_accessor and keeps the wrapping token valid",
      requirements: ["RW-AC-7"],
      profile: "accessor",
      level: "must",
      why: "The sender revokes the credential, and the receiver still sees which one it was.",
      async run({ send, sendPrivileged }) {
        const created = await sendPrivileged(createWrapped)
        const { token } = wrapInfoOf(created)
        const wrapped = stringAt(created, "wrap_info.wrapped_accessor")
        expectDone(await sendPrivileged(byAccessor("revoke", wrapped)))
        const response = await send(unwrapByHeader(token))
        expectStatus(response, 200)
        expectAt(response, "auth.accessor", wrapped)
        expectError(await send(lookupSelf(stringAt(response, "auth.client_token"))), 403)
      }
    },
    {
      id: "RWC-AC-08",
      title: "rejects an accessor that is used as a token, in the header and in the body",
      requirements: ["RW-AC-5", "RW-SU-12"],
      profile: "accessor",
      level: "must",
      why: "Accessors are printed in logs.",
      async run({ send, wrap, payload }) {
        const secret = payload()
        const { token, accessor } = await wrap(secret)
        expectInvalidToken(await send(unwrapByHeader(accessor)))
        expectInvalidToken(await send(unwrapByBody(accessor)))
        expectInvalidToken(await send(lookup(accessor)))
        expectInvalidToken(await send(rewrap(accessor)))
        expectError(await send({ method: "GET", path: "cubbyhole/response", token: accessor }), 403)
        expectPayload(await send(unwrapByHeader(token)), secret)
      }
    },
    {
      id: "RWC-AC-09",
      title: "rejects a missing or unknown accessor",
      requirements: ["RW-AC-9"],
      profile: "accessor",
      level: "must",
      why: "A typo must not look like a success.",
      async run({ sendPrivileged }) {
        for (const operation of ["lookup", "renew", "revoke"] as const) {
          expectError(await sendPrivileged({ method: "POST", path: `auth/token/${operation}-accessor`, body: {} }), 400)
        }
        for (const operation of ["lookup", "renew"] as const)
          expectError(await sendPrivileged(byAccessor(operation, "nosuchaccessornosuch24ch")), [400, 403, 404])
      }
    },
    {
      id: "RWC-AC-10",
      title: "denies lookup and revocation by accessor to callers without permission",
      requirements: ["RW-AC-3", "RW-ER-3", "RW-ER-4"],
      profile: "accessor",
      level: "must",
      why: "An accessor in a log must not let anyone destroy the secret.",
      async run({ send, wrap, payload, createToken }) {
        const secret = payload()
        const stranger = await createToken()
        const { token, accessor } = await wrap(secret)
        for (const operation of ["lookup", "revoke"] as const) {
          for (const caller of [null, stranger.token])
            expectError(await send({ ...byAccessor(operation, accessor), token: caller }), 403)
          expectRefused(await send({ ...byAccessor(operation, accessor), token: "no-such-token" }))
        }
        expectPayload(await send(unwrapByHeader(token)), secret)
      }
    },
    {
      id: "RWC-AC-11",
      title: "lists the accessors of live wrapping tokens",
      requirements: ["RW-AC-11"],
      profile: "accessor",
      level: "must",
      why: "Operators find forgotten tokens there.",
      async run({ sendPrivileged, wrap }) {
        const { token, accessor } = await wrap()
        const response = await sendPrivileged({ method: "LIST", path: "auth/token/accessors" })
        expectStatus(response, 200)
        const keys = at(response, "data.keys")
        expectThat(Array.isArray(keys) && keys.includes(accessor), "the accessor is not in the list", response)
        expectThat(!response.text.includes(token), "the list contains a token", response)
      }
    },
    {
      id: "RWC-AC-12",
      title: "invalidates the token when an unwrap and a revocation arrive at the same time",
      requirements: ["RW-AC-4", "RW-SU-3"],
      profile: "accessor",
      level: "must",
      why: "The sender revokes as soon as the alert arrives, but the thief is quick too.",
      async run({ send, sendTogether, sendPrivileged, wrap, payload }) {
        const probe = await wrap()
        expectDone(await sendPrivileged(byAccessor("revoke", probe.accessor)))
        for (let round = 0; round < 5; round++) {
          const secret = payload()
          const { token, accessor } = await wrap(secret)
          const responses = await sendTogether([
            unwrapByBody(token),
            byAccessor("revoke", accessor),
            unwrapByBody(token)
          ])
          const opened = responses.filter((response) => response.text.includes(secret.conformance))
          expectThat(opened.length <= 1, "two unwraps returned the payload", opened[1])
          expectInvalidToken(await send(unwrapByBody(token)))
          expectInvalidToken(await send(lookup(token)))
        }
      }
    },
    {
      id: "RWC-AC-13",
      title: "reports the TTL in a lookup by accessor",
      requirements: ["RW-AC-2", "RW-TTL-9"],
      profile: "accessor",
      level: "must",
      why: "The sender sees how long the secret can still be opened.",
      async run({ sendPrivileged, wrap }) {
        const { accessor, response: wrapped } = await wrap(undefined, 240)
        const response = await sendPrivileged(byAccessor("lookup", accessor))
        expectStatus(response, 200)
        expectAt(response, "data.creation_ttl", 240)
        expectAt(response, "data.explicit_max_ttl", 240)
        expectAt(response, "data.renewable", false)
        expectEqual(
          "wrap_info.accessor",
          stringAt(wrapped, "wrap_info.accessor"),
          stringAt(response, "data.accessor"),
          response
        )
      }
    },
    {
      id: "RWC-AC-14",
      title: "denies the list of accessors to callers without permission",
      requirements: ["RW-AC-11", "RW-ER-4"],
      profile: "accessor",
      level: "must",
      why: "Someone who has an accessor can look for ways to revoke its token.",
      async run({ send, createToken }) {
        const { token } = await createToken()
        expectError(await send({ method: "LIST", path: "auth/token/accessors", token }), 403)
      }
    },
    {
      id: "RWC-AC-15",
      title:
        "forgets the accessor soon after the token was unwrapped by body, rewrapped, or read from cubbyhole/response",
      requirements: ["RW-AC-10", "RW-AC-9"],
      profile: "accessor",
      level: "must",
      why: "The sender must learn that the secret is gone, however it was opened.",
      async run(context) {
        for (const consume of [
          unwrapByBody,
          rewrap,
          (token: string) => ({ method: "GET", path: "cubbyhole/response", token })
        ]) {
          const { token, accessor } = await context.wrap()
          expectStatus(await context.send(consume(token)), 200)
          await expectForgotten(context, accessor)
        }
      }
    },
    {
      id: "RWC-AC-16",
      title: "forgets the accessor soon after the TTL has elapsed",
      requirements: ["RW-AC-9", "RW-TTL-2"],
      profile: "accessor",
      level: "must",
      waits: 1_600,
      why: "The sender must not believe that the secret can still be opened.",
      run: (context) =>
        inSomeSecond(context, async (timer) => {
          const { accessor } = await timer.start(() => context.wrap(undefined, 1))
          expectStatus(timer.before(1_000, await context.sendPrivileged(byAccessor("lookup", accessor))), 200)
          await timer.waitPast(1_000 + MARGIN_MS)
          await expectForgotten(context, accessor)
        })
    },
    {
      id: "RWC-AC-17",
      title: "does not extend the TTL on a lookup by accessor, and on a renewal by accessor, which is refused",
      requirements: ["RW-AC-3", "RW-TTL-2"],
      profile: "accessor",
      level: "must",
      waits: 3_600,
      why: "Who watches a token must not keep it alive.",
      run: (context) =>
        inSomeSecond(context, async (timer) => {
          const [looked, renewed] = await timer.start(() =>
            Promise.all([context.wrap(undefined, "3s"), context.wrap(undefined, "3s")])
          )
          for (const age of [800, 1_600]) {
            await timer.waitUntil(age)
            const found = await context.sendPrivileged(byAccessor("lookup", looked.accessor))
            expectStatus(timer.before(2_000, found), 200)
            // A server without the profile `tokens` need not have the operation.
            await context.send(byAccessor("renew", renewed.accessor))
          }
          await timer.waitPast(3_000 + MARGIN_MS)
          for (const { token } of [looked, renewed]) expectInvalidToken(await context.send(unwrapByHeader(token)))
        })
    },
    {
      id: "RWC-AC-18",
      title: "revokes nothing by a part of an accessor, by an accessor in another letter case, or by the token itself",
      requirements: ["RW-AC-4", "RW-AC-8"],
      profile: "accessor",
      level: "must",
      why: "Whoever revokes one token by mistake destroys the secret of somebody else.",
      async run({ payload, send, sendPrivileged, wrap }) {
        for (const [name, change] of CHANGED) {
          const secret = payload()
          const { accessor, token } = await wrap(secret)
          const value = change(accessor, token)
          // An accessor without letters has no other letter case.
          if (value === accessor) continue
          await named(name, async () => {
            // What a server answers is not judged: it may say that it has found no token.
            await sendPrivileged(byAccessor("revoke", value))
            expectPayload(await send(unwrapByHeader(token)), secret)
          })
        }
      }
    }
  ]
}

/** Expects that the server does not know an accessor, within a short time. */
async function expectForgotten({ sendPrivileged, wait }: Context, accessor: string): Promise<void> {
  let response = await sendPrivileged(byAccessor("lookup", accessor))
  for (let attempt = 0; attempt < 30 && response.status === 200; attempt++) {
    await wait(100)
    response = await sendPrivileged(byAccessor("lookup", accessor))
  }
  expectError(response, [400, 403, 404])
}
