/**
 * One key of several texts, whatever is in them: different texts never make the same key. Each stands behind its length, so
 * none can reach into the next.
 *
 * Needed where a text on the left may contain the joint. Where everything on the left is of a fixed length or alphabet (a
 * token's id in hexadecimal, a uuid, the name of a space), a joint that is not in it is injective by itself, and quicker.
 */
export const joinedKey = (parts: ReadonlyArray<string>): string => {
  let key = ""
  for (const part of parts) key += `${part.length}:${part}`
  return key
}
