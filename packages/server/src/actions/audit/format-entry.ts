import type { Auth } from "../../state/token/auth.ts"
import type { TokenEntry } from "../../state/token/token-entry.ts"
import { jsonText } from "../../values/json/raw-json.ts"
import { rfc3339 } from "../../values/rfc3339.ts"
import type { WrapInfo } from "../envelope.ts"
import type { RequestFacts, ResponseFacts } from "./audit-facts.ts"
import { accessorText, type EntryFormat, secretText } from "./entry-format.ts"
import { dataText, mountMembers, requestPart, tokenMembers } from "./format-request.ts"
import { json, number, object, strings, text, word } from "./members.ts"

const writtenPart = (format: EntryFormat, facts: RequestFacts): string => {
  const known = facts.written.get(format)
  if (known !== undefined) return known
  const part = requestPart(format, facts)
  facts.written.set(format, part)
  return part
}

/** The fields whose value an error text of the original quotes, although entries hash it. */
const ACCESSOR_FIELDS = ["accessor", "secret_id_accessor"]

/** An error text in which accessors look as elsewhere in the entry. */
const withoutAccessors = (format: EntryFormat, { data }: RequestFacts, error: string): string => {
  if (format.raw || data === undefined || !error.includes("accessor")) return error
  const fields = JSON.parse(data) as Readonly<Record<string, unknown>>
  return ACCESSOR_FIELDS.map((name) => fields[name])
    .filter((value) => typeof value === "string" && value !== "")
    .reduce<string>((shown, value) => shown.replaceAll(String(value), accessorText(format, String(value)) ?? ""), error)
}

const entry = (
  format: EntryFormat,
  type: "request" | "response",
  facts: RequestFacts,
  nowMs: number,
  response: string | undefined,
  error: string | undefined
): string =>
  `${format.prefix}{"time":"${rfc3339(nowMs)}","type":"${type}",${writtenPart(format, facts)}` +
  `${json("response", response)}${text("error", error && withoutAccessors(format, facts, error))}}\n`

/** The entry of a request: one line of JSON. */
export const requestEntry = (
  format: EntryFormat,
  facts: RequestFacts,
  nowMs: number,
  error: string | undefined
): string => entry(format, "request", facts, nowMs, undefined, error)

/** A renewed token has the members of `auth` only; a created one also those that only its entry has. */
const authText = (format: EntryFormat, auth: Partial<Auth>, created: TokenEntry | undefined): string =>
  object(
    text("client_token", secretText(format, auth.client_token)) +
      text("accessor", accessorText(format, auth.accessor)) +
      (created === undefined
        ? strings("policies", auth.policies) +
          strings("token_policies", auth.token_policies) +
          strings("metadata", auth.metadata) +
          text("entity_id", auth.entity_id) +
          number("token_ttl", auth.lease_duration) +
          text("token_type", auth.token_type)
        : tokenMembers(created)) +
      number("num_uses", auth.num_uses)
  )

const wrapInfoText = (format: EntryFormat, info: WrapInfo): string =>
  object(
    number("ttl", info.ttl) +
      text("token", secretText(format, info.token)) +
      text("accessor", accessorText(format, info.accessor)) +
      word("creation_time", info.creationTime) +
      text("creation_path", info.creationPath) +
      text("wrapped_accessor", accessorText(format, info.wrappedAccessor))
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

const responseData = (format: EntryFormat, facts: RequestFacts, response: ResponseFacts): string | undefined => {
  const { data, opaque = "none" } = response
  if (data === undefined || data === null) return undefined
  const whole = jsonText(data)
  const shown = format.elideLists && facts.verb === "list" ? elided(whole) : whole
  return dataText(format, shown, facts.mount?.config.auditNonHmacResponseKeys, opaque)
}

/** The entry of a response: one line of JSON. */
export const responseEntry = (
  format: EntryFormat,
  facts: RequestFacts,
  response: ResponseFacts,
  nowMs: number,
  error: string | undefined
): string => {
  const { auth, created, leaseId, warnings, wrapInfo } = response
  const members =
    json("auth", auth && authText(format, auth, created)) +
    mountMembers(facts) +
    json("secret", leaseId ? object(text("lease_id", leaseId)) : undefined) +
    json("data", responseData(format, facts, response)) +
    strings("warnings", warnings) +
    json("wrap_info", wrapInfo && wrapInfoText(format, wrapInfo))
  return entry(format, "response", facts, nowMs, object(members), error)
}
