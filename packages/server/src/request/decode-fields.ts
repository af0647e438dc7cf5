import { errorTexts, fieldProblems, type OperationId, operationTable } from "@enwrap/protocol"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as SchemaIssue from "effect/SchemaIssue"
import { requestSchemas } from "../gen/schemas.ts"
import type { Payload } from "../values/json/payload.ts"
import { nameProblemIn } from "../values/names.ts"
import { plainError, type ProtocolError } from "../values/protocol-error.ts"
import { fieldError } from "../values/field-values.ts"

type Fields = Readonly<Record<string, unknown>>

const NO_FIELDS: Fields = Object.freeze({})

const schemas: Readonly<Record<string, Schema.Codec<unknown> | undefined>> = requestSchemas

const formatIssue = SchemaIssue.makeFormatterStandardSchemaV1()

/** Names the field that is wrong, never its value. */
const problemOf = (operation: OperationId, issue: SchemaIssue.Issue): ProtocolError => {
  const [first] = formatIssue(issue).issues
  const path = (first?.path ?? []).map((segment) => String(typeof segment === "object" ? segment.key : segment))
  if (operationTable[operation].group === "token" && path[0] === "token")
    return plainError(403, errorTexts.invalidToken)
  return fieldError(path.join("."), fieldProblems.wrongType)
}

/**
 * The fields of a body that an operation knows, checked against the spec's schema. `null` counts as absent, as in the
 * original. A body that is kept as it is has no fields, and costs nothing here.
 */
export const decodeFields = (operation: OperationId, payload: Payload): Fields | ProtocolError => {
  const { opaqueBody, requestFields } = operationTable[operation]
  if (opaqueBody || requestFields.length === 0 || payload.members.size === 0) return NO_FIELDS
  const fields: Record<string, unknown> = {}
  for (const name of requestFields) {
    const text = payload.members.get(name)
    if (text !== undefined && text !== "null") fields[name] = JSON.parse(text)
  }
  const schema = schemas[operation]
  if (schema === undefined) return fields
  const decoded = Schema.decodeUnknownResult(schema)(fields)
  if (!Result.isSuccess(decoded)) return problemOf(operation, decoded.failure.issue)
  const known = decoded.success as Fields
  return nameProblemIn(known) ?? known
}
