import { assert, it } from "@effect/vitest"
import { execFile } from "node:child_process"
import { fileURLToPath } from "node:url"
import { promisify } from "node:util"

const PROGRAM = fileURLToPath(new URL("young-space-program.ts", import.meta.url))
const MEGABYTE = 1024 * 1024

/** Of its own, since the flags of V8 are those of a process. */
const youngSpaces = async (
  ...words: ReadonlyArray<string>
): Promise<{ readonly own: number; readonly ofThread: number }> => {
  const { stdout } = await promisify(execFile)(process.execPath, ["--conditions=@enwrap/source", PROGRAM, ...words])
  const { ofThread, own } = JSON.parse(stdout) as { readonly own: number; readonly ofThread: number }
  return { own: own / MEGABYTE, ofThread: ofThread / MEGABYTE }
}

it("the space of young objects grows under load in a tuned process that begins with little of it, but not as far as V8 lets it", async () => {
  const tuned = await youngSpaces("tuned")
  const other = await youngSpaces()
  assert.isAbove(tuned.own, 10)
  assert.isBelow(tuned.own, 40)
  assert.isAbove(other.own, 40)
  // A thread that starts when the event loop's space may not grow any more has enough from the start.
  assert.isAtLeast(tuned.ofThread, 8)
}, 60_000)
