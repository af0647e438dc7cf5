import type { WireResponse } from "@enwrap/server"

/** The receiver of a body, as its connection sees it. */
export interface Receiver {
  /** How many bytes may be parsed next. */
  readonly bytesAllowed: number
  /** The sender of the body is authenticated. */
  readonly isAuthenticated: boolean
  readonly refuse: (response: WireResponse) => void
}
