import { assert, it } from "@effect/vitest"
import type { StoredRecord } from "@enwrap/server/store"
import * as fc from "fast-check"
import { RecordTable } from "./record-table.ts"

const record: fc.Arbitrary<StoredRecord> = fc
  .record({ space: fc.constantFrom("s", "t"), key: fc.constantFrom("", "a", "b", "\u{1f600}"), size: fc.nat(3) })
  .map(({ key, size, space }) => ({ space, key, value: new Uint8Array(size) }))
const step = fc.oneof(
  fc.record({ kind: fc.constantFrom("set" as const, "delete" as const), record }),
  fc.record({ kind: fc.constant("delete if" as const), record })
)

it("a table of records has what a map has", () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const table = new RecordTable()
      const model = new Map<string, StoredRecord>()
      for (const { kind, record } of steps) {
        const { key, space } = record
        if (kind === "set") {
          table.set(record)
          model.set(`${space} ${key}`, record)
        } else if (kind === "delete") {
          table.delete(space, key)
          model.delete(`${space} ${key}`)
        } else {
          const isMeant = ({ value }: StoredRecord): boolean => value.length === record.value.length
          table.deleteIf(isMeant)
          for (const [name, one] of model) if (isMeant(one)) model.delete(name)
        }
        assert.strictEqual(table.get(space, key), model.get(`${space} ${key}`))
        assert.strictEqual(table.size, model.size)
        assert.strictEqual(
          table.bytes,
          [...model.values()].reduce((sum, { value }) => sum + value.length, 0)
        )
      }
    })
  )
})

it("records whose keys have the same slot are kept apart", () => {
  const table = new RecordTable()
  const records = Array.from({ length: 20_000 }, (_, i) => ({ space: "s", key: `${i}`, value: Uint8Array.of(1) }))
  for (const one of records) table.set(one)
  for (const one of records) assert.strictEqual(table.get("s", one.key), one)
  for (const one of records.filter((_, i) => i % 2 === 0)) table.delete("s", one.key)
  for (const [i, one] of records.entries()) assert.strictEqual(table.get("s", one.key), i % 2 === 0 ? undefined : one)
  assert.strictEqual(table.size, 10_000)
})
