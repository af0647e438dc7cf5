import { Redacted, type WrapInfo, type WrappingLookup } from "@enwrap/client"
import { ClientError } from "./client-error.ts"
import { field } from "./field.ts"

/** Reads the `wrap_info` of an envelope. Without it, the response was not wrapped: every proxy on the way could read it. */
export const readWrapInfo = <Content>(envelope: unknown): WrapInfo<Content> => {
  const info = field(envelope, "wrap_info")
  return {
    token: new Redacted(read(info, "token"), "wrapping token"),
    accessor: read(info, "accessor"),
    ttl: read(info, "ttl"),
    ...readCreation(info, "ttl"),
    wrappedAccessor: field(info, "wrapped_accessor")?.toString()
  }
}

/** Reads the response of a lookup. */
export const readLookup = (envelope: unknown): WrappingLookup => {
  const data = field(envelope, "data")
  return { creationTtl: read(data, "creation_ttl"), ...readCreation(data, "creation_ttl") }
}

/** Reads a field, and rejects the response if it has another type: a TTL is a number, and all others are strings. */
const read = <Name extends string>(holder: unknown, name: Name): Name extends `${string}ttl` ? number : string => {
  const value = field(holder, name)
  if (typeof value !== (/ttl/.test(name) ? "number" : "string")) throw new ClientError("UNEXPECTED_RESPONSE", name)
  return value as never
}

const readCreation = (holder: unknown, ttlName: "ttl" | "creation_ttl"): Omit<WrappingLookup, "creationTtl"> => {
  // An RFC 3339 time may have nine digits of a second; `Date` is sure to read three.
  const creationTime = new Date(read(holder, "creation_time").replace(/(\.\d{3})\d+/, "$1"))
  const expiresAt = new Date(+creationTime + read(holder, ttlName) * 1000)
  // A date that is not valid has no JSON.
  if (!expiresAt.toJSON()) throw new ClientError("UNEXPECTED_RESPONSE", "creation_time")
  return { creationPath: read(holder, "creation_path"), creationTime, expiresAt }
}
