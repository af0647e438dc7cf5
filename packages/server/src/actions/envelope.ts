import { jsonText } from "../values/json/raw-json.ts"
import type { Enveloped } from "./outcome.ts"

/** The content of `wrap_info`. Its token and its accessor consist of letters, digits and `.-_` only. */
export interface WrapInfo {
  readonly token: string
  readonly accessor: string
  /** Whole seconds. */
  readonly ttl: number
  /** RFC 3339. */
  readonly creationTime: string
  readonly creationPath: string
  readonly wrappedAccessor: string | undefined
}

/** The envelope of a response. It always has every key; data that is passed through is copied unchanged. */
export const envelopeText = (requestId: string, content: Omit<Enveloped, "kind">): string =>
  `{${membersText(requestId, content)}}`

/** The same, with the members of `data` repeated at the top level, as in a few operations of the original. */
export const flatEnvelopeText = (requestId: string, content: Omit<Enveloped, "kind">): string =>
  `{${repeatedData(content.data)}${membersText(requestId, content)}}`

const membersText = (
  requestId: string,
  { auth, data, lease, leaseDuration, warnings }: Omit<Enveloped, "kind">
): string =>
  `"request_id":"${requestId}","lease_id":${lease === undefined ? '""' : JSON.stringify(lease.id)}` +
  `,"renewable":${lease?.renewable ?? false},"lease_duration":${lease?.ttl ?? leaseDuration ?? 0}` +
  `,"data":${data === undefined ? "null" : jsonText(data)},"wrap_info":null` +
  `,"warnings":${warnings === undefined || warnings.length === 0 ? "null" : JSON.stringify(warnings)}` +
  `,"auth":${auth === undefined ? "null" : JSON.stringify(auth)}`

const ENVELOPE_KEYS: ReadonlySet<string> = new Set([
  "request_id",
  "lease_id",
  "renewable",
  "lease_duration",
  "data",
  "wrap_info",
  "warnings",
  "auth"
])

/** If `data` has a key of the envelope, the envelope's value is used: for example the capabilities of a path named `auth`. */
const repeatedData = (data: Enveloped["data"]): string =>
  Object.entries((data ?? {}) as Record<string, unknown>)
    .filter(([name, value]) => value !== undefined && !ENVELOPE_KEYS.has(name))
    .map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)},`)
    .join("")

/** The envelope around a wrapping token. It reveals nothing about the response inside. */
export const wrappedEnvelopeText = ({
  accessor,
  creationPath,
  creationTime,
  token,
  ttl,
  wrappedAccessor
}: WrapInfo): string =>
  `{"request_id":"","lease_id":"","renewable":false,"lease_duration":0,"data":null,"wrap_info":{"token":"${token}"` +
  `,"accessor":"${accessor}","ttl":${ttl},"creation_time":"${creationTime}","creation_path":${JSON.stringify(creationPath)}` +
  `${wrappedAccessor ? `,"wrapped_accessor":${JSON.stringify(wrappedAccessor)}` : ""}},"warnings":null,"auth":null}`
