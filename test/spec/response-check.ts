import document from "@enwrap/protocol/openapi.json" with { type: "json" }
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js"
import formats from "ajv-formats"
import { at, escaped, type Node, type SpecOperation } from "./spec-operations.ts"

/** A complete response. */
export interface SeenAnswer {
  readonly status: number
  readonly contentType: string
  readonly text: string
}

const ajv = new Ajv2020({ strict: false, allErrors: true, formats: { binary: true, hex: /^[0-9a-f]*$/ } })
formats.default(ajv, ["date-time"])
ajv.addSchema(document, "spec")

const validators = new Map<string, ValidateFunction>()

/** A function that checks a value against a schema of the document. */
export const validatorOf = (pointer: string): ValidateFunction => {
  const known = validators.get(pointer)
  if (known !== undefined) return known
  const validator = ajv.compile({ $ref: `spec${encodeURI(pointer)}` })
  validators.set(pointer, validator)
  return validator
}

/** The JSON pointer to the response of an operation with a status; `undefined` if it has none. */
const responseOf = ({ responses }: SpecOperation, status: number): string | undefined =>
  responses[String(status)] ?? responses[`${Math.floor(status / 100)}XX`]

/** Whether an operation has the status of a response. */
export const statusMismatchesOf = (
  operation: SpecOperation,
  { status }: Pick<SeenAnswer, "status">
): ReadonlyArray<string> =>
  responseOf(operation, status) === undefined ? [`the status ${status} is not in the spec`] : []

/** How a response differs from the spec: messages that quote no value. */
export const mismatchesOf = (operation: SpecOperation, answer: SeenAnswer): ReadonlyArray<string> => {
  const pointer = responseOf(operation, answer.status)
  if (pointer === undefined) return statusMismatchesOf(operation, answer)
  const content = (at(pointer) as Node)["content"] as Node | undefined
  if (content === undefined || operation.method === "HEAD")
    return answer.text === "" ? [] : [`${answer.status} has a body, but not in the spec`]
  const type = answer.contentType.replace(/;.*/, "")
  const listed = type in content ? type : "*/*" in content && type !== "application/json" ? "*/*" : undefined
  if (listed === undefined) return [`${answer.status} with the content type "${type}" is not in the spec`]
  // Some media types have no schema: the body may be absent.
  if (type !== "application/json" || !("schema" in (content[listed] as Node))) return []
  // An upstream may call something JSON that is not.
  if ("*/*" in content && parsed(answer.text) === undefined) return []
  return mismatchesWith(`${pointer}/content/${escaped(listed)}/schema`, answer)
}

/** How the response to a request that the spec does not describe differs from an error of the spec. */
export const undescribedMismatchesOf = (answer: SeenAnswer): ReadonlyArray<string> => {
  if (answer.status < 300) return [`${answer.status} for a request that is not in the spec`]
  if (answer.status >= 500 && answer.status !== 503) return [`${answer.status} for a request that is not in the spec`]
  // The warning of a versioned key-value engine about a path of the other version, in an envelope.
  const isWarning = answer.status === 404 && answer.text.startsWith('{"request_id":')
  const schema = isWarning ? "WarningsResponse" : "Errors"
  return answer.text === "" ? [] : mismatchesWith(`#/components/schemas/${schema}`, answer)
}

const mismatchesWith = (schema: string, { status, text }: SeenAnswer): ReadonlyArray<string> => {
  const value = parsed(text)
  if (value === undefined) return [`${status} is not JSON`]
  const validate = validatorOf(schema)
  if (validate(value)) return []
  return (validate.errors ?? []).map(
    ({ instancePath, message = "", params }) => `${status} ${instancePath || "/"} ${message} ${JSON.stringify(params)}`
  )
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
