/** Longer values are shown around their first difference. */
const LONG = 600
const BEFORE = 100
const AFTER = 400

/**
 * The expected and the actual value. If one of them is long, the parts around the first difference, and where that is:
 * nobody finds it in two texts of a megabyte that begin with the same words.
 */
export function difference(expected: string, got: string): { readonly expected: string; readonly got: string } {
  if (expected.length <= LONG && got.length <= LONG) return { expected, got }
  let at = 0
  while (at < Math.min(expected.length, got.length) && expected[at] === got[at]) at++
  const start = at > BEFORE ? at - BEFORE : 0
  const part = (text: string): string => {
    if (text.length <= LONG && start === 0) return text
    const end = Math.min(text.length, at + AFTER)
    const where = start === 0 ? "" : `; they differ from character ${at + 1} on`
    return `${start > 0 ? "…" : ""}${text.slice(start, end)}${end < text.length ? "…" : ""} (${text.length} characters${where})`
  }
  return { expected: part(expected), got: part(got) }
}
