import { jsonText } from "../values/json/raw-json.ts"
import type { Answer } from "./outcome.ts"

/** What `wrap_info` says. Its token and its accessor are made of letters, digits and `.-_` alone. */
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

/** The envelope of an answer, as text. Every key is always there; data that passes through is not touched. */
export const envelopeText = (
  requestId: string,
  { auth, data, lease, leaseDuration, warnings }: Omit<Answer, "kind">
): string =>
  `{"request_id":"${requestId}","lease_id":${lease === undefined ? '""' : JSON.stringify(lease.id)}` +
  `,"renewable":${lease?.renewable ?? false},"lease_duration":${lease?.ttl ?? leaseDuration ?? 0}` +
  `,"data":${data === undefined ? "null" : jsonText(data)},"wrap_info":null` +
  `,"warnings":${warnings === undefined || warnings.length === 0 ? "null" : JSON.stringify(warnings)}` +
  `,"auth":${auth === undefined ? "null" : JSON.stringify(auth)}}`

/** The envelope around a wrapping token: it tells nothing of what is inside. */
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
