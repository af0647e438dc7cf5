import { TOKEN_HEADER } from "@enwrap/protocol"
import type { Auth } from "../../state/token/auth.ts"
import { LAST_USE, type TokenEntry } from "../../state/token/token-entry.ts"
import type { AuditedHeaders } from "../../state/audited-headers.ts"
import { jsonText } from "../../values/json/raw-json.ts"
import { rfc3339 } from "../../values/rfc3339.ts"
import type { Verb } from "../../values/verb.ts"
import type { RequestFacts, ResponseFacts } from "./audit-facts.ts"
import type { DeviceSettings } from "./device-settings.ts"
import { hashJson } from "./hash-json.ts"

/** What the entries of one device are written with. */
export interface EntryFormat extends DeviceSettings {
  readonly hash: (text: string) => string
  /** The id under which the original counts the clients with these policies. */
  readonly clientId: (policies: ReadonlyArray<string>) => string
  readonly headers: () => AuditedHeaders
}

type Fields = Readonly<Record<string, unknown>>

/** Absent fields are left out, and so are empty strings, zeros, empty lists and `false`, as in the original. */
const isAbsent = (value: unknown): boolean =>
  value === undefined || value === null || value === "" || value === 0 || value === false || isEmpty(value)

const isEmpty = (value: unknown): boolean =>
  typeof value === "object" && value !== null && Object.keys(value).length === 0

const compact = (fields: Fields): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => !isAbsent(value)))

/** RFC 3339 with whole seconds. */
const secondsText = (ms: number): string => `${rfc3339(ms).slice(0, 19)}Z`

const secretText = ({ hash, raw }: EntryFormat, text: string | undefined): string | undefined =>
  text === undefined || text === "" ? undefined : raw ? text : hash(text)

const accessorText = (format: EntryFormat, accessor: string | undefined): string | undefined =>
  format.hmacAccessor ? secretText(format, accessor) : accessor

const tokenFields = (format: EntryFormat, entry: TokenEntry): Fields => ({
  accessor: accessorText(format, entry.accessor),
  display_name: entry.displayName,
  policies: entry.policies,
  token_policies: entry.policies,
  metadata: entry.meta,
  entity_id: entry.entityId,
  token_ttl: entry.creationTtl,
  token_issue_time: secondsText(entry.issueTimeMs)
})

/** The names of the original for the kinds of requests. */
const operationNames: Partial<Record<Verb, string>> = { head: "header" }

/** Headers that contain a token. They are hashed even if the settings say otherwise. */
const SECRET_HEADERS: ReadonlySet<string> = new Set([TOKEN_HEADER, "authorization"])

const headersOf = (format: EntryFormat, header: RequestFacts["header"]): Fields =>
  Object.fromEntries(
    Object.entries(format.headers()).flatMap(([name, { hmac }]) => {
      const value = header(name)
      if (value === undefined) return []
      const shown = SECRET_HEADERS.has(name) ? secretText(format, value) : hmac ? format.hash(value) : value
      return [[name, [shown]]]
    })
  )

const mountFields = ({ mount }: RequestFacts): Fields =>
  mount === undefined
    ? {}
    : {
        mount_point: mount.path,
        mount_type: mount.type,
        mount_accessor: mount.accessor,
        mount_class: mount.path.startsWith("auth/") ? "auth" : "secret"
      }

/** `"auth":{…},"request":{…}`: the part that both entries of a request have. */
const requestPart = (format: EntryFormat, facts: RequestFacts): string => {
  const { allowed, caller, mount } = facts
  const token = secretText(format, facts.token)
  const auth = compact({
    client_token: token,
    ...(caller === undefined ? undefined : tokenFields(format, caller)),
    policy_results: allowed === undefined ? undefined : { allowed },
    remaining_uses: caller === undefined || caller.numUses === LAST_USE ? 0 : caller.numUses,
    token_type: caller === undefined ? "default" : (caller.type ?? "service")
  })
  const before = compact({
    id: facts.id,
    client_id: caller === undefined ? undefined : caller.entityId || format.clientId(caller.policies),
    operation: operationNames[facts.verb] ?? facts.verb,
    ...mountFields(facts),
    client_token: token,
    client_token_accessor: accessorText(format, caller?.accessor),
    namespace: { id: "root" },
    path: facts.path,
    remote_address: facts.remoteAddress,
    remote_port: facts.remotePort,
    wrap_ttl: Math.floor(facts.wrapTtl ?? 0),
    headers: headersOf(format, facts.header)
  })
  const data =
    facts.data === undefined
      ? undefined
      : dataText(format, facts.data, mount?.config.auditNonHmacRequestKeys, facts.opaque)
  return `"auth":${JSON.stringify(auth)},"request":${withData(before, data)}`
}

