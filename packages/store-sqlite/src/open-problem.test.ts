import { assert, it } from "@effect/vitest"
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { openProblem } from "./open-problem.ts"

const errorOf = (errcode: number, message: string) =>
  Object.assign(new Error(message), { code: "ERR_SQLITE_ERROR", errcode })

const inFolder = (test: (path: string) => void): void => {
  const folder = mkdtempSync(join(tmpdir(), "enwrap-problem-"))
  try {
    const path = join(folder, "enwrap.db")
    for (const end of ["", "-wal"]) writeFileSync(path + end, "")
    test(path)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

it("an error of a file names the files that SQLite may mean", () =>
  inFolder((path) => {
    for (const [code, message] of [
      [8, "attempt to write a readonly database"],
      [10 | (1 << 8), "disk I/O error"],
      [14, "unable to open database file"]
    ] as const)
      assert.deepStrictEqual(openProblem(errorOf(code, message), path), {
        problem: "inaccessible",
        message: `${path} cannot be opened: ${message}. It needs these files: ${path}, ${path}-wal`
      })
  }))

it.skipIf(process.getuid?.() === 0)("an error of a file names the one that may not be read", () =>
  inFolder((path) => {
    chmodSync(`${path}-wal`, 0)
    const { message } = openProblem(errorOf(8, "attempt to write a readonly database"), path)
    assert.include(message, `readonly database: ${path}-wal cannot be read and written (EACCES)`)
  })
)
