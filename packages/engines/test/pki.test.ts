import { assert, describe, it } from "@effect/vitest"
import { operationTable } from "@enwrap/protocol"
import * as Effect from "effect/Effect"
import { TestClock } from "effect/testing"
import { execFileSync } from "node:child_process"
import { X509Certificate } from "node:crypto"
import { type PkiAnswer, pkiMount } from "./pki-mount.ts"

type Mount = Effect.Success<typeof pkiMount>

const START = Date.UTC(2026, 10, 24, 12)

const root = (mount: Mount, fields: object = {}) =>
  mount.write("root/generate/internal", { common_name: "root.example", key_type: "ec", ttl: "8760h", ...fields })

/** A mount with a CA and a role. */
const ready = (role: object = {}) =>
  Effect.gen(function* () {
    yield* TestClock.setTime(START)
    const mount = yield* pkiMount
    assert.strictEqual((yield* root(mount)).status, 200)
    const written = yield* mount.write("roles/x", { key_type: "ec", allow_any_name: true, ttl: "1h", ...role })
    assert.strictEqual(written.status, 200, JSON.stringify(written.errors))
    return mount
  })

const certificate = (answer: PkiAnswer) => {
  assert.strictEqual(answer.status, 200, JSON.stringify(answer.errors))
  return new X509Certificate(answer.data.certificate)
}

/** Seconds that a certificate lives from now on. */
const lifetime = (answer: PkiAnswer) => (Date.parse(certificate(answer).validTo) - START) / 1000

const refused = (answer: PkiAnswer, pattern: RegExp) => {
  assert.strictEqual(answer.status, 400, JSON.stringify(answer.data))
  assert.match(answer.errors!.join(), pattern)
}

describe("keys that stay inside (RW-PKI-1)", () => {
  it.effect("no operation gives out the key of an internal CA", () =>
    Effect.gen(function* () {
      const mount = yield* ready()
      const made = yield* root(mount, { key_name: "k" })
      const answers = [
        made,
        yield* mount.read("key/k"),
        yield* mount.read("issuer/default"),
        yield* mount.ask("list", "keys/")
      ]
      for (const answer of answers) assert.notMatch(JSON.stringify(answer), /PRIVATE KEY/)
      const exported = yield* mount.write("keys/generate/exported", { key_type: "ec", key_name: "e" })
      assert.match(exported.data.private_key, /EC PRIVATE KEY/)
      assert.notMatch(JSON.stringify(yield* mount.read("key/e")), /PRIVATE KEY/)
    })
  )

  it.effect("an existing key makes one more issuer", () =>
    Effect.gen(function* () {
      const mount = yield* ready()
      const key = (yield* mount.write("keys/generate/internal", { key_type: "ed25519", key_name: "e" })).data.key_id
      const made = yield* mount.write("root/generate/existing", { key_ref: "e", common_name: "second.example" })
      assert.strictEqual(made.data.key_id, key)
      assert.strictEqual(certificate(made).publicKey.asymmetricKeyType, "ed25519")
    })
  )
})

describe("a slow key", () => {
  it.effect("keeps nobody waiting while it is made", () =>
    Effect.gen(function* () {
      const mount = yield* ready()
      const order: Array<string> = []
      const slow = Effect.map(root(mount, { key_type: "rsa", key_bits: 4096 }), () => order.push("slow"))
      const others = Effect.gen(function* () {
        for (let i = 0; i < 10; i += 1) assert.strictEqual((yield* mount.read("ca/pem")).status, 200)
        order.push("others")
      })
      yield* Effect.all([slow, others], { concurrency: "unbounded" })
      assert.deepStrictEqual(order, ["others", "slow"])
    })
  )
})

