import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { asking, freshServer } from "./asking.ts"

/** In the order of their bytes in UTF-8, which is not that of UTF-16 code units. */
const names = ["Z", "a", "a\uffee", "a\u{1f600}", "~", "\u00df", "\u00e9", "\ufb01", "\uffee", "\u{1f600}"]
const reversed = [...names].reverse()
const inFolder = (name: string) => `${encodeURIComponent(name)}/x`

describe("RW-CB-4, RW-KV-3: lists are in the order of the bytes in UTF-8, as in the original", () => {
  it.effect("of a cubbyhole and of both versions of the key-value engine, with folders", () =>
    Effect.gen(function* () {
      const ask = asking(yield* freshServer())
      for (const name of reversed) {
        yield* ask("POST", `cubbyhole/${inFolder(name)}`, { body: { a: 1 } })
        yield* ask("POST", `kv1/${inFolder(name)}`, { body: { a: 1 } })
        yield* ask("POST", `secret/data/${inFolder(name)}`, { body: { data: {} } })
      }
      const folders = names.map((name) => `${name}/`)
      for (const path of ["cubbyhole/", "kv1/", "secret/metadata/"])
        assert.deepStrictEqual((yield* ask("LIST", path)).json.data.keys, folders, path)
      assert.deepStrictEqual(
        (yield* ask("SCAN", "kv1/")).json.data.keys,
        reversed.map((name) => `${name}/x`)
      )
    })
  )

  it.effect("RW-KV-19: a page begins with the first name that sorts after `after`", () =>
    Effect.gen(function* () {
      const ask = asking(yield* freshServer())
      for (const name of reversed) yield* ask("POST", `secret/data/${encodeURIComponent(name)}`, { body: { data: {} } })
      for (const [index, name] of names.entries()) {
        const page = yield* ask("LIST", `secret/metadata/?after=${encodeURIComponent(name)}&limit=2`)
        assert.deepStrictEqual(page.json.data?.keys ?? [], names.slice(index + 1, index + 3), name)
      }
    })
  )

  it.effect("of policies: first those without a slash, then those of the last folder, and root at the end", () =>
    Effect.gen(function* () {
      const ask = asking(yield* freshServer())
      for (const name of ["p", "p\u{1f600}", "p\uffee", "p/b", "p/a", "\u{1f600}/x", "q/x/y", "q/z", "\uffee/x"])
        yield* ask("PUT", `sys/policies/acl/${name.split("/").map(encodeURIComponent).join("/")}`, {
          body: { policy: 'path "x" {}' }
        })
      const listed = ["default", "p", "p\uffee", "p\u{1f600}"]
      const inFolders = ["\u{1f600}/x", "\uffee/x", "q/z", "q/x/y", "p/a", "p/b"]
      for (const path of ["sys/policies/acl", "sys/policies/detailed/acl"])
        assert.deepStrictEqual((yield* ask("LIST", path)).json.data.keys, [...listed, ...inFolders, "root"])
    })
  )
})
