import { unwrapByHeader } from "../api-request.ts"
import type { Family } from "../conformance-case.ts"
import { UNWRAP, WRAP } from "../endpoints.ts"
import {
  expectEqual,
  expectError,
  expectPayload,
  expectRefused,
  expectStatus,
  expectThat,
  expectWarning,
  warningsOf
} from "../expect.ts"
import { CUT_BODY, TOO_COMPLEX } from "../refused-body.ts"
import { createRequest } from "../fixtures/token.ts"
import { Failure } from "../verdict.ts"
import { wrapInfoOf } from "../wrap-info.ts"

const SMALL_BYTES = 128 * 1_024

const FIELD_BYTES = 512 * 1_024

/** Vault and OpenBao accept 32 MiB, unless they are configured otherwise. */
const LARGE_BYTES = 33 * 1_024 * 1_024

const MAX_UPLOAD_MS = 20_000

/** Fields with these numbers of characters. None is longer than what Vault accepts in one string. */
const fieldsOf = (bytes: number): object =>
  Object.fromEntries(
    Array.from({ length: Math.ceil(bytes / FIELD_BYTES) }, (_, i) => [
      `field-${i}`,
      "x".repeat(Math.min(FIELD_BYTES, bytes - i * FIELD_BYTES))
    ])
  )

