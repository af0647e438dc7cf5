import { TOKEN_HEADER } from "@enwrap/protocol"
import { isWrappingToken, LAST_USE, type TokenEntry } from "../../state/token/token-entry.ts"
import { rfc3339 } from "../../values/rfc3339.ts"
import type { Verb } from "../../values/verb.ts"
import type { RequestFacts } from "./audit-facts.ts"
import { accessorText, type CallerParts, type EntryFormat, secretText } from "./entry-format.ts"
import { hashJson } from "./hash-json.ts"
import { json, number, object, strings, text, word } from "./members.ts"

/** RFC 3339 with whole seconds. */
const secondsText = (ms: number): string => `${rfc3339(ms).slice(0, 19)}Z`

/** What an entry says of any token, beside its hashes. */
export const tokenMembers = (entry: TokenEntry): string =>
  text("display_name", entry.displayName) +
  strings("policies", entry.policies) +
  strings("token_policies", entry.policies) +
  strings("metadata", entry.meta) +
  text("entity_id", entry.entityId) +
  number("token_ttl", entry.creationTtl) +
  word("token_issue_time", secondsText(entry.issueTimeMs)) +
  word("token_type", entry.type ?? "service")

const describeCaller = (format: EntryFormat, caller: TokenEntry, token: string | undefined): CallerParts => ({
  tokenHash: secretText(format, token),
  accessor: accessorText(format, caller.accessor),
  clientId: caller.entityId || format.clientId(caller.policies),
  members: tokenMembers(caller)
})

/** A wrapping token may be sent as a JWT as well, and is used once. What is written of other tokens is kept. */
const callerParts = (format: EntryFormat, caller: TokenEntry, token: string | undefined): CallerParts => {
  if (isWrappingToken(caller)) return describeCaller(format, caller, token)
  const known = format.callers.get(caller)
  if (known !== undefined) return known
  const parts = describeCaller(format, caller, token)
  format.callers.set(caller, parts)
  return parts
}

/** The names of the original for the kinds of requests. */
const operationNames: Partial<Record<Verb, string>> = { head: "header" }

/** Headers that contain a token. They are hashed even if the settings say otherwise. */
const SECRET_HEADERS: ReadonlySet<string> = new Set([TOKEN_HEADER, "authorization"])

const headersOf = (format: EntryFormat, header: RequestFacts["header"]): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(format.headers()).flatMap(([name, { hmac }]) => {
      const value = header(name)
      if (value === undefined) return []
      const shown = SECRET_HEADERS.has(name) ? secretText(format, value) : hmac ? format.hash(value) : value
      return [[name, [shown]]]
    })
  )

export const mountMembers = ({ mount }: RequestFacts): string =>
  mount === undefined
    ? ""
    : text("mount_point", mount.path) +
      text("mount_type", mount.type) +
      text("mount_accessor", mount.accessor) +
      word("mount_class", mount.path.startsWith("auth/") ? "auth" : "secret")

/** The data of a request or a response. */
export const dataText = (
  { hash, raw }: EntryFormat,
  data: string,
  kept: ReadonlyArray<string> = [],
  opaque: RequestFacts["opaque"],
  numeric?: RequestFacts["numeric"]
): string => (raw ? data : hashJson(data, { hash, kept, numeric, opaque }))

/** `"auth":{…},"request":{…}`: the part that both entries of a request have. */
export const requestPart = (format: EntryFormat, facts: RequestFacts): string => {
  const { allowed, caller, data, mount } = facts
  const parts = caller === undefined ? undefined : callerParts(format, caller, facts.token)
  const token = text("client_token", parts === undefined ? secretText(format, facts.token) : parts.tokenHash)
  const auth =
    token +
    text("accessor", parts?.accessor) +
    (parts?.members ?? word("token_type", "default")) +
    (allowed === undefined ? "" : json("policy_results", `{"allowed":${allowed}}`)) +
    number("remaining_uses", caller === undefined || caller.numUses === LAST_USE ? 0 : caller.numUses)
  const shown =
    data === undefined
      ? undefined
      : dataText(format, data, mount?.config.auditNonHmacRequestKeys, facts.opaque, facts.numeric)
  const request =
    word("id", facts.id) +
    text("client_id", parts?.clientId) +
    word("operation", operationNames[facts.verb] ?? facts.verb) +
    mountMembers(facts) +
    token +
    text("client_token_accessor", parts?.accessor) +
    json("namespace", '{"id":"root"}') +
    text("path", facts.path) +
    json("data", shown) +
    text("remote_address", facts.remoteAddress) +
    number("remote_port", facts.remotePort) +
    number("wrap_ttl", Math.floor(facts.wrapTtl ?? 0)) +
    strings("headers", headersOf(format, facts.header))
  return `"auth":${object(auth)},"request":${object(request)}`
}
