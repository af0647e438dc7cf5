import * as Result from "effect/Result"
import type { LocatedEntry } from "./blocks.ts"
import type { Problems } from "./problem.ts"
import { type Convert, toBoolean, toCount, toSeconds, toText, toTexts } from "./scalars.ts"
import { didYouMean } from "./suggest.ts"

/**
 * What becomes of a key:
 *
 * - `value`: it is read, once
 * - `blocks`: it is read, as often as it occurs
 * - `ignored`: it has no effect, which is safe, and a warning says so
 * - `unsupported`: `false` and empty values are accepted, since nothing else could be meant; others are errors
 * - `refused`: it is an error
 */
export type KeyRule =
  | "value"
  | "blocks"
  | { readonly ignored: string }
  | { readonly unsupported: string }
  | { readonly refused: string }

export type KeyRules = Readonly<Record<string, KeyRule>>

/** The entries of a block, which are read by key. Problems are reported with the place of the key. */
export class Section {
  readonly #problems: Problems
  readonly #where: string
  readonly #entries = new Map<string, LocatedEntry>()
  readonly #blocks: ReadonlyArray<LocatedEntry>

  /** @param where the name of the block for messages: ` in listener "tcp"`; empty for the outermost level */
  constructor(problems: Problems, where: string, entries: ReadonlyArray<LocatedEntry>, rules: KeyRules) {
    this.#problems = problems
    this.#where = where
    this.#blocks = entries.filter((entry) => this.#accept(entry, rules))
  }

  /** Whether the entry is a block of a known key. Entries with values are kept by key. */
  #accept(entry: LocatedEntry, rules: KeyRules): boolean {
    const { at, key, source } = entry
    const rule = Object.hasOwn(rules, key) ? rules[key] : undefined
    if (rule === undefined) {
      const hint = didYouMean(key, Object.keys(rules))
      this.#problems.error(source, at, `unknown key ${JSON.stringify(key)}${this.#where}${hint}`)
    } else if (rule === "value") this.#keep(entry)
    else if (typeof rule === "string") return true
    else if ("ignored" in rule) this.#problems.warn(source, at, `${key} has no effect: ${rule.ignored}`)
    else if ("refused" in rule || !isEmpty(entry))
      this.#problems.error(
        source,
        at,
        `${key} is not supported: ${"refused" in rule ? rule.refused : rule.unsupported}`
      )
    return false
  }

  /** Of several files, the last one applies. */
  #keep(entry: LocatedEntry): void {
    const { at, key, source } = entry
    const before = this.#entries.get(key)
    if (before?.source === source) this.#problems.error(source, at, `${key} is set twice${this.#where}`)
    this.#entries.set(key, entry)
  }

  /** The entries of a key whose rule is `blocks`. */
  blocks(key: string): ReadonlyArray<LocatedEntry> {
    return this.#blocks.filter((entry) => entry.key === key)
  }

  has(key: string): boolean {
    return this.#entries.has(key)
  }

  /** Reports a problem at a key that is there, with a message that names it. */
  report(key: string, message: string): void {
    const { at, source } = this.#entries.get(key)!
    this.#problems.error(source, at, message)
  }

  /** Reports a problem at a key that is there. */
  error(key: string, message: string): void {
    const { at, source } = this.#entries.get(key)!
    this.#problems.error(source, at, `${key} ${message}`)
  }

  warn(key: string, message: string): void {
    const { at, source } = this.#entries.get(key)!
    this.#problems.warn(source, at, `${key} ${message}`)
  }

  /** The converted value of a key; `undefined` if it is absent or wrong. */
  read<A>(key: string, convert: Convert<A>): A | undefined {
    const entry = this.#entries.get(key)
    if (entry === undefined) return undefined
    const value = entry.labels.length > 0 ? Result.fail("must be a value, not a block") : convert(entry.value)
    if (Result.isSuccess(value)) return value.success
    this.error(key, value.failure)
    return undefined
  }

  text(key: string): string | undefined {
    return this.read(key, toText)
  }

  boolean(key: string): boolean | undefined {
    return this.read(key, toBoolean)
  }

  count(key: string): number | undefined {
    return this.read(key, toCount)
  }

  seconds(key: string): number | undefined {
    return this.read(key, toSeconds)
  }

  texts(key: string): ReadonlyArray<string> | undefined {
    return this.read(key, toTexts)
  }

  /** One of these words. */
  oneOf<const A extends string>(key: string, words: ReadonlyArray<A>): A | undefined {
    const word = this.text(key)
    if (word === undefined) return undefined
    const found = words.find((each) => each === word.toLowerCase())
    if (found === undefined)
      this.error(key, `must be ${words.map((each) => JSON.stringify(each)).join(" or ")}${didYouMean(word, words)}`)
    return found
  }
}

/** Reports problems of a block whose keys have no values to read. */
export const checkKeys = (
  problems: Problems,
  where: string,
  entries: ReadonlyArray<LocatedEntry>,
  rules: KeyRules
): Section => new Section(problems, where, entries, rules)

const isEmpty = ({ labels, value }: LocatedEntry): boolean => {
  if (labels.length > 0) return false
  switch (value.kind) {
    case "boolean":
      return !value.value
    case "string":
      return value.value === "" || value.value === "false"
    case "number":
      return value.value === 0
    case "list":
      return value.items.length === 0
    case "object":
      return value.entries.length === 0
    case "null":
      return true
  }
}
