/** The wrapping token is not valid: it expired, was used or revoked, or was never issued. */
export const WRAPPING_TOKEN_INVALID = "WRAPPING_TOKEN_INVALID"
/** The caller's token is not valid, or its policies do not allow the request (403). */
export const PERMISSION_DENIED = "PERMISSION_DENIED"
/** There is nothing at the path (404). */
export const NOT_FOUND = "NOT_FOUND"
/** The server rejected the request (any other 4xx). */
export const INVALID_REQUEST = "INVALID_REQUEST"
/** The server is limiting requests: try again later (429). */
export const RATE_LIMITED = "RATE_LIMITED"
/** The server is sealed (503). */
export const SEALED = "SEALED"
/** The server failed (5xx). */
export const SERVER_ERROR = "SERVER_ERROR"
/** The response is not one of the protocol: it is not JSON, it is a redirect, or it is not wrapped although it should be. */
export const UNEXPECTED_RESPONSE = "UNEXPECTED_RESPONSE"
/** The server was not reached, or the connection was lost during a read: nothing is used up. */
export const CONNECTION_FAILED = "CONNECTION_FAILED"
/** A write or an unwrap was sent, but no response arrived: it may or may not have taken effect. */
export const OUTCOME_UNKNOWN = "OUTCOME_UNKNOWN"
/** The caller's signal aborted the call before it had an effect: nothing is used up. */
export const ABORTED = "ABORTED"
/** A read got no response in time, or a call was not sent in time: nothing is used up. */
export const TIMED_OUT = "TIMED_OUT"
/** Requests to the address would send tokens unencrypted. */
export const INSECURE_ADDRESS = "INSECURE_ADDRESS"
/** An argument is not valid; nothing was sent. */
export const INVALID_ARGUMENT = "INVALID_ARGUMENT"
