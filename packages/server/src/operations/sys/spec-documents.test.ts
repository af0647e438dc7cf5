import { assert, describe, it } from "vitest"
import type { RunningMount } from "../../state/mount/running-mount.ts"
import { type KeptDocument, SpecDocuments } from "./spec-documents.ts"

const MIB = 1024 * 1024
const mountsOf = (count: number): ReadonlyArray<RunningMount> =>
  Array.from({ length: count }, () => ({}) as unknown as RunningMount)

const documentOf = (bytes: number): KeptDocument => ({
  kind: "raw",
  status: 200,
  contentType: "application/json",
  body: new Uint8Array(bytes)
})

describe("the documents about mounts", () => {
  it("are made once for each set of mounts that is seen, until the mounts change", () => {
    const documents = new SpecDocuments()
    let made = 0
    const make = () => documentOf(++made)
    const all = mountsOf(2)
    for (const seen of [[], [all[0]!], [all[1]!], all]) {
      const document = documents.getOrMake(all, seen, make)
      assert.strictEqual(documents.getOrMake(all, [...seen], make), document)
      assert.strictEqual(documents.get(all, seen), document)
    }
    assert.strictEqual(made, 4)
    const changed = [...all]
    assert.isUndefined(documents.get(changed, []))
    documents.getOrMake(changed, [], make)
    assert.strictEqual(made, 5)
    assert.isUndefined(documents.get(all, []), "what was about other mounts is gone")
  })

  it("stay within their memory limit, however many sets of mounts are requested", () => {
    const documents = new SpecDocuments()
    const all = mountsOf(64)
    for (const mount of all) documents.getOrMake(all, [mount], () => documentOf(MIB))
    const kept = all.filter((mount) => documents.get(all, [mount]) !== undefined)
    assert.deepStrictEqual(kept, all.slice(-16))
    documents.getOrMake(all, [], () => documentOf(20 * MIB))
    assert.isDefined(documents.get(all, []))
    assert.isTrue(all.every((mount) => documents.get(all, [mount]) === undefined))
  })
})
