import { UnexpectedAnswerError } from "./errors.ts"
import { Redacted } from "./redacted.ts"

declare const wrappedAnswer: unique symbol

/**
 * What is known of a wrapped answer, and its wrapping token.
 *
 * The type remembers what is wrapped: `client.unwrap(info)` gives an `Answer`. Hand on `token.reveal()`, keep the
 * accessor: whoever has it can revoke without having seen the token.
 *
 * @see RW-ENV-3
 */
export interface WrapInfo<Answer = unknown> {
  /** The single-use token; prints as `<wrapping token>`. */
  readonly token: Redacted
  /** The accessor of the wrapping token. */
  readonly accessor: string
  /** Seconds. */
  readonly ttl: number
  readonly creationTime: Date
  /** Creation time and TTL, by the server's clock. */
  readonly expiresAt: Date
  /** The path whose answer is wrapped, such as `secret/data/db`. */
  readonly creationPath: string
  /** The accessor of the token inside the wrapped answer, if there is one. */
  readonly wrappedAccessor: string | undefined
  readonly [wrappedAnswer]?: Answer
}

/**
 * What a lookup tells of a wrapping token without using it.
 *
 * @see RW-LK-3
 */
export interface WrappingLookup {
  /** The path whose answer is wrapped. Compare it with the one you expect before you unwrap. */
  readonly creationPath: string
  readonly creationTime: Date
  /** The TTL with which the token was made, in seconds. */
  readonly creationTtl: number
  /** Creation time and TTL, by the server's clock. */
  readonly expiresAt: Date
}

/** Reads the `wrap_info` of an envelope. */
export const readWrapInfo = <Answer>(envelope: unknown): WrapInfo<Answer> => {
  const info = field(envelope, "wrap_info")
  const token = field(info, "token")
  const accessor = field(info, "accessor")
  const ttl = field(info, "ttl")
  const creationPath = field(info, "creation_path")
  const wrappedAccessor = field(info, "wrapped_accessor")
  if (
    typeof token !== "string" ||
    typeof accessor !== "string" ||
    typeof creationPath !== "string" ||
    typeof ttl !== "number"
  ) {
    throw new UnexpectedAnswerError("The answer is not wrapped, although that was asked for", {
      hint: "The operation has no answer to wrap, or the server does not wrap it. Take what it holds as seen by every relay."
    })
  }
  return {
    token: new Redacted(token, "wrapping token"),
    accessor,
    ttl,
    ...lifetime(field(info, "creation_time"), ttl),
    creationPath,
    wrappedAccessor: typeof wrappedAccessor === "string" ? wrappedAccessor : undefined
  }
}

/** Reads the answer of a lookup. */
export const readWrappingLookup = (envelope: unknown): WrappingLookup => {
  const data = field(envelope, "data")
  const creationPath = field(data, "creation_path")
  const creationTtl = field(data, "creation_ttl")
  if (typeof creationPath !== "string" || typeof creationTtl !== "number") {
    throw new UnexpectedAnswerError("The answer of the lookup lacks its creation path or its TTL")
  }
  return { creationPath, creationTtl, ...lifetime(field(data, "creation_time"), creationTtl) }
}

/** A field of what may be an object. */
export const field = (value: unknown, name: string): unknown =>
  typeof value === "object" && value !== null && Object.hasOwn(value, name)
    ? (value as Readonly<Record<string, unknown>>)[name]
    : undefined

/** A time of RFC 3339 may have nine digits of a second; every platform's `Date` reads three. */
const lifetime = (creationTime: unknown, ttl: number): { readonly creationTime: Date; readonly expiresAt: Date } => {
  const creation = new Date(String(creationTime).replace(/(\.\d{3})\d+/, "$1"))
  if (Number.isNaN(creation.getTime())) throw new UnexpectedAnswerError("The answer's creation time is no time")
  return { creationTime: creation, expiresAt: new Date(creation.getTime() + ttl * 1000) }
}
