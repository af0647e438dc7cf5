/**
 * Joins strings to one key. Different strings never give the same key: each is preceded by its length.
 *
 * Use it if any string but the last may contain the separator. If all of them have a fixed length or alphabet (a token's id in
 * hexadecimal, a uuid, the name of a space), a separator that is not in it is injective, and faster.
 */
export const joinedKey = (parts: ReadonlyArray<string>): string => {
  let key = ""
  for (const part of parts) key += `${part.length}:${part}`
  return key
}
