import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import fc from "fast-check"
import { joinedKey } from "../src/values/joined-key.ts"
import { hasUnprintable } from "../src/values/names.ts"
import { parseTarget, Redirect } from "../src/request/parse-target.ts"
import { freshAsk } from "./asking.ts"

/** Separators, digits and escapes, of which an ambiguous key could be made. */
const awkward = fc.string({ unit: fc.constantFrom("a", "b", "0", "1", "2", ":", "/", "\0", ",", "\\", '"', "\ud800") })

describe("names in paths", () => {
  it.effect("a quota or a role could have a name that the original rejects", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk()
      const operations = [
        ["POST", "sys/quotas/rate-limit/", { rate: 1000 }],
        ["GET", "sys/quotas/rate-limit/"],
        ["DELETE", "sys/quotas/rate-limit/"],
        ["POST", "auth/token/roles/", {}],
        ["DELETE", "auth/token/roles/"],
        ["POST", "auth/token/create/", {}]
      ] as const
      for (const name of ["a%20b", "-x", ".x", "x-", "x.", "%C3%A9", "a@b"])
        for (const [method, path, body] of operations) {
          const refused = yield* ask(method, path + name, body === undefined ? {} : { body })
          const text = "1 error occurred:\n\t* unsupported path\n\n"
          assert.deepStrictEqual([refused.status, refused.json.errors], [404, [text]], path + name)
        }
      for (const name of ["a", "_", "A.b-c", "0"]) {
        const path = `sys/quotas/rate-limit/${name}`
        assert.strictEqual((yield* ask("POST", path, { body: { rate: 1000 } })).status, 204)
        assert.strictEqual((yield* ask("DELETE", path)).status, 204)
      }
    })
  )

  it.effect("a login with an impossible name was a request without a token", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk()
      yield* ask("POST", "sys/auth/userpass", { body: { type: "userpass" } })
      const refused = yield* ask("POST", "auth/userpass/login/a%20b", { token: null, body: { password: "p" } })
      assert.deepStrictEqual([refused.status, refused.json.errors], [404, ["unsupported path"]])
    })
  )
})

describe("keys of several strings", () => {
  it("different strings never make the same key", () => {
    fc.assert(
      fc.property(fc.array(awkward, { maxLength: 5 }), fc.array(awkward, { maxLength: 5 }), (one, other) => {
        assert.strictEqual(
          joinedKey(one) === joinedKey(other),
          JSON.stringify(one) === JSON.stringify(other),
          JSON.stringify([one, other])
        )
      }),
      { numRuns: 5000 }
    )
  })

  it("two ways to split a string never make the same key", () => {
    fc.assert(
      fc.property(awkward, (text) => {
        const keys = new Set<string>()
        for (let first = 0; first <= text.length; first++)
          for (let second = first; second <= text.length; second++)
            keys.add(joinedKey([text.slice(0, first), text.slice(first, second), text.slice(second)]))
        assert.strictEqual(keys.size, ((text.length + 1) * (text.length + 2)) / 2)
      })
    )
  })

  it.effect("a policy name never selects the compiled policies of other names", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk()
      yield* ask("POST", "sys/policies/acl/zadmin", {
        body: { policy: 'path "kv1/*" { capabilities = ["read", "create", "update"] }' }
      })
      yield* ask("POST", "kv1/secret", { body: { a: 1 } })
      const admin = yield* ask("POST", "auth/token/create", { body: { policies: ["app-y", "zadmin"] } })
      assert.strictEqual((yield* ask("GET", "kv1/secret", { token: admin.json.auth.client_token })).status, 200)
      for (const name of [
        "app-y\0default\0zadmin",
        "app-y\0zadmin",
        "app-y,default,zadmin",
        "5:app-y7:default6:zadmin"
      ]) {
        const made = yield* ask("POST", "auth/token/create", { body: { policies: [name] } })
        if (made.status !== 200) continue
        const { status } = yield* ask("GET", "kv1/secret", { token: made.json.auth.client_token })
        assert.strictEqual(status, 403, JSON.stringify(name))
      }
    })
  )
})

const UNPRINTABLE = [
  "\0",
  "\t",
  "\n",
  "\r",
  "\u001b",
  "\u007f",
  "\u0080",
  "\u009f",
  "\u00ad",
  "\u200b",
  "\u202e",
  "\u2028",
  "\ue000",
  "\ufeff",
  "\ufffd",
  "\ud800",
  "\udfff"
]

