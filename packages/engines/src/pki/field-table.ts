import { plainError, type ProtocolError } from "@enwrap/server/engine"
import { errorTextFor, fieldProblems } from "@enwrap/protocol"
import * as Effect from "effect/Effect"
import { asBoolean, asInteger, asSeconds } from "../fields.ts"

/** How the value of a field is read, and what it is where a request says nothing. */
export interface Field<A> {
  readonly initial: A
  /** The value in a tuple, or what is wrong with it. */
  readonly read: (value: unknown) => readonly [A] | string
}

export type FieldTable = Readonly<Record<string, Field<unknown>>>

/** The values of all fields of a table. */
export type FieldValues<Table extends FieldTable> = {
  readonly [Name in keyof Table]: Table[Name] extends Field<infer A> ? A : never
}

/** Characters of a text that goes into a certificate. The library that writes it takes no more than about 100,000. */
const MOST_CHARACTERS = 16_384
const tooLong = fieldProblems.tooManyCharacters(MOST_CHARACTERS)

export const text = (initial = ""): Field<string> => ({
  initial,
  read: (value) => {
    if (typeof value === "number") return [String(value)]
    if (typeof value !== "string") return fieldProblems.string
    return value.length > MOST_CHARACTERS ? tooLong : [value]
  }
})

export const flag = (initial = false): Field<boolean> => ({
  initial,
  read: (value) => {
    const read = asBoolean(value)
    return read === undefined ? fieldProblems.boolean : [read]
  }
})

/** Each name takes the event loop a tenth of a millisecond when a certificate is put together. */
const MOST_ITEMS = 250

/** A list of texts, or one text with commas. */
export const list = (initial: ReadonlyArray<string> = [], most = MOST_ITEMS): Field<ReadonlyArray<string>> => ({
  initial,
  read: (value) => {
    const items = typeof value === "string" ? value.split(",", most + 1) : Array.isArray(value) ? value : undefined
    if (items !== undefined && items.length > most) return fieldProblems.tooManyItems(most)
    if (items === undefined || !items.every((item) => typeof item === "string")) return fieldProblems.stringList
    if (items.some((item) => item.length > MOST_CHARACTERS)) return tooLong
    return [items.map((item) => item.trim()).filter((item) => item !== "")]
  }
})

/** A duration in whole seconds, not below nought. */
export const seconds = (initial = 0): Field<number> => ({
  initial,
  read: (value) => {
    const read = asSeconds(value)
    if (read === undefined) return fieldProblems.duration
    return read < 0 ? fieldProblems.negative(read) : [read]
  }
})

export const integer = (initial = 0): Field<number> => ({
  initial,
  read: (value) => {
    const read = asInteger(value)
    return read === undefined || Math.abs(read) > 0x7fff_ffff ? fieldProblems.wholeNumber : [read]
  }
})

/** What the fields of a table are where nothing is said. */
export const initialValues = <Table extends FieldTable>(table: Table): FieldValues<Table> =>
  Object.fromEntries(Object.entries(table).map(([name, { initial }]) => [name, initial])) as FieldValues<Table>

/** Sets back what a merge patch says is null (RFC 7396). `members` are the texts of a body's fields. */
export const setBack = <Table extends FieldTable>(
  table: Table,
  present: FieldValues<Table>,
  members: ReadonlyMap<string, string>
): FieldValues<Table> => ({
  ...present,
  ...Object.fromEntries(
    Object.entries(table)
      .filter(([name]) => members.get(name) === "null")
      .map(([name, { initial }]) => [name, initial])
  )
})

/** Reads the fields that are given; the others stay as they are at present. Fails with a 400 that names the field. */
export const readFields = <Table extends FieldTable>(
  table: Table,
  given: object,
  present: FieldValues<Table> = initialValues(table)
): Effect.Effect<FieldValues<Table>, ProtocolError> => {
  const values: Record<string, unknown> = { ...present }
  for (const [name, field] of Object.entries(table)) {
    const value: unknown = Object.hasOwn(given, name) ? (given as Record<string, unknown>)[name] : undefined
    if (value === undefined || value === null) continue
    const read = field.read(value)
    if (typeof read === "string") return Effect.fail(plainError(400, errorTextFor.fieldInvalid(name, read)))
    values[name] = read[0]
  }
  return Effect.succeed(values as FieldValues<Table>)
}
