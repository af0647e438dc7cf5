import { lookup, rewrap, unwrapByBody, unwrapByHeader } from "../api-request.ts"
import type { Family } from "../conformance-case.ts"
import { LOOKUP, UNWRAP } from "../endpoints.ts"
import {
  expectAt,
  expectError,
  expectInvalidToken,
  expectPayload,
  expectStatus,
  expectThat,
  stringAt
} from "../expect.ts"
import { memberOf, parseExact, printExact } from "../exact-json.ts"
import { repeat, expectOneSuccess, expectOneWinner } from "../fixtures/race.ts"
import { named } from "../fixtures/combination.ts"
import { sideBySide } from "../fixtures/side-by-side.ts"

const ONCE = "A second reader means that the secret was intercepted, and a server that serves both hides it."

/** Other spellings of the name `response`. */
const SPELLINGS = ["response?x=1", "response/", "/response", "%72esponse", "Response", "response%2f"]

export const singleUse: Family = {
  name: "SU",
  title: "Single use",
  cases: [
    {
      id: "RWC-SU-01",
      title: "rejects a second unwrap by header",
      requirements: ["RW-SU-1", "RW-SU-2", "RW-SU-5"],
      profile: "core",
      level: "must",
      why: ONCE,
      async run({ send, wrap, payload }) {
        const secret = payload()
        const { token } = await wrap(secret)
        expectPayload(await send(unwrapByHeader(token)), secret)
        expectInvalidToken(await send(unwrapByHeader(token)))
      }
    },
    {
      id: "RWC-SU-02",
      title: "rejects a second unwrap by body",
      requirements: ["RW-SU-1", "RW-SU-2", "RW-SU-10"],
      profile: "core",
      level: "must",
      why: ONCE,
      async run({ send, wrap, payload }) {
        const secret = payload()
        const { token } = await wrap(secret)
        expectPayload(await send(unwrapByBody(token)), secret)
        expectInvalidToken(await send(unwrapByBody(token)))
      }
    },
    {
      id: "RWC-SU-03",
      title: "rejects an unwrap by body after an unwrap by header",
      requirements: ["RW-SU-2", "RW-SU-10"],
      profile: "core",
      level: "must",
      why: "Both ways lead to the same payload, so each must respect the other.",
      async run({ send, wrap }) {
        const { token } = await wrap()
        expectStatus(await send(unwrapByHeader(token)), 200)
        expectInvalidToken(await send(unwrapByBody(token)))
      }
    },
    {
      id: "RWC-SU-04",
      title: "rejects an unwrap by header after an unwrap by body",
      requirements: ["RW-SU-2", "RW-SU-10"],
      profile: "core",
      level: "must",
      why: "Both ways lead to the same payload, so each must respect the other.",
      async run({ send, wrap }) {
        const { token } = await wrap()
        expectStatus(await send(unwrapByBody(token)), 200)
        expectInvalidToken(await send(unwrapByHeader(token)))
      }
    },
    {
      id: "RWC-SU-05",
      title: "accepts PUT like POST",
      requirements: ["RW-HD-2", "RW-SU-10"],
      profile: "core",
      level: "must",
      why: "Vault's own clients send PUT.",
      async run({ send, wrap, payload }) {
        const secret = payload()
        const { token } = await wrap(secret)
        expectPayload(await send({ method: "PUT", path: UNWRAP, token }), secret)
        expectInvalidToken(await send({ method: "PUT", path: UNWRAP, token }))
      }
    },
    {
      id: "RWC-SU-06",
      title: "accepts the token as Authorization: Bearer",
      requirements: ["RW-HD-5", "RW-SU-1"],
      profile: "core",
      level: "must",
      why: "Clients that do not know Vault's header send this one.",
      async run({ send, wrap, payload }) {
        const secret = payload()
        const { token } = await wrap(secret)
        const request = { method: "POST", path: UNWRAP, token: null, headers: { authorization: `Bearer ${token}` } }
        expectPayload(await send(request), secret)
        expectInvalidToken(await send(request))
      }
    },
    {
      id: "RWC-SU-07",
      title: "gives the payload to exactly one of 20 concurrent unwraps by header",
      requirements: ["RW-SU-3"],
      profile: "core",
      level: "must",
      why: "A check that is followed by a separate deletion lets two concurrent readers in.",
      async run({ send, sendTogether, wrap, payload }) {
        const secret = payload()
        const { token } = await wrap(secret)
        expectOneWinner(await sendTogether(repeat(20, () => ({ ...unwrapByHeader(token), body: {} }))), secret)
        expectInvalidToken(await send(unwrapByHeader(token)))
      }
    },
    {
      id: "RWC-SU-08",
      title: "gives the payload to exactly one of 20 concurrent unwraps by body",
      requirements: ["RW-SU-3"],
      profile: "core",
      level: "must",
      why: "A check that is followed by a separate deletion lets two concurrent readers in.",
      async run({ send, sendTogether, wrap, payload }) {
        const secret = payload()
        const { token } = await wrap(secret)
        expectOneWinner(await sendTogether(repeat(20, () => unwrapByBody(token))), secret)
        expectInvalidToken(await send(unwrapByBody(token)))
      }
    },
    {
      id: "RWC-SU-09",
      title: "gives the payload to exactly one of 20 concurrent unwraps by header and body",
      requirements: ["RW-SU-3", "RW-SU-10"],
      profile: "core",
      level: "must",
      why: "The thief and the owner need not use the token in the same way.",
      async run({ send, sendTogether, wrap, payload }) {
        const secret = payload()
        const { token } = await wrap(secret)
        expectOneWinner(
          await sendTogether(
            repeat(20, (i) => (i % 2 === 0 ? { ...unwrapByHeader(token), body: {} } : unwrapByBody(token)))
          ),
          secret
        )
        expectInvalidToken(await send(unwrapByBody(token)))
      }
    },
    {
      id: "RWC-SU-10",
      title: "returns the envelope as a string from cubbyhole/response, and consumes the token",
      requirements: ["RW-SU-11", "RW-SU-2"],
      profile: "core",
      level: "must",
      why: "The legacy way to unwrap still exists, and must not be a second way in.",
      async run({ send, wrap, payload }) {
        const secret = payload()
        const { token } = await wrap(secret)
        const response = await send({ method: "GET", path: "cubbyhole/response", token })
        expectStatus(response, 200)
        const envelope = memberOf(parseExact(stringAt(response, "data.response")), "data")
        expectThat(
          envelope !== undefined && printExact(envelope) === printExact(parseExact(JSON.stringify(secret))),
          "data.response is not the wrapped envelope",
          response
        )
        expectInvalidToken(await send(unwrapByHeader(token)))
        expectError(await send({ method: "GET", path: "cubbyhole/response", token }), 403)
      }
    },
    {
      id: "RWC-SU-11",
      title: "rejects the lookup of a used token",
      requirements: ["RW-SU-2", "RW-SU-12"],
      profile: "core",
      level: "must",
      why: "Lookup is how the owner learns that someone else was first.",
      async run({ send, wrap }) {
        const { token } = await wrap()
        expectStatus(await send(unwrapByHeader(token)), 200)
        expectInvalidToken(await send(lookup(token)))
      }
    },
    {
      id: "RWC-SU-12",
      title: "rejects the rewrap of a used token",
      requirements: ["RW-SU-2", "RW-SU-12"],
      profile: "core",
      level: "must",
      why: "A rewrap after the use would bring the payload back.",
      async run({ send, wrap }) {
        const { token } = await wrap()
        expectStatus(await send(unwrapByHeader(token)), 200)
        expectInvalidToken(await send(rewrap(token)))
      }
    },
    {
      id: "RWC-SU-13",
      title: "denies cubbyhole/response to a used token",
      requirements: ["RW-SU-1", "RW-SU-11"],
      profile: "core",
      level: "must",
      why: "The payload was stored in the token's cubbyhole, and must be gone.",
      async run({ send, wrap }) {
        const { token } = await wrap()
        expectStatus(await send(unwrapByHeader(token)), 200)
        expectError(await send({ method: "GET", path: "cubbyhole/response", token }), 403)
      }
    },
    {
      id: "RWC-SU-14",
      title: "does not consume the token on lookup by body, header and query",
      requirements: ["RW-LK-1", "RW-LK-5", "RW-SU-1"],
      profile: "core",
      level: "must",
      why: "A client that checks the token first must not lose the secret.",
      async run({ send, wrap, payload }) {
        const secret = payload()
        const { token } = await wrap(secret)
        const byHeader = { method: "POST", path: LOOKUP, token }
        const byQuery = { method: "GET", path: `${LOOKUP}?token=${encodeURIComponent(token)}`, token: null }
        for (const request of [lookup(token), byHeader, byQuery, lookup(token), byHeader])
          expectStatus(await send(request), 200)
        expectPayload(await send(unwrapByHeader(token)), secret)
      }
    },
    {
      id: "RWC-SU-15",
      title: "gives each token its own payload",
      requirements: ["RW-SU-1", "RW-SEC-4"],
      profile: "core",
      level: "must",
      why: "Each token must open only the response that it was created for.",
      async run({ send, wrap, payload }) {
        const [one, two] = [payload(), payload()]
        const [first, second] = [await wrap(one), await wrap(two)]
        expectThat(first.token !== second.token, "two wraps returned the same token", second.response)
        expectThat(first.token.length >= 22, "the token is too short for 128 random bits", first.response)
        const response = await send(unwrapByHeader(second.token))
        expectPayload(response, two)
        expectAt(response, "wrap_info", null)
        expectPayload(await send(unwrapByHeader(first.token)), one)
      }
    },
    {
      id: "RWC-SU-16",
      title: "gives the payload to exactly one of 12 concurrent requests by body and cubbyhole/response",
      requirements: ["RW-SU-3", "RW-SU-11"],
      profile: "core",
      level: "must",
      why: "The legacy way to unwrap takes part in the race.",
      async run({ send, sendTogether, wrap, payload }) {
        const secret = payload()
        const { token } = await wrap(secret)
        const responses = await sendTogether(
          repeat(12, (i) => (i % 2 === 0 ? { method: "GET", path: "cubbyhole/response", token } : unwrapByBody(token)))
        )
        expectOneSuccess(responses)
        expectThat(
          responses.filter((response) => response.text.includes(secret.conformance)).length === 1,
          "the number of responses with the payload is not one"
        )
        expectInvalidToken(await send(unwrapByBody(token)))
      }
    },
    {
      id: "RWC-SU-17",
      title: "gives the payload to exactly one of 12 concurrent unwraps by callers with few permissions",
      requirements: ["RW-SU-3", "RW-SU-6"],
      profile: "core",
      level: "must",
      why: "The owner and the thief are seldom administrators.",
      async run({ createToken, payload, send, sendTogether, wrap }) {
        const callers = [await createToken(), await createToken()]
        const byCaller = (token: string, i: number) => ({
          ...unwrapByBody(token, callers[i % callers.length]?.token),
          ...(i % 3 === 0 ? { method: "PUT" } : {})
        })
        for (const looksUp of [false, true]) {
          const secret = payload()
          const { token } = await wrap(secret)
          if (looksUp) expectStatus(await send(lookup(token)), 200)
          expectOneWinner(await sendTogether(repeat(12, (i) => byCaller(token, i))), secret)
          expectInvalidToken(await send(unwrapByHeader(token)))
        }
      }
    },
    {
      id: "RWC-SU-18",
      title: "shows the response of a token once, however the path of cubbyhole/response is spelled",
      requirements: ["RW-SU-1", "RW-SU-11"],
      profile: "core",
      level: "must",
      why: "A server that decides by the spelling of a path what is used up can be read again and again.",
      run: ({ payload, send, wrap }) =>
        sideBySide(
          ...SPELLINGS.map((spelling) =>
            named(`GET ${spelling}`, async () => {
              const secret = payload()
              const { token } = await wrap(secret)
              const read = { method: "GET", path: `cubbyhole/${spelling}`, token }
              const responses = [await send(read), await send(read), await send(unwrapByHeader(token))]
              const showing = responses.filter(({ text }) => text.includes(secret.conformance))
              // A refused request may use the token up.
              expectThat(showing.length <= 1, `${showing.length} responses have the payload`, showing[1])
            })
          )
        )
    }
  ]
}
