import { lookup, unwrapByHeader } from "../api-request.ts"
import type { ConformanceCase, Family } from "../conformance-case.ts"
import { LOOKUP, REWRAP, UNWRAP, WRAP } from "../endpoints.ts"
import {
  at,
  expectError,
  expectHeader,
  expectInvalidToken,
  expectPayload,
  expectRefused,
  expectStatus,
  expectThat
} from "../expect.ts"
import { CUT_BODY } from "../refused-body.ts"
import { expectNotWrapped } from "../wrap-info.ts"

const malformedBody = (
  id: string,
  title: string,
  body: string,
  statuses: ReadonlyArray<number> = [400]
): ConformanceCase => ({
  id,
  title,
  requirements: ["RW-ER-2", "RW-ER-1", "RW-ER-11", ...(statuses.length > 1 ? ["RW-ER-29"] : [])],
  profile: "core",
  level: "must",
  why: "Invalid input is the caller's mistake: the server must say so, and stay unchanged.",
  async run({ send, wrap, payload }) {
    for (const path of [UNWRAP, LOOKUP]) expectError(await send({ method: "POST", path, body }), statuses)
    expectError(await send({ method: "POST", path: WRAP, ttl: 60, body }), statuses)
    const secret = payload()
    const { token } = await wrap(secret)
    expectPayload(await send(unwrapByHeader(token)), secret)
  }
})

const malformedToken = (id: string, title: string, value: unknown): ConformanceCase => ({
  id,
  title,
  requirements: ["RW-ER-9"],
  profile: "core",
  level: "must",
  why: "A token of the wrong type must not be treated as absent, or as another token.",
  async run({ send, wrap, payload }) {
    for (const path of [UNWRAP, LOOKUP]) expectRefused(await send({ method: "POST", path, body: { token: value } }))
    expectRefused(await send({ method: "POST", path: LOOKUP, token: null, body: { token: value } }))
    // A server that treats this token as absent unwraps the one in the header.
    const secret = payload()
    const { token } = await wrap(secret)
    const asCaller = await send({ method: "POST", path: UNWRAP, token, body: { token: value } })
    expectThat(!asCaller.text.includes(secret.conformance), "the token in the header was opened instead", asCaller)
  }
})

