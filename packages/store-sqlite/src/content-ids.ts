/**
 * The ids of the contents. Contents that expire have ids in the order of their expiry, so that those that have expired are together
 * in the file and are deleted from its pages one after the other. One by one, each would change another page.
 *
 * Lower ids belong to contents that do not expire, and to those of earlier versions.
 */

/** The lowest id of a content that expires. */
export const FIRST_EXPIRING = 2 ** 51
/** Contents that expire in the same span are in no order. */
const SPAN_MS = 2 ** 14
/** The ids of a span: more than there can be contents in it. */
const IDS_OF_SPAN = 2 ** 24
/** Until the year 2179. */
const SPANS = (2 ** 53 - FIRST_EXPIRING) / IDS_OF_SPAN

/** Ids from one on, and before another one. */
export interface IdRange {
  readonly from: number
  readonly to: number
}

/** The ids of contents that are deleted along with their records, one by one. */
export const UNORDERED: IdRange = { from: 1, to: FIRST_EXPIRING }

/** The ids for a content that expires at a time in milliseconds since 1970. */
export const idsFor = (expires: number | null): IdRange => {
  const span = expires === null ? -1 : Math.floor(expires / SPAN_MS)
  if (!(span >= 0 && span < SPANS)) return UNORDERED
  const from = FIRST_EXPIRING + span * IDS_OF_SPAN
  return { from, to: from + IDS_OF_SPAN }
}

/** The ids of all contents that have expired at a time, but for those of the last few seconds. */
export const idsExpired = (now: number): IdRange => ({
  from: FIRST_EXPIRING,
  to: FIRST_EXPIRING + Math.min(SPANS, Math.max(0, Math.floor(now / SPAN_MS))) * IDS_OF_SPAN
})
