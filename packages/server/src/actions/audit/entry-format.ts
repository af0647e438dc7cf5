import type { EntrySettings } from "../../ports/audit/port.ts"
import { text, word } from "./members.ts"

/** What the entries of one device are printed with. */
export interface EntryFormat extends Omit<EntrySettings, "salt"> {
  /** How a string looks in the entries. */
  readonly hash: (text: string) => string
}

/** Escapes strings, unless they are hashes. */
export const secretMember = ({ raw }: EntryFormat, name: string, shown: string | undefined): string =>
  raw ? text(name, shown) : word(name, shown)

/** An accessor may be in plain text. */
export const accessorMember = (format: EntryFormat, name: string, shown: string | undefined): string =>
  format.hmacAccessor ? secretMember(format, name, shown) : text(name, shown)

/** A secret as it is in an entry. */
export const secretText = ({ hash, raw }: EntryFormat, secret: string | undefined): string | undefined =>
  secret === undefined || secret === "" ? undefined : raw ? secret : hash(secret)

export const accessorText = (format: EntryFormat, accessor: string | undefined): string | undefined =>
  format.hmacAccessor ? secretText(format, accessor) : accessor