export const errors: Family = {
  name: "ER",
  title: "Errors and bad input",
  cases: [
    {
      id: "RWC-ER-01",
      title: "rejects a request without a token with 403",
      requirements: ["RW-ER-9", "RW-ER-3"],
      profile: "core",
      level: "must",
      why: "A client that lost its token must be told.",
      async run({ send }) {
        for (const path of [UNWRAP, LOOKUP, REWRAP]) expectError(await send({ method: "POST", path, token: null }), 403)
        expectError(await send({ method: "POST", path: WRAP, ttl: 60, token: null, body: { a: "b" } }), 403)
      }
    },
    malformedToken("RWC-ER-02", "rejects an empty token in the body", ""),
    malformedToken("RWC-ER-03", "rejects a number as the token", 123),
    malformedToken("RWC-ER-04", "rejects an object as the token", {}),
    malformedToken("RWC-ER-05", "rejects a list as the token", []),
    malformedToken("RWC-ER-06", "rejects true as the token", true),
    malformedBody("RWC-ER-07", "rejects a truncated body", '{"token":', CUT_BODY),
    malformedBody("RWC-ER-08", "rejects a list as the body with 400", "[1]"),
    malformedBody("RWC-ER-09", "rejects a string as the body with 400", '"x"'),
    malformedBody("RWC-ER-10", "rejects a number as the body with 400", "12"),
    malformedBody("RWC-ER-11", "rejects a body that is not JSON with 400", "not json"),
    {
      id: "RWC-ER-12",
      title: "treats a null body as absent",
      requirements: ["RW-SU-12"],
      profile: "core",
      level: "must",
      why: "Typed clients may send an absent body as null.",
      async run({ send, wrap, payload }) {
        expectInvalidToken(await send({ method: "POST", path: UNWRAP, body: "null" }))
        const secret = payload()
        const { token } = await wrap(secret)
        expectPayload(await send({ ...unwrapByHeader(token), body: "null" }), secret)
      }
    },
    {
      id: "RWC-ER-13",
      title: "rejects an unwrap that names no wrapping token with 400",
      requirements: ["RW-SU-12"],
      profile: "core",
      level: "must",
      why: "A client that forgot the wrapping token must be told.",
      async run({ send }) {
        expectInvalidToken(await send({ method: "POST", path: UNWRAP }))
        expectInvalidToken(await send({ method: "POST", path: UNWRAP, body: { foo: "bar" } }))
      }
    },
    {
      id: "RWC-ER-14",
      title: "returns 404 for an unknown path",
      requirements: ["RW-ER-5"],
      profile: "core",
      level: "must",
      why: "A misspelled path must not look like an empty secret.",
      async run({ send, unique, operator, skip }) {
        if (!operator.root) skip("needs a root token")
        const path = `${unique("no-such-mount")}/x`
        expectError(await send({ method: "GET", path }), 404)
        expectError(await send({ method: "POST", path: `${UNWRAP}/x`, body: {} }), 404)
        expectError(await send({ method: "GET", path: "sys/no-such-path" }), 404)
      }
    },
    {
      id: "RWC-ER-15",
      title: "returns 403 for an unknown path without a token",
      requirements: ["RW-ER-3"],
      profile: "core",
      level: "must",
      why: "Unauthenticated callers must not learn what is mounted.",
      async run({ send, unique }) {
        expectError(await send({ method: "GET", path: `${unique("no-such-mount")}/x`, token: null }), 403)
        expectError(await send({ method: "GET", path: "cubbyhole/any", token: null }), 403, "permission denied")
      }
    },
    {
      id: "RWC-ER-16",
      title: "rejects an unknown token",
      requirements: ["RW-ER-3"],
      profile: "core",
      level: "must",
      why: "An invalid token must be worthless.",
      async run({ send }) {
        expectRefused(await send({ method: "GET", path: "cubbyhole/any", token: "no-such-token" }))
        expectRefused(await send({ method: "POST", path: WRAP, ttl: 60, token: "no-such-token", body: { a: "b" } }))
      }
    },
    {
      id: "RWC-ER-17",
      title: "denies wrapping to a caller without permission",
      requirements: ["RW-ER-4"],
      profile: "core",
      level: "must",
      why: "Policies apply to wrapping as to every other operation.",
      async run({ send, createUnprivilegedToken }) {
        const { token } = await createUnprivilegedToken()
        expectError(
          await send({ method: "POST", path: WRAP, ttl: 60, token, body: { a: "b" } }),
          403,
          "permission denied"
        )
      }
    },
    {
      id: "RWC-ER-18",
      title: "rejects a write to a path that ends in a slash",
      requirements: ["RW-ER-7"],
      profile: "core",
      level: "must",
      why: "Such a path is a folder.",
      async run({ send, unique }) {
        expectError(await send({ method: "POST", path: `${UNWRAP}/`, body: {} }), 400)
        expectError(await send({ method: "POST", path: `cubbyhole/${unique("folder")}/`, body: { a: "b" } }), 400)
      }
    },
    {
      id: "RWC-ER-19",
      title: "rejects an unsupported method with 405",
      requirements: ["RW-ER-6", "RW-HD-1"],
      profile: "core",
      level: "must",
      why: "A GET request must not wrap anything.",
      async run({ send, operator }) {
        const response = await send({ method: "GET", path: WRAP, ttl: 60 })
        expectError(response, operator.root ? 405 : [403, 405])
        expectNotWrapped(response)
      }
    },
    {
      id: "RWC-ER-20",
      title: "rejects an unknown method with 405",
      requirements: ["RW-HD-4"],
      profile: "core",
      level: "must",
      why: "An unknown method must not read or write anything.",
      async run({ send, wrap, payload }) {
        const secret = payload()
        const { token } = await wrap(secret)
        expectError(await send({ method: "PROPFIND", path: UNWRAP, token }), 405)
        expectPayload(await send(unwrapByHeader(token)), secret)
      }
    },
    {
      id: "RWC-ER-21",
      title: "does not repeat the token in an error",
      requirements: ["RW-ER-1"],
      profile: "core",
      level: "must",
      why: "Errors end up in logs.",
      async run({ send, wrap }) {
        const { token } = await wrap()
        expectStatus(await send(unwrapByHeader(token)), 200)
        for (const response of [
          await send(unwrapByHeader(token)),
          await send(lookup(token)),
          await send({ method: "GET", path: "cubbyhole/response", token })
        ]) {
          expectThat(
            response.status >= 400 && at(response, "errors") !== undefined,
            "a used token was not rejected",
            response
          )
          expectThat(!response.text.includes(token), "the error contains the token", response)
        }
      }
    },
    {
      id: "RWC-ER-22",
      title: "returns errors as JSON that must not be cached",
      requirements: ["RW-HD-8", "RW-HD-9", "RW-ER-1"],
      profile: "core",
      level: "must",
      why: "A cached 404 would hide a secret that is created later.",
      async run({ send, unique }) {
        const path = `cubbyhole/${unique("missing")}`
        for (const [request, status] of [
          [{ method: "POST", path: UNWRAP, body: "[1]" }, 400],
          [{ method: "GET", path, token: null }, 403],
          [{ method: "GET", path }, 404],
          [{ method: "PROPFIND", path }, 405]
        ] as const) {
          const response = await send(request)
          expectError(response, status)
          expectHeader(response, "Cache-Control", /(^|,)\s*no-store\s*(,|$)/i, "no-store")
          expectHeader(response, "Content-Type", /^application\/json\s*(;|$)/i, "application/json")
        }
      }
    }
  ]
}
