import { expect, test } from "vitest"
import { endOfChanges, readChanges } from "./change-format.ts"
import { CommitMessageReader, CommitMessageWriter, NO_SWEEP } from "./commit-message.ts"
import { textOf } from "./sized-key.ts"
import { Spaces } from "./spaces.ts"

const MOST_SPACES = 0x7fff

test("a request that cannot be written leaves the other requests of its message as they are", () => {
  const spaces = new Spaces(Array.from({ length: MOST_SPACES }, (_, i) => ({ name: `s${i}`, number: i + 1 })))
  const writer = new CommitMessageWriter(spaces)
  const put = (space: string, key: string) => ({ space, key, value: Uint8Array.of(1) })
  writer.begin()
  writer.add({ puts: [put("s0", "a")] }, 1)
  const when = [{ kind: "absent" as const, space: "new", key: "c" }]
  expect(() => writer.add({ puts: [put("s0", "lost"), put("new", "b")] }, 2)).toThrow("too many spaces")
  expect(() => writer.add({ puts: [put("s0", "lost")], when }, 2)).toThrow("too many spaces")
  writer.add({ puts: [put("s0", "d")] }, 3)
  const message = new CommitMessageReader(writer.end(2, NO_SWEEP, []))
  const keys: Array<string> = []
  const { changes } = message
  for (let at = 0; at < changes.length; at = endOfChanges(changes, at))
    readChanges(changes, at, (key) => keys.push(textOf(changes, key).slice(1)))
  expect(keys).toEqual(["a", "d"])
  expect([message.double(), message.number(), message.double(), message.number()]).toEqual([1, 0, 3, 0])
})
