import { TOKEN_HEADER } from "@enwrap/protocol"
import type { AuditedHeaders } from "../../state/audited-headers.ts"
import type { MountEntry } from "../../state/mount/mount-entry.ts"
import { isWrappingToken, LAST_USE, type TokenEntry, WRAPPING_POLICY } from "../../state/token/token-entry.ts"
import { rfc3339 } from "../../values/rfc3339.ts"
import type { Verb } from "../../values/verb.ts"
import type { PolicyResults, RequestFacts } from "./audit-facts.ts"
import { type HeaderCells, type RequestCells, YES } from "./entry-cells.ts"
import { accessorText, type EntryFormat, secretText } from "./entry-format.ts"
import { number, strings, text, word } from "./members.ts"

/** What the entries of a device say about a caller: the same in every request with this token. */
interface CallerParts {
  readonly token: string
  readonly accessor: string
  /** Whether both already are as in the entries. */
  readonly areShown: string
  /** Printed: the client. */
  readonly client: string
  /** Printed: members of `auth`. */
  readonly auth: string
}

/** What the cells of one device's entries are made with. */
export interface CellFormat {
  readonly entry: EntryFormat
  /** The id under which the original counts the clients with these policies. */
  readonly clientId: (policies: ReadonlyArray<string>) => string
  readonly headers: () => AuditedHeaders
  /** The parts of each caller, for as long as the entry of its token is in memory. */
  readonly callers: WeakMap<TokenEntry, CallerParts>
}

/** RFC 3339 with whole seconds. */
const secondsText = (ms: number): string => `${rfc3339(ms).slice(0, 19)}Z`

const policiesText = (policies: ReadonlyArray<string>): string =>
  strings("policies", policies) + strings("token_policies", policies)

/** All wrapping tokens have the same. */
const WRAPPING_POLICIES = policiesText([WRAPPING_POLICY])

/** What an entry says of any token, beside its hashes. */
export const tokenMembers = (entry: TokenEntry): string =>
  text("display_name", entry.displayName) +
  (isWrappingToken(entry) ? WRAPPING_POLICIES : policiesText(entry.policies)) +
  strings("metadata", entry.meta) +
  text("entity_id", entry.entityId) +
  number("token_ttl", entry.creationTtl) +
  word("token_type", entry.type ?? "service")

/** What an entry says of a caller's token. */
const callerMembers = (entry: TokenEntry): string =>
  tokenMembers(entry) + word("token_issue_time", secondsText(entry.issueTimeMs))

const callerParts = (
  { callers, clientId, entry }: CellFormat,
  caller: TokenEntry,
  token: string | undefined
): CallerParts => {
  const known = callers.get(caller)
  if (known !== undefined) return known
  const parts: CallerParts = {
    token: secretText(entry, token) ?? "",
    accessor: accessorText(entry, caller.accessor) ?? "",
    areShown: YES,
    client: text("client_id", caller.entityId || clientId(caller.policies)),
    auth: callerMembers(caller)
  }
  callers.set(caller, parts)
  return parts
}

/** What an entry says of the last wrapping token that was used. Most of those that are used at the same time differ in nothing. */
let lastWrapping = { ttl: Number.NaN, second: Number.NaN, members: "" }

const wrappingMembers = (caller: TokenEntry): string => {
  const { creationTtl: ttl, displayName, entityId, issueTimeMs, meta, type } = caller
  if (displayName !== "" || entityId !== "" || meta !== null || type !== undefined) return callerMembers(caller)
  const second = Math.floor(issueTimeMs / 1000)
  if (ttl !== lastWrapping.ttl || second !== lastWrapping.second)
    lastWrapping = { ttl, second, members: callerMembers(caller) }
  return lastWrapping.members
}

/** A wrapping token is used once, and may be sent as a JWT as well. It is hashed where the entry is printed. */
const wrappingParts = ({ clientId }: CellFormat, caller: TokenEntry, token = ""): CallerParts => ({
  token,
  accessor: caller.accessor,
  areShown: "",
  // It needs no escapes.
  client: word("client_id", clientId(caller.policies)),
  auth: wrappingMembers(caller)
})