describe("names in requests", () => {
  it("the characters that a name may contain", () => {
    for (const text of UNPRINTABLE) assert.isTrue(hasUnprintable(`a${text}b`), JSON.stringify(text))
    for (const text of ["", "ci/deploy-key", "a b", "grüße", "日本語", "n\u0303", "😀", "a+b*c"])
      assert.isFalse(hasUnprintable(text), text)
  })

  it.effect(
    "RW-PB-22: rejects an invalid name in a field, and the error names the field without quoting the value",
    () =>
      Effect.gen(function* () {
        const ask = yield* freshAsk()
        yield* ask("POST", "sys/auth/userpass", { body: { type: "userpass" } })
        yield* ask("POST", "sys/auth/approle", { body: { type: "approle" } })
        const bodies: ReadonlyArray<readonly [path: string, field: string, body: (name: string) => unknown]> = [
          ["auth/token/create", "policies", (name) => ({ policies: [name] })],
          ["auth/token/roles/r", "allowed_policies", (name) => ({ allowed_policies: ["ok", name] })],
          ["auth/token/roles/r", "allowed_policies", (name) => ({ allowed_policies: `ok,${name}` })],
          ["auth/token/roles/r", "disallowed_policies_glob", (name) => ({ disallowed_policies_glob: [name] })],
          ["auth/token/roles/r", "allowed_entity_aliases", (name) => ({ allowed_entity_aliases: [name] })],
          ["auth/userpass/users/ann", "token_policies", (name) => ({ password: "p", token_policies: [name] })],
          ["auth/userpass/users/ann", "policies", (name) => ({ password: "p", policies: [name] })],
          ["auth/approle/role/r", "token_policies", (name) => ({ token_policies: [name] })],
          ["auth/approle/role/r/role-id", "role_id", (name) => ({ role_id: name })],
          ["sys/remount", "from", (name) => ({ from: name, to: "there" })],
          ["sys/remount", "to", (name) => ({ from: "kv1", to: name })],
          ["sys/capabilities-self", "paths", (name) => ({ paths: [name] })]
        ]
        for (const [path, field, body] of bodies) {
          for (const text of UNPRINTABLE) {
            const { json, status } = yield* ask("POST", path, { body: body(`hidden${text}name`) })
            assert.strictEqual(status, 400, `${path} ${JSON.stringify(text)}`)
            assert.include(json.errors[0], `"${field}"`)
            assert.notInclude(json.errors[0], "hidden")
          }
        }
      })
  )

  it.effect("RW-ER-19: rejects a path with a character that is not printable, or with an empty segment", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk()
      const places = ["kv1/", "sys/policies/acl/", "auth/token/roles/", "sys/mounts/", "sys/auth/", "cubbyhole/"]
      for (const place of places) {
        for (const text of UNPRINTABLE.filter((text) => text.isWellFormed())) {
          const { status } = yield* ask("GET", `${place}a${encodeURIComponent(text)}b`)
          assert.strictEqual(status, 400, `${place} ${JSON.stringify(text)}`)
        }
        // Bytes that are not UTF-8: alone, overlong, half of a surrogate pair.
        for (const bytes of ["%ff", "%c0%af", "%e0%80%af", "%c1%81", "%ed%a0%80", "%f8%88%80%80%80", "%", "%2%", "%zz"])
          assert.strictEqual((yield* ask("GET", `${place}a${bytes}b`)).status, 400, place + bytes)
        for (const empty of ["a%2f%2fb", "%2fa", "a%2f/b", "a/%2fb", "a%2f%2f"])
          assert.include([307, 400], (yield* ask("GET", place + empty)).status, place + empty)
      }
    })
  )
})

describe("redirects", () => {
  const base = "https://vault.example:8200"
  const staysHere = (target: string): void => {
    const parsed = parseTarget(target)
    if (Result.isSuccess(parsed) || parsed.failure._tag !== "Redirect") return
    const { location } = parsed.failure
    assert.match(location, /^\/(?![/\\])/, JSON.stringify(target))
    // oxlint-disable-next-line no-control-regex -- this is what must be absent
    assert.notMatch(location, /[\u0000-\u0020\u007f\\]/, JSON.stringify(target))
    assert.strictEqual(new URL(location, base).origin, base, JSON.stringify(target))
  }

  it("RW-ER-20: a redirect never leaves the server, for any target", () => {
    const piece = fc.constantFrom(
      "/",
      "//",
      "\\",
      ".",
      "..",
      "v1",
      "evil.example",
      "@",
      ":",
      "?",
      "#",
      "%2f",
      "%5c",
      "%09",
      "\t",
      "\n",
      "\r",
      " ",
      "a",
      "https:",
      "\u00e9"
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), fc.boolean(), (pieces, slash) => {
        staysHere((slash ? "/" : "") + pieces.join(""))
      }),
      { numRuns: 20_000 }
    )
    fc.assert(
      fc.property(fc.string({ maxLength: 30 }), (text) => staysHere(`/${text}//x`)),
      { numRuns: 5000 }
    )
  })

  it("RW-ER-20: rejects a target that a browser would take for another host", () => {
    for (const target of ["/\\evil.example//x", "/a/..//\\evil.example", "/.//\\evil.example", "/\t//evil.example"])
      assert.strictEqual(Result.getOrThrow(Result.flip(parseTarget(target)))._tag, "ProtocolError", target)
    const kept = parseTarget("/v1//kv1/./a/../b?list=true")
    assert.deepStrictEqual(kept, Result.fail(new Redirect({ location: "/v1/kv1/b?list=true" })))
  })
})

