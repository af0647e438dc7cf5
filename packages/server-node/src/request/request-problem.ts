import type { WireResponse } from "@enwrap/server"
import type { IncomingMessage } from "node:http"
import * as Violation from "../response/protocol-violation.ts"
import { announcedLength, hasUnknownEncoding } from "./request-body.ts"
import type { HeadCount } from "./wire-request.ts"

/** Bounds of one request. */
export interface RequestBounds {
  readonly headerFields: number
  readonly bodyBytes: number
}

/**
 * The response to a request that Node's parser accepts and this server does not; `undefined` if it is acceptable.
 *
 * @param target the target in origin form, if it has one
 */
export const requestProblem = (
  req: IncomingMessage,
  { fields, hosts }: HeadCount,
  target: string | undefined,
  bounds: RequestBounds
): WireResponse | undefined => {
  if (fields > bounds.headerFields) return Violation.headerTooLarge
  // Node's parser reports a request line without a version as 0.9.
  if (req.httpVersionMajor !== 1) return req.httpVersionMajor === 0 ? Violation.malformed : Violation.unsupportedVersion
  if (hosts === 0 && req.httpVersionMinor === 1) return Violation.missingHost
  // A proxy may have used the other one.
  if (hosts > 1) return Violation.repeatedHost
  if (target === undefined) return Violation.badTarget
  // Where such a body ends is not certain: RFC 9112, section 6.1.
  if (req.httpVersionMinor === 0 && req.headers["transfer-encoding"] !== undefined) return Violation.malformed
  if (hasUnknownEncoding(req)) return Violation.unknownEncoding
  return (announcedLength(req) ?? 0) > bounds.bodyBytes ? Violation.bodyTooLarge : undefined
}
