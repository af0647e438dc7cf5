/** Derives the edition for code generators, in OpenAPI 3.0.3, from the exact edition. */
import { dereferenced, isObject, objectAt, type Node, type NodeObject } from "../bundle.ts"
import { canonicalExample } from "./canonical-example.ts"
import { assertUnique, headerName, parameterName, responseName, schemaName } from "./component-names.ts"
import { isEnvelope, NULLABLE_COMPONENTS, wrappableEnvelope } from "./envelopes.ts"
import { NestedObjects } from "./name-nested-objects.ts"
import { operationPlaces, type OperationPlace } from "./operation-paths.ts"
import { SchemaTranslator } from "./translate-schema.ts"

const section = (document: NodeObject, name: string): NodeObject => objectAt(objectAt(document, "components"), name)

const withoutExtensions = (node: NodeObject): NodeObject =>
  Object.fromEntries(Object.entries(node).filter(([key]) => !key.startsWith("x-")))

const mapEntries = (node: NodeObject, map: (value: NodeObject, key: string) => [string, Node]): NodeObject =>
  Object.fromEntries(Object.entries(node).flatMap(([key, value]) => (isObject(value) ? [map(value, key)] : [])))

/** A reference to a component under its new name. */
const renamedReference = (node: Node, rename: (name: string) => string): Node =>
  isObject(node) && typeof node["$ref"] === "string"
    ? { $ref: node["$ref"].replace(/[^/]+$/, (name) => rename(name)) }
    : node

export const generatorsEdition = (document: NodeObject): NodeObject => {
  const translator = new SchemaTranslator(document, schemaName)
  const nested = new NestedObjects()

  const originalNames = new Map(Object.keys(section(document, "schemas")).map((name) => [schemaName(name), name]))
  const follow = (schema: NodeObject): NodeObject =>
    typeof schema["$ref"] === "string"
      ? translator.component(originalNames.get(schema["$ref"].split("/").at(-1)!)!)
      : schema

  const schemas: NodeObject = {}
  for (const [name, schema] of Object.entries(section(document, "schemas"))) {
    if (!isObject(schema) || !translator.isComponent(name)) continue
    const translated = translator.component(name)
    const wrappable = isEnvelope(translated) ? wrappableEnvelope(translated, follow) : translated
    const nullable = NULLABLE_COMPONENTS.has(name) ? { nullable: true } : {}
    schemas[schemaName(name)] = nested.inside({ ...wrappable, ...nullable }, schemaName(name))
  }

  /** The schema of a body. Of an operation's envelope and the wrapped one, the first is enough. */
  const bodySchema = (node: Node | undefined, name: string): Node => {
    const schema = isObject(node) ? node : {}
    for (const key of ["oneOf", "anyOf"]) {
      const alternatives = Array.isArray(schema[key]) ? schema[key].filter(isObject) : []
      const [first, ...others] = alternatives.filter(({ $ref }) => $ref !== "#/components/schemas/WrappedResponse")
      if (first !== undefined && others.length === 0 && alternatives.length === 2) {
        if (isEnvelope(translator.translate(dereferenced(document, first)))) return translator.translate(first)
      }
    }
    return nested.moved(translator.translate(schema), name)
  }

  const content = (node: NodeObject, name: string): NodeObject =>
    mapEntries(node, (media, type) => [
      type,
      { ...withoutExtensions(media), schema: bodySchema(media["schema"], `${name}Body`) }
    ])

  const responses = mapEntries(section(document, "responses"), (response, name) => [
    responseName(name),
    {
      ...withoutExtensions(response),
      ...("headers" in response
        ? {
            headers: Object.fromEntries(
              Object.entries(objectAt(response, "headers")).map(([key, header]) => [
                key,
                renamedReference(header, headerName)
              ])
            )
          }
        : {}),
      ...("content" in response ? { content: content(objectAt(response, "content"), name) } : {})
    }
  ])

  const withSchema = (node: NodeObject): NodeObject => ({
    ...withoutExtensions(node),
    schema: translator.translate(node["schema"])
  })

  const parameters = mapEntries(section(document, "parameters"), (parameter, name) => [
    parameterName(name),
    withSchema(parameter)
  ])
  const headers = mapEntries(section(document, "headers"), (header, name) => [headerName(name), withSchema(header)])

  const paths: NodeObject = {}
  for (const place of operationPlaces(document)) {
    const item = objectAt(paths, place.path)
    paths[place.path] = item
    item[place.method] = operationOf(place, content)
  }

  const { summary, ...info } = objectAt(document, "info")
  const edition: NodeObject = {
    openapi: "3.0.3",
    info: {
      ...info,
      description: `${String(summary)}\n\n${String(info["description"])}`,
      license: { name: "Apache-2.0", url: "https://www.apache.org/licenses/LICENSE-2.0" }
    },
    servers: [
      {
        url: "{address}/v1",
        description: "A server at this address.",
        variables: {
          address: { default: "http://127.0.0.1:8200", description: "The address of the server, without a path." }
        }
      }
    ],
    security: document["security"] ?? [],
    tags: document["tags"] ?? [],
    paths,
    components: {
      schemas: { ...schemas, ...nested.components },
      responses,
      parameters,
      headers,
      securitySchemes: mapEntries(section(document, "securitySchemes"), (scheme, name) => [
        name,
        withoutExtensions(scheme)
      ])
    }
  }
  const pruned = withoutUnused(edition)
  const components = objectAt(pruned, "components")
  assertUnique(Object.keys(components).flatMap((name) => Object.keys(objectAt(components, name))))
  return withCanonicalExamples(pruned)
}

