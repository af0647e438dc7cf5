import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { certificate, ready, refused, START } from "./pki-ready.ts"

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
})
