import { UnexpectedResponseError } from "./errors.ts"
import { Redacted } from "./redacted.ts"

declare const wrappedResponse: unique symbol

declare const kind: unique symbol

/** An accessor: it identifies a token, but cannot be unwrapped. */
export type Accessor = string & { readonly [kind]?: "accessor" }

/** The text of a wrapping token. Every string can be one, but for an {@link Accessor}. */
export type WrappingTokenText = string & { readonly [kind]?: "wrapping token" }

/**
 * A wrapping token, and what is known about the response that it wraps. The type remembers the wrapped response:
 * `client.unwrap(info)` returns a `Content` of that type.
 *
 * Give `token.reveal()` to the receiver, and keep the accessor: with it you can revoke the token without knowing it.
 *
 * @see RW-ENV-3
 */
export interface WrapInfo<Content = unknown> {
  /** The single-use token; it prints as `<wrapping token>`. */
  readonly token: Redacted
  /** The accessor of the wrapping token. */
  readonly accessor: Accessor
  /** The TTL of the wrapping token, in seconds. */
  readonly ttl: number
  readonly creationTime: Date
  /** The creation time plus the TTL, by the server's clock. */
  readonly expiresAt: Date
  /** The path whose response is wrapped, such as `secret/data/db`. */
  readonly creationPath: string
  /** The accessor of the token in the wrapped response, if it contains one. */
  readonly wrappedAccessor: string | undefined
  readonly [wrappedResponse]?: Content
}

/**
 * What a lookup says about a wrapping token, without using it up.
 *
 * @see RW-LK-3
 */
export interface WrappingLookup {
  /** The path whose response is wrapped. Compare it with the path that you expect before you unwrap. */
  readonly creationPath: string
  readonly creationTime: Date
  /** The TTL with which the token was created, in seconds. */
  readonly creationTtl: number
  /** The creation time plus the TTL, by the server's clock. */
  readonly expiresAt: Date
}

/** Reads the `wrap_info` of an envelope. */
export const wrapInfoOf = (envelope: unknown): WrapInfo => {
  const given = field(envelope, "wrap_info")
  const info = toWrapInfo(given)
  if (info === undefined) {
    if (field(given, "token")) throw new UnexpectedResponseError("The response has no wrap_info that is complete")
    throw new UnexpectedResponseError("The response is not wrapped, although wrapping was requested", {
      reason: envelope === undefined ? "empty" : "notWrapped",
      hint: "The operation has no response to wrap, or the server does not support wrapping it. Every proxy on the way could read it."
    })
  }
  return info
}

/** Reads a `wrap_info`; `undefined` if it is none, or its times cannot exist. */
export const toWrapInfo = (info: unknown): WrapInfo | undefined => {
  const token = field(info, "token")
  const accessor = field(info, "accessor")
  const ttl = field(info, "ttl")
  const times = lifetime(field(info, "creation_time"), ttl)
  const creationPath = field(info, "creation_path")
  const wrappedAccessor = field(info, "wrapped_accessor")
  if (
    typeof token !== "string" ||
    typeof accessor !== "string" ||
    typeof creationPath !== "string" ||
    typeof ttl !== "number" ||
    times === undefined
  ) {
    return undefined
  }
  return {
    token: new Redacted(token, "wrapping token"),
    accessor,
    ttl,
    ...times,
    creationPath,
    wrappedAccessor: typeof wrappedAccessor === "string" ? wrappedAccessor : undefined
  }
}

/** Reads the response of a lookup. */
export const readWrappingLookup = (envelope: unknown): WrappingLookup => {
  const data = field(envelope, "data")
  const creationPath = field(data, "creation_path")
  const creationTtl = field(data, "creation_ttl")
  const times = lifetime(field(data, "creation_time"), creationTtl)
  if (typeof creationPath !== "string" || typeof creationTtl !== "number" || times === undefined) {
    throw new UnexpectedResponseError("The response of the lookup has no creation path, time or TTL")
  }
  return { creationPath, creationTtl, ...times }
}

/** Reads a field of a value that may not be an object. */
export const field = (value: unknown, name: string): unknown =>
  typeof value === "object" && value !== null && Object.hasOwn(value, name)
    ? (value as Readonly<Record<string, unknown>>)[name]
    : undefined

/** When a token was created, and will expire; `undefined` unless both times can exist. */
const lifetime = (creation: unknown, ttl: unknown): Pick<WrapInfo, "creationTime" | "expiresAt"> | undefined => {
  // An RFC 3339 time may have nine digits of a second; `Date` is sure to read three.
  const creationTime = new Date(String(creation).replace(/(\.\d{3})\d+/, "$1"))
  const expiresAt = new Date(creationTime.getTime() + Number(ttl) * 1000)
  return typeof creation !== "string" || Number.isNaN(expiresAt.getTime()) ? undefined : { creationTime, expiresAt }
}