export const unusualRequests: Family = {
  name: "BI",
  title: "Unusual requests",
  cases: [
    {
      id: "RWC-BI-01",
      title: "uses the first of two wrap TTL headers, or rejects the request",
      requirements: ["RW-HD-10"],
      profile: "core",
      level: "must",
      why: "A proxy that adds a header must not extend the TTL that the client asked for.",
      async run({ send, payload }) {
        for (const second of ["120", "no TTL"]) {
          const secret = payload()
          const duplicateHeaders = { "x-vault-wrap-ttl": second }
          const wrapped = await send({ method: "POST", path: WRAP, ttl: 60, duplicateHeaders, body: secret })
          // Many HTTP libraries and proxies join the two values, which makes one that is invalid.
          if (wrapped.status >= 400) {
            expectRefused(wrapped)
            continue
          }
          const { token, ttl, response } = wrapInfoOf(wrapped)
          expectEqual("wrap_info.ttl", ttl, 60, response)
          expectPayload(await send(unwrapByHeader(token)), secret)
        }
      }
    },
    {
      id: "RWC-BI-02",
      title: "uses the first of two token headers, or rejects the request",
      requirements: ["RW-HD-10", "RW-ER-3"],
      profile: "core",
      level: "must",
      why: "Two parties that read the same request must see the same caller.",
      async run({ send, operator, payload }) {
        const request = { method: "POST", path: WRAP, ttl: 60, body: payload() }
        const first = await send({ ...request, duplicateHeaders: { "x-vault-token": "no-such-token" } })
        if (first.status >= 400) expectRefused(first)
        else wrapInfoOf(first)
        const refused = await send({
          ...request,
          token: "no-such-token",
          duplicateHeaders: { "x-vault-token": operator.token }
        })
        expectRefused(refused)
      }
    },
    {
      id: "RWC-BI-03",
      title: "does not follow relative path segments",
      requirements: ["RW-ER-15"],
      profile: "core",
      level: "must",
      why: "A path that a policy allows must not lead to one that it denies.",
      async run({ send, cubbyholeEntry, payload }) {
        const secret = payload()
        const path = await cubbyholeEntry(secret)
        const name = path.replace("cubbyhole/", "")
        for (const written of ["cubbyhole/x/../", "cubbyhole/./", "cubbyhole/x/%2e%2e/", "sys/../cubbyhole/"]) {
          const response = await send({ method: "GET", path: `${written}${name}` })
          expectStatus(response, 400, 301, 302, 303, 307, 308, 403, 404)
          expectThat(!response.text.includes(secret.conformance), "the path was followed", response)
        }
        expectPayload(await send({ method: "GET", path }), secret)
      }
    },
    {
      id: "RWC-BI-04",
      title: "reads a form body as an object",
      requirements: ["RW-ER-17"],
      profile: "core",
      level: "must",
      why: "Some scripts send forms without knowing it, and must not lose the secret because of it.",
      async run({ send, wrap, payload }) {
        const secret = payload()
        const { token } = await wrap(secret)
        const headers = { "content-type": "application/x-www-form-urlencoded" }
        const body = new URLSearchParams({ token }).toString()
        expectPayload(await send({ method: "POST", path: UNWRAP, headers, body }), secret)
      }
    },
    {
      id: "RWC-BI-05",
      title: "writes nothing if the body or the wrap TTL is malformed",
      requirements: ["RW-ER-2", "RW-ER-11", "RW-ER-29"],
      profile: "core",
      level: "must",
      why: "Nobody notices a partial write.",
      async run({ send, unique, payload, defer }) {
        const path = `cubbyhole/${unique("entry")}`
        defer({ method: "DELETE", path })
        const write = (body: unknown, ttl: string) => send({ method: "POST", path, ttl, body })
        // The error must not quote this one, which contains the payload.
        const cut = JSON.stringify(payload()).slice(0, -1)
        for (const ttl of ["60", "-1"]) {
          for (const body of ["[1]", '"x"', "not json"]) expectError(await write(body, ttl), 400)
          for (const body of ['{"a":', cut]) expectError(await write(body, ttl), CUT_BODY)
        }
        expectError(await write(payload(), "-1"), 400)
        expectError(await send({ method: "GET", path }), 404)
      }
    },
    {
      id: "RWC-BI-06",
      title: "returns the warnings of an operation in the unwrapped response as well",
      requirements: ["RW-CP-4"],
      profile: "core",
      level: "must",
      why: "The receiver must learn what the sender was told.",
      async run({ send, sendPrivileged }) {
        // A server should, but need not, warn about the unknown field.
        const request = createRequest({ policies: ["default"], no_such_field: 1 })
        const warnings = warningsOf(await sendPrivileged(request))
        const created = await sendPrivileged({ ...request, ttl: 60 })
        const opened = await send(unwrapByHeader(wrapInfoOf(created).token))
        expectStatus(opened, 200)
        for (const warning of warnings) expectWarning(opened, warning)
      }
    },
    {
      id: "RWC-BI-07",
      title: "accepts a document within the limits of complexity",
      requirements: ["RW-ER-18", "RW-ER-29"],
      profile: "core",
      level: "must",
      why: "A limit that protects the server must not lose a client's secret.",
      async run({ send, wrap, operator }) {
        const fields = Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`key-${index}`, "value"]))
        expectPayload(await send(unwrapByHeader((await wrap(fields)).token)), fields)
        for (const levels of [290, 490]) {
          const nested = `{"deep":${"[".repeat(levels - 1)}${"]".repeat(levels - 1)}}`
          const wrapped = await send({ method: "POST", path: WRAP, token: operator.token, ttl: 300, body: nested })
          // Beyond 300 levels, a server may refuse a document, but not change it.
          if (levels > 300 && TOO_COMPLEX.includes(wrapped.status)) return expectError(wrapped, TOO_COMPLEX)
          const opened = await send(unwrapByHeader(wrapInfoOf(wrapped).token))
          expectStatus(opened, 200)
          expectThat(opened.text.includes(nested), "the nested document was not returned as it was sent", opened)
        }
      }
    },
    {
      id: "RWC-BI-09",
      title: "answers a body of 33 MiB with 413 if that is too large, and writes nothing then",
      requirements: ["RW-ER-8", "RW-ER-11"],
      profile: "core",
      level: "must",
      why: "A client must learn that its secret is too large, and not that the server is broken.",
      async run({ send, unique, defer }) {
        const [small, path] = [`cubbyhole/${unique("small")}`, `cubbyhole/${unique("large")}`]
        for (const written of [small, path]) defer({ method: "DELETE", path: written })
        const write = (to: string, bytes: number) => send({ method: "POST", path: to, body: fieldsOf(bytes) })
        const times = [performance.now()]
        for (const bytes of [1, SMALL_BYTES]) {
          expectStatus(await write(small, bytes), 200, 204, 413)
          times.push(performance.now())
        }
        const [begin = 0, middle = 0, end = 0] = times
        // Over a slow connection, nobody waits for the upload.
        if ((end - middle - (middle - begin)) * (LARGE_BYTES / SMALL_BYTES) > MAX_UPLOAD_MS) return
        const response = await write(path, LARGE_BYTES).catch((cause: unknown) => {
          // A server may close the connection before it has read the body, and its answer is lost then.
          if (cause instanceof Failure) return undefined
          throw cause
        })
        // A server may have a higher limit, or none.
        if (response !== undefined && response.status < 300) return
        if (response !== undefined) expectStatus(response, 413)
        expectError(await send({ method: "GET", path }), 404)
      }
    },
    {
      id: "RWC-BI-08",
      title: "takes the caller from X-Vault-Token, and from Authorization only if that is absent or empty",
      requirements: ["RW-HD-5"],
      profile: "core",
      level: "must",
      why: "Two parties that read the same request must see the same caller.",
      async run({ send, operator, payload, createUnprivilegedToken }) {
        const request = (token: string, bearer: string) => ({
          method: "POST",
          path: WRAP,
          ttl: 60,
          token,
          headers: { authorization: `Bearer ${bearer}` },
          body: payload()
        })
        wrapInfoOf(await send(request(operator.token, "no-such-token")))
        wrapInfoOf(await send(request("", operator.token)))
        const unprivileged = await createUnprivilegedToken()
        wrapInfoOf(await send(request(operator.token, unprivileged.token)))
        expectError(await send(request(unprivileged.token, operator.token)), 403)
      }
    }
  ]
}
