import { fieldProblems } from "@enwrap/protocol"
import { pkiTexts } from "@enwrap/protocol/engine-texts"
import type { ProtocolError } from "@enwrap/server/engine"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import { refuseField } from "../refuse.ts"
import { trimmedItems } from "../login/cidr-blocks.ts"

/** The default of a list. */
export const none: ReadonlyArray<string> = []

/** The fields of a request with the forms of certificates and keys. */
export const formFields = { format: "pem", private_key_format: "der" }

export type FormFields = Readonly<typeof formFields>

/**
 * The longest string, also of a signing request or a bundle of certificates. They are parsed on the event loop: a request of this
 * length has about 500 names, and takes some tens of milliseconds.
 */
const MAX_CHARACTERS = 16_384

/** Each name blocks the event loop for a tenth of a millisecond when a certificate is created. */
const MAX_ITEMS = 250

/** The lists of a role that names are compared with. */
const MAX_RULES = 1000
const RULES: ReadonlySet<string> = new Set([
  "allowed_domains",
  "allowed_ip_sans_cidr",
  "allowed_uri_sans",
  "allowed_other_sans",
  "allowed_serial_numbers",
  "allowed_user_ids"
])

/** The numbers that are not durations: they have 32 bits. */
const INTEGERS: ReadonlySet<string> = new Set(["key_bits", "signature_bits", "max_path_length", "page_size"])
const MAX_INTEGER = 0x7fff_ffff

/** The value to use, or what is wrong with a value. A half of a surrogate pair has no UTF-8; it is replaced, as Go does. */
const valueOf = (name: string, value: unknown): Result.Result<unknown, string> => {
  if (typeof value === "number")
    return INTEGERS.has(name) && Math.abs(value) > MAX_INTEGER
      ? Result.fail(fieldProblems.wholeNumber)
      : Result.succeed(value)
  if (typeof value === "string")
    return value.length > MAX_CHARACTERS
      ? Result.fail(pkiTexts.tooManyCharacters(MAX_CHARACTERS))
      : Result.succeed(value.toWellFormed())
  if (!Array.isArray(value)) return Result.succeed(value)
  const items = value as ReadonlyArray<string>
  const most = RULES.has(name) ? MAX_RULES : MAX_ITEMS
  if (items.length > most) return Result.fail(pkiTexts.tooManyItems(most))
  return items.some((item) => item.length > MAX_CHARACTERS)
    ? Result.fail(pkiTexts.tooManyCharacters(MAX_CHARACTERS))
    : Result.succeed(trimmedItems(items).map((item) => item.toWellFormed()))
}

/**
 * The fields of a request that `defaults` has, within the limits of this engine. A field that the request does not set has its
 * value in `present`. Fails with a 400 that names the field.
 *
 * @param defaults each field's value before any request; its type is the type of the field
 */
export const readFields = <Fields extends object>(
  defaults: Fields,
  given: object,
  present: Fields = defaults
): Effect.Effect<Fields, ProtocolError> => {
  const fields = { ...present } as Record<string, unknown>
  for (const name of Object.keys(defaults)) {
    if (!Object.hasOwn(given, name)) continue
    const value = valueOf(name, (given as Readonly<Record<string, unknown>>)[name])
    if (Result.isFailure(value)) return refuseField(name, value.failure)
    fields[name] = value.success
  }
  return Effect.succeed(fields as Fields)
}

/** Resets the fields that are `null` in a merge patch (RFC 7396). `members` are the members of its body. */
export const resetFields = <Fields extends object>(
  defaults: Fields,
  present: Fields,
  members: ReadonlyMap<string, string>
): Fields => ({
  ...present,
  ...Object.fromEntries(Object.entries(defaults).filter(([name]) => members.get(name) === "null"))
})
