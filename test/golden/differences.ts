/** A step whose answer differs from the recording on purpose. */
export interface Deviation {
  readonly why: string
  /** The part of the answer that is expected instead. */
  readonly answer: unknown
}

/** What is left of a TTL: it may differ by the seconds that have passed. */
const REMAINING = /(^|\.)(ttl|secret_id_ttl|lease_duration)$/
const SECONDS = 3

/** The beginnings of error texts that protocol.md gives. The words after them may be others. @see RW-EXT-10 */
const BEGINNINGS = [
  "error parsing X-Vault-Wrap-TTL header: ",
  "failed to decode JSON input: ",
  "error validating wrapping token: "
]

/** Where an answer differs from the recorded one or, for a step that deviates, from the expected one: one line each. */
export const differences = (recorded: unknown, got: unknown, deviation?: Deviation): ReadonlyArray<string> =>
  deviation === undefined
    ? compare(recorded, got, "", false)
    : [...compare(deviation.answer, got, "", true), ...compareBeginnings(recorded, got, "")]

const compare = (want: unknown, got: unknown, at: string, partial: boolean): ReadonlyArray<string> => {
  if (want === got) return []
  // The name that the recordings give to the root token is also the name of its policy.
  if (want === "<root>" && got === "root") return []
  if (typeof want === "number" && typeof got === "number" && REMAINING.test(at) && Math.abs(want - got) <= SECONDS)
    return []
  if (isTree(want) && isTree(got) && Array.isArray(want) === Array.isArray(got)) {
    const keys =
      partial && !Array.isArray(want) ? Object.keys(want) : [...new Set([...Object.keys(want), ...Object.keys(got)])]
    return keys.flatMap((key) => compare(want[key], got[key], below(at, key), partial))
  }
  return [`${at}: expected ${show(want)}, got ${show(got)}`]
}

/** Where the recorded answer has an error text with one of the beginnings, and the answer does not. */
const compareBeginnings = (recorded: unknown, got: unknown, at: string): ReadonlyArray<string> => {
  if (isTree(recorded)) {
    return Object.keys(recorded).flatMap((key) =>
      compareBeginnings(recorded[key], isTree(got) ? got[key] : undefined, below(at, key))
    )
  }
  const beginning = BEGINNINGS.find((text) => typeof recorded === "string" && recorded.startsWith(text))
  if (beginning === undefined || (typeof got === "string" && got.startsWith(beginning))) return []
  return [`${at}: expected a text that begins with ${show(beginning)}, got ${show(got)}`]
}

const below = (at: string, key: string): string => (at === "" ? key : `${at}.${key}`)

const isTree = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null

const show = (value: unknown): string => (value === undefined ? "nothing" : JSON.stringify(value).slice(0, 600))
