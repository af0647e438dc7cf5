import type { EntrySettings } from "../../ports/audit/port.ts"

/** What the entries of one device are printed with. */
export interface EntryFormat extends Omit<EntrySettings, "salt"> {
  /** How a string looks in the entries. */
  readonly hash: (text: string) => string
}

/** A secret as it is in an entry. */
export const secretText = ({ hash, raw }: EntryFormat, secret: string | undefined): string | undefined =>
  secret === undefined || secret === "" ? undefined : raw ? secret : hash(secret)

export const accessorText = (format: EntryFormat, accessor: string | undefined): string | undefined =>
  format.hmacAccessor ? secretText(format, accessor) : accessor