/** What an entry says if the caller is not known. */
const noCaller = (token = "", sender: TokenEntry | undefined): CallerParts => ({
  token,
  accessor: sender?.accessor ?? "",
  areShown: "",
  client: "",
  auth: NO_CALLER
})

const NO_CALLER = word("token_type", "default")

const mountTexts = new WeakMap<MountEntry, string>()

/** What entries say of a mount. */
const mountText = (mount: MountEntry | undefined): string => {
  if (mount === undefined) return ""
  let known = mountTexts.get(mount)
  if (known === undefined) {
    known =
      text("mount_point", mount.path) +
      text("mount_type", mount.type) +
      text("mount_accessor", mount.accessor) +
      word("mount_class", mount.path.startsWith("auth/") ? "auth" : "secret")
    mountTexts.set(mount, known)
  }
  return known
}

const numericTexts = new WeakMap<ReadonlySet<string>, string>()

const numericText = (names: ReadonlySet<string>): string => {
  let known = numericTexts.get(names)
  if (known === undefined) {
    known = ` ${[...names].map((name) => `${name} `).join("")}`
    numericTexts.set(names, known)
  }
  return known
}

/** The names of members whose values stay. */
export const keptText = (names: ReadonlyArray<string> | undefined): string =>
  names === undefined || names.length === 0 ? "" : JSON.stringify(names)

const policyResultTexts = new WeakMap<ReadonlyArray<string>, string>()

/** What the policies say of a request. The names of the policies that allow it are one and the same list each time. */
const policyResultsText = (results: PolicyResults | undefined): string => {
  if (results === undefined) return ""
  const { allowed, grantedBy } = results
  if (grantedBy === undefined || grantedBy.length === 0) return `,"policy_results":{"allowed":${allowed}}`
  let known = policyResultTexts.get(grantedBy)
  if (known === undefined) {
    const policies = grantedBy.map((name) => ({ name, namespace_id: "root", type: "acl" }))
    known = `,"policy_results":{"allowed":true,"granting_policies":${JSON.stringify(policies)}}`
    policyResultTexts.set(grantedBy, known)
  }
  return known
}

/** Headers that contain a token. They are hashed even if the settings say otherwise. */
const SECRET_HEADERS: ReadonlySet<string> = new Set([TOKEN_HEADER, "authorization"])

const headersText = ({ entry, headers }: CellFormat, header: RequestFacts["header"]): string => {
  const cells: Array<HeaderCells> = []
  for (const [name, { hmac }] of Object.entries(headers())) {
    const value = header(name)
    if (value !== undefined) cells.push([name, value, SECRET_HEADERS.has(name) ? !entry.raw && value !== "" : hmac])
  }
  return cells.length === 0 ? "" : JSON.stringify(cells)
}

/** The names of the original for the kinds of requests. */
const operationNames: Partial<Record<Verb, string>> = { head: "header" }

const operationOf = ({ policyResults, verb }: RequestFacts): string =>
  policyResults?.creates === true ? "create" : (operationNames[verb] ?? verb)

/** What the part of a request in its entries is printed from. */
export const requestCells = (format: CellFormat, facts: RequestFacts): RequestCells => {
  const { caller, data = "", mount, mountPoint, numeric, opaque, policyResults, remotePort, sender, token } = facts
  const known = caller ?? sender
  const uses = known === undefined || known.numUses === LAST_USE ? 0 : known.numUses
  const parts =
    caller === undefined
      ? noCaller(token, sender)
      : isWrappingToken(caller)
        ? wrappingParts(format, caller, token)
        : callerParts(format, caller, token)
  return [
    facts.id,
    facts.path,
    parts.client + word("operation", operationOf(facts)),
    mountPoint === undefined ? mountText(mount) : text("mount_point", mountPoint),
    parts.token,
    parts.accessor,
    parts.areShown,
    parts.auth + policyResultsText(policyResults) + number("remaining_uses", uses),
    data,
    opaque,
    data === "" || opaque === "all" || numeric === undefined ? "" : numericText(numeric),
    data === "" ? "" : keptText(mount?.config.auditNonHmacRequestKeys),
    facts.remoteAddress,
    number("remote_port", remotePort) + number("wrap_ttl", Math.floor(facts.wrapTtl ?? 0)),
    headersText(format, facts.header)
  ]
}
