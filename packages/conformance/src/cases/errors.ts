import { lookup, unwrapByHeader } from "../ask.ts"
import type { ConformanceCase, Family } from "../conformance-case.ts"
import { LOOKUP, REWRAP, UNWRAP, WRAP } from "../endpoints.ts"
import {
  at,
  expectAt,
  expectError,
  expectHeader,
  expectNotValid,
  expectPayload,
  expectStatus,
  expectThat
} from "../expect.ts"

const VALIDATING = "error validating wrapping token: "

const noObject = (id: string, title: string, body: string): ConformanceCase => ({
  id,
  title,
  requirements: ["RW-ER-2", "RW-ER-1", "RW-ER-11"],
  profile: "core",
  level: "must",
  why: "Bad input is the caller's fault, is said so, and leaves the server as it was.",
  async play({ send, wrap, payload }) {
    for (const path of [UNWRAP, LOOKUP])
      expectError(await send({ method: "POST", path, body }), 400, { beginsWith: "failed to decode JSON input: " })
    expectError(await send({ method: "POST", path: WRAP, ttl: 60, body }), 400, {
      beginsWith: "failed to decode JSON input: "
    })
    const secret = payload()
    const { token } = await wrap(secret)
    expectPayload(await send(unwrapByHeader(token)), secret)
  }
})

const badToken = (id: string, title: string, value: unknown, text: string): ConformanceCase => ({
  id,
  title,
  requirements: ["RW-ER-9"],
  profile: "core",
  level: "must",
  why: "A token of the wrong type must not be taken for none, or for another one.",
  async play({ send }) {
    for (const ask of [{ path: UNWRAP }, { path: LOOKUP, token: null }]) {
      expectError(await send({ method: "POST", ...ask, body: { token: value } }), 403, {
        beginsWith: `${VALIDATING}${text}`
      })
    }
  }
})

