/** Shorter texts, such as `db` or `prod`, also stand where nothing leaked. */
const MIN_LENGTH = 6

/** The strings in a wrapped value that a search for leaks looks for. */
export const secretsIn = (value: unknown): ReadonlyArray<string> => {
  if (typeof value === "string") return value.trim().length >= MIN_LENGTH ? [value.trim()] : []
  if (typeof value !== "object" || value === null) return []
  return Object.values(value).flatMap(secretsIn)
}
