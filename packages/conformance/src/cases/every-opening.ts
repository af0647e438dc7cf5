import { unwrapByBody, unwrapByHeader, type ApiRequest, type ApiResponse } from "../api-request.ts"
import type { ConformanceCase, Family } from "../conformance-case.ts"
import type { Context } from "../context.ts"
import { WRAP } from "../endpoints.ts"
import { memberOf, parseExact, printExact, type ExactJson } from "../exact-json.ts"
import { expectEqual, expectError, expectInvalidToken, expectStatus } from "../expect.ts"
import { TOO_COMPLEX } from "../refused-body.ts"
import { expectRejectedBy, expectWithout, forEachOf, named } from "../fixtures/combination.ts"
import { expectOneSuccess, inRandomOrder, repeat } from "../fixtures/race.ts"
import { bystandersOf, expectEndedInRaces, wrapForEnd } from "../fixtures/race-with-lookups.ts"
import { rewrappedSources, sources, wrapFrom, type Source, type Wrapped } from "../fixtures/sources.ts"
import {
  envelopeOf,
  everyUse,
  halfOf,
  inTurn,
  lookups,
  openings,
  rewraps,
  sendAs,
  type TokenUse
} from "../fixtures/token-uses.ts"
import { ROLES, writeRole } from "../fixtures/token-role.ts"
import { byAccessor, byToken, createRequest, lookupSelf } from "../fixtures/token.ts"
import { expectOpenedOnce } from "../fixtures/wrapped-operation.ts"
import { Failure } from "../verdict.ts"
import { wrapInfoOf } from "../wrap-info.ts"

const ONCE = "A server can have several ways to the same response, and a thief takes the one that was forgotten."

/** Numbers ids of the family from here on. */
const idOf = (first: number, i: number): string => `RWC-OW-${String(first + i).padStart(2, "0")}`

const opensOnce = (
  id: string,
  source: Source,
  turn: number,
  more: Pick<ConformanceCase, "profile" | "requirements">
) => ({
  id,
  title: `opens ${source.name} once, in whichever way, and returns it unchanged`,
  ...more,
  level: "must" as const,
  long: true,
  why: ONCE,
  async run(context: Context) {
    // A server that opens all kinds alike is found with the first kind; the others need not begin in every way.
    const firsts = turn === 0 ? openings : halfOf(openings, turn)
    await forEachOf(firsts, async (first, i) => {
      const wrapped = await wrapFrom(source, context)
      const combination = `${source.name}, opened by ${first.name}`
      await named(combination, async () => {
        const opened = await sendAs(context, first.request(wrapped.info.token))
        wrapped.expectEnvelope(await envelopeOf(context, opened))
      })
      // All others are tried in the course of the case. The kinds begin in different places, so that many pairs are tried.
      const uses = inTurn(everyUse, turn * 5 + i, everyUse.length / firsts.length)
      await expectRejectedBy(context, wrapped.info.token, {
        secret: wrapped.secret,
        uses,
        when: `after ${combination}`
      })
    })
  }
})

/** How many requests of one way race: one of them is between the check and the deletion of another one. */
const RACERS = 3

/** Two requests of each way, and two more of those that clients use. */
const racers = (token: string): ReadonlyArray<ApiRequest> =>
  [...openings, ...openings, ...openings.slice(0, 2)].map(({ request }) => request(token))

const hasOneWinner = (
  id: string,
  what: string,
  all: ReadonlyArray<Source>,
  more: Pick<ConformanceCase, "profile" | "requirements">
): ConformanceCase => ({
  id,
  title: `gives ${what} to exactly one of several concurrent requests, of each way alone and of all ways`,
  ...more,
  level: "must",
  long: true,
  why: "The thief and the owner need not use the token in the same way.",
  async run(context) {
    // Shows whether the operator may open tokens that are named in the body.
    await sendAs(context, (openings[1] as TokenUse).request((await context.wrap()).token))
    const race = (
      name: string,
      { expectEnvelope, info, secret }: Wrapped,
      requests: ReadonlyArray<ApiRequest>
    ): Promise<void> =>
      named(name, async () => {
        const responses = await context.sendTogether(requests)
        const winner = expectOneSuccess(responses)
        for (const response of responses) if (response !== winner) expectWithout(response, secret)
        expectEnvelope(await envelopeOf(context, winner))
        expectInvalidToken(await context.send(unwrapByHeader(info.token)))
      })
    for (const [turn, source] of all.entries()) {
      const wrapped = await wrapFrom(source, context)
      await race(`${source.name}, in a race`, wrapped, inRandomOrder(context, racers(wrapped.info.token)))
      // Each way is tried with two kinds or more.
      const ways = source === sources[0] ? openings : inTurn(openings, turn, openings.length / 3)
      await forEachOf(ways, async (way, i) => {
        const alone = await wrapFrom(source, context)
        // Three kinds, which have all ways, are looked up before: a server may remember what it looked up.
        if (turn >= 1 && turn <= 3) {
          const [look] = inTurn(lookups, i, 1)
          expectStatus(await context.send((look as TokenUse).request(alone.info.token)), 200)
        }
        const requests = repeat(RACERS, () => way.request(alone.info.token))
        await race(`${source.name}, in a race of ${way.name}`, alone, requests)
      })
    }
  }
})

