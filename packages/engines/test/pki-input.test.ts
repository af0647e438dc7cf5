import { assert, describe, it } from "@effect/vitest"
import { operationTable } from "@enwrap/protocol"
import * as Effect from "effect/Effect"
import { TestClock } from "effect/testing"
import { execFileSync } from "node:child_process"
import { START, ready, refused } from "./pki-ready.ts"

describe("bad input", () => {
  // The same operations at other paths are left out.
  const otherForms = /^pkiIssuer(?:Issue|Sign)|ByRole$|^pkiIssuer(?:Root|Intermediate)Generate$/
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
    "no value of a field is a server error",
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

  it.effect("the error names the field", () =>
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
  // reflect-metadata, which the X.509 library needs, adds a global.
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

  it("loads the X.509 library only when an engine is mounted", () => {
    assert.strictEqual(loaded(`await import("@enwrap/engines")`), "undefined")
    assert.strictEqual(loaded(`await import("@enwrap/engines/pki")`), "undefined")
    const mount = `
      const { pki } = await import("@enwrap/engines/pki")
      const Effect = await import("effect/Effect")
      await Effect.runPromise(pki.mount({ storage: { get: () => Effect.succeed(), list: () => Effect.succeed([]) }, crypto: { sha256: () => new Uint8Array(32) }, path: "pki/" }))`
    assert.strictEqual(loaded(mount), "function")
  })
})
