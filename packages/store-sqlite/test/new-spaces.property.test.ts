import { assert, it } from "@effect/vitest"
import { StoreFailure } from "@enwrap/server/store"
import * as fc from "fast-check"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { CommitAnswer } from "../src/commit-answer.ts"
import { Committer } from "../src/committer.ts"
import { GroupCommit } from "../src/group-commit.ts"
import { openForCommits, openForReads } from "../src/open-database.ts"
import { RecordReader } from "../src/record-reader.ts"
import { Spaces } from "../src/spaces.ts"
import { DEFAULT_LIMITS } from "../src/store-limits.ts"
import { readSpaces } from "../src/stored-spaces.ts"
import { failingDatabase } from "./failing-database.ts"

const SPACES = ["a", "b", "c", "d", "e"]

/** What happens to a message on its way to the disk. */
type Fate =
  /** Its first transactions fail: the one of the message, then those of its requests alone. */
  | { readonly kind: "fails"; readonly at: "BEGIN IMMEDIATE" | "COMMIT"; readonly times: number }
  /** It is not known whether it was committed. */
  | { readonly kind: "uncertain" }
  /** The thread ends before it has answered. */
  | { readonly kind: "lost"; readonly isCommitted: boolean }

const fate: fc.Arbitrary<Fate> = fc.oneof(
  fc.record({
    kind: fc.constant("fails" as const),
    at: fc.constantFrom("BEGIN IMMEDIATE" as const, "COMMIT" as const),
    times: fc.integer({ min: 0, max: 3 })
  }),
  fc.record({ kind: fc.constant("uncertain" as const) }),
  fc.record({ kind: fc.constant("lost" as const), isCommitted: fc.boolean() })
)

/** Requests that arrive together, each for a space, with or without a sweep; or a restart. */
const step = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant("requests" as const),
      spaces: fc.array(fc.constantFrom(...SPACES), { maxLength: 3 }),
      isSweeping: fc.boolean(),
      fate
    })
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("restart" as const) }) }
)

/** A store whose thread is in this one, and fails as it is told. */
class Store {
  readonly #path: string
  readonly #commits: ReturnType<typeof openForCommits>
  readonly #reads: ReturnType<typeof openForReads>
  readonly #reader: RecordReader
  readonly #group: GroupCommit
  #committer: Committer
  #fate: Fate | undefined
  #isFailing: (sql: string) => boolean = () => false

  constructor(path: string) {
    this.#path = path
    this.#commits = openForCommits(path)
    // Nothing here depends on the disk, which may be slow.
    this.#commits.exec("PRAGMA synchronous = OFF")
    this.#committer = this.#newCommitter()
    this.#reads = openForReads(path)
    const spaces = new Spaces(readSpaces(this.#commits))
    this.#reader = new RecordReader(this.#reads, spaces, DEFAULT_LIMITS)
    const send = (message: Uint8Array, onAnswer: (answer: CommitAnswer | Error) => void): void =>
      void setImmediate(() => onAnswer(this.#commit(message)))
    this.#group = new GroupCommit({ send }, spaces, this.#reader)
  }

  #newCommitter(): Committer {
    return new Committer(
      failingDatabase(this.#commits, (sql) => this.#isFailing(sql)),
      DEFAULT_LIMITS
    )
  }

  #commit(message: Uint8Array): CommitAnswer | Error {
    const is = this.#fate
    this.#fate = undefined
    if (is?.kind === "lost") {
      if (is.isCommitted) this.#committer.commit(message)
      try {
        this.#committer = this.#newCommitter()
      } catch (error) {
        return error as Error
      }
      return new Error("the thread has ended")
    }
    let left = is?.kind === "fails" ? is.times : 0
    this.#isFailing = (sql) => (is?.kind === "fails" ? sql === is.at && left-- > 0 : is !== undefined && isCommit(sql))
    const answer = this.#committer.commit(message)
    this.#isFailing = () => false
    return answer
  }

  /** The next message has this fate. */
  next(is: Fate): void {
    this.#fate = is
  }

  /** Resolves to whether the record is stored: `undefined` if nobody knows. */
  put(space: string, key: string, isUnknown: boolean): Promise<boolean | undefined> {
    return new Promise((resolve) =>
      this.#group.commit({ puts: [{ space, key, value: Buffer.from(space + key) }] }, 0, (failure) => {
        assert.isTrue(failure === undefined || failure instanceof StoreFailure)
        resolve(failure === undefined ? true : isUnknown ? undefined : false)
      })
    )
  }

  sweep(): Promise<void> {
    return new Promise((resolve) => this.#group.sweep(0, () => resolve()))
  }

  get(space: string, key: string): string | undefined {
    const found = this.#reader.get(space, key, 0)
    return found === undefined ? undefined : Buffer.from(found.value).toString()
  }

  keys(space: string): ReadonlyArray<string> {
    return this.#reader.list(space, "", { limit: 1000 }, 0).records.map(({ key }) => key)
  }

  async restart(): Promise<Store> {
    await this.close()
    return new Store(this.#path)
  }

  async close(): Promise<void> {
    await this.#group.close()
    this.#reads.close()
    this.#commits.close()
  }
}

const isCommit = (sql: string): boolean => sql.endsWith("COMMIT")

it("answered writes were lost after a restart, and spaces mixed up, if a message without requests had failed when a space was new", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 10, size: "max" }), async (steps) => {
      const folder = mkdtempSync(join(tmpdir(), "enwrap-spaces-"))
      let store = new Store(join(folder, "enwrap.db"))
      const stored = new Map<string, Set<string>>(SPACES.map((space) => [space, new Set()]))
      const unknown = new Set<string>()
      const compare = (): void => {
        for (const [space, keys] of stored) {
          assert.deepStrictEqual(
            store.keys(space).filter((key) => !unknown.has(key)),
            [...keys].sort(),
            `the space ${space}`
          )
          for (const key of keys) assert.strictEqual(store.get(space, key), space + key)
        }
      }
      let count = 1000
      try {
        for (const each of [...steps, { kind: "restart" as const }]) {
          if (each.kind === "restart") store = await store.restart()
          else {
            store.next(each.fate)
            const swept = each.isSweeping ? store.sweep() : undefined
            const puts = each.spaces.map(async (space) => {
              const key = `${count++}`
              const isStored = await store.put(space, key, each.fate.kind === "lost")
              if (isStored === true) stored.get(space)!.add(key)
              if (isStored === undefined) unknown.add(key)
            })
            await Promise.all([swept, ...puts])
          }
          compare()
        }
      } finally {
        await store.close()
        rmSync(folder, { recursive: true, force: true })
      }
    }),
    { numRuns: 40 }
  )
}, 120_000)
