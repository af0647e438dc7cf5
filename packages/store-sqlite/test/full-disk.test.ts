import { assert, it } from "@effect/vitest"
import { Store } from "@enwrap/server/store"
import * as Effect from "effect/Effect"
import { execFileSync, fork, spawnSync } from "node:child_process"
import { once } from "node:events"
import { fileURLToPath } from "node:url"
import { checkSqlite, layerSqlite } from "../src/index.ts"
import { databasePath } from "./database-path.ts"

const PROGRAM = fileURLToPath(new URL("full-process.ts", import.meta.url))

interface Report {
  readonly n: number
  readonly isStored: boolean
  readonly isReadable: boolean
}

/** Bytes: no file of the process can be longer. Writes beyond it fail, as they do on a full disk. */
const limitFiles = (pid: number, bytes: number | "unlimited"): void =>
  void execFileSync("prlimit", ["--pid", String(pid), `--fsize=${bytes}:unlimited`])

const hasPrlimit = process.env["CI"] === "true" || spawnSync("prlimit", ["--version"]).status === 0
if (!hasPrlimit) console.log("skipped: a test of full disks. Install util-linux (prlimit) to run it.")

it.effect.skipIf(!hasPrlimit)(
  "a store whose files cannot grow fails what it cannot store, continues when they can, and loses nothing that it stored",
  () =>
    Effect.gen(function* () {
      const path = yield* databasePath
      const child = fork(PROGRAM, [path], {
        execArgv: ["--conditions=@enwrap/source"],
        stdio: ["ignore", "ignore", "inherit", "ipc"]
      })
      const reports: Array<Report> = []
      let onReport: (report: Report) => void = () => {}
      child.on("message", (report: Report) => {
        reports.push(report)
        onReport(report)
      })
      /** Waits for a report from now on. */
      const until = (condition: (report: Report) => boolean): Effect.Effect<Report> =>
        Effect.callback((resume) => {
          onReport = (report) => {
            if (condition(report)) resume(Effect.succeed(report))
          }
        })
      yield* until(({ n }) => n >= 20)
      limitFiles(child.pid!, 1024 * 1024)
      const first = yield* until(({ isStored }) => !isStored)
      yield* until(({ n }) => n >= first.n + 20)
      limitFiles(child.pid!, "unlimited")
      const recovered = yield* until(({ isStored }) => isStored)
      yield* until(({ n }) => n >= recovered.n + 20)
      const exit = once(child, "exit")
      child.kill("SIGKILL")
      yield* Effect.promise(() => exit)

      yield* checkSqlite({ path })
      for (const { isReadable, isStored, n } of reports) assert.strictEqual(isReadable, isStored, `record ${n}`)
      const stored = reports.filter(({ isStored }) => isStored)
      assert.isAbove(stored.length, 40)
      yield* Effect.gen(function* () {
        const store = yield* Store
        for (const { n } of stored) assert.isDefined(yield* store.get("s", `${n}`), `record ${n}`)
      }).pipe(Effect.provide(layerSqlite({ path })))
    })
)
