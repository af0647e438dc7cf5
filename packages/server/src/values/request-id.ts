import { uuidText } from "./text.ts"

/** A new request id, a UUID of random digits only, as in the original. */
export const newRequestId = (randomBytes: (length: number) => Uint8Array): string => uuidText(randomBytes(16))
