import type { Auth } from "../../state/token/auth.ts"
import type { RequestCells, ResponseCells, TokenCells, WrapInfoCells } from "./entry-cells.ts"
import { accessorMember, accessorText, type EntryFormat, secretMember, secretText } from "./entry-format.ts"
import { hashJson } from "./hash-json.ts"
import { json, number, object, strings, text, word } from "./members.ts"
import { outerMembers } from "./outer-members.ts"

/** A renewed token has the members of `auth` only; `created` are those that only the entry of a new token has. */
const tokenText = (format: EntryFormat, [json, created]: TokenCells): string => {
  const auth = JSON.parse(json) as Partial<Auth>
  return object(
    secretMember(format, "client_token", secretText(format, auth.client_token)),
    accessorMember(format, "accessor", accessorText(format, auth.accessor)) +
      (created ??
        strings("policies", auth.policies) +
          strings("token_policies", auth.token_policies) +
          strings("metadata", auth.metadata) +
          text("entity_id", auth.entity_id) +
          number("token_ttl", auth.lease_duration) +
          text("token_type", auth.token_type)) +
      number("num_uses", auth.num_uses)
  )
}

/** The token of a login, which is the caller's in the entry of the response. */
export const loginText = (format: EntryFormat, [, , , login]: ResponseCells): string | undefined =>
  login && tokenText(format, login)

const wrapInfoText = (
  format: EntryFormat,
  [ttl, token, accessor, creationTime, creationPath, wrappedAccessor]: WrapInfoCells
): string =>
  object(
    number("ttl", ttl),
    secretMember(format, "token", secretText(format, token)) +
      accessorMember(format, "accessor", accessorText(format, accessor)) +
      word("creation_time", creationTime) +
      text("creation_path", creationPath) +
      accessorMember(format, "wrapped_accessor", accessorText(format, wrappedAccessor))
  )

/** A list whose content is only counted. */
const elided = (data: string): string => {
  const { key_info: info, keys, ...rest } = JSON.parse(data) as Readonly<Record<string, unknown>>
  return JSON.stringify({
    ...rest,
    keys: Array.isArray(keys) ? keys.length : keys,
    key_info: typeof info === "object" && info !== null ? Object.keys(info).length : info
  })
}

const orAbsent = (value: string | undefined): string | undefined => (value === "null" ? undefined : value)

/** The response that was wrapped, as if it was sent without wrapping. */
const unwrapped = (envelope: string, kept: ReadonlyArray<string> | undefined): ResponseCells => {
  const members = outerMembers(envelope)
  const leaseId = JSON.parse(members.get("lease_id") ?? '""') as string
  const auth = orAbsent(members.get("auth"))
  const data = orAbsent(members.get("data"))
  const warnings = orAbsent(members.get("warnings"))
  const issued = auth === undefined ? undefined : ([auth, undefined] as const)
  return [undefined, undefined, issued, undefined, leaseId, data, "all", false, warnings, kept]
}

/** The content of `response`. */
export const responsePart = (format: EntryFormat, [, , , mount]: RequestCells, cells: ResponseCells): string => {
  const [envelope, , , , , , , , , keptInside] = cells
  const shown = envelope === undefined ? cells : unwrapped(envelope, keptInside)
  const [, wrapInfo, issued, , leaseId, data, opaque, isList, warnings, kept = []] = shown
  const { elideLists, hash, raw } = format
  const listed = data !== undefined && elideLists && isList ? elided(data) : data
  const shownAuth = json("auth", issued && tokenText(format, issued))
  const others =
    json("secret", leaseId ? object("", text("lease_id", leaseId)) : undefined) +
    json("data", listed === undefined || raw ? listed : hashJson(listed, { hash, kept, opaque })) +
    (warnings === "[]" ? "" : json("warnings", warnings)) +
    json("wrap_info", wrapInfo && wrapInfoText(format, wrapInfo))
  return shownAuth === "" ? object(mount, others) : object(shownAuth, mount + others)
}
