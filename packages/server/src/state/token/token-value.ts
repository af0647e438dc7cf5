/**
 * The value of a token's record: the length of the encrypted entry, the encrypted entry, and for a wrapping token the encrypted
 * response, if that is short. So a waiting response is one record, which is stored, read and deleted at once.
 */

/** Bytes before the entry. */
export const LENGTH_BYTES = 4

/** UTF-16 code units: a longer response has its own record in the cubbyhole, so that a lookup need not read it. */
export const LONGEST_RESPONSE = 4096

/** Fills in the length of an entry that was encrypted with {@link LENGTH_BYTES} of headroom. */
export const tokenValue = (entry: Uint8Array): Uint8Array => {
  const length = entry.length - LENGTH_BYTES
  for (let i = 0; i < LENGTH_BYTES; i++) entry[i] = (length >>> (8 * i)) & 0xff
  return entry
}

const endOfEntry = (value: Uint8Array): number => {
  let length = 0
  for (let i = 0; i < LENGTH_BYTES; i++) length |= (value[i] ?? 0) << (8 * i)
  return LENGTH_BYTES + (length >>> 0)
}

export const entryPart = (value: Uint8Array): Uint8Array => value.subarray(LENGTH_BYTES, endOfEntry(value))

/** Whether the encrypted response is in this record. */
export const hasResponse = (value: Uint8Array): boolean => endOfEntry(value) < value.length

/** The encrypted response; `undefined` if it is not in this record. */
export const responsePart = (value: Uint8Array): Uint8Array | undefined => {
  const end = endOfEntry(value)
  return end < value.length ? value.subarray(end) : undefined
}

/** The value with another entry, and the response of the record before. */
export const withResponseOf = (value: Uint8Array, before: Uint8Array): Uint8Array => {
  const response = responsePart(before)
  if (response === undefined) return value
  const both = new Uint8Array(value.length + response.length)
  both.set(value)
  both.set(response, value.length)
  return both
}
