import { errorTexts, NAMESPACE_HEADER } from "@enwrap/protocol"
import type { RequestHead, WireResponse } from "../ports/exchange.ts"
import { bodilessError, plainError, type ProtocolError } from "../values/protocol-error.ts"

/** The ways in which clients write the root namespace. */
const ROOT = /^(?:\/|\/?root\/?)$/

/** What the original serves outside of the logical layer, and only to requests without a namespace, be it the root. */
const WITHOUT_NAMESPACE = new RegExp(
  "^sys/(?:generate-recovery-token|generate-root|health|in-flight-req|init|metrics|pprof|raw|rekey|rekey-recovery-key|seal" +
    "|step-down|storage|unseal)(?:/|$)"
)

const unavailable = plainError(400, errorTexts.unavailableInNamespaces)
const unavailableHead = bodilessError(400)

/**
 * This server has no other namespace. A client that names one expects to be isolated from other clients, and must not end up among
 * them.
 */
export const namespaceNotFound: ProtocolError = plainError(404, errorTexts.namespaceNotFound)

/** The namespace that a request names; `undefined` if it names none. */
export const namespaceOf = (request: Pick<RequestHead, "header">): string | undefined => {
  const namespace = request.header(NAMESPACE_HEADER)?.trim()
  return namespace === "" ? undefined : namespace
}

/** The error for a request that names a namespace, if its path is not available in one. @see RW-ER-21 */
export const namespaceProblem = (method: string, path: string): ProtocolError | undefined =>
  WITHOUT_NAMESPACE.test(path) ? (method === "HEAD" ? unavailableHead : unavailable) : undefined

export const isRootNamespace = (namespace: string): boolean => ROOT.test(namespace)

/** What a header of a response can contain everywhere. */
const ASCII = /^[\x20-\x7e]+$/

/** As the original, the server repeats the namespace of the request in the response. @see RW-ER-21 */
export const withNamespaceOf = (request: Pick<RequestHead, "header">, response: WireResponse): WireResponse => {
  const namespace = namespaceOf(request)
  return namespace === undefined || !ASCII.test(namespace)
    ? response
    : { ...response, headers: { ...response.headers, [NAMESPACE_HEADER]: namespace } }
}
