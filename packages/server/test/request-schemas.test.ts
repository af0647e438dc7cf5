import { operationTable, type OperationId } from "@enwrap/protocol"
import openapi from "@enwrap/protocol/openapi.json" with { type: "json" }
import { Ajv2020 } from "ajv/dist/2020.js"
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { requestSchemas as lazySchemas } from "../src/gen/lazy-schemas.ts"
import { requestSchemas as firstSchemas } from "../src/gen/schemas.ts"
import type { Shape } from "../src/shapes/shapes.ts"

const requestSchemas = { ...firstSchemas, ...lazySchemas }

type SchemaId = keyof typeof requestSchemas

const ids = Object.keys(requestSchemas) as Array<SchemaId>

/** The path of the first wrong part of a body. */
const wrongAt = (id: SchemaId, body: unknown) => {
  const shape: Shape<unknown> = requestSchemas[id]
  return shape.wrongAt(body)
}

const accepts = (id: SchemaId, body: unknown): boolean => wrongAt(id, body) === undefined

/** The name of the component of an operation's body. */
const componentOf = (id: SchemaId): string => {
  const references = Object.values(openapi.paths)
    .flatMap((item): Array<unknown> => Object.values(item))
    .flatMap((operation) => {
      const { operationId, requestBody } = operation as {
        operationId?: string
        requestBody?: { content: Record<string, { schema: { $ref: string } }> }
      }
      return operationId === id ? Object.values(requestBody?.content ?? {}).map((content) => content.schema.$ref) : []
    })
  return references[0]?.split("/").at(-1) ?? ""
}

describe("the schemas of request bodies", () => {
  it("exist for every operation whose body has fields", () => {
    const typed = (Object.keys(operationTable) as Array<OperationId>).filter(
      (id) => operationTable[id].requestFields.length > 0
    )
    expect([...ids].sort()).toEqual(typed.sort())
  })

  it.each(ids)("%s accepts its own example, an empty object and unknown keys", (id) => {
    const schemas: Readonly<Record<string, { readonly example: unknown }>> = openapi.components.schemas
    const example = schemas[componentOf(id)]?.example
    if (typeof example !== "object" || example === null) throw new Error(`no example for ${id}`)
    expect(accepts(id, example)).toBe(true)
    expect(accepts(id, {})).toBe(true)
    expect(accepts(id, { ...example, "an unknown key": [1, { deep: null }] })).toBe(true)
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
    for (const meta of [5, [5], { a: {} }, { a: null }]) expect(accepts("tokenCreate", { meta })).toBe(false)
    for (const policies of [[true], [[]], {}]) expect(accepts("tokenCreate", { policies })).toBe(false)
  })

  it("RW-ER-14: accepts null as a wrapping token", () => {
    expect(accepts("wrappingUnwrap", { token: null })).toBe(true)
    expect(accepts("wrappingUnwrap", { token: 5 })).toBe(false)
  })

  it("say where a body is wrong", () => {
    expect(wrongAt("tokenCreate", { policies: ["a", true] })).toEqual(["policies", 1])
    expect(wrongAt("tokenCreate", { meta: { a: "b", c: {} } })).toEqual(["meta", "c"])
    expect(wrongAt("tokenCreate", { ttl: true, policies: 5 })).toEqual([expect.stringMatching(/ttl|policies/)])
    expect(wrongAt("sysMountEnable", { config: { max_lease_ttl: [] } })).toEqual(["config", "max_lease_ttl"])
    expect(wrongAt("tokenCreate", JSON.parse('{"__proto__":5}'))).toBeUndefined()
  })

  it("agree with the JSON Schema of the spec about every body", () => {
    const ajv = new Ajv2020({ strict: false, validateFormats: false })
    ajv.addSchema(withoutRequired(openapi) as object, "spec")
    const texts = fc.constantFrom("", "5", "-1", "1.5", "true", "x", "1h")
    const simple = fc.oneof(texts, fc.constantFrom(null, true, 0, 1.5, -1))
    const inner = fc.dictionary(fc.constantFrom("a", "max_lease_ttl", "options", "listing_visibility"), simple)
    const value = fc.oneof(simple, fc.array(simple, { maxLength: 2 }), inner, fc.constant([[]]))
    for (const id of ids) {
      const validate = ajv.compile({ $ref: `spec#/components/schemas/${componentOf(id)}` })
      const names = fc.constantFrom(...operationTable[id].requestFields, "other")
      fc.assert(
        fc.property(fc.dictionary(names, value, { maxKeys: 3 }), (body) => {
          expect(accepts(id, body), JSON.stringify([id, body])).toBe(validate(body))
        }),
        { numRuns: 50 }
      )
    }
  })
})

/** The operation itself reports a missing field. */
const withoutRequired = (node: unknown): unknown => {
  if (Array.isArray(node)) return node.map(withoutRequired)
  if (typeof node !== "object" || node === null) return node
  const kept = Object.entries(node).filter(([name, held]) => name !== "required" || !Array.isArray(held))
  return Object.fromEntries(kept.map(([name, held]) => [name, withoutRequired(held)]))
}
