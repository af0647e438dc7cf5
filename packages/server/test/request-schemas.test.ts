import { operationTable, type OperationId } from "@enwrap/protocol"
import openapi from "@enwrap/protocol/openapi.json" with { type: "json" }
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { describe, expect, it } from "vitest"
import { requestSchemas } from "../src/gen/schemas.ts"

type SchemaId = keyof typeof requestSchemas

const ids = Object.keys(requestSchemas) as Array<SchemaId>

const decode = (id: SchemaId, fields: unknown) => {
  const schema: Schema.Decoder<unknown> = requestSchemas[id]
  return Schema.decodeUnknownResult(schema)(fields)
}

const accepts = (id: SchemaId, fields: unknown): boolean => Result.isSuccess(decode(id, fields))

describe("the schemas of request bodies", () => {
  it("exist for every operation whose body has fields", () => {
    const typed = (Object.keys(operationTable) as Array<OperationId>).filter(
      (id) => operationTable[id].requestFields.length > 0
    )
    expect([...ids].sort()).toEqual(typed.sort())
  })

  it.each(ids)("%s accepts its own example, an empty object and unknown keys", (id) => {
    const schemas: Readonly<Record<string, { readonly example: unknown }>> = openapi.components.schemas
    const component = Object.values(openapi.paths)
      .flatMap((item): Array<unknown> => Object.values(item))
      .flatMap((operation) => {
        const { operationId, requestBody } = operation as {
          operationId?: string
          requestBody?: { content: Record<string, { schema: { $ref: string } }> }
        }
        return operationId === id ? Object.values(requestBody?.content ?? {}).map((content) => content.schema.$ref) : []
      })[0]
    const example = schemas[component?.split("/").at(-1) ?? ""]?.example
    if (typeof example !== "object" || example === null) throw new Error(`no example for ${id}`)
    expect(accepts(id, example)).toBe(true)
    expect(accepts(id, {})).toBe(true)
    expect(decode(id, { ...example, "an unknown key": [1, { deep: null }] })).toEqual(
      Result.succeed({ ...example, "an unknown key": [1, { deep: null }] })
    )
  })

  it.each(ids)("RW-ER-10: %s accepts only an object, and rejects fields of a wrong type", (id) => {
    for (const body of [null, [], "text", 5, true]) expect(accepts(id, body)).toBe(false)
    for (const field of operationTable[id].requestFields) expect(accepts(id, { [field]: [{}] }), field).toBe(false)
  })

  it("accept the forms that clients use", () => {
    for (const policies of [["a", "b"], "a,b", []]) expect(accepts("tokenCreate", { policies })).toBe(true)
    for (const ttl of ["1h", "3600", 3600]) expect(accepts("tokenCreate", { ttl })).toBe(true)
    for (const num_uses of [5, "5", "-1"]) expect(accepts("tokenCreate", { num_uses })).toBe(true)
    for (const no_parent of [true, "true", "0"]) expect(accepts("tokenCreate", { no_parent })).toBe(true)
    for (const versions of [[1], ["1", 2], 3, "3"]) expect(accepts("kvV2VersionsDelete", { versions })).toBe(true)
  })

  it("reject other forms", () => {
    for (const num_uses of [1.5, "many", true]) expect(accepts("tokenCreate", { num_uses })).toBe(false)
    for (const ttl of [1.5, true, {}]) expect(accepts("tokenCreate", { ttl })).toBe(false)
    for (const no_parent of ["perhaps", 1]) expect(accepts("tokenCreate", { no_parent })).toBe(false)
    for (const meta of ["a=b", { a: {} }, { a: null }]) expect(accepts("tokenCreate", { meta })).toBe(false)
    for (const policies of [[true], [[]], {}]) expect(accepts("tokenCreate", { policies })).toBe(false)
  })

  it("RW-ER-14: accepts null as a wrapping token", () => {
    expect(accepts("wrappingUnwrap", { token: null })).toBe(true)
    expect(accepts("wrappingUnwrap", { token: 5 })).toBe(false)
  })
})
