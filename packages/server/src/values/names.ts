import { fieldProblems } from "@enwrap/protocol"
import { fieldError, type ProtocolError } from "./protocol-error.ts"

/**
 * Everything but letters, marks, numbers, punctuation, symbols and the space, as in the original; control characters and
 * surrogates without a partner among it. U+FFFD is what broken UTF-8 becomes: several names would be one.
 */
const UNPRINTABLE = /[^\p{L}\p{M}\p{N}\p{P}\p{S} ]|\ufffd/u
const PRINTABLE_ASCII = /^[\x20-\x7e]*$/

/** Whether a text has a character that no name and no path can have. */
export const hasUnprintable = (text: string): boolean => !PRINTABLE_ASCII.test(text) && UNPRINTABLE.test(text)

/** The fields of bodies that name something: policies, roles, users, mounts, issuers, keys, aliases. */
const NAME_FIELDS: ReadonlyArray<string> = [
  "allowed_entity_aliases",
  "allowed_policies",
  "allowed_policies_glob",
  "disallowed_policies",
  "disallowed_policies_glob",
  "entity_alias",
  "from",
  "issuer_name",
  "issuer_ref",
  "key_name",
  "key_ref",
  "path",
  "paths",
  "policies",
  "role",
  "role_id",
  "to",
  "token_policies"
]

/** Lists may be written with commas and lines; the white space around a name is no part of it. */
const hasUnprintableName = (text: string): boolean => text.split(",").some((name) => hasUnprintable(name.trim()))

/** What is wrong with the first name among the fields of a body that cannot be one; the text does not quote it. @see RW-PB-22 */
export const nameProblemIn = (fields: Readonly<Record<string, unknown>>): ProtocolError | undefined => {
  for (const field of NAME_FIELDS) {
    const value = fields[field]
    if (value === undefined) continue
    const names: ReadonlyArray<unknown> = Array.isArray(value) ? value : [value]
    if (names.some((name) => typeof name === "string" && hasUnprintableName(name)))
      return fieldError(field, fieldProblems.nameUnprintable)
  }
  return undefined
}
