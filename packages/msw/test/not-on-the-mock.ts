/**
 * Cases that `fetch` cannot send unchanged: it resolves relative segments, combines two headers into one, and chooses the
 * connection, the transfer encoding and the encoding of headers itself.
 */
export const NOT_BY_FETCH: ReadonlyArray<string> = [
  "RWC-BI-01",
  "RWC-BI-02",
  "RWC-BI-03",
  "RWC-HF-06",
  "RWC-HF-07",
  "RWC-TTL-63",
  "RWC-US-05"
]

/** Cases with several live tokens at the same time: one clock that is moved by hand does not suit all of them. */
export const NOT_BY_ONE_CLOCK: ReadonlyArray<string> = [
  "RWC-TTL-01",
  "RWC-TTL-04",
  "RWC-TTL-05",
  "RWC-AC-17",
  "RWC-RW-04",
  "RWC-LI-02",
  "RWC-LI-03",
  "RWC-LI-04"
]
