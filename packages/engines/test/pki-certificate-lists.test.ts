import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { pkiMount } from "./pki-mount.ts"
import { ready, root } from "./pki-ready.ts"

describe("lists of certificates (RW-PKI-9)", () => {
  it.effect("certs/detailed was 404", () =>
    Effect.gen(function* () {
      const mount = yield* ready()
      const names = ["a", "b", "c", "d", "e", "f"].map((label) => `${label}.example`)
      const { serial_number } = (yield* mount.write("issue/x", { common_name: "a.example", alt_names: names.join() }))
        .data
      const { data } = yield* mount.ask("list", "certs/detailed/")
      assert.deepStrictEqual(data.keys, (yield* mount.ask("list", "certs/")).data.keys)
      assert.deepStrictEqual(data.key_info[serial_number], {
        common_name: "a.example",
        dns_names: names.slice(0, 5),
        issuer: "CN=root.example",
        key_bits: 256,
        key_type: "ec",
        not_after: "2026-11-24T13:00:00Z",
        not_before: "2026-11-24T11:59:30Z"
      })
      const page = yield* mount.ask("list", `certs/detailed/?limit=1&after=${data.keys[0]}`)
      assert.deepStrictEqual(page.data.keys, [data.keys[1]])
      assert.deepStrictEqual(Object.keys(page.data.key_info), page.data.keys)
      assert.strictEqual((yield* (yield* pkiMount).ask("list", "certs/detailed/")).status, 404)
    })
  )

  it.effect("certs/detailed shows the issuer as the original does, and the kind of each key", () =>
    Effect.gen(function* () {
      const mount = yield* ready({ key_type: "ed25519", server_flag: false })
      yield* root(mount, {
        issuer_name: "long",
        common_name: " a+b;",
        serial_number: "12",
        country: "DE",
        province: "P",
        locality: "L",
        street_address: "S",
        postal_code: "1",
        organization: ["One, Inc.", "Two"],
        ou: "U",
        user_ids: "uid",
        exclude_cn_from_sans: true
      })
      const { serial_number } = (yield* mount.write("issuer/long/issue/x", {
        common_name: "me@a.example",
        exclude_cn_from_sans: true
      })).data
      const info = (yield* mount.ask("list", "certs/detailed/")).data.key_info[serial_number]
      assert.strictEqual(
        info.issuer,
        String.raw`SERIALNUMBER=12,CN=\ a\+b\;,POSTALCODE=1,STREET=S,ST=P,L=L,OU=U,O=One\, Inc.+O=Two,C=DE,0.9.2342.19200300.100.1.1=#1303756964`
      )
      assert.deepInclude(info, { dns_names: null, key_type: "ed25519", key_bits: 256 })
    })
  )
})
