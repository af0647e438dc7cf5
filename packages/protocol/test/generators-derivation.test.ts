import { describe, expect, it } from "vitest"
import { objectAt, type Node, type NodeObject } from "../scripts/bundle.ts"
import { generatorsEdition } from "../scripts/generators-edition/generators-edition.ts"

describe("the derivation of the generators' edition", () => {
  const minimal = (schema: NodeObject): NodeObject => ({
    info: { title: "t", summary: "s", description: "d", version: "1" },
    paths: {
      "/x": {
        post: {
          operationId: "xWrite",
          requestBody: {
            content: { "application/merge-patch+json": { schema: { $ref: "#/components/schemas/Thing" } } }
          },
          responses: {}
        }
      }
    },
    components: { schemas: { Thing: { type: "object", properties: { field: schema } } } }
  })
  const fieldOf = (schema: NodeObject): Node | undefined => {
    const document = generatorsEdition(minimal(schema))
    return objectAt(objectAt(objectAt(objectAt(document, "components"), "schemas"), "Thing"), "properties")["field"]
  }

  it.each<[name: string, from: NodeObject, to: NodeObject]>([
    ["a type or null", { type: ["integer", "null"] }, { type: "integer", nullable: true }],
    ["null alone", { type: "null" }, { type: "object", nullable: true }],
    ["an alternative to null", { oneOf: [{ type: "string" }, { type: "null" }] }, { type: "string", nullable: true }],
    ["several primitive types", { type: ["integer", "string"] }, { type: "integer" }],
    ["a union of primitive types", { anyOf: [{ type: "string" }, { type: "integer" }] }, { type: "string" }],
    ["a constant string", { const: "a", type: "string" }, { type: "string", enum: ["a"], default: "a" }],
    ["an empty constant", { const: "", type: "string" }, { type: "string" }],
    [
      "an exclusive minimum",
      { type: "integer", exclusiveMinimum: 1 },
      { type: "integer", minimum: 1, exclusiveMinimum: true }
    ],
    [
      "an exclusive maximum",
      { type: "integer", exclusiveMaximum: 9 },
      { type: "integer", maximum: 9, exclusiveMaximum: true }
    ],
    ["several examples", { type: "string", examples: ["a", "b"] }, { type: "string", example: "a" }],
    [
      "items by position",
      { type: "array", prefixItems: [{ type: "string" }, { type: "string" }] },
      { type: "array", items: { type: "string" } }
    ],
    [
      "keys by pattern",
      { type: "object", patternProperties: { "^a": { type: "string" } } },
      { type: "object", additionalProperties: { type: "string" } }
    ],
    [
      "unevaluated properties",
      { type: "object", unevaluatedProperties: { type: "string" } },
      { type: "object", additionalProperties: { type: "string" } }
    ],
    ["base64", { type: "string", contentEncoding: "base64" }, { type: "string", format: "byte" }],
    ["bytes", { type: "string", contentMediaType: "application/zip" }, { type: "string", format: "binary" }]
  ])("translates %s", (_, from, to) => {
    expect(fieldOf(from)).toEqual(to)
  })

  it("refuses a keyword that it does not know", () => {
    expect(() => fieldOf({ type: "object", propertyNames: { pattern: "^a" } })).toThrow("propertyNames")
  })

  it("refuses two components with one name", () => {
    const document = minimal({ type: "string" })
    const thing = { type: "object", properties: { a: { type: "string" } } }
    const twice = {
      type: "object",
      properties: { a: { $ref: "#/components/schemas/THING" }, field: { type: "string" } }
    }
    const both = { ...document, components: { schemas: { Thing: twice, THING: thing } } }
    expect(() => generatorsEdition(both)).toThrow("are named")
  })
})