/** Expects that no lookup that runs at the same time brings an ended token back. */
const staysEnded = (
  one: Pick<ConformanceCase, "id" | "title" | "profile" | "requirements">,
  ends: ReadonlyArray<TokenUse>,
  envelopeAfter: (context: Context, response: ApiResponse) => Promise<ExactJson | undefined>
): ConformanceCase => ({
  ...one,
  level: "must",
  long: true,
  why: "A lookup that writes back what it read undoes the deletion, and the token opens twice.",
  run: (context) =>
    expectEndedInRaces(
      context,
      ends.map((end) => async () => {
        const wrapped = await wrapForEnd(context, end)
        const judge = async (response: ApiResponse): Promise<void> =>
          wrapped.expectEnvelope(await envelopeAfter(context, response))
        return { bystanders: bystandersOf(wrapped.info.token), end, judge, wrapped }
      })
    )
})

/** Expects that the old token is dead after a rewrap in one way, and that the new one has the response. */
const replaces = (id: string, use: TokenUse, turn: number): ConformanceCase => ({
  id,
  title: `invalidates the old token of every kind of response that is rewrapped by ${use.name}`,
  requirements: ["RW-RW-1", "RW-RW-2", "RW-SU-12"],
  profile: "rewrap",
  level: "must",
  long: true,
  why: "The old token may have been copied, and would be a second key to the same response.",
  async run(context) {
    await forEachOf(sources, async (source, i) => {
      const old = await wrapFrom(source, context)
      const combination = `${source.name}, rewrapped by ${use.name}`
      const response = await named(combination, () => sendAs(context, use.request(old.info.token)))
      await named(combination, async () => expectWithout(response, old.secret))
      const uses = inTurn(everyUse, turn * 7 + i, 3)
      await expectRejectedBy(context, old.info.token, {
        secret: old.secret,
        uses,
        when: `for the old token of ${combination}`
      })
      await named(combination, async () => {
        const opened = await context.send(unwrapByHeader(wrapInfoOf(response).token))
        expectStatus(opened, 200)
        old.expectEnvelope(opened.json)
      })
    })
  }
})

const CORE = { profile: "core", requirements: ["RW-SU-1", "RW-SU-2", "RW-SU-10", "RW-SU-11", "RW-CP-5"] } as const
const REWRAP = { profile: "rewrap", requirements: ["RW-RW-1", "RW-RW-2", "RW-SU-1", "RW-SU-2", "RW-CP-5"] } as const

const MEBIBYTE = 1_024 * 1_024

/** A long string, and a list of two thousand elements. */
const huge = (length: number): string =>
  `{"long":"${"0123456789abcdef".repeat(length / 16)}","list":[${Array.from({ length: 2_000 }, (_, i) => i)}]}`