describe("patches (RW-PKI-3)", () => {
  it.effect("what is named changes, null sets back, the rest stays", () =>
    Effect.gen(function* () {
      const mount = yield* ready({ max_ttl: "2h", ou: "a,b" })
      const patched = yield* mount.ask("patch", "roles/x", { ou: ["c"], ttl: null })
      assert.deepInclude(patched.data, { ou: ["c"], ttl: 0, max_ttl: 7200, key_bits: 256 })
      assert.deepInclude((yield* mount.ask("patch", "roles/x", { key_type: "rsa" })).data, { key_bits: 2048 })
      refused(yield* mount.ask("patch", "roles/x", { ttl: "3h" }), /"ttl" value must be less/)
      const issuer = yield* mount.ask("patch", "issuer/default", { issuer_name: "named", usage: "read-only" })
      assert.strictEqual(issuer.data.usage, "read-only")
      const back = yield* mount.ask("patch", "issuer/named", { usage: null })
      assert.strictEqual(back.data.usage.split(",").length, 4)
      assert.strictEqual(back.data.issuer_name, "named")
    })
  )
})

describe("how long certificates live (RW-PKI-4)", () => {
  it.effect("the request, the role, the mount; what is too long is cut with a warning", () =>
    Effect.gen(function* () {
      const mount = yield* ready({ max_ttl: "2h" })
      const issue = (fields: object) => mount.write("issue/x", { common_name: "a.example", ...fields })
      assert.strictEqual(lifetime(yield* issue({})), 3600)
      assert.strictEqual(lifetime(yield* issue({ ttl: "90m" })), 5400)
      const cut = yield* issue({ ttl: "5h" })
      assert.strictEqual(lifetime(cut), 7200)
      assert.deepStrictEqual(cut.warnings, [
        'TTL "5h0m0s" is longer than permitted maxTTL "2h0m0s", so maxTTL is being used'
      ])
      refused(yield* issue({ ttl: "1h", not_after: "2026-11-24T13:00:00Z" }), /either ttl or not_after/)
      refused(yield* issue({ not_after: "tomorrow" }), /not_after/)
      refused(yield* issue({ not_before: "2030-01-01T00:00:00Z" }), /not_before/)
      refused(yield* issue({ not_after: "9999-12-31T23:59:59Z" }), /beyond the expiration of the CA/)
      yield* mount.write("roles/x", { key_type: "ec", allow_any_name: true, not_after: "2027-01-01T00:00:00Z", ttl: 0 })
      refused(yield* issue({ ttl: "1h" }), /either ttl or not_after/)
      assert.strictEqual(certificate(yield* issue({})).validTo, "Jan  1 00:00:00 2027 GMT")
    })
  )

  for (const [behavior, expected] of [
    ["err", undefined],
    ["truncate", 7200],
    ["permit", 36000]
  ] as const) {
    it.effect(`an issuer that says ${behavior}`, () =>
      Effect.gen(function* () {
        yield* TestClock.setTime(START)
        const mount = yield* pkiMount
        yield* root(mount, { ttl: "2h" })
        yield* mount.write("roles/x", { key_type: "ec", allow_any_name: true })
        yield* mount.write("issuer/default", { leaf_not_after_behavior: behavior })
        const issued = yield* mount.write("issue/x", { common_name: "a.example", ttl: "10h" })
        if (expected === undefined) refused(issued, /beyond the expiration of the CA certificate/)
        else assert.strictEqual(lifetime(issued), expected)
      })
    )
  }
})

