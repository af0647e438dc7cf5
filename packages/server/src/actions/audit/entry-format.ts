import type { AuditedHeaders } from "../../state/audited-headers.ts"
import type { TokenEntry } from "../../state/token/token-entry.ts"
import type { DeviceSettings } from "./device-settings.ts"

/** What the entries of a device say about a caller: the same in every request with this token. */
export interface CallerParts {
  readonly tokenHash: string | undefined
  readonly accessor: string | undefined
  readonly clientId: string
  /** Members of `auth`. */
  readonly members: string
}

/** What the entries of one device are written with. */
export interface EntryFormat extends DeviceSettings {
  readonly hash: (text: string) => string
  /** The id under which the original counts the clients with these policies. */
  readonly clientId: (policies: ReadonlyArray<string>) => string
  readonly headers: () => AuditedHeaders
  /** The parts of each caller, for as long as the entry of its token is in memory. They contain no token. */
  readonly callers: WeakMap<TokenEntry, CallerParts>
}

/** A secret as it is in an entry. */
export const secretText = ({ hash, raw }: EntryFormat, secret: string | undefined): string | undefined =>
  secret === undefined || secret === "" ? undefined : raw ? secret : hash(secret)

export const accessorText = (format: EntryFormat, accessor: string | undefined): string | undefined =>
  format.hmacAccessor ? secretText(format, accessor) : accessor
