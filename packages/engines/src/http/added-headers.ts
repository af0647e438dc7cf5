import { upstreamFieldProblems } from "@enwrap/protocol/engine-texts"
import type { ProtocolError } from "@enwrap/server/engine"
import * as Effect from "effect/Effect"
import { refuseField } from "../refuse.ts"

/** A header that is added to each request, with its name in lower case. */
export type AddedHeader = readonly [name: string, value: string]

const NAME = /^[!#$%&'*+\-.^_`|~0-9a-z]+$/
const VALUE = /^[\x21-\x7e\x80-\xff](?:[\x20-\x7e\x80-\xff]*[\x21-\x7e\x80-\xff])?$/

/** The headers of the connection and of the request's framing. */
const RESERVED: ReadonlySet<string> = new Set([
  "accept-encoding",
  "connection",
  "content-length",
  "expect",
  "host",
  "keep-alive",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade"
])

/** Shorter parts of a value are no secrets, and occur anywhere. */
const MIN_SECRET_PART = 8

/** Reads the field `headers`. An error names the header, and never quotes its value. */
export const parseAddedHeaders = (
  fields: Readonly<Record<string, string>>
): Effect.Effect<ReadonlyArray<AddedHeader>, ProtocolError> => {
  const headers = new Map<string, string>()
  for (const [given, value] of Object.entries(fields)) {
    const name = given.toLowerCase()
    if (!NAME.test(name)) return refuseField("headers", upstreamFieldProblems.headerName)
    if (RESERVED.has(name)) return refuseField("headers", upstreamFieldProblems.headerReserved(name))
    if (headers.has(name)) return refuseField("headers", upstreamFieldProblems.headerDuplicate(name))
    if (!VALUE.test(value)) return refuseField("headers", upstreamFieldProblems.headerValue(name))
    headers.set(name, value)
  }
  return Effect.succeed([...headers])
}

/** Whether a string repeats the value of an added header, or a part of it such as the key after `Bearer`. */
export const repeatsHeader = (headers: ReadonlyArray<AddedHeader>, text: string): boolean => {
  const unescaped = text.replaceAll("\\", "")
  return headers.some(([, value]) =>
    [value, ...value.split(/[\s,;:=]+/).filter((part) => part.length >= MIN_SECRET_PART)].some(
      (part) => text.includes(part) || unescaped.includes(part)
    )
  )
}
