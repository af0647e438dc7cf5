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

/** How a response differs from the spec: messages that quote no value. */
export const mismatchesOf = (operation: SpecOperation, answer: SeenAnswer): ReadonlyArray<string> => {
  const pointer = operation.responses[String(answer.status)]
  if (pointer === undefined) return [`the status ${answer.status} is not in the spec`]
  const content = (at(pointer) as Node)["content"] as Node | undefined
  if (content === undefined || operation.method === "HEAD")
    return answer.text === "" ? [] : ["there is a body, but not in the spec"]
  const type = answer.contentType.replace(/;.*/, "")
  const listed = type in content ? type : "*/*" in content && type !== "application/json" ? "*/*" : undefined
  if (listed === undefined) return [`${answer.status} with the content type "${type}" is not in the spec`]
  if (type !== "application/json") return []
  const validate = validatorOf(`${pointer}/content/${escaped(listed)}/schema`)
  if (validate(JSON.parse(answer.text))) return []
  return (validate.errors ?? []).map(
    ({ instancePath, message = "", params }) =>
      `${answer.status} ${instancePath || "/"} ${message} ${JSON.stringify(params)}`
  )
}
