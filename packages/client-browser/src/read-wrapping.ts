import { Redacted, type WrapInfo, type WrappingLookup } from "@enwrap/client"
import { ClientError } from "./client-error.ts"
import { field } from "./field.ts"

/** Reads the `wrap_info` of an envelope. Without it, the response was not wrapped: every proxy on the way could read it. */
export const readWrapInfo = <Content>(envelope: unknown): WrapInfo<Content> => {
  const read = reader(field(envelope, "wrap_info"))
  return {
    token: new Redacted(read("token", "string"), "wrapping token"),
    accessor: read("accessor", "string"),
    ttl: read("ttl", "number"),
    ...readCreation(read, "ttl"),
    wrappedAccessor: read("wrapped_accessor")?.toString()
  }
}

/** Reads the response of a lookup. */
export const readLookup = (envelope: unknown): WrappingLookup => {
  const read = reader(field(envelope, "data"))
  return { ...readCreation(read, "creation_ttl"), creationTtl: read("creation_ttl", "number") }
}

interface Types {
  readonly string: string
  readonly number: number
  readonly undefined: object | undefined
}

type Read = <Type extends keyof Types = "undefined">(name: string, type?: Type) => Types[Type]

/** Reads fields of an object, and rejects the response if one has another type. */
const reader =
  (holder: unknown): Read =>
  (name, type) => {
    const value = field(holder, name)
    if (type && typeof value !== type) throw new ClientError("UNEXPECTED_RESPONSE", name)
    return value as never
  }

const readCreation = (read: Read, ttlName: string): Omit<WrappingLookup, "creationTtl"> => {
  // An RFC 3339 time may have nine digits of a second; `Date` is sure to read three.
  const creationTime = new Date(read("creation_time", "string").replace(/(\.\d{3})\d+/, "$1"))
  const expiresAt = new Date(+creationTime + read(ttlName, "number") * 1000)
  // A date that is not valid has no JSON. The type of another field fails the reading.
  if (!expiresAt.toJSON()) read("creation_time", "number")
  return { creationPath: read("creation_path", "string"), creationTime, expiresAt }
}
