import type { Auth } from "../../state/token/auth.ts"
import type { ResponseCells } from "./entry-cells.ts"
import { accessorMember, accessorText, type EntryFormat, secretMember, secretText } from "./entry-format.ts"
import { hashJson } from "./hash-json.ts"
import { json, number, object, strings, text } from "./members.ts"
import { outerMembers } from "./outer-members.ts"
import { keptNames } from "./print-request.ts"

/** A renewed token has the members of `auth` only; `created` are those that only the entry of a new token has. */
const tokenText = (format: EntryFormat, json: string, created: string): string => {
  if (json === "") return ""
  const auth = JSON.parse(json) as Partial<Auth>
  const members =
    created ||
    strings("policies", auth.policies) +
      strings("token_policies", auth.token_policies) +
      strings("metadata", auth.metadata) +
      text("entity_id", auth.entity_id) +
      number("token_ttl", auth.lease_duration) +
      text("token_type", auth.token_type)
  return object(
    secretMember(format, "client_token", secretText(format, auth.client_token)),
    accessorMember(format, "accessor", accessorText(format, auth.accessor)) +
      members +
      number("num_uses", auth.num_uses)
  )
}

/** The token of a login, which is the caller's in the entry of the response. */
export const loginText = (format: EntryFormat, [, , , , , , , , , login, loginCreated]: ResponseCells): string =>
  tokenText(format, login, loginCreated)

const wrapInfoText = (
  format: EntryFormat,
  [, , token, accessor, ttl, creation, wrappedAccessor]: ResponseCells
): string => {
  if (token === "") return ""
  const others =
    secretMember(format, "token", secretText(format, token)) +
    accessorMember(format, "accessor", accessorText(format, accessor)) +
    creation +
    accessorMember(format, "wrapped_accessor", accessorText(format, wrappedAccessor))
  return object(ttl, others)
}

/** A list whose content is only counted. */
const elided = (data: string): string => {
  const { key_info: info, keys, ...rest } = JSON.parse(data) as Readonly<Record<string, unknown>>
  return JSON.stringify({
    ...rest,
    keys: Array.isArray(keys) ? keys.length : keys,
    key_info: typeof info === "object" && info !== null ? Object.keys(info).length : info
  })
}

/** The members of an envelope that entries show. */
const SHOWN = ["lease_id", "data", "warnings", "auth"] as const

const orAbsent = (value: string | undefined): string => (value === undefined || value === "null" ? "" : value)

/** The response that was wrapped, as if it was sent without wrapping. */
const unwrapped = (envelope: string, kept: string): ResponseCells => {
  const [leaseId, data, warnings, auth] = outerMembers(envelope, SHOWN)
  const lease = leaseId === undefined ? "" : (JSON.parse(leaseId) as string)
  const [issued, listed] = [orAbsent(auth), orAbsent(data)]
  return ["", kept, "", "", "", "", "", issued, "", "", "", lease, listed, "all", "", orAbsent(warnings)]
}

/** The content of `response`. */
export const responsePart = (format: EntryFormat, mount: string, cells: ResponseCells): string => {
  const [envelope, keptInside] = cells
  const shown = envelope === "" ? cells : unwrapped(envelope, keptInside)
  const [, kept, , , , , , issued, issuedCreated, , , leaseId, data, opaque, isList, warnings] = shown
  const { elideLists, hash, raw } = format
  const listed = data !== "" && elideLists && isList !== "" ? elided(data) : data
  const shownAuth = json("auth", tokenText(format, issued, issuedCreated))
  const others =
    (leaseId === "" ? "" : json("secret", object("", text("lease_id", leaseId)))) +
    json("data", listed === "" || raw ? listed : hashJson(listed, { hash, kept: keptNames(kept), opaque })) +
    json("warnings", warnings === "[]" ? "" : warnings) +
    json("wrap_info", wrapInfoText(format, shown))
  return shownAuth === "" ? object(mount, others) : object(shownAuth, mount + others)
}
