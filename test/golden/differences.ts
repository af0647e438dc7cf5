/** A step that is meant to differ from the recording. */
export interface Deviation {
  readonly why: string
  /** The part of the answer that is meant instead. */
  readonly answer: unknown
}

/** What is left of a TTL, which may differ by the seconds that passed. */
const REMAINING = /(^|\.)(ttl|secret_id_ttl|lease_duration)$/
const SECONDS = 3

/** Where an answer is not the one that was recorded or, for a step that deviates, not the one that is meant: a line each. */
export const differences = (recorded: unknown, got: unknown, deviation?: Deviation): ReadonlyArray<string> =>
  deviation === undefined ? compare(recorded, got, "", false) : compare(deviation.answer, got, "", true)

const compare = (want: unknown, got: unknown, at: string, partial: boolean): ReadonlyArray<string> => {
  if (want === got) return []
  // The name that the recordings give the root token is also that of the policy.
  if (want === "<root>" && got === "root") return []
  if (typeof want === "number" && typeof got === "number" && REMAINING.test(at) && Math.abs(want - got) <= SECONDS)
    return []
  if (isTree(want) && isTree(got) && Array.isArray(want) === Array.isArray(got)) {
    const keys =
      partial && !Array.isArray(want) ? Object.keys(want) : [...new Set([...Object.keys(want), ...Object.keys(got)])]
    return keys.flatMap((key) => compare(want[key], got[key], at === "" ? key : `${at}.${key}`, partial))
  }
  return [`${at}: expected ${show(want)}, got ${show(got)}`]
}

const isTree = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null

const show = (value: unknown): string => (value === undefined ? "nothing" : JSON.stringify(value).slice(0, 600))
