import { assert, it } from "@effect/vitest"
import { execFile } from "node:child_process"
import { fileURLToPath } from "node:url"
import { promisify } from "node:util"

const PROGRAM = fileURLToPath(new URL("young-space-program.ts", import.meta.url))
const MEGABYTE = 1024 * 1024

/** Of its own, since the flags of V8 are those of a process. */
const youngSpace = async (...words: ReadonlyArray<string>): Promise<number> => {
  const { stdout } = await promisify(execFile)(process.execPath, ["--conditions=@enwrap/source", PROGRAM, ...words])
  return Number(stdout) / MEGABYTE
}

it("the space of young objects grows under load in a tuned process that begins with little of it, but not as far as V8 lets it", async () => {
  const tuned = await youngSpace("tuned")
  const other = await youngSpace()
  assert.isAbove(tuned, 10)
  assert.isBelow(tuned, 40)
  assert.isAbove(other, 40)
}, 60_000)
