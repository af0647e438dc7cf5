import { execFile } from "node:child_process"
import { join } from "node:path"
import { promisify } from "node:util"
import { expect, test } from "vitest"

test("a server that can be sealed has loaded all operations and JWTs when it is opened, so that an upgrade can replace its files", async () => {
  const script = join(import.meta.dirname, "loads-nothing-lazily.ts")
  const { stdout } = await promisify(execFile)(process.execPath, ["--conditions=@enwrap/source", script])
  expect(JSON.parse(stdout)).toEqual([])
}, 60_000)
