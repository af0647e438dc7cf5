import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { TestClock } from "effect/testing"
import { certificate, ready, refused, root, START } from "./pki-ready.ts"

const MAY = "2027-05-01T00:00:00Z"
const JUNE = "2027-06-01T00:00:00Z"
const seconds = (time: string): number => Date.parse(time) / 1000

describe("the validity of a certificate", () => {
  it.effect("RW-PKI-4: a request does not replace the times that its role fixes", () =>
    Effect.gen(function* () {
      const mount = yield* ready({ not_after: MAY, not_before: "2026-11-01T00:00:00Z" })
      const request = { common_name: "a.example", not_after: JUNE, not_before: "2020-01-01T00:00:00Z" }
      const csr = (yield* mount.write("intermediate/generate/internal", { common_name: "b.example", key_type: "ec" }))
        .data.csr
      for (const [path, fields] of [
        ["issue/x", request],
        ["issuer/default/issue/x", request],
        ["sign/x", { ...request, csr }],
        ["sign-verbatim/x", { ...request, csr }]
      ] as const) {
        const { data, warnings } = yield* mount.write(path, fields)
        assert.strictEqual(data.expiration, seconds(MAY), path)
        assert.strictEqual(data.not_before, seconds("2026-11-01T00:00:00Z"), path)
        const ofTimes = warnings?.filter((warning) => warning.startsWith("the not_"))
        assert.deepStrictEqual(ofTimes, [
          "the not_before field was provided but the role sets not_before, which is being used",
          "the not_after field was provided but the role sets not_after, which is being used"
        ])
      }
      refused(yield* mount.write("issue/x", { common_name: "a.example", ttl: "1h" }), /either ttl or not_after/)
    })
  )

  it.effect("ttl-limited refuses an end beyond the TTL of the role, or that of the mount", () =>
    Effect.gen(function* () {
      const mount = yield* ready({ not_after_bound: "ttl-limited" })
      const issue = (not_after: string) => mount.write("issue/x", { common_name: "a.example", not_after })
      refused(yield* issue(JUNE), /not_after_bound is set to ttl-limited\. .* beyond the TTL of 1h0m0s$/)
      const hour = new Date(START + 3_600_000).toISOString()
      assert.strictEqual((yield* issue(hour)).data.expiration, seconds(hour))
      yield* mount.write("roles/x", { key_type: "ec", allow_any_name: true, not_after_bound: "ttl-limited" })
      refused(yield* issue(JUNE), /beyond the TTL of 768h0m0s$/)
      yield* mount.write("roles/x", {
        key_type: "ec",
        allow_any_name: true,
        not_after_bound: "ttl-limited",
        max_ttl: "2h"
      })
      refused(yield* issue(JUNE), /beyond the TTL of 2h0m0s$/)
    })
  )

  it.effect("a time as the bound limits not_after and the TTL", () =>
    Effect.gen(function* () {
      const mount = yield* ready({ not_after_bound: MAY })
      const issue = (fields: object) => mount.write("issue/x", { common_name: "a.example", ...fields })
      refused(yield* issue({ not_after: JUNE }), /beyond the maximum timestamp of 2027-05-01T00:00:00Z$/)
      refused(yield* issue({ ttl: "6000h" }), /beyond the maximum timestamp/)
      certificate(yield* issue({ not_after: MAY }))
      certificate(yield* issue({}))
      refused(yield* mount.write("roles/y", { not_after_bound: "tomorrow" }), /^not_after_bound must be /)
    })
  )

  it.effect("RW-PKI-4: a certificate that ends with its issuer could end before it began", () =>
    Effect.gen(function* () {
      const mount = yield* ready({ not_before_duration: 1 })
      yield* root(mount, { common_name: "short.example", issuer_name: "short", ttl: "3s" })
      yield* mount.ask("patch", "issuer/short", { leaf_not_after_behavior: "truncate" })
      const { csr } = (yield* mount.write("intermediate/generate/internal", { common_name: "i", key_type: "ec" })).data
      const requests = [
        ["issuer/short/issue/x", { common_name: "a.example" }],
        ["issuer/short/sign/x", { csr }],
        ["issuer/short/sign-verbatim/x", { csr }],
        ["issuer/short/sign-intermediate", { csr, common_name: "i.example" }]
      ] as const
      const long = "1h"
      for (const [path, fields] of requests) {
        const future = { ttl: long, not_before: new Date(START + 10_000).toISOString() }
        refused(yield* mount.write(path, { ...fields, ...future }), /not_before must be earlier than not_after/)
        certificate(yield* mount.write(path, { ...fields, ttl: long }))
      }
      yield* TestClock.adjust("3 seconds")
      for (const [path, fields] of requests) {
        const past = { ttl: long, not_before: new Date(START - 10_000).toISOString() }
        for (const times of [{ ttl: long }, past])
          refused(yield* mount.write(path, { ...fields, ...times }), /the CA certificate has expired/)
      }
    })
  )

  it.effect("a day or an hour that does not exist was shifted to one that does", () =>
    Effect.gen(function* () {
      const mount = yield* ready()
      const issue = (not_after: string) => mount.write("issue/x", { common_name: "a.example", not_after })
      for (const time of [
        "2027-02-30T00:00:00Z",
        "2027-02-29T00:00:00Z",
        "2027-04-31T00:00:00+01:00",
        "2027-04-30T24:00:00Z",
        "2027-04-30T23:60:00Z",
        "2027-04-30T23:59:60Z",
        "2027-04-30T12:00:00+24:00",
        "2027-04-30T12:00:00-01:60",
        "2027-13-01T00:00:00Z",
        "2027-00-01T00:00:00Z",
        "2027-01-00T00:00:00Z"
      ]) {
        refused(yield* issue(time), /^not_after must be a time/)
        refused(yield* mount.write("issue/x", { common_name: "a.example", not_before: time }), /^not_before must be/)
        refused(yield* mount.write("roles/y", { not_after: time }), /^not_after must be a time/)
        refused(yield* mount.write("roles/y", { not_before: time }), /^not_before must be a time/)
        refused(yield* mount.write("roles/y", { not_after_bound: time }), /^not_after_bound must be/)
        refused(yield* root(mount, { not_after: time }), /^not_after must be a time/)
      }
      for (const [time, end] of [
        ["2027-03-01T01:30:00+02:00", "2027-02-28T23:30:00Z"],
        ["2027-03-01t00:00:00.5z", "2027-03-01T00:00:00Z"],
        ["2027-02-28T23:00:00-01:00", "2027-03-01T00:00:00Z"]
      ] as const)
        assert.strictEqual((yield* issue(time)).data.expiration, seconds(end))
    })
  )
})
