import { assert, describe, it } from "@effect/vitest"
import type { AuditSinkOptions } from "@enwrap/server/audit"
import { nodeAuditSinks } from "@enwrap/server-node"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Schedule from "effect/Schedule"
import { execFileSync } from "node:child_process"
import { once } from "node:events"
import {
  chmodSync,
  closeSync,
  constants,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync
} from "node:fs"
import { Socket } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { setImmediate } from "node:timers/promises"

const folder = Effect.acquireRelease(
  Effect.sync(() => mkdtempSync(join(tmpdir(), "enwrap-audit-"))),
  (path) => Effect.sync(() => rmSync(path, { recursive: true, force: true }))
)

const opened = (options: AuditSinkOptions) => Effect.flatMap(nodeAuditSinks, ({ file }) => file!(options))

const problemOf = (options: AuditSinkOptions) => Effect.map(Effect.flip(opened(options)), ({ problem }) => problem)

const modeOf = (path: string): number => statSync(path).mode & 0o777

describe("a file device", () => {
  it.live("appends lines to a new file, which only its owner can read", () =>
    Effect.gen(function* () {
      const path = join(yield* folder, "log", "audit.log")
      const sink = yield* opened({ file_path: path })
      yield* sink.write("one\n")
      yield* sink.write("two\n")
      assert.strictEqual(readFileSync(path, "utf8"), "one\ntwo\n")
      assert.strictEqual(modeOf(path), 0o600)
      assert.strictEqual(modeOf(join(path, "..")), 0o700)
    })
  )

  it.live("writes the lines of concurrent requests whole and in order", () =>
    Effect.gen(function* () {
      const path = join(yield* folder, "audit.log")
      const sink = yield* opened({ file_path: path })
      const lines = Array.from({ length: 500 }, (_, index) => `${index} ${"é".repeat(index % 50)}\n`)
      yield* Effect.forEach(lines, (line) => sink.write(line), { concurrency: "unbounded", discard: true })
      assert.strictEqual(readFileSync(path, "utf8"), lines.join(""))
    })
  )

  it.live("has written a line when the write succeeds", () =>
    Effect.gen(function* () {
      const path = join(yield* folder, "audit.log")
      const sink = yield* opened({ file_path: path })
      yield* Effect.forEach(
        Array.from({ length: 50 }, (_, index) => `line ${index}\n`),
        (line) => Effect.map(sink.write(line), () => assert.include(readFileSync(path, "utf8"), line)),
        { concurrency: "unbounded", discard: true }
      )
    })
  )

  it.live("appends to a file that exists, and changes its mode unless mode is 0000", () =>
    Effect.gen(function* () {
      const path = join(yield* folder, "audit.log")
      writeFileSync(path, "old\n")
      chmodSync(path, 0o644)
      yield* (yield* opened({ file_path: path, mode: "0000" })).write("one\n")
      assert.strictEqual(modeOf(path), 0o644)
      yield* (yield* opened({ path })).write("two\n")
      assert.strictEqual(modeOf(path), 0o600)
      assert.strictEqual(readFileSync(path, "utf8"), "old\none\ntwo\n")
    })
  )

  it.live("begins a new line if the process before it was killed in the middle of one", () =>
    Effect.gen(function* () {
      const path = join(yield* folder, "audit.log")
      writeFileSync(path, 'whole\n{"time":"2026')
      const sink = yield* opened({ file_path: path })
      yield* sink.write("one\n")
      yield* sink.reopen
      yield* sink.write("two\n")
      assert.strictEqual(readFileSync(path, "utf8"), 'whole\n{"time":"2026\none\ntwo\n')
    })
  )

  it.live("never makes a file executable", () =>
    Effect.gen(function* () {
      const path = join(yield* folder, "audit.log")
      yield* opened({ file_path: path, mode: "0777" })
      assert.strictEqual(modeOf(path), 0o666)
    })
  )

  it.live("continues in a new file after it was renamed and opened again", () =>
    Effect.gen(function* () {
      const at = yield* folder
      const path = join(at, "audit.log")
      const sink = yield* opened({ file_path: path })
      yield* sink.write("one\n")
      renameSync(path, join(at, "audit.log.1"))
      yield* sink.write("two\n")
      yield* sink.reopen
      yield* sink.write("three\n")
      assert.strictEqual(readFileSync(join(at, "audit.log.1"), "utf8"), "one\ntwo\n")
      assert.strictEqual(readFileSync(path, "utf8"), "three\n")
      assert.strictEqual(modeOf(path), 0o600)
    })
  )

  it.live("loses no line of those that are written while it is opened again", () =>
    Effect.gen(function* () {
      const at = yield* folder
      const path = join(at, "audit.log")
      const sink = yield* opened({ file_path: path })
      const lines = Array.from({ length: 200 }, (_, index) => `${index}\n`)
      const rotate = Effect.andThen(
        Effect.sync(() => renameSync(path, join(at, "audit.log.1"))),
        sink.reopen
      )
      yield* Effect.all([Effect.forEach(lines, sink.write, { concurrency: 20, discard: true }), rotate], {
        concurrency: "unbounded"
      })
      const all = ["audit.log.1", "audit.log"].map((name) => readFileSync(join(at, name), "utf8")).join("")
      assert.deepEqual(all.split("\n").filter(Boolean).sort(), lines.map((line) => line.trim()).sort())
    })
  )

  it.live("fails while the file cannot be opened again, and recovers by itself", () =>
    Effect.gen(function* () {
      const at = yield* folder
      const path = join(at, "log", "audit.log")
      const sink = yield* opened({ file_path: path })
      renameSync(join(at, "log"), join(at, "gone"))
      writeFileSync(join(at, "log"), "")
      yield* Effect.flip(sink.reopen)
      const { problem } = yield* Effect.flip(sink.write("lost\n"))
      assert.include(problem, `cannot write to ${JSON.stringify(path)}`)
      rmSync(join(at, "log"))
      yield* sink.write("back\n")
      assert.strictEqual(readFileSync(path, "utf8"), "back\n")
    })
  )

  it.live.skipIf(!existsSync("/dev/full"))("fails if the disk is full", () =>
    Effect.gen(function* () {
      const sink = yield* opened({ file_path: "/dev/full" })
      const { problem } = yield* Effect.flip(sink.write("lost\n"))
      assert.strictEqual(problem, 'cannot write to "/dev/full": ENOSPC')
    })
  )

  describe.skipIf(process.platform === "win32")("whose disk does not respond", () => {
    /** A file whose writes wait for a reader. */
    const pipe = Effect.map(folder, (at) => {
      const path = join(at, "pipe")
      execFileSync("mkfifo", [path])
      return path
    })
    /** More than a pipe keeps. */
    const long = `${"x".repeat(1_000_000)}\n`

    it.live("RW-AU-2: fails in time, keeps nobody else waiting, and recovers by itself", () =>
      Effect.gen(function* () {
        const path = yield* pipe
        const reader = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK)
        const sink = yield* opened({ file_path: path, write_timeout: "300ms" })
        const other = yield* opened({ file_path: join(yield* folder, "audit.log") })
        const hung = yield* Effect.forkScoped(Effect.flip(sink.write(long)), { startImmediately: true })
        yield* other.write("one\n")
        assert.isUndefined(hung.pollUnsafe(), "the other device did not wait for this one")
        const problem = `cannot write to ${JSON.stringify(path)}: no response for 0.3 s`
        assert.strictEqual((yield* Fiber.join(hung)).problem, problem)
        const later = Effect.all([Effect.flip(sink.write("at once\n")), Effect.flip(sink.reopen)])
        const failed = yield* Effect.forkScoped(later, { startImmediately: true })
        for (let turn = 0; turn < 20; turn++) yield* Effect.promise(() => setImmediate())
        assert.isDefined(failed.pollUnsafe(), "only the first one waited")
        const problems = (yield* Fiber.join(failed)).map((failure) => failure.problem)
        assert.deepStrictEqual(problems, [problem, `sanity check failed; ${problem}`])
        const read = new Socket({ fd: reader, writable: false })
        let text = ""
        read.on("data", (chunk) => (text += String(chunk)))
        // The thread answers once all of the long line is read.
        yield* Effect.retry(
          Effect.suspend(() => sink.write("back\n")),
          Schedule.spaced("20 millis")
        )
        while (!text.endsWith("back\n")) yield* Effect.promise(() => once(read, "data"))
        assert.strictEqual(text, `${long}back\n`)
        yield* sink.close
        read.destroy()
      })
    )

    it.live("RW-AU-7: a pipe cannot be enabled while nobody reads it, and says so at once", () =>
      Effect.gen(function* () {
        const path = yield* pipe
        const options = { file_path: path, write_timeout: "60s" }
        const problem = `sanity check failed; unable to open ${JSON.stringify(path)} for writing: ENXIO`
        for (let i = 0; i < 2; i++) assert.strictEqual(yield* problemOf(options), problem)
        const reader = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK)
        const sink = yield* opened(options)
        yield* sink.write("back\n")
        yield* sink.close
        closeSync(reader)
      })
    )
  })

  it.live("says what is wrong with its options", () =>
    Effect.gen(function* () {
      const at = yield* folder
      mkdirSync(join(at, "folder"))
      const path = join(at, "folder")
      assert.strictEqual(yield* problemOf({}), "file_path is required")
      assert.include(yield* problemOf({ file_path: path, write_timeout: "soon" }), "write_timeout")
      assert.strictEqual(yield* problemOf({ file_path: path, mode: "9" }), "mode must be an octal number such as 0600")
      assert.strictEqual(
        yield* problemOf({ file_path: path, mode: "4755" }),
        "file mode does not represent a regular file"
      )
      assert.strictEqual(
        yield* problemOf({ file_path: path }),
        `sanity check failed; unable to open ${JSON.stringify(path)} for writing: EISDIR`
      )
    })
  )

  it.live("discards what it is told to discard: there is no file of that name", () =>
    Effect.gen(function* () {
      assert.isFalse(existsSync("Discard"))
      yield* Effect.addFinalizer(() => Effect.sync(() => rmSync("Discard", { force: true })))
      const sink = yield* opened({ file_path: "Discard" })
      yield* sink.write("nowhere\n")
      yield* sink.reopen
      yield* sink.close
      assert.isFalse(existsSync("Discard"))
    })
  )
})