const withData = (fields: Fields, data: string | undefined): string => {
  const text = JSON.stringify(fields)
  if (data === undefined) return text
  return text === "{}" ? `{"data":${data}}` : `${text.slice(0, -1)},"data":${data}}`
}

const dataText = (
  { hash, raw }: EntryFormat,
  data: string,
  kept: ReadonlyArray<string> = [],
  opaque: RequestFacts["opaque"]
): string => (raw ? data : hashJson(data, { hash, kept, opaque }))

const writtenPart = (format: EntryFormat, device: object, facts: RequestFacts): string => {
  const known = facts.written.get(device)
  if (known !== undefined) return known
  const part = requestPart(format, facts)
  facts.written.set(device, part)
  return part
}

const errorPart = (error: string | undefined): string => (error ? `,"error":${JSON.stringify(error)}` : "")

/** The entry of a request: one line of JSON. */
export const requestEntry = (
  format: EntryFormat,
  device: object,
  facts: RequestFacts,
  nowMs: number,
  error: string | undefined
): string =>
  `${format.prefix}{"time":"${rfc3339(nowMs)}","type":"request",${writtenPart(format, device, facts)}${errorPart(error)}}\n`

const authFields = (format: EntryFormat, auth: Partial<Auth>, created: TokenEntry | undefined): Fields =>
  compact({
    ...(created === undefined ? undefined : tokenFields(format, created)),
    client_token: secretText(format, auth.client_token),
    accessor: accessorText(format, auth.accessor),
    policies: auth.policies,
    token_policies: auth.token_policies,
    metadata: auth.metadata,
    num_uses: auth.num_uses,
    entity_id: auth.entity_id,
    token_type: auth.token_type,
    token_ttl: auth.lease_duration
  })

/** A list whose content is only counted. */
const elided = (data: string): string => {
  const { key_info: info, keys, ...rest } = JSON.parse(data) as Fields
  return JSON.stringify({
    ...rest,
    keys: Array.isArray(keys) ? keys.length : keys,
    key_info: typeof info === "object" && info !== null ? Object.keys(info).length : info
  })
}

const responsePart = (format: EntryFormat, facts: RequestFacts, response: ResponseFacts): string => {
  const { wrapInfo: wrapped } = response
  const fields = compact({
    auth: response.auth === undefined ? undefined : authFields(format, response.auth, response.created),
    ...mountFields(facts),
    secret: response.leaseId ? { lease_id: response.leaseId } : undefined,
    warnings: response.warnings,
    wrap_info:
      wrapped &&
      compact({
        ttl: wrapped.ttl,
        token: secretText(format, wrapped.token),
        accessor: accessorText(format, wrapped.accessor),
        creation_time: wrapped.creationTime,
        creation_path: wrapped.creationPath,
        wrapped_accessor: accessorText(format, wrapped.wrappedAccessor)
      })
  })
  const { data, opaque = "none" } = response
  if (data === undefined || data === null) return withData(fields, undefined)
  const text = jsonText(data)
  const shown = format.elideLists && facts.verb === "list" ? elided(text) : text
  return withData(fields, dataText(format, shown, facts.mount?.config.auditNonHmacResponseKeys, opaque))
}

/** The entry of a response: one line of JSON. */
export const responseEntry = (
  format: EntryFormat,
  device: object,
  facts: RequestFacts,
  response: ResponseFacts,
  nowMs: number,
  error: string | undefined
): string =>
  `${format.prefix}{"time":"${rfc3339(nowMs)}","type":"response",${writtenPart(format, device, facts)},` +
  `"response":${responsePart(format, facts, response)}${errorPart(error)}}\n`
