import { errorPrefixes, errorTexts, fieldProblems, jsonTexts, type OperationId, operationTable } from "@enwrap/protocol"
import * as Result from "effect/Result"
import { integerVariables } from "../gen/field-decoders.ts"
import { type DecoderName, decoders } from "../values/field-decoders.ts"
import { type FieldDecoder, type FieldTable, fieldTableOf, shapeOf } from "../values/request-tables.ts"
import type { Path } from "../shapes/shapes.ts"
import type { Payload } from "../values/json/payload.ts"
import { nameProblemIn } from "../values/names.ts"
import { fieldError, plainError, type ProtocolError } from "../values/protocol-error.ts"

type Fields = Readonly<Record<string, unknown>>

export const NO_FIELDS: Result.Result<Fields, never> = Result.succeed(Object.freeze({}))

const queryTables: Readonly<Record<string, ReadonlyArray<string> | undefined>> = integerVariables

/** The error names the wrong field, never its value. */
const typeError = (operation: OperationId, path: Path, fields: Fields): ProtocolError => {
  const { bare, group } = operationTable[operation]
  if (bare) return plainError(400, errorPrefixes.json + jsonTexts.fieldOfWrongType(path.join(".")))
  // At `renew-self`, the field is ignored.
  if (group === "token" && path[0] === "token" && operation !== "tokenRenewSelf")
    return plainError(403, errorTexts.invalidToken)
  // As in the original, which reads a number as a string and finds that it is no lease id.
  if (path[0] === "lease_id" && typeof fields["lease_id"] === "number")
    return plainError(400, errorTexts.leaseIdInvalid)
  return fieldError(path.join("."), fieldProblems.wrongType)
}

/** Decodes the fields that the table names, and keeps the others. `prefix` is the path of the object: `config.`. */
const decodeTable = (table: FieldTable, fields: Fields, prefix = ""): Result.Result<Fields, ProtocolError> => {
  const decoded: Record<string, unknown> = { ...fields }
  for (const [name, field] of Object.entries(table)) {
    if (fields[name] === undefined) continue
    if ("fields" in field) {
      const object = decodeTable(field.fields, fields[name] as Fields, `${prefix}${name}.`)
      if (Result.isFailure(object)) return object
      decoded[name] = object.success
      continue
    }
    // As in the original, such an old name is ignored, and not validated, unless the new name is absent or empty.
    if (field.oldNameOf !== undefined && (fields[field.oldNameOf] ?? "") !== "") {
      delete decoded[name]
      continue
    }
    const decode: (value: never) => Result.Result<unknown, string> = decoders[field.decoder]
    const value = decode(fields[name] as never)
    if (Result.isFailure(value)) return Result.fail(fieldError(prefix + name, value.failure))
    decoded[name] = value.success
  }
  return Result.succeed(decoded)
}

/** The value without members that are `null`, if it is an object that is decoded field by field: they are absent, as in a body. */
const withoutAbsent = (value: unknown, field: FieldDecoder | undefined): unknown =>
  field !== undefined && "fields" in field && typeof value === "object" && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).filter(([, member]) => member !== null))
    : value

/** Outside of the logical layer, the original does not distinguish upper from lower case in names. The last field applies. */
const membersInAnyCase = (members: Payload["members"]): Payload["members"] => {
  const named = new Map<string, string>()
  for (const [name, text] of members) if (text !== "null") named.set(name.toLowerCase(), text)
  return named
}

/**
 * The fields of a body that an operation knows: checked against the spec's schema, and decoded. A field that is `null` is
 * absent, as in the original. An opaque body has no fields, and costs nothing here.
 */
export const decodeFields = (operation: OperationId, payload: Payload): Result.Result<Fields, ProtocolError> => {
  const { bare, opaqueBody, requestFields } = operationTable[operation]
  if (opaqueBody || requestFields.length === 0 || payload.members.size === 0) return NO_FIELDS
  const table = fieldTableOf(operation)
  const members = bare ? membersInAnyCase(payload.members) : payload.members
  const fields: Record<string, unknown> = {}
  for (const name of requestFields) {
    const text = members.get(name)
    if (text !== undefined && text !== "null") fields[name] = withoutAbsent(JSON.parse(text), table?.[name])
  }
  const wrong = shapeOf(operation).wrongAt(fields)
  if (wrong !== undefined) return Result.fail(typeError(operation, wrong, fields))
  const nameProblem = nameProblemIn(fields)
  if (nameProblem !== undefined) return Result.fail(nameProblem)
  return table === undefined ? Result.succeed(fields) : decodeTable(table, fields)
}

const NUMBERS: ReadonlySet<DecoderName> = new Set([
  "integer",
  "integers",
  "lifetime",
  "mountTtl",
  "number",
  "seconds",
  "signedLifetime",
  "signedSeconds"
])

/** Whether a field without a decoder may be a number, or an object with numbers. */
const acceptsNumbers = (operation: OperationId, name: string): boolean => {
  const schema = shapeOf(operation)
  return [0, {}].some((value) => schema.wrongAt({ [name]: value }) === undefined)
}

const numericNames = (operation: OperationId): ReadonlySet<string> => {
  const table = fieldTableOf(operation) ?? {}
  const isNumeric = (name: string): boolean => {
    const field = table[name]
    return field === undefined ? acceptsNumbers(operation, name) : "fields" in field || NUMBERS.has(field.decoder)
  }
  return new Set(operationTable[operation].requestFields.filter(isNumeric))
}

const numericByOperation = new Map<OperationId, ReadonlySet<string>>()

/** The fields of a body that may be numbers, or objects with numbers. */
export const numericFields = (operation: OperationId): ReadonlySet<string> => {
  const known = numericByOperation.get(operation) ?? numericNames(operation)
  numericByOperation.set(operation, known)
  return known
}

/** The whole numbers among the variables of a query. */
export const decodeQueryNumbers = (
  operation: OperationId,
  query: ReadonlyMap<string, string>
): Result.Result<Readonly<Record<string, number>>, ProtocolError> => {
  const names = query.size === 0 ? undefined : queryTables[operation]
  if (names === undefined) return NO_FIELDS as Result.Result<Readonly<Record<string, number>>, never>
  const numbers: Record<string, number> = {}
  for (const name of names) {
    const text = query.get(name)
    if (text === undefined) continue
    const number = decoders.integer(text)
    if (Result.isFailure(number)) return Result.fail(fieldError(name, number.failure))
    numbers[name] = number.success
  }
  return Result.succeed(numbers)
}
