import { DatabaseSync } from "node:sqlite"
import { fork } from "node:child_process"
import { once } from "node:events"
import { existsSync, mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { Store } from "@enwrap/server/store"
import { layerSqlite } from "@enwrap/store-sqlite"
import * as Effect from "effect/Effect"
import { assert, it } from "vitest"
import { randomOf, SEED } from "../seeded-random.ts"
import { FaultyDisk, skipFaults } from "./faulty-disk.ts"
import { callsIn, ReplayedDisk } from "./replayed-disk.ts"

const PROGRAM = fileURLToPath(new URL("committing-process.ts", import.meta.url))
const SLOTS = 20
/** `npm run soak` cuts the power more often. */
const CUTS = process.env["SOAK_ROUNDS"] === undefined ? 12 : 300

/** Records commits on a disk whose synchronisations fail now and then. */
const record = async (folder: string): Promise<{ readonly trace: string; readonly failures: number }> => {
  const disk = new FaultyDisk(folder, { isTraced: true })
  const child = fork(PROGRAM, [join(folder, "enwrap.db"), join(folder, "answers")], {
    execArgv: ["--conditions=@enwrap/source"],
    env: { ...process.env, ...disk.env },
    stdio: ["ignore", "ignore", "inherit", "ipc"]
  })
  let failures = 0
  const until = (condition: (message: number | "failed") => boolean): Promise<void> =>
    new Promise((resolve) => {
      const listen = (message: number | "failed"): void => {
        if (!condition(message)) return
        child.off("message", listen)
        resolve()
      }
      child.on("message", listen)
    })
  child.on("message", (message) => {
    if (message === "failed") failures++
  })
  // The log, while it is written; and the database, while the log is copied to it.
  for (const [i, file] of ["enwrap.db-wal", "enwrap.db-wal", "enwrap.db", "enwrap.db-wal"].entries()) {
    await until((message) => message === (i + 1) * 120)
    disk.is({ call: "sync", file, is: "EIO" })
    await (file === "enwrap.db"
      ? until((message) => message === (i + 1) * 120 + 80)
      : until((message) => message === "failed"))
    disk.is()
  }
  await until((message) => typeof message === "number" && message >= 640)
  const exit = once(child, "exit")
  child.kill("SIGKILL")
  await exit
  return { trace: disk.trace, failures }
}

/** What a database has, after it was opened as a server opens it. */
const check = async (path: string, answered: ReadonlyArray<number>): Promise<void> => {
  await Effect.runPromise(
    Effect.gen(function* () {
      const store = yield* Store
      for (let slot = 0; slot < SLOTS; slot++) {
        const large = yield* store.get("large", `${slot}`)
        const small = yield* store.get("small", `${slot}`)
        const found = small === undefined ? -1 : Buffer.from(small.value).readUInt32LE()
        assert.strictEqual(
          large === undefined ? -1 : Buffer.from(large.value).readUInt32LE(),
          found,
          "a commit is whole"
        )
        assert.isAtLeast(found, answered[slot] ?? -1, "what was answered is there")
      }
    }).pipe(Effect.provide(layerSqlite({ path })))
  )
  const database = new DatabaseSync(path, { readOnly: true })
  assert.deepEqual({ ...database.prepare("PRAGMA integrity_check").get() }, { integrity_check: "ok" })
  database.close()
}

it.skipIf(skipFaults)(
  "RW-CO-8: a power cut loses nothing that was answered, even after synchronisations that failed and were lost",
  { timeout: 60_000 + CUTS * 1000 },
  async () => {
    const folder = mkdtempSync(join(tmpdir(), "enwrap-power-"))
    try {
      const { failures, trace } = await record(folder)
      assert.isAbove(failures, 2)
      console.log(`seed: SOAK_SEED=${SEED}`)
      const random = randomOf(SEED)
      let calls = 0
      for (const _ of callsIn(trace)) calls++
      const cuts = new Set(Array.from({ length: CUTS }, () => Math.floor(random() * calls)))
      const disk = new ReplayedDisk(random)
      const path = join(folder, "after.db")
      const files = new Map([
        ["enwrap.db", path],
        ["enwrap.db-wal", `${path}-wal`],
        ["enwrap.db.mark", `${path}.mark`]
      ])
      let marks = 0
      const answered: Array<number> = []
      let at = 0
      for (const call of callsIn(trace)) {
        if (call.file === "answers") {
          const n = Number(call.bytes.toString())
          answered[n % SLOTS] = Math.max(answered[n % SLOTS] ?? -1, n)
        } else if (files.has(call.file)) disk.play(call)
        if (!cuts.has(at++)) continue
        disk.cut(files)
        if (existsSync(`${path}.mark`)) marks++
        // It is not refused, so the mark is not ahead of the log.
        await check(path, answered)
      }
      assert.isAbove(Math.min(...answered), 500)
      assert.isAbove(marks, 0)
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  }
)
