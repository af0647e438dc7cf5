import * as Effect from "effect/Effect"
import { type Conflict, Store, type StoredRecord, type StoreFailure } from "../../ports/store/port.ts"
import { orElseLogged } from "../damaged-records.ts"
import { jsonRecord, readJson } from "../json-records.ts"
import { Keyring } from "../keyring.ts"
import { coreKey, ENCRYPTED_SPACES, isTermed } from "../records.ts"
import { ReEncryption } from "./re-encryption.ts"
import { encryptedAgain, recordTerm } from "./record-term.ts"

/** The records that are encrypted in one commit, unless they are larger together, and the records that are read in one step. */
const BATCH = 100
const BATCH_BYTES = 1024 * 1024
const STEP = 1000
/** How often the progress is logged. */
const LOGGED_RECORDS = 100_000

const PLACE = coreKey("re-encryption")

/** How far the encryption of all records with the key of a term has come. */
interface Progress {
  readonly term: number
  /** The index of the space, and the last record that was read there; absent at its beginning. */
  readonly space: number
  readonly after?: string | undefined
  readonly isDone: boolean
  /** The records that were encrypted again since the rotation, and in this pass through the store. */
  readonly records: number
  readonly ofPass: number
}

const begin = (term: number): Progress => ({ term, space: 0, isDone: false, records: 0, ofPass: 0 })

/** Makes the service, on a store that may have been rotated before. */
export const makeReEncryption = Effect.gen(function* () {
  const keyring = yield* Keyring
  const store = yield* Store
  const stored = readJson<Progress>(store, keyring, PLACE)
  let progress = (yield* orElseLogged(stored, begin(keyring.term()), (texts) => texts.reEncryption)) ?? {
    ...begin(1),
    isDone: true
  }

  const replace = (
    before: ReadonlyArray<StoredRecord>,
    puts: ReadonlyArray<StoredRecord>
  ): Effect.Effect<void, Conflict | StoreFailure> =>
    store.commit({
      when: before.map(({ key, space, value }) => ({ kind: "unchanged" as const, space, key, value })),
      puts
    })

  const encryptAgain = Effect.fnUntraced(function* (space: string, records: ReadonlyArray<StoredRecord>) {
    const old: Array<StoredRecord> = []
    const puts: Array<StoredRecord> = []
    for (const record of records) {
      const put = yield* Effect.catch(encryptedAgain(keyring, record), () => Effect.succeed(undefined))
      if (put === undefined) continue
      old.push(record)
      puts.push(put)
    }
    keyring.discount(puts.length)
    const damaged = records.length - old.length
    if (damaged > 0)
      yield* Effect.logError(`${damaged} records of the space "${space}" cannot be decrypted, and stay as they are`)
    if (old.length === 0) return 0
    yield* Effect.catchTag(replace(old, puts), "Conflict", () =>
      // One of them was written meanwhile, or deleted. What is written has the newest key.
      Effect.forEach(
        old,
        (record, i) => Effect.catchTag(replace([record], [puts[i]!]), "Conflict", () => Effect.void),
        {
          discard: true
        }
      )
    )
    return old.length
  })

  /** Encrypts the old records of a page. All of its values together may be larger than the memory. */
  const encryptPage = Effect.fnUntraced(function* (term: number, space: string, page: ReadonlyArray<StoredRecord>) {
    let changed = 0
    let bytes = 0
    let old: Array<StoredRecord> = []
    for (const { key } of page) {
      const record = yield* store.get(space, key)
      if (record === undefined || !isTermed(record) || recordTerm(keyring, space, record.value) >= term) continue
      old.push(record)
      bytes += record.value.length
      if (bytes < BATCH_BYTES) continue
      changed += yield* encryptAgain(space, old)
      bytes = 0
      old = []
    }
    return old.length === 0 ? changed : changed + (yield* encryptAgain(space, old))
  })

  /** Reads one page, and encrypts the old records in it. */
  const advance = Effect.fnUntraced(function* (
    from: Progress,
    space: string
  ): Effect.fn.Return<readonly [next: Progress, read: number], StoreFailure> {
    const page = yield* store.list(space, "", { after: from.after, limit: BATCH, keysOnly: true })
    const changed = yield* encryptPage(from.term, space, page)
    const counted = { ...from, records: from.records + changed, ofPass: from.ofPass + changed }
    const next =
      page.length < BATCH
        ? { ...counted, space: from.space + 1, after: undefined }
        : { ...counted, after: page.at(-1)!.key }
    return [next, page.length]
  })

  const logged = (before: Progress, { isDone, records, term }: Progress): Effect.Effect<void> => {
    if (isDone)
      return Effect.logInfo(`all records are encrypted with the key of term ${term}: ${records} were encrypted again`)
    return Math.floor(before.records / LOGGED_RECORDS) < Math.floor(records / LOGGED_RECORDS)
      ? Effect.logInfo(`${records} records were encrypted again with the key of term ${term} so far`)
      : Effect.void
  }

  const step = Effect.gen(function* () {
    const term = keyring.term()
    if (progress.term === term && progress.isDone) return
    const before = progress.term === term ? progress : begin(term)
    if (before !== progress) yield* Effect.logInfo(`the records are being encrypted with the key of term ${term}`)
    let next = before
    for (let read = 0; read < STEP && !next.isDone;) {
      const space = ENCRYPTED_SPACES[next.space]
      if (space === undefined) {
        // A request that began before the rotation may have written behind this pass.
        next = next.ofPass === 0 ? { ...next, isDone: true } : { ...next, space: 0, ofPass: 0 }
      } else {
        const [advanced, count] = yield* advance(next, space)
        next = advanced
        // An empty space costs a read too.
        read += Math.max(count, 1)
      }
    }
    yield* store.commit({ puts: [jsonRecord(keyring, PLACE, next)] })
    yield* logged(before, next)
    progress = next
  })

  return ReEncryption.of({ step })
})