/** The header of the caller's token is a security scheme. */
const isToken = (parameter: Node): boolean =>
  isObject(parameter) && parameter["$ref"] === "#/components/parameters/Token"

const operationOf = (
  { operation, parameters }: OperationPlace,
  content: (node: NodeObject, name: string) => NodeObject
): NodeObject => {
  const id = String(operation["operationId"])
  const body = objectAt(operation, "requestBody")
  const { requestBody: _, parameters: __, responses, ...others } = withoutExtensions(operation)
  const kept = parameters.filter((parameter) => !isToken(parameter))
  return {
    ...others,
    ...(kept.length > 0 ? { parameters: kept.map((parameter) => renamedReference(parameter, parameterName)) } : {}),
    ...("content" in body ? { requestBody: { ...body, content: content(objectAt(body, "content"), id) } } : {}),
    responses: Object.fromEntries(
      Object.entries(isObject(responses ?? null) ? (responses as NodeObject) : {}).map(([status, response]) => [
        status,
        renamedReference(response, responseName)
      ])
    )
  }
}

/** The document without the components that nothing refers to. */
const withoutUnused = (document: NodeObject): NodeObject => {
  const used = new Set<string>()
  const visit = (node: Node | undefined): void => {
    if (Array.isArray(node)) return node.forEach(visit)
    if (!isObject(node)) return
    const reference = node["$ref"]
    if (typeof reference === "string" && !used.has(reference)) {
      used.add(reference)
      visit(dereferenced(document, node))
    }
    Object.values(node).forEach(visit)
  }
  visit(document["paths"])
  const components = Object.entries(objectAt(document, "components")).map(([name, group]): [string, Node] => [
    name,
    name === "securitySchemes"
      ? group
      : Object.fromEntries(
          Object.entries(isObject(group) ? group : {}).filter(([key]) => used.has(`#/components/${name}/${key}`))
        )
  ])
  return { ...document, components: Object.fromEntries(components) }
}

/** The document with every example in the form of its schema. */
const withCanonicalExamples = (document: NodeObject): NodeObject => {
  const visit = (node: Node): Node => {
    if (Array.isArray(node)) return node.map(visit)
    if (!isObject(node)) return node
    return Object.fromEntries(
      Object.entries(node).map(([key, value]) => {
        if (key !== "example") return [key, visit(value)]
        return [key, canonicalExample(document, "schema" in node ? node["schema"] : node, value)]
      })
    )
  }
  return visit(document) as NodeObject
}
