import { readFileSync } from "node:fs"
import { describe, expect, it } from "vitest"
import { dereferenced, objectAt, type Node, type NodeObject } from "../scripts/bundle.ts"
import { operationTable } from "../src/index.ts"
import { byId, edition, exact, exactOperations, operations } from "./editions.ts"

/** The schema of a JSON body. */
const jsonSchema = (document: NodeObject, node: Node | undefined): NodeObject =>
  objectAt(objectAt(objectAt(dereferenced(document, node), "content"), "application/json"), "schema")

describe("the operations of the generators' edition", () => {
  it("are those of the exact edition, with the same methods and statuses", () => {
    expect([...byId.keys()].sort()).toEqual(exactOperations.map(({ id }) => id).sort())
    expect(operations.length).toBe(byId.size)
    for (const { id, method, node } of exactOperations) {
      expect(byId.get(id)!.method, id).toBe(method)
      expect(Object.keys(objectAt(byId.get(id)!.node, "responses")), id).toEqual(
        Object.keys(objectAt(node, "responses"))
      )
    }
  })

  it("include every operation of the clients, under the same id", () => {
    expect(Object.keys(operationTable).filter((id) => !byId.has(id))).toEqual([])
  })

  it("have paths without a query, each template once", () => {
    const templates = new Set(operations.map(({ path }) => path))
    for (const path of templates) expect(path).toMatch(/^\/[^?#]*$/)
    const shapes = [...templates].map((path) => path.replaceAll(/\{\w+\}/g, "{}"))
    expect(shapes.filter((shape, index) => shapes.indexOf(shape) !== index)).toEqual([])
  })

  it("declare each parameter of the path, once", () => {
    for (const { id, parameters, path } of operations) {
      const inPath = parameters.filter((parameter) => parameter["in"] === "path")
      expect(inPath.filter((parameter) => "default" in objectAt(parameter, "schema"))).toEqual([])
      expect(inPath.map(({ name }) => `{${String(name)}}`).sort(), id).toEqual((path.match(/\{[^}]+\}/g) ?? []).sort())
    }
  })

  it("are lists and scans with the query that makes a GET one", () => {
    const lists = exactOperations
      .filter(({ node }) => node["x-method"] === "LIST")
      .map(({ id }) => [id, "list"] as const)
    const scans = exactOperations.filter(({ parameters }) => parameters.some(({ name }) => name === "scan"))
    expect(lists.length).toBeGreaterThan(15)
    expect(scans.length).toBeGreaterThan(2)
    for (const [id, name] of [...lists, ...scans.map(({ id }) => [id, "scan"] as const)]) {
      const operation = byId.get(id)!
      expect(operation.method, id).toBe("get")
      const parameter = operation.parameters.find((item) => item["in"] === "query" && item["name"] === name)
      expect(parameter, id).toMatchObject({ required: true, schema: { type: "string", enum: ["true"] } })
    }
  })

  it("are documented in the README if they are scans", () => {
    const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8")
    const scans = operations.filter(({ parameters }) => parameters.some(({ name }) => name === "scan"))
    for (const { id, path } of scans) expect(readme).toContain(`| \`${id}\` | \`${path}\``)
  })

  it("have a response that may be wrapped and the header that asks for it, if the exact edition has them", () => {
    for (const { id, node, parameters } of exactOperations) {
      const header = (list: ReadonlyArray<NodeObject>) => list.some(({ name }) => name === "X-Vault-Wrap-TTL")
      expect(header(byId.get(id)!.parameters), id).toBe(header(parameters))
      const success = objectAt(node, "responses")["200"]
      if (success === undefined || !JSON.stringify(jsonSchema(exact, success)).includes("/WrappedResponse")) continue
      const schema = dereferenced(edition, jsonSchema(edition, objectAt(byId.get(id)!.node, "responses")["200"]))
      // The JSON of an upstream is any JSON.
      if (!("properties" in schema)) continue
      const { wrap_info } = objectAt(schema, "properties")
      const info = dereferenced(edition, wrap_info)
      const isAlways = !("oneOf" in jsonSchema(exact, success)) || id === "sysOpenApiRead" || id === "sysMetricsRead"
      expect([id, info["type"], info["nullable"] ?? false]).toEqual([id, "object", !isAlways])
    }
  })

  it("keep the media types of bodies, and describe bytes as application/octet-stream too", () => {
    for (const { id, node } of exactOperations.filter(({ method }) => method !== "head")) {
      for (const [status, response] of Object.entries(objectAt(node, "responses"))) {
        const types = Object.keys(objectAt(dereferenced(exact, response), "content"))
        const content = objectAt(
          dereferenced(edition, objectAt(objectAt(byId.get(id)!.node, "responses"), status)),
          "content"
        )
        for (const type of types)
          expect(Object.keys(content), `${id} ${status}`).toContain(type.replace("*/*", "application/octet-stream"))
        const isBytes = types.some((type) => type !== "application/json")
        expect("application/octet-stream" in content, `${id} ${status}`).toBe(isBytes)
      }
    }
  })
})

describe("the types of the generators' edition", () => {
  it("are the canonical ones for every field and parameter that has a decoder", () => {
    const expected: Readonly<Record<string, NodeObject>> = {
      boolean: { type: "boolean" },
      integer: { type: "integer" },
      integers: { type: "array", items: { type: "integer" } },
      lifetime: { type: "string" },
      signedLifetime: { type: "string" },
      list: { type: "array", items: { type: "string" } },
      mountTtl: { type: "string" },
      names: { type: "array", items: { type: "string" } },
      number: { type: "number" },
      seconds: { type: "string" },
      signedSeconds: { type: "string" },
      string: { type: "string" },
      stringMap: { type: "object", additionalProperties: { type: "string" } }
    }
    let checked = 0
    for (const { id, node } of exactOperations) {
      const [exactBody, body] = [node, byId.get(id)!.node].map((operation) =>
        objectAt(Object.values(objectAt(objectAt(operation, "requestBody"), "content"))[0], "schema")
      )
      const properties = objectAt(dereferenced(edition, body), "properties")
      for (const [name, property] of Object.entries(objectAt(dereferenced(exact, exactBody), "properties"))) {
        const decoder = dereferenced(exact, property)["x-decoder"]
        if (typeof decoder !== "string") continue
        expect(properties[name], `${id}.${name}`).toMatchObject(expected[decoder]!)
        checked += 1
      }
    }
    expect(checked).toBeGreaterThan(300)
  })

  it("are not nullable in JSON requests, and are in merge patches where null means something", () => {
    const nullable = (type: string) =>
      operations.flatMap(({ node }) => {
        const media = objectAt(objectAt(objectAt(node, "requestBody"), "content"), type)
        const properties = objectAt(dereferenced(edition, media["schema"]), "properties")
        return Object.values(properties).filter((property) => objectAt({ property }, "property")["nullable"] === true)
      })
    expect(nullable("application/json")).toEqual([])
    expect(nullable("application/merge-patch+json").length).toBeGreaterThan(4)
  })
})
