import * as Effect from "effect/Effect"
import type { Precondition, RecordKey, StoredRecord } from "../../ports/store/port.ts"
import { DamagedRecord } from "../damaged-records.ts"
import type { Keyring } from "../keyring.ts"
import { utf8, utf8Text } from "../../values/encodings.ts"
import {
  childKey,
  cubbyholeKey,
  goodTokenKey,
  leaseKey,
  marker,
  RESPONSE,
  tokenDueKey,
  tokenLeaseId,
  tokenRecordKey,
  TOKENS
} from "../records.ts"
import { entryText } from "./entry-text.ts"
import type { RecentEntries } from "./recent-entries.ts"
import { type FoundToken, isWrappingToken, type NewToken, type TokenEntry } from "./token-entry.ts"
import { LENGTH_BYTES, tokenValue, withResponseOf } from "./token-value.ts"
import { WrappedPaths } from "./wrapped-paths.ts"

/** Finds the key of the record that exists as long as a token is valid. */
export const makeGoodToken = (keyring: typeof Keyring.Service) => {
  // The entry of a caller is nearly always a recent one, whose accessor need not be hashed again.
  const keys = new WeakMap<object, RecordKey>()
  const find = (token: Pick<TokenEntry, "accessor">): RecordKey =>
    keys.get(token) ?? goodTokenKey(keyring.accessorId(token.accessor))
  return {
    find,
    /** Also remembers it: for callers. Most other tokens are looked for once. */
    findForCaller: (token: Pick<TokenEntry, "accessor">): RecordKey => {
      const key = find(token)
      keys.set(token, key)
      return key
    }
  }
}

const TOKEN_ID = /^[0-9a-f]{32}$/

/** The id of the token in the record of an accessor, which is not encrypted. */
export const tokenIdIn = ({ key, space, value }: StoredRecord): Effect.Effect<string, DamagedRecord> => {
  const id = utf8Text(value)
  return TOKEN_ID.test(id) ? Effect.succeed(id) : Effect.fail(new DamagedRecord(space, key))
}

const hasLeaseRecord = (entry: TokenEntry): boolean => entry.expiresAtMs !== undefined && !isWrappingToken(entry)

/** Makes the records of tokens. */
export class TokenRecords {
  readonly #keyring: typeof Keyring.Service
  readonly #recent: RecentEntries
  readonly #paths = new WrappedPaths()
  readonly #goodToken: (entry: TokenEntry) => RecordKey

  constructor(keyring: typeof Keyring.Service, recent: RecentEntries, goodToken: (entry: TokenEntry) => RecordKey) {
    this.#keyring = keyring
    this.#recent = recent
    this.#goodToken = goodToken
  }

  /** A wrapping token has no record for its accessor. */
  accessorKey(entry: TokenEntry): RecordKey | undefined {
    return isWrappingToken(entry) ? undefined : this.#goodToken(entry)
  }

  /** Adds what a commit that stores new tokens needs. Returns what to do once they are stored, if there is anything. */
  create(
    tokens: ReadonlyArray<NewToken>,
    when: Array<Precondition>,
    puts: Array<StoredRecord>
  ): (() => void) | undefined {
    let stored: (() => void) | undefined
    for (const token of tokens) {
      const { entry, id, isChosen, response } = token
      const value = response === undefined ? this.#value(id, entry) : this.#valueWith(response, token)
      when.push({ kind: isChosen ? "absent" : "new", space: TOKENS, key: id })
      this.#addAll(puts, id, entry, value)
      const path = isWrappingToken(entry) ? this.#paths.missing(entry.path, entry.expiresAtMs ?? Infinity) : undefined
      if (path === undefined) continue
      puts.push(path)
      stored = () => this.#paths.stored(entry.path, path)
    }
    return stored
  }

  /** All records of a token whose entry has changed. */
  of(id: string, entry: TokenEntry): ReadonlyArray<StoredRecord> {
    const records: Array<StoredRecord> = []
    this.#addAll(records, id, entry, this.#value(id, entry))
    return records
  }

  /** The record with a changed entry, and the same response. */
  changed({ id, record }: FoundToken, entry: TokenEntry): StoredRecord {
    return this.#record(id, entry, withResponseOf(this.#value(id, entry), record.value))
  }

  /**
   * All records of a token that is about to be deleted; its entry is no longer kept in memory. Its children, its cubbyhole and the
   * leases of its secrets have records of their own.
   */
  keysToDelete({ entry, id }: Pick<FoundToken, "id" | "entry">): ReadonlyArray<RecordKey> {
    this.#recent.forget(id, entry)
    const keys: Array<RecordKey> = [tokenRecordKey(id)]
    const accessor = this.accessorKey(entry)
    if (accessor !== undefined) keys.push(accessor)
    if (hasLeaseRecord(entry)) keys.push(leaseKey(tokenLeaseId(entry.path, id)))
    if (entry.parent !== undefined) keys.push(childKey(entry.parent.id, id))
    return keys
  }

  /** Adds the record, and those by which the token is found in other ways than by itself. */
  #addAll(records: Array<StoredRecord>, id: string, entry: TokenEntry, value: Uint8Array): void {
    const expiresAt = entry.expiresAtMs
    records.push(this.#record(id, entry, value))
    const accessor = this.accessorKey(entry)
    if (accessor !== undefined) records.push({ ...accessor, value: utf8(id), expiresAt })
    if (hasLeaseRecord(entry)) records.push(marker(leaseKey(tokenLeaseId(entry.path, id)), expiresAt))
    if (entry.parent !== undefined) records.push(marker(childKey(entry.parent.id, id), expiresAt))
  }

  #record(id: string, entry: TokenEntry, value: Uint8Array): StoredRecord {
    this.#recent.set(id, value, entry)
    return { space: TOKENS, key: id, value, expiresAt: entry.expiresAtMs }
  }

  #value(id: string, entry: TokenEntry): Uint8Array {
    return tokenValue(this.#keyring.encrypt(TOKENS, id, entryText(entry), LENGTH_BYTES))
  }

  /** The encrypted entry and the response behind it, in one array. */
  #valueWith(response: string, { entry, id, keys }: NewToken): Uint8Array {
    const value = this.#value(id, entry)
    const { key, space } = cubbyholeKey(id, RESPONSE)
    const both = keys.cipher().encrypt(space, key, response, value.length)
    both.set(value)
    return both
  }
}

/**
 * Makes the server look at a token when it expires, as its expiry is now. Store this with everything that must be deleted or
 * revoked once the token has expired: its children, its cubbyhole. Tokens that have neither need no notice.
 */
export const endNotice = ({ entry, id }: Pick<FoundToken, "entry" | "id">): ReadonlyArray<StoredRecord> =>
  entry.expiresAtMs === undefined ? [] : [marker(tokenDueKey(entry.expiresAtMs, id))]
