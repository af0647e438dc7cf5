import { isJsonObject } from "../wrapping/json-text.ts"
import { humanDuration } from "./human-duration.ts"

/** One line of a table, and one field for `--field`. */
export interface Row {
  readonly name: string
  /** The field's name in the JSON response, if Vault's table uses another. */
  readonly alias?: string
  readonly value: unknown
  /** The value as a table shows it, if that differs. */
  readonly shown?: string
}

type Envelope = Readonly<Record<string, unknown>>

/** The fields of a response, with the names and in the order of Vault's tables. */
export const rowsOf = (envelope: Envelope): ReadonlyArray<Row> => {
  const { wrap_info: wrapInfo, auth, data } = envelope
  if (isJsonObject(wrapInfo)) return wrapInfoRows(wrapInfo)
  if (isJsonObject(auth)) return authRows(auth)
  const rows = isJsonObject(data) ? dataRows(data) : []
  return typeof envelope["lease_id"] === "string" && envelope["lease_id"] !== ""
    ? [...leaseRows(envelope), ...rows]
    : rows
}

const duration = (name: string, alias: string, value: unknown): Row => ({
  name,
  alias,
  value,
  ...(typeof value === "number" && { shown: humanDuration(value) })
})

/** All names that `--field` accepts for a wrapping token. */
export const wrapInfoFields: ReadonlyArray<string> = [
  "wrapping_token",
  "wrapping_accessor",
  "wrapping_token_ttl",
  "wrapping_token_creation_time",
  "wrapping_token_creation_path",
  "wrapped_accessor",
  "token",
  "accessor",
  "ttl",
  "creation_time",
  "creation_path"
]

/** All names that `--field` accepts for a lookup. */
export const lookupFields: ReadonlyArray<string> = ["creation_path", "creation_time", "creation_ttl", "expire_time"]

const wrapInfoRows = (info: Envelope): ReadonlyArray<Row> => [
  { name: "wrapping_token", alias: "token", value: info["token"] },
  { name: "wrapping_accessor", alias: "accessor", value: info["accessor"] },
  duration("wrapping_token_ttl", "ttl", info["ttl"]),
  { name: "wrapping_token_creation_time", alias: "creation_time", value: info["creation_time"] },
  { name: "wrapping_token_creation_path", alias: "creation_path", value: info["creation_path"] },
  ...(info["wrapped_accessor"] === undefined ? [] : [{ name: "wrapped_accessor", value: info["wrapped_accessor"] }])
]

const authRows = (auth: Envelope): ReadonlyArray<Row> => allAuthRows(auth).filter(({ value }) => value !== undefined)

const allAuthRows = (auth: Envelope): ReadonlyArray<Row> => [
  { name: "token", alias: "client_token", value: auth["client_token"] },
  { name: "token_accessor", alias: "accessor", value: auth["accessor"] },
  duration("token_duration", "lease_duration", auth["lease_duration"]),
  { name: "token_renewable", alias: "renewable", value: auth["renewable"] },
  { name: "token_policies", value: auth["token_policies"] },
  { name: "identity_policies", value: auth["identity_policies"] },
  { name: "policies", value: auth["policies"] },
  ...Object.entries(isJsonObject(auth["metadata"]) ? auth["metadata"] : {}).map(([key, value]) => ({
    name: `token_meta_${key}`,
    value
  }))
]

const leaseRows = (envelope: Envelope): ReadonlyArray<Row> => [
  { name: "lease_id", value: envelope["lease_id"] },
  duration("lease_duration", "lease_duration", envelope["lease_duration"]),
  { name: "lease_renewable", value: envelope["renewable"] }
]

const dataRows = (data: Envelope): ReadonlyArray<Row> =>
  Object.entries(data)
    .map(([name, value]) => ({ name, value }))
    .sort((a, b) => (a.name < b.name ? -1 : 1))

/** Changes rows so that the table does not show the token of a login. It may be seen by others. */
export const hiddenToken =
  (shown: string) =>
  (rows: ReadonlyArray<Row>): ReadonlyArray<Row> =>
    rows.map((row) => (row.alias === "client_token" && row.value !== "" ? { ...row, shown } : row))