describe("namespaces", () => {
  it.effect("RW-ER-21: rejects a request for a namespace; the root namespace has several names", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk()
      const at = (namespace: string, path = "kv1/a", method = "GET", token: string | null = "root-of-the-test") =>
        ask(method, path, { token, headers: { "x-vault-namespace": namespace } })
      yield* ask("POST", "kv1/a", { body: { a: 1 } })
      for (const namespace of ["", "/", "root", "root/", "/root", "/root/", " root "])
        assert.strictEqual((yield* at(namespace)).status, 200, namespace)
      for (const namespace of [
        "team",
        "team/",
        "/team",
        "team/a",
        "Root",
        "root/a",
        "ro ot",
        "*",
        "..",
        ".",
        "//",
        "%2f",
        "\\"
      ]) {
        for (const [path, method, token] of [
          ["kv1/a", "GET"],
          ["kv1/a", "DELETE"],
          ["sys/wrapping/wrap", "POST"],
          ["sys/wrapping/unwrap", "POST", null],
          ["nothing/here", "GET", null]
        ] as const) {
          const { json, status } = yield* at(namespace, path, method, token)
          assert.deepStrictEqual(
            [status, json.errors],
            [404, ["namespace not found"]],
            `${method} ${path} ${namespace}`
          )
        }
      }
      assert.strictEqual((yield* ask("GET", "kv1/a")).status, 200)
    })
  )

  it.effect(
    "RW-ER-21: paths outside of the logical layer are not available in any namespace, not even in the root",
    () =>
      Effect.gen(function* () {
        const ask = yield* freshAsk()
        const unavailable = { status: 400, errors: ["operation unavailable in namespaces"] }
        for (const namespace of ["team", "root", "/", "root/"]) {
          for (const [method, path] of [
            ["GET", "sys/health"],
            ["HEAD", "sys/health"],
            ["GET", "sys/health?standbyok=maybe"],
            ["GET", "sys/init"],
            ["DELETE", "sys/init"],
            ["PUT", "sys/init"],
            ["PUT", "sys/seal"],
            ["PUT", "sys/step-down"],
            ["PUT", "sys/unseal"],
            ["GET", "sys/metrics"],
            ["PUT", "sys/generate-root/attempt"],
            ["PUT", "sys/rekey/init"],
            ["GET", "sys/rekey/backup"],
            ["PUT", "sys/rekey-recovery-key/update"]
          ] as const) {
            const { headers, json, status } = yield* ask(method, path, { headers: { "x-vault-namespace": namespace } })
            const expected = method === "HEAD" ? { status: 400, errors: undefined } : unavailable
            assert.deepStrictEqual({ status, errors: json?.errors }, expected, `${method} ${path} ${namespace}`)
            assert.strictEqual(headers["x-vault-namespace"], namespace)
          }
          for (const path of ["sys/seal-status", "sys/leader"]) {
            const { headers, status } = yield* ask("GET", path, { headers: { "x-vault-namespace": namespace } })
            assert.deepStrictEqual([status, headers["x-vault-namespace"]], [200, namespace], path)
          }
        }
        for (const path of ["sys/health", "sys/init"])
          assert.strictEqual((yield* ask("GET", path, { headers: { "x-vault-namespace": "  " } })).status, 200)
        assert.strictEqual((yield* ask("GET", "sys/mounts")).status, 200)
      })
  )

  it.effect("RW-ER-21: the response repeats the namespace of the request", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk()
      for (const [namespace, status] of [
        [" root ", 200],
        ["/", 200],
        ["team", 404]
      ] as const) {
        const found = yield* ask("GET", "sys/mounts", { headers: { "x-vault-namespace": namespace } })
        assert.deepStrictEqual([found.status, found.headers["x-vault-namespace"]], [status, namespace.trim()])
      }
      assert.notProperty((yield* ask("GET", "sys/mounts")).headers, "x-vault-namespace")
      // The namespace is looked at after the body, and repeated by a quota, too.
      const headers = { "x-vault-namespace": "team" }
      assert.strictEqual((yield* ask("POST", "kv1/a", { headers, body: "{" })).status, 400)
      yield* ask("POST", "sys/quotas/rate-limit/few", { body: { path: "cubbyhole/", rate: 0.001 } })
      yield* ask("GET", "cubbyhole/a")
      const limited = yield* ask("GET", "cubbyhole/a", { headers })
      assert.deepStrictEqual([limited.status, limited.headers["x-vault-namespace"]], [429, "team"])
      // A header of a response cannot contain them.
      for (const namespace of ["\u00e9", "t\u0142um", "a\u0007b", "\u{1f511}"])
        for (const path of ["sys/mounts", "sys/health", "kv1/a"]) {
          const found = yield* ask("GET", path, { headers: { "x-vault-namespace": namespace } })
          assert.isTrue(found.status === 404 || found.status === 400, path)
          assert.notProperty(found.headers, "x-vault-namespace")
        }
      yield* ask("PUT", "sys/seal")
      for (const [path, status] of [
        ["sys/mounts", 503],
        ["sys/seal-status", 200],
        ["sys/health", 400]
      ] as const) {
        const found = yield* ask("GET", path, { headers: { "x-vault-namespace": "team" } })
        assert.deepStrictEqual([found.status, found.headers["x-vault-namespace"]], [status, "team"], path)
      }
    })
  )
})
