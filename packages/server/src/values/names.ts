import { fieldProblems } from "@enwrap/protocol"
import { fieldError, type ProtocolError } from "./protocol-error.ts"

/**
 * Everything except letters, marks, numbers, punctuation, symbols and the space, as in the original. This includes control
 * characters and lone surrogates. Invalid UTF-8 becomes U+FFFD, so that different names would become the same.
 */
const UNPRINTABLE = /[^\p{L}\p{M}\p{N}\p{P}\p{S} ]|\ufffd/u
const PRINTABLE_ASCII = /^[\x20-\x7e]*$/

/** Whether a string has a character that is not allowed in names and paths. */
export const hasUnprintable = (text: string): boolean => !PRINTABLE_ASCII.test(text) && UNPRINTABLE.test(text)

/** The fields of bodies that contain names: of policies, roles, users, mounts, issuers, keys, aliases. */
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

/** A list can be a string with commas and line breaks. White space around a name is ignored. */
const hasUnprintableName = (text: string): boolean => text.split(",").some((name) => hasUnprintable(name.trim()))

/** The error for the first invalid name in the fields of a body, if there is one. It does not quote the name. @see RW-PB-22 */
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