describe("revocation (RW-PKI-7)", () => {
  it.effect("revoked twice, the first time counts", () =>
    Effect.gen(function* () {
      const mount = yield* ready()
      const { serial_number } = (yield* mount.write("issue/x", { common_name: "a.example" })).data
      const first = yield* mount.write("revoke", { serial_number })
      yield* TestClock.adjust("5 minutes")
      const again = yield* mount.write("revoke", { serial_number: serial_number.replaceAll(":", "-").toUpperCase() })
      assert.deepStrictEqual(again.data, first.data)
      assert.deepStrictEqual((yield* mount.ask("list", "certs/revoked/")).data.keys, [serial_number])
      assert.strictEqual((yield* mount.read(`cert/${serial_number}`)).data.revocation_time, START / 1000)
    })
  )

  it.effect("a certificate that was not kept is revoked by itself, another's is not", () =>
    Effect.gen(function* () {
      const mount = yield* ready({ no_store: true })
      const other = yield* ready()
      const issued = (yield* mount.write("issue/x", { common_name: "a.example" })).data
      refused(yield* mount.write("revoke", { serial_number: issued.serial_number }), /not found/)
      assert.strictEqual((yield* mount.write("revoke", { certificate: issued.certificate })).status, 200)
      refused(yield* other.write("revoke", { certificate: issued.certificate }), /not signed by an issuer/)
      refused(yield* mount.write("revoke", { certificate: "nonsense" }), /no data/)
    })
  )

  it.effect("a CA is not put on its own CRL, and what expired on none", () =>
    Effect.gen(function* () {
      const mount = yield* ready()
      const own = (yield* mount.ask("list", "certs/")).data.keys[0]
      refused(yield* mount.write("revoke", { serial_number: own }), /its own CRL/)
      const { serial_number } = (yield* mount.write("issue/x", { common_name: "a.example" })).data
      yield* TestClock.adjust("2 hours")
      const late = yield* mount.write("revoke", { serial_number })
      assert.match(late.warnings!.join(), /already expired/)
      yield* mount.revokeLease(serial_number)
      assert.strictEqual((yield* mount.ask("list", "certs/revoked/")).status, 404)
    })
  )

  it.effect("a CRL is made anew when somebody was revoked or it comes to its end, and not otherwise", () =>
    Effect.gen(function* () {
      const mount = yield* ready()
      const crl = Effect.map(mount.read("crl/pem"), ({ raw }) => raw!.body as string)
      const first = yield* crl
      assert.strictEqual(yield* crl, first)
      const { serial_number } = (yield* mount.write("issue/x", { common_name: "a.example" })).data
      yield* mount.write("revoke", { serial_number })
      const second = yield* crl
      assert.notStrictEqual(second, first)
      yield* TestClock.adjust("73 hours")
      assert.notStrictEqual(yield* crl, second)
    })
  )

  it.effect("many ask for a CRL at once: they get the same one", () =>
    Effect.gen(function* () {
      const mount = yield* ready()
      const all = yield* Effect.all(
        Array.from({ length: 20 }, () => mount.read("issuer/default/crl")),
        { concurrency: "unbounded" }
      )
      assert.strictEqual(new Set(all.map(({ data }) => data.crl)).size, 1)
    })
  )
})

describe("issuers (RW-PKI-2)", () => {
  it.effect("of many that are made at once one is the default, and a name is given once", () =>
    Effect.gen(function* () {
      const mount = yield* pkiMount
      const made = yield* Effect.all(
        Array.from({ length: 5 }, () => root(mount, { issuer_name: "one" })),
        { concurrency: "unbounded" }
      )
      assert.deepStrictEqual(made.map(({ status }) => status).sort(), [200, 400, 400, 400, 400])
      assert.strictEqual((yield* mount.ask("list", "issuers/")).data.keys.length, 1)
      assert.strictEqual((yield* mount.ask("list", "keys/")).data.keys.length, 1)
    })
  )

  it.effect("an issuer without its key signs no more", () =>
    Effect.gen(function* () {
      const mount = yield* ready()
      assert.strictEqual((yield* mount.ask("delete", "key/default")).status, 200)
      refused(yield* mount.write("issue/x", { common_name: "a.example" }), /key of issuer/)
      refused(yield* mount.read("crl"), /cannot sign CRLs/)
      assert.strictEqual((yield* mount.read("ca/pem")).status, 200)
    })
  )

  it.effect("usage and path length are kept to", () =>
    Effect.gen(function* () {
      const mount = yield* ready()
      yield* root(mount, { issuer_name: "flat", max_path_length: 0 })
      const csr = (yield* mount.write("intermediate/generate/internal", { common_name: "i", key_type: "ec" })).data.csr
      refused(yield* mount.write("issuer/flat/sign-intermediate", { csr, common_name: "i" }), /path length of zero/)
      yield* mount.write("issuer/flat", { issuer_name: "flat", usage: "read-only" })
      refused(yield* mount.write("issuer/flat/issue/x", { common_name: "a.example" }), /not allowed to be used/)
    })
  )

  it.effect("a bundle brings the root along, and the chain is whole", () =>
    Effect.gen(function* () {
      const above = yield* ready()
      const below = yield* pkiMount
      const csr = (yield* below.write("intermediate/generate/internal", { common_name: "i", key_type: "ec" })).data.csr
      const signed = (yield* above.write("root/sign-intermediate", { csr, common_name: "i" })).data
      const bundle = signed.ca_chain.join("\n")
      const taken = (yield* below.write("intermediate/set-signed", { certificate: bundle })).data
      assert.strictEqual(taken.imported_issuers.length, 2)
      assert.strictEqual((yield* below.read("issuer/default")).data.ca_chain.length, 2)
      const again = (yield* below.write("intermediate/set-signed", { certificate: bundle })).data
      assert.strictEqual(again.imported_issuers, null)
      // A certificate of a key that is elsewhere is of no use.
      const stranger = (yield* above.read("cert/ca")).data.certificate
      refused(
        yield* (yield* pkiMount).write("intermediate/set-signed", { certificate: stranger }),
        /no certificate for a key of this mount/
      )
    })
  )
})

