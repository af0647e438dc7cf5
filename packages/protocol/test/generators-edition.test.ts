import { Validator } from "@seriousme/openapi-schema-validator"
import { Ajv } from "ajv"
import ajvFormats from "ajv-formats"
import { describe, expect, it } from "vitest"
import { isObject, objectAt, type Node, type NodeObject } from "../scripts/bundle.ts"
import { components, edition, operations } from "./editions.ts"

/** Every schema of a document with the schemas inside it, and where it is. */
const schemasOf = (document: NodeObject): ReadonlyArray<readonly [where: string, schema: NodeObject]> => {
  const found: Array<readonly [string, NodeObject]> = []
  const enter = (node: Node | undefined, where: string): void => {
    if (!isObject(node)) return
    found.push([where, node])
    for (const [name, property] of Object.entries(objectAt(node, "properties"))) enter(property, `${where}.${name}`)
    for (const key of ["items", "additionalProperties", "not"]) enter(node[key], `${where}.${key}`)
    for (const key of ["allOf", "anyOf", "oneOf"]) {
      const parts = node[key]
      if (Array.isArray(parts)) parts.forEach((part, index) => enter(part, `${where}.${key}.${index}`))
    }
  }
  const visit = (node: Node | undefined, where: string): void => {
    if (Array.isArray(node)) return node.forEach((item, index) => visit(item, `${where}/${index}`))
    if (!isObject(node)) return
    for (const [key, value] of Object.entries(node)) {
      if (key === "example") continue
      if (key === "schema") enter(value, where)
      else visit(value, `${where}/${key}`)
    }
  }
  const { schemas, ...others } = objectAt(document, "components")
  for (const [name, schema] of Object.entries(isObject(schemas) ? schemas : {})) enter(schema, name)
  visit({ paths: objectAt(document, "paths"), ...others }, "")
  return found
}

const schemas = schemasOf(edition)

describe("openapi.generators.json", () => {
  it("is a valid OpenAPI 3.0 document", async () => {
    const validator = new Validator()
    const { errors, valid } = await validator.validate(structuredClone(edition))
    expect(errors ?? []).toEqual([])
    expect(valid).toBe(true)
    expect(validator.version).toBe("3.0")
    expect(edition["openapi"]).toBe("3.0.3")
  })

  it("has only keywords of OpenAPI 3.0, and no union", () => {
    const keywords = new Set(
      (
        "$ref additionalProperties default deprecated description enum example exclusiveMaximum exclusiveMinimum format items " +
        "maxItems maxLength maxProperties maximum minItems minLength minProperties minimum multipleOf nullable pattern " +
        "properties readOnly required title type uniqueItems writeOnly"
      ).split(" ")
    )
    const others = schemas.flatMap(([where, schema]) =>
      Object.keys(schema)
        .filter((key) => !keywords.has(key))
        .map((key) => `${where}: ${key}`)
    )
    expect(others).toEqual([])
    expect(schemas.length).toBeGreaterThan(1000)
  })

  it("has one type in each schema, and no null among enums and constants", () => {
    for (const [where, schema] of schemas) {
      expect(["string", "undefined"], where).toContain(typeof schema["type"])
      expect(schema["type"], where).not.toBe("null")
      expect(schema["enum"] ?? [], where).not.toContain(null)
      if ("nullable" in schema) expect(schema, where).toHaveProperty("type")
      if ("$ref" in schema) expect(Object.keys(schema), where).toEqual(["$ref"])
    }
  })

  it("has no extension except the note that it is generated", () => {
    const extensions: Array<string> = []
    const visit = (node: Node, key: string): void => {
      if (Array.isArray(node)) return node.forEach((item) => visit(item, key))
      if (!isObject(node) || key === "example") return
      for (const [name, value] of Object.entries(node)) {
        if (name.startsWith("x-")) extensions.push(name)
        visit(value, name)
      }
    }
    visit(edition, "")
    expect(extensions).toEqual(["x-generated"])
  })

  it("resolves every reference", () => {
    const missing = JSON.stringify(edition)
      .match(/#\/components\/[^"]+/g)!
      .filter((reference) => {
        const [, , section = "", name = ""] = reference.split("/")
        return !Object.hasOwn(objectAt(components, section), name)
      })
    expect(missing).toEqual([])
  })
})

describe("the names of the generators' edition", () => {
  const names = Object.keys(components).flatMap((section) => Object.keys(objectAt(components, section)))

  it("are unique across all components, without case and underscores", () => {
    const plain = names.map((name) => name.toLowerCase().replaceAll("_", ""))
    expect(plain.filter((name, index) => plain.indexOf(name) !== index)).toEqual([])
  })

  it("are none that generators derive from an operation id", () => {
    // As of openapi-generator, oapi-codegen, hey-api, orval and kubb.
    const derived =
      /^(|\d+|status\d+|response|responses|request|params|body|jsonbody|jsonrequestbody|data|errors?|result|headers?|headerparams|query|queryparams|queryresponse|querykey|pathparams|mutation|mutationrequest|mutationresponse|mutationbody|mutationerror)$/
    const clashes = operations.flatMap(({ id }) =>
      names.filter(
        (name) => name.toLowerCase().startsWith(id.toLowerCase()) && derived.test(name.slice(id.length).toLowerCase())
      )
    )
    expect(clashes).toEqual([])
  })

  it("have letters and digits only", () => {
    for (const name of names) expect(name).toMatch(/^[A-Z][A-Za-z0-9]+$/)
  })
})

describe("the examples of the generators' edition", () => {
  const ajv = new Ajv({ strict: false, allErrors: true })
  ajvFormats.default(ajv)
  ajv.addSchema(edition, "edition")

  /** Every node with an example, and the pointer to the schema of the example. */
  const examples: Array<readonly [pointer: string, example: Node]> = []
  const visit = (node: Node | undefined, pointer: string): void => {
    if (Array.isArray(node)) return node.forEach((item, index) => visit(item, `${pointer}/${index}`))
    if (!isObject(node)) return
    const isMap = pointer.endsWith("/properties")
    if ("example" in node && !isMap) examples.push(["schema" in node ? `${pointer}/schema` : pointer, node["example"]!])
    for (const [key, value] of Object.entries(node)) {
      if (key === "example" && !isMap) continue
      visit(value, `${pointer}/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`)
    }
  }
  visit({ components, paths: objectAt(edition, "paths") }, "")

  it("match their schemas", () => {
    expect(examples.length).toBeGreaterThan(300)
    for (const [pointer, example] of examples) {
      const validate = ajv.compile({ $ref: `edition#${encodeURI(pointer)}` })
      expect(validate(example) ? [] : validate.errors, pointer).toEqual([])
    }
  })

  it("exist for every body, and for every parameter", () => {
    for (const section of ["responses", "parameters"]) {
      for (const [name, component] of Object.entries(objectAt(components, section))) {
        const nodes =
          "content" in objectAt({ component }, "component")
            ? Object.values(objectAt(component, "content"))
            : [component]
        if (name === "NoContentReply") continue
        for (const node of nodes) expect(node, name).toHaveProperty("example")
      }
    }
  })
})
