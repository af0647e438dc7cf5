/** The header names of the protocol, in lower case. */

/** The caller's token. @see RW-HD-5 */
export const TOKEN_HEADER = "x-vault-token"

/** `Bearer` and the caller's token; used if {@link TOKEN_HEADER} is absent or empty. @see RW-HD-5 */
export const AUTHORIZATION_HEADER = "authorization"

/** Requests a wrapped response with this TTL. @see RW-HD-6 */
export const WRAP_TTL_HEADER = "x-vault-wrap-ttl"

/** The format of the wrapping token. @see RW-HD-7 */
export const WRAP_FORMAT_HEADER = "x-vault-wrap-format"

/** The namespace that the path is relative to. */
export const NAMESPACE_HEADER = "x-vault-namespace"

/** `true` in the requests of every client; servers ignore it. @see RW-HD-7 */
export const REQUEST_HEADER = "x-vault-request"

/** The media type of a body. @see RW-HD-9 */
export const CONTENT_TYPE_HEADER = "content-type"

/** `no-store` in every response. @see RW-HD-8 */
export const CACHE_CONTROL_HEADER = "cache-control"

/** The methods that a CORS preflight allows. */
export const CORS_ALLOWED_METHODS: ReadonlyArray<string> = [
  "GET",
  "POST",
  "PUT",
  "PATCH",
  "DELETE",
  "LIST",
  "SCAN",
  "HEAD",
  "OPTIONS"
]

/** The request headers that a CORS preflight allows. @see RW-HD-12 */
export const CORS_ALLOWED_HEADERS: ReadonlyArray<string> = [
  AUTHORIZATION_HEADER,
  CONTENT_TYPE_HEADER,
  NAMESPACE_HEADER,
  REQUEST_HEADER,
  TOKEN_HEADER,
  WRAP_FORMAT_HEADER,
  WRAP_TTL_HEADER
]

/** The response headers that a page may read in addition to the CORS-safelisted ones. */
export const CORS_EXPOSED_HEADERS: ReadonlyArray<string> = [NAMESPACE_HEADER]