describe("signing requests (RW-PKI-11)", () => {
  it.effect("sign-verbatim never makes a CA of who asks", () =>
    Effect.gen(function* () {
      const mount = yield* ready()
      const asked = { common_name: "i.example", key_type: "ec", add_basic_constraints: true }
      const csr = (yield* mount.write("intermediate/generate/internal", asked)).data.csr
      for (const path of ["sign-verbatim", "sign-verbatim/x", "sign/x"]) {
        assert.isFalse(certificate(yield* mount.write(path, { csr })).ca, path)
      }
    })
  )

  it.effect("a request that is signed by another key is refused", () =>
    Effect.gen(function* () {
      const mount = yield* ready()
      const csr: string = (yield* mount.write("intermediate/generate/internal", { common_name: "i.example" })).data.csr
      const lines = csr.split("\n")
      // The last whole line is within the signature.
      lines[lines.length - 3] = lines.at(-3)!.replace(/^./, (first) => (first === "A" ? "B" : "A"))
      refused(yield* mount.write("sign/x", { csr: lines.join("\n") }), /signature|parsed/)
    })
  )
})

describe("serial numbers (RW-PKI-6)", () => {
  it.effect("20 bytes, positive, never the same", () =>
    Effect.gen(function* () {
      const mount = yield* ready({ key_type: "ed25519" })
      const serials = new Set<string>()
      for (let i = 0; i < 50; i += 1) {
        const { data } = yield* mount.write("issue/x", { common_name: "a.example" })
        assert.match(data.serial_number, /^[4-7][0-9a-f](:[0-9a-f]{2}){19}$/)
        serials.add(data.serial_number)
      }
      assert.strictEqual(serials.size, 50)
      const pages = yield* mount.ask("list", `certs/?limit=10&after=${[...serials].sort()[9]}`)
      assert.isAtMost(pages.data.keys.length, 10)
    })
  )
})

describe("tidying (RW-PKI-14)", () => {
  it.effect("forgets what ended longer ago than the buffer, and no more", () =>
    Effect.gen(function* () {
      const mount = yield* ready()
      const old = (yield* mount.write("issue/x", { common_name: "a.example", ttl: "1h" })).data.serial_number
      const revoked = (yield* mount.write("issue/x", { common_name: "b.example", ttl: "1h" })).data.serial_number
      yield* mount.write("revoke", { serial_number: revoked })
      const young = (yield* mount.write("issue/x", { common_name: "c.example", ttl: "3h" })).data.serial_number
      yield* TestClock.adjust("3 hours")
      const everything = { tidy_cert_store: true, tidy_revoked_certs: true, revoked_safety_buffer: "1h" }
      assert.strictEqual((yield* mount.write("tidy", { ...everything, safety_buffer: "1h" })).status, 202)
      const left = (yield* mount.ask("list", "certs/")).data.keys
      assert.notInclude(left, old)
      assert.notInclude(left, revoked)
      assert.include(left, young)
      assert.strictEqual(left.length, 2)
      const status = (yield* mount.read("tidy-status")).data
      assert.deepInclude(status, { state: "Finished", cert_store_deleted_count: 2, revoked_cert_deleted_count: 1 })
    })
  )
})

