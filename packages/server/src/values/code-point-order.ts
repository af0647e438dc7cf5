/**
 * The place of a UTF-16 code unit in the order of code points: the halves of the characters above U+FFFF come after all other
 * code units.
 */
const place = (unit: number): number => (unit < 0xd800 ? unit : unit < 0xe000 ? unit + 0x2000 : unit - 0x800)

/**
 * Orders strings by code point, which is the order of their bytes in UTF-8, as in the original. `sort` without a function
 * orders by UTF-16 code unit: it puts the characters above U+FFFF before those from U+E000 on.
 *
 * @example
 * ```ts
 * import { byCodePoint } from "@enwrap/server/engine"
 *
 * console.log(byCodePoint("\u{1f600}", "\uffee") > 0) // true
 * ```
 */
export const byCodePoint = (a: string, b: string): number => {
  const length = Math.min(a.length, b.length)
  for (let i = 0; i < length; i++) {
    const unit = a.charCodeAt(i)
    const other = b.charCodeAt(i)
    if (unit !== other) return place(unit) - place(other)
  }
  return a.length - b.length
}