export const everyOpening: Family = {
  name: "OW",
  title: "Every kind of response, opened in every way",
  cases: [
    ...sources.map((source, i) => opensOnce(idOf(1, i), source, i, CORE)),
    ...rewrappedSources.map((source, i) => opensOnce(idOf(11, i), source, sources.length + i, REWRAP)),
    hasOneWinner("RWC-OW-21", "every kind of response", sources, {
      profile: "core",
      requirements: ["RW-SU-3", "RW-SU-10", "RW-SU-11"]
    }),
    hasOneWinner("RWC-OW-22", "every kind of response that was rewrapped", rewrappedSources, {
      profile: "rewrap",
      requirements: ["RW-RW-1", "RW-SU-3"]
    }),
    staysEnded(
      {
        id: "RWC-OW-23",
        title: "opens a token once, in whichever way, while others look it up",
        profile: "core",
        requirements: ["RW-SU-1", "RW-SU-2", "RW-LK-1"]
      },
      openings,
      envelopeOf
    ),
    staysEnded(
      {
        id: "RWC-OW-24",
        title: "invalidates the old token of a rewrap while others look it up",
        profile: "rewrap",
        requirements: ["RW-RW-1", "RW-LK-1"]
      },
      rewraps.map((one) => ({ ...one, name: `rewrap by ${one.name}` })),
      async (context, response) => {
        const opened = await context.send(unwrapByHeader(wrapInfoOf(response).token))
        expectStatus(opened, 200)
        return opened.json
      }
    ),
    ...rewraps.map((use, i) => replaces(idOf(31, i), use, i)),
    {
      id: "RWC-OW-41",
      title: "returns a string of a mebibyte and a list of two thousand elements once and unchanged, or refuses them",
      requirements: ["RW-CP-5", "RW-SU-3", "RW-ER-8", "RW-ER-18", "RW-ER-29"],
      profile: "core",
      level: "must",
      why: "A secret that was cut is lost, because nobody else has a copy.",
      async run({ send, sendTogether }) {
        // Vault accepts strings of up to a mebibyte, unless it is configured otherwise.
        for (const length of [1_120_000, 1_000_000]) {
          const body = huge(length)
          const response = await send({ method: "POST", path: WRAP, ttl: 60, body })
          // The limit of a server is its own choice, and so is that of a proxy, which answers with a page.
          if (response.status === 413) continue
          if (length > MEBIBYTE && TOO_COMPLEX.includes(response.status)) {
            expectError(response, TOO_COMPLEX)
            continue
          }
          const { token } = wrapInfoOf(response)
          // What is long takes long to delete.
          const opened = expectOneSuccess(
            await sendTogether(repeat(RACERS, (i) => (i === 0 ? unwrapByBody(token) : unwrapByHeader(token))))
          )
          expectInvalidToken(await send(unwrapByHeader(token)))
          // Not a comparison that the report shows: it would be too long.
          for (const key of ["list", "long"]) {
            const [got, want] = [memberOf(memberOf(opened.json, "data"), key), memberOf(parseExact(body), key)]
            const isEqual = got !== undefined && printExact(got) === printExact(want as ExactJson)
            if (!isEqual) throw new Failure(`data.${key} differs from what was wrapped`, { response: opened })
          }
        }
      }
    },
    {
      id: "RWC-OW-51",
      title: "opens once whatever a request returned: nothing but braces, lists, random bytes, mounts, policies",
      requirements: ["RW-SU-1", "RW-SU-2", "RW-WE-1"],
      profile: "core",
      level: "must",
      why: ONCE,
      async run(context) {
        const path = (await context.cubbyholeEntry(undefined, "folder/leaf")).slice(0, -"leaf".length)
        const optional = true
        await expectOpenedOnce(context, [
          { method: "POST", path: WRAP, body: {} },
          { method: "POST", path: WRAP, body: context.payload(), ttl: "30m" },
          { method: "LIST", path },
          { method: "GET", path: `${path}?list=true` },
          { method: "POST", path: "sys/tools/random", body: { bytes: 8 }, optional },
          { method: "POST", path: "sys/tools/random/8", body: {}, optional },
          { method: "POST", path: "sys/tools/hash", body: { input: "YQ==" }, optional },
          { method: "GET", path: "sys/mounts", optional },
          { method: "GET", path: "sys/policies/acl/default", optional },
          { method: "LIST", path: "sys/policies/acl", optional }
        ])
      }
    },
    {
      id: "RWC-OW-52",
      title: "opens once what the creation, renewal and lookup of a token returned",
      requirements: ["RW-SU-1", "RW-SU-2", "RW-TK-13", "RW-TK-14"],
      profile: "tokens",
      level: "must",
      why: ONCE,
      async run(context) {
        const { accessor, token } = await context.createToken()
        const role = await writeRole(context, { allowed_policies: ["default"] })
        const body = { policies: ["default"] }
        await expectOpenedOnce(context, [
          createRequest(body),
          createRequest(body, "-orphan"),
          createRequest(body, `/${role}`),
          byToken("lookup", token),
          byToken("renew", token),
          byAccessor("lookup", accessor),
          byAccessor("renew", accessor),
          lookupSelf(token),
          { method: "POST", path: "auth/token/renew-self", token },
          { method: "GET", path: `${ROLES}/${role}` },
          { method: "LIST", path: ROLES },
          { method: "LIST", path: "auth/token/accessors" }
        ])
      }
    },
    {
      id: "RWC-OW-53",
      title: "opens a response once after each of four rewraps in a row, and invalidates every earlier token",
      requirements: ["RW-RW-1", "RW-RW-2", "RW-SU-1", "RW-SU-2"],
      profile: "rewrap",
      level: "must",
      why: ONCE,
      async run(context) {
        await forEachOf(sources.slice(0, 3), async (source) => {
          const tokens: Array<string> = []
          const wrapped = await wrapFrom(source, context)
          let { info } = wrapped
          for (const { request } of rewraps) {
            tokens.push(info.token)
            info = wrapInfoOf(await context.sendPrivileged(request(info.token)))
          }
          await named(`${source.name}, rewrapped ${rewraps.length} times`, async () => {
            const opened = await context.send(unwrapByHeader(info.token))
            expectStatus(opened, 200)
            wrapped.expectEnvelope(opened.json)
            expectEqual("wrap_info.creation_path", info.creationPath, wrapped.path, info.response)
            for (const token of [...tokens, info.token]) expectInvalidToken(await context.send(unwrapByHeader(token)))
          })
        })
      }
    }
  ]
}