describe("bad input", () => {
  // Forms of one operation at other paths are left out.
  const otherForms = /^pkiIssuer(?:Issue|Sign)|(?:ByRole|RootIssuer|IntermediateIssuer)$/
  const bodies = Object.entries(operationTable).filter(
    ([id, { group, requestFields }]) => group === "pki" && requestFields.length > 0 && !otherForms.test(id)
  )
  const odd = [
    "",
    "\u0000",
    "é\u{1f600}",
    "-1",
    "../x",
    "a b",
    "*.*",
    "9".repeat(40),
    "x".repeat(5000),
    -1,
    2 ** 53,
    0.5,
    true,
    [],
    ["\n"],
    {},
    [{}]
  ]

  it.effect(
    "whatever stands in a field, the answer is no server error",
    () =>
      Effect.gen(function* () {
        yield* TestClock.setTime(START)
        for (const [id, { path, requestFields, verbs }] of bodies) {
          const mount = yield* ready({
            allowed_uri_sans: "*",
            allowed_serial_numbers: "*",
            allowed_user_ids: "*",
            enforce_hostnames: false,
            use_csr_common_name: false,
            use_csr_sans: false
          })
          const csr = (yield* mount.write("intermediate/generate/internal", {
            common_name: "i.example",
            key_type: "ec"
          })).data.csr
          const place = path
            .replace("{role}", "x")
            .replace("{name}", "y")
            .replace("{exported}", "internal")
            .replace("{issuer_ref}", "default")
            .replace("{key_ref}", "default")
          const given = {
            key_type: "ec",
            common_name: "a.example",
            ...((requestFields as ReadonlyArray<string>).includes("csr") ? { csr } : {})
          }
          for (const [turn, field] of requestFields.entries()) {
            for (const value of odd.filter((_, i) => i % 6 === turn % 6)) {
              const answer = yield* mount
                .ask(verbs[0]!, place, { ...given, [field]: value })
                .pipe(
                  Effect.catchCause((cause) =>
                    Effect.die(new Error(`${id} with ${field} = ${JSON.stringify(value)?.slice(0, 40)}`, { cause }))
                  )
                )
              assert.oneOf(answer.status, [200, 202, 204, 400, 404], `${id} ${field}`)
            }
          }
        }
      }),
    60_000
  )

  it.effect("the text names the field", () =>
    Effect.gen(function* () {
      const mount = yield* ready()
      refused(
        yield* mount.write("issue/x", { common_name: "a", ttl: "-1h" }),
        /field "ttl": cannot provide negative value '-3600'/
      )
      refused(yield* mount.write("roles/y", { key_bits: "many" }), /field "key_bits"/)
      refused(yield* mount.write("roles/y", { allowed_domains: [{}] }), /field "allowed_domains/)
      refused(yield* mount.write("roles/y", { not_before_bound: "odd" }), /not_before_bound/)
      refused(
        yield* mount.write("issue/x", { common_name: "a", ip_sans: "127.1" }),
        /"127.1" is not a valid IP address/
      )
    })
  )
})

describe("what is loaded", () => {
  // reflect-metadata, which the X.509 library needs, shows itself at a global.
  const loaded = (script: string) =>
    execFileSync(
      process.execPath,
      [
        "--conditions=@enwrap/source",
        "--input-type=module",
        "-e",
        `${script}; console.log(typeof Reflect.getMetadata)`
      ],
      { cwd: import.meta.dirname, encoding: "utf8" }
    ).trim()

  it("the X.509 library only when an engine is mounted", () => {
    assert.strictEqual(loaded(`await import("@enwrap/engines")`), "undefined")
    assert.strictEqual(loaded(`await import("@enwrap/engines/pki")`), "undefined")
    const mount = `
      const { pki } = await import("@enwrap/engines/pki")
      const Effect = await import("effect/Effect")
      await Effect.runPromise(pki.mount({ storage: { get: () => Effect.succeed(), list: () => Effect.succeed([]) }, crypto: { sha256: () => new Uint8Array(32) }, path: "pki/" }))`
    assert.strictEqual(loaded(mount), "function")
  })
})
