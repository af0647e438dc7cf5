import { TOKEN_HEADER } from "@enwrap/protocol"
import type { AuditedHeaders } from "../../state/audited-headers.ts"
import type { MountEntry } from "../../state/mount/mount-entry.ts"
import { isWrappingToken, LAST_USE, type TokenEntry, WRAPPING_POLICY } from "../../state/token/token-entry.ts"
import { rfc3339 } from "../../values/rfc3339.ts"
import type { Verb } from "../../values/verb.ts"
import type { PolicyResults, RequestFacts } from "./audit-facts.ts"
import type { HeaderCells, RequestCells } from "./entry-cells.ts"
import { accessorText, type EntryFormat, secretText } from "./entry-format.ts"
import { number, strings, text, word } from "./members.ts"

/** What the entries of a device say about a caller: the same in every request with this token. */
interface CallerParts {
  readonly token: string | undefined
  readonly accessor: string | undefined
  /** Whether both already are as in the entries. */
  readonly areShown: boolean
  readonly clientId: string | undefined
  readonly members: string
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
    token: secretText(entry, token),
    accessor: accessorText(entry, caller.accessor),
    areShown: true,
    clientId: caller.entityId || clientId(caller.policies),
    members: callerMembers(caller)
  }
  callers.set(caller, parts)
  return parts
}

/** A wrapping token is used once, and may be sent as a JWT as well. It is hashed where the entry is printed. */
const wrappingParts = ({ clientId }: CellFormat, caller: TokenEntry, token: string | undefined): CallerParts => ({
  token,
  accessor: caller.accessor,
  areShown: false,
  clientId: clientId(caller.policies),
  members: callerMembers(caller)
})

/** What an entry says if the caller is not known. */
const noCaller = (token: string | undefined, sender: TokenEntry | undefined): CallerParts => ({
  token,
  accessor: sender?.accessor,
  areShown: false,
  clientId: undefined,
  members: NO_CALLER
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
    known = [...names].map((name) => `${name} `).join("")
    numericTexts.set(names, known)
  }
  return known
}

const policyResultTexts = new WeakMap<ReadonlyArray<string>, string>()

/** What the policies say of a request, as a JSON object. The names of the policies that allow it are one and the same list each time. */
const policyResultsText = ({ allowed, grantedBy }: PolicyResults): string => {
  if (grantedBy === undefined || grantedBy.length === 0) return `{"allowed":${allowed}}`
  let known = policyResultTexts.get(grantedBy)
  if (known === undefined) {
    const policies = grantedBy.map((name) => ({ name, namespace_id: "root", type: "acl" }))
    known = `{"allowed":true,"granting_policies":${JSON.stringify(policies)}}`
    policyResultTexts.set(grantedBy, known)
  }
  return known
}

/** Headers that contain a token. They are hashed even if the settings say otherwise. */
const SECRET_HEADERS: ReadonlySet<string> = new Set([TOKEN_HEADER, "authorization"])

const headerCells = (
  { entry, headers }: CellFormat,
  header: RequestFacts["header"]
): ReadonlyArray<HeaderCells> | undefined => {
  const current = Object.entries(headers())
  if (current.length === 0) return undefined
  return current.flatMap(([name, { hmac }]): ReadonlyArray<HeaderCells> => {
    const value = header(name)
    if (value === undefined) return []
    return [[name, value, SECRET_HEADERS.has(name) ? !entry.raw && value !== "" : hmac]]
  })
}

/** The names of the original for the kinds of requests. */
const operationNames: Partial<Record<Verb, string>> = { head: "header" }

const operationOf = ({ policyResults, verb }: RequestFacts): string =>
  policyResults?.creates === true ? "create" : (operationNames[verb] ?? verb)

/** What the part of a request in its entries is printed from. */
export const requestCells = (format: CellFormat, facts: RequestFacts): RequestCells => {
  const { caller, data, mount, mountPoint, numeric, opaque, policyResults, sender, token } = facts
  const known = caller ?? sender
  const parts =
    caller === undefined
      ? noCaller(token, sender)
      : isWrappingToken(caller)
        ? wrappingParts(format, caller, token)
        : callerParts(format, caller, token)
  return [
    facts.id,
    operationOf(facts),
    facts.path,
    mountPoint === undefined ? mountText(mount) : text("mount_point", mountPoint),
    parts.token,
    parts.accessor,
    parts.areShown,
    parts.clientId,
    parts.members,
    policyResults && policyResultsText(policyResults),
    known === undefined || known.numUses === LAST_USE ? 0 : known.numUses,
    data,
    opaque,
    data === undefined || opaque === "all" || numeric === undefined ? undefined : numericText(numeric),
    data === undefined ? undefined : mount?.config.auditNonHmacRequestKeys,
    facts.remoteAddress,
    facts.remotePort,
    Math.floor(facts.wrapTtl ?? 0),
    headerCells(format, facts.header)
  ]
}