export const errors: Family = {
  name: "ER",
  title: "Errors and bad input",
  cases: [
    {
      id: "RWC-ER-01",
      title: "no token at all: 403",
      requirements: ["RW-ER-9", "RW-ER-3"],
      profile: "core",
      level: "must",
      why: "A client that lost its token must be told so.",
      async play({ send }) {
        for (const path of [UNWRAP, LOOKUP, REWRAP])
          expectError(await send({ method: "POST", path, token: null }), 403, { beginsWith: VALIDATING })
        expectError(
          await send({ method: "POST", path: WRAP, ttl: 60, token: null, body: { a: "b" } }),
          403,
          "permission denied"
        )
      }
    },
    badToken("RWC-ER-02", "an empty token in the body: 403", "", "empty token"),
    badToken("RWC-ER-03", "a number as the token: 403", 123, "could not decode token"),
    badToken("RWC-ER-04", "an object as the token: 403", {}, "could not decode token"),
    badToken("RWC-ER-05", "a list as the token: 403", [], "could not decode token"),
    badToken("RWC-ER-06", "true as the token: 403", true, "could not decode token"),
    noObject("RWC-ER-07", "a body that is cut off: 400", '{"token":'),
    noObject("RWC-ER-08", "a body that is a list: 400", "[1]"),
    noObject("RWC-ER-09", "a body that is a text: 400", '"x"'),
    noObject("RWC-ER-10", "a body that is a number: 400", "12"),
    noObject("RWC-ER-11", "a body that is not JSON: 400", "not json"),
    {
      id: "RWC-ER-12",
      title: "null as the body counts as none",
      requirements: ["RW-SU-12"],
      profile: "core",
      level: "must",
      why: "Typed clients print an absent body as null.",
      async play({ send, wrap, payload }) {
        expectNotValid(await send({ method: "POST", path: UNWRAP, body: "null" }))
        const secret = payload()
        const { token } = await wrap(secret)
        expectPayload(await send({ ...unwrapByHeader(token), body: "null" }), secret)
      }
    },
    {
      id: "RWC-ER-13",
      title: "an ordinary token without a body opens nothing: 400",
      requirements: ["RW-SU-12"],
      profile: "core",
      level: "must",
      why: "Who forgot the wrapping token must be told so.",
      async play({ send }) {
        expectNotValid(await send({ method: "POST", path: UNWRAP }))
        expectNotValid(await send({ method: "POST", path: UNWRAP, body: { foo: "bar" } }))
      }
    },
    {
      id: "RWC-ER-14",
      title: "an unknown path is 404",
      requirements: ["RW-ER-5"],
      profile: "core",
      level: "must",
      why: "A misspelt path must not look like an empty secret.",
      async play({ send, unique, operator, skip }) {
        if (!operator.root) skip("only a root token is told so")
        const path = `${unique("no-such-mount")}/x`
        expectError(await send({ method: "GET", path }), 404, { contains: path })
        expectError(await send({ method: "POST", path: `${UNWRAP}/x`, body: {} }), 404, {
          contains: "unsupported path"
        })
        expectError(await send({ method: "GET", path: "sys/no-such-path" }), 404, { contains: "unsupported path" })
      }
    },
    {
      id: "RWC-ER-15",
      title: "an unknown path without a token is 403",
      requirements: ["RW-ER-3"],
      profile: "core",
      level: "must",
      why: "Strangers must not find out what is mounted.",
      async play({ send, unique }) {
        expectError(
          await send({ method: "GET", path: `${unique("no-such-mount")}/x`, token: null }),
          403,
          "permission denied"
        )
        expectError(await send({ method: "GET", path: "cubbyhole/any", token: null }), 403, "permission denied")
      }
    },
    {
      id: "RWC-ER-16",
      title: "an unknown caller: 403 on any path that needs one",
      requirements: ["RW-ER-3"],
      profile: "core",
      level: "must",
      why: "A dead token must not be worth anything.",
      async play({ send }) {
        expectError(await send({ method: "GET", path: "cubbyhole/any", token: "no-such-token" }), 403)
        expectError(await send({ method: "POST", path: WRAP, ttl: 60, token: "no-such-token", body: { a: "b" } }), 403)
      }
    },
    {
      id: "RWC-ER-17",
      title: "a caller who may not wrap: 403",
      requirements: ["RW-ER-4"],
      profile: "core",
      level: "must",
      why: "Policies bind wrapping as they bind everything.",
      async play({ send, createPowerlessToken }) {
        const { token } = await createPowerlessToken()
        expectError(await send({ method: "POST", path: WRAP, ttl: 60, token, body: { a: "b" } }), 403, {
          contains: "permission denied"
        })
      }
    },
    {
      id: "RWC-ER-18",
      title: "a write to a path that ends in a slash: 400",
      requirements: ["RW-ER-7"],
      profile: "core",
      level: "must",
      why: "Such a path is a folder.",
      async play({ send, unique }) {
        expectError(
          await send({ method: "POST", path: `${UNWRAP}/`, body: {} }),
          400,
          "cannot write to a path ending in '/'"
        )
        expectError(
          await send({ method: "POST", path: `cubbyhole/${unique("folder")}/`, body: { a: "b" } }),
          400,
          "cannot write to a path ending in '/'"
        )
      }
    },
    {
      id: "RWC-ER-19",
      title: "a method that a path does not know: 405",
      requirements: ["RW-ER-6", "RW-HD-1"],
      profile: "core",
      level: "must",
      why: "A GET must not wrap anything.",
      async play({ send, operator }) {
        const answer = await send({ method: "GET", path: WRAP, ttl: 60 })
        if (operator.root) expectError(answer, 405, { contains: "unsupported operation" })
        else expectError(answer, [403, 405])
      }
    },
    {
      id: "RWC-ER-20",
      title: "a method that the protocol does not know: 405",
      requirements: ["RW-HD-4"],
      profile: "core",
      level: "must",
      why: "Nothing must be read or written by a method that no one meant.",
      async play({ send, wrap, payload }) {
        const secret = payload()
        const { token } = await wrap(secret)
        const answer = await send({ method: "PROPFIND", path: UNWRAP, token })
        expectError(answer, 405)
        expectAt(answer, "errors", [])
        expectPayload(await send(unwrapByHeader(token)), secret)
      }
    },
    {
      id: "RWC-ER-21",
      title: "an error does not repeat the token",
      requirements: ["RW-ER-1"],
      profile: "core",
      level: "must",
      why: "Errors go into logs.",
      async play({ send, wrap }) {
        const { token } = await wrap()
        expectStatus(await send(unwrapByHeader(token)), 200)
        for (const answer of [
          await send(unwrapByHeader(token)),
          await send(lookup(token)),
          await send({ method: "GET", path: "cubbyhole/response", token })
        ]) {
          expectThat(answer.status >= 400 && at(answer, "errors") !== undefined, "a used token was not refused", answer)
          expectThat(!answer.text.includes(token), "the error shows the token", answer)
        }
      }
    },
    {
      id: "RWC-ER-22",
      title: "errors forbid to be cached, and say that they are JSON",
      requirements: ["RW-HD-8", "RW-HD-9", "RW-ER-1"],
      profile: "core",
      level: "must",
      why: "A 404 that is kept hides the secret that comes to be.",
      async play({ send, unique }) {
        const path = `cubbyhole/${unique("missing")}`
        for (const [ask, status] of [
          [{ method: "POST", path: UNWRAP, body: "[1]" }, 400],
          [{ method: "GET", path, token: null }, 403],
          [{ method: "GET", path }, 404],
          [{ method: "PROPFIND", path }, 405]
        ] as const) {
          const answer = await send(ask)
          expectError(answer, status)
          expectHeader(answer, "Cache-Control", /(^|,)\s*no-store\s*(,|$)/i, "no-store")
          expectHeader(answer, "Content-Type", /^application\/json\s*(;|$)/i, "application/json")
        }
      }
    }
  ]
}
