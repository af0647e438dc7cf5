import { lookup, rewrap, unwrapByBody, unwrapByHeader } from "../ask.ts"
import type { Family } from "../conformance-case.ts"
import { LOOKUP, UNWRAP } from "../endpoints.ts"
import { expectAt, expectError, expectNotValid, expectPayload, expectStatus, expectThat, textAt } from "../expect.ts"
import { memberOf, parseExact, printExact } from "../exact-json.ts"
import { raceOf, soleWinner, winnerOf } from "../race.ts"

const ONCE = "A second reader means that a secret was intercepted; a server that serves both hides it."

export const singleUse: Family = {
  name: "SU",
  title: "Single use",
  cases: [
    {
      id: "RWC-SU-01",
      title: "unwrap by header, twice: the payload, then 400",
      requirements: ["RW-SU-1", "RW-SU-2", "RW-SU-5"],
      profile: "core",
      level: "must",
      why: ONCE,
      async play({ send, wrap, payload }) {
        const secret = payload()
        const { token } = await wrap(secret)
        expectPayload(await send(unwrapByHeader(token)), secret)
        expectNotValid(await send(unwrapByHeader(token)))
      }
    },
    {
      id: "RWC-SU-02",
      title: "unwrap by body, twice: the payload, then 400",
      requirements: ["RW-SU-1", "RW-SU-2", "RW-SU-10"],
      profile: "core",
      level: "must",
      why: ONCE,
      async play({ send, wrap, payload }) {
        const secret = payload()
        const { token } = await wrap(secret)
        expectPayload(await send(unwrapByBody(token)), secret)
        expectNotValid(await send(unwrapByBody(token)))
      }
    },
    {
      id: "RWC-SU-03",
      title: "unwrapped by header, the token is dead by body too",
      requirements: ["RW-SU-2", "RW-SU-10"],
      profile: "core",
      level: "must",
      why: "Both ways lead to one payload; each must know of the other.",
      async play({ send, wrap }) {
        const { token } = await wrap()
        expectStatus(await send(unwrapByHeader(token)), 200)
        expectNotValid(await send(unwrapByBody(token)))
      }
    },
    {
      id: "RWC-SU-04",
      title: "unwrapped by body, the token is dead by header too",
      requirements: ["RW-SU-2", "RW-SU-10"],
      profile: "core",
      level: "must",
      why: "Both ways lead to one payload; each must know of the other.",
      async play({ send, wrap }) {
        const { token } = await wrap()
        expectStatus(await send(unwrapByBody(token)), 200)
        expectNotValid(await send(unwrapByHeader(token)))
      }
    },
    {
      id: "RWC-SU-05",
      title: "PUT unwraps as POST does",
      requirements: ["RW-HD-2", "RW-SU-10"],
      profile: "core",
      level: "must",
      why: "Vault's own clients send PUT.",
      async play({ send, wrap, payload }) {
        const secret = payload()
        const { token } = await wrap(secret)
        expectPayload(await send({ method: "PUT", path: UNWRAP, token }), secret)
        expectNotValid(await send({ method: "PUT", path: UNWRAP, token }))
      }
    },
    {
      id: "RWC-SU-06",
      title: "the token as Authorization: Bearer",
      requirements: ["RW-HD-5", "RW-SU-1"],
      profile: "core",
      level: "must",
      why: "Clients that know nothing of Vault's header send this one.",
      async play({ send, wrap, payload }) {
        const secret = payload()
        const { token } = await wrap(secret)
        const ask = { method: "POST", path: UNWRAP, token: null, headers: { authorization: `Bearer ${token}` } }
        expectPayload(await send(ask), secret)
        expectNotValid(await send(ask))
      }
    },
    {
      id: "RWC-SU-07",
      title: "20 unwraps by header at once: one gets the payload",
      requirements: ["RW-SU-3"],
      profile: "core",
      level: "must",
      why: "A check that is followed by a deletion lets two readers in when they come at once.",
      async play({ send, sendTogether, wrap, payload }) {
        const secret = payload()
        const { token } = await wrap(secret)
        winnerOf(await sendTogether(raceOf(20, () => ({ ...unwrapByHeader(token), body: {} }))), secret)
        expectNotValid(await send(unwrapByHeader(token)))
      }
    },
    {
      id: "RWC-SU-08",
      title: "20 unwraps by body at once: one gets the payload",
      requirements: ["RW-SU-3"],
      profile: "core",
      level: "must",
      why: "A check that is followed by a deletion lets two readers in when they come at once.",
      async play({ send, sendTogether, wrap, payload }) {
        const secret = payload()
        const { token } = await wrap(secret)
        winnerOf(await sendTogether(raceOf(20, () => unwrapByBody(token))), secret)
        expectNotValid(await send(unwrapByBody(token)))
      }
    },
    {
      id: "RWC-SU-09",
      title: "20 unwraps at once, by header and by body: one gets the payload",
      requirements: ["RW-SU-3", "RW-SU-10"],
      profile: "core",
      level: "must",
      why: "The thief and the owner need not use the token in the same way.",
      async play({ send, sendTogether, wrap, payload }) {
        const secret = payload()
        const { token } = await wrap(secret)
        winnerOf(
          await sendTogether(
            raceOf(20, (i) => (i % 2 === 0 ? { ...unwrapByHeader(token), body: {} } : unwrapByBody(token)))
          ),
          secret
        )
        expectNotValid(await send(unwrapByBody(token)))
      }
    },
    {
      id: "RWC-SU-10",
      title: "cubbyhole/response gives the envelope as a text, and uses the token up",
      requirements: ["RW-SU-11", "RW-SU-2"],
      profile: "core",
      level: "must",
      why: "The old way to unwrap is still open, and must not be a second door.",
      async play({ send, wrap, payload }) {
        const secret = payload()
        const { token } = await wrap(secret)
        const answer = await send({ method: "GET", path: "cubbyhole/response", token })
        expectStatus(answer, 200)
        const envelope = memberOf(parseExact(textAt(answer, "data.response")), "data")
        expectThat(
          envelope !== undefined && printExact(envelope) === printExact(parseExact(JSON.stringify(secret))),
          "data.response does not hold the wrapped envelope",
          answer
        )
        expectNotValid(await send(unwrapByHeader(token)))
        expectError(await send({ method: "GET", path: "cubbyhole/response", token }), 403)
      }
    },
    {
      id: "RWC-SU-11",
      title: "a used token cannot be looked up",
      requirements: ["RW-SU-2", "RW-SU-12"],
      profile: "core",
      level: "must",
      why: "Lookup is how an owner learns that someone was there first.",
      async play({ send, wrap }) {
        const { token } = await wrap()
        expectStatus(await send(unwrapByHeader(token)), 200)
        expectNotValid(await send(lookup(token)))
      }
    },
    {
      id: "RWC-SU-12",
      title: "a used token cannot be rewrapped",
      requirements: ["RW-SU-2", "RW-SU-12"],
      profile: "core",
      level: "must",
      why: "A rewrap after the use would bring the payload back.",
      async play({ send, wrap }) {
        const { token } = await wrap()
        expectStatus(await send(unwrapByHeader(token)), 200)
        expectNotValid(await send(rewrap(token)))
      }
    },
    {
      id: "RWC-SU-13",
      title: "a used token does not read cubbyhole/response",
      requirements: ["RW-SU-1", "RW-SU-11"],
      profile: "core",
      level: "must",
      why: "The payload lies in the token's cubbyhole; it must be gone from there.",
      async play({ send, wrap }) {
        const { token } = await wrap()
        expectStatus(await send(unwrapByHeader(token)), 200)
        expectError(await send({ method: "GET", path: "cubbyhole/response", token }), 403)
      }
    },
    {
      id: "RWC-SU-14",
      title: "five lookups by body, header and query do not use the token up",
      requirements: ["RW-LK-1", "RW-LK-5", "RW-SU-1"],
      profile: "core",
      level: "must",
      why: "Whoever checks the token first must not lose the secret by it.",
      async play({ send, wrap, payload }) {
        const secret = payload()
        const { token } = await wrap(secret)
        const byHeader = { method: "POST", path: LOOKUP, token }
        const byQuery = { method: "GET", path: `${LOOKUP}?token=${encodeURIComponent(token)}`, token: null }
        for (const ask of [lookup(token), byHeader, byQuery, lookup(token), byHeader])
          expectStatus(await send(ask), 200)
        expectPayload(await send(unwrapByHeader(token)), secret)
      }
    },
    {
      id: "RWC-SU-15",
      title: "two tokens do not share a payload",
      requirements: ["RW-SU-1", "RW-SEC-4"],
      profile: "core",
      level: "must",
      why: "Each token opens what it was made for.",
      async play({ send, wrap, payload }) {
        const [one, two] = [payload(), payload()]
        const [first, second] = [await wrap(one), await wrap(two)]
        expectThat(first.token !== second.token, "two wraps gave the same token", second.answer)
        expectThat(first.token.length >= 22, "the token is too short to hold 128 random bits", first.answer)
        const answer = await send(unwrapByHeader(second.token))
        expectPayload(answer, two)
        expectAt(answer, "wrap_info", null)
        expectPayload(await send(unwrapByHeader(first.token)), one)
      }
    },
    {
      id: "RWC-SU-16",
      title: "12 at once, by body and by cubbyhole/response: one gets the payload",
      requirements: ["RW-SU-3", "RW-SU-11"],
      profile: "core",
      level: "must",
      why: "The old way is a racer like the others.",
      async play({ send, sendTogether, wrap, payload }) {
        const secret = payload()
        const { token } = await wrap(secret)
        const answers = await sendTogether(
          raceOf(12, (i) => (i % 2 === 0 ? { method: "GET", path: "cubbyhole/response", token } : unwrapByBody(token)))
        )
        soleWinner(answers)
        expectThat(
          answers.filter((answer) => answer.text.includes(secret.conformance)).length === 1,
          "not exactly one got the payload"
        )
        expectNotValid(await send(unwrapByBody(token)))
      }
    }
  ]
}
