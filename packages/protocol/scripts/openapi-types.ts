/** The types of paths, operations and components, by openapi-typescript. */
import openapiTS, { astToString, type OpenAPI3 } from "openapi-typescript"
import { isObject, objectAt, type Node, type NodeObject } from "./bundle.ts"

/** The declarations that openapi-typescript generates from a document. */
type Declarations = Awaited<ReturnType<typeof openapiTS>>

/**
 * The components have the descriptions of the spec. Paths and operations are generated from a document without the
 * descriptions of headers: openapi-typescript would repeat them at every operation, and the components have them already.
 */
export const printTypes = async (document: NodeObject): Promise<string> => {
  const components = await declarationsOf(withoutResponseExamples(withoutEnvelopeExamples(document)))
  const others = await declarationsOf(withoutHeaderDocs(document))
  const text = astToString(others.map((declaration) => named(components, "components", declaration)))
  return text.replaceAll(/^export interface (\w+)/gm, (start, name: string) =>
    name in DOCS ? `/** ${DOCS[name]} */\n${start}` : start
  )
}

const DOCS: Readonly<Record<string, string>> = {
  paths: "The operations of each path of the spec, by method.",
  components: "The schemas, parameters, headers and responses of the spec, by name.",
  operations: "The operations of the spec by id: their parameters, request bodies and responses."
}

const declarationsOf = (document: NodeObject): Promise<Declarations> =>
  openapiTS(JSON.stringify(withScans(document) as unknown as OpenAPI3), { immutable: true })

const nameOf = (declaration: Declarations[number]): string | undefined =>
  "name" in declaration ? (declaration.name as { readonly text?: string }).text : undefined

/** The given declaration. If it has this name, the declaration of the same name in `among` replaces it. */
const named = (among: Declarations, name: string, declaration: Declarations[number]): Declarations[number] =>
  nameOf(declaration) === name ? (among.find((other) => nameOf(other) === name) ?? declaration) : declaration

const mapSection = (
  document: NodeObject,
  section: string,
  change: (component: NodeObject) => NodeObject
): NodeObject => {
  const components = objectAt(document, "components")
  const changed = Object.entries(objectAt(components, section)).map(([name, component]): [string, Node] => [
    name,
    isObject(component) ? change(component) : component
  ])
  return { ...document, components: { ...components, [section]: Object.fromEntries(changed) } }
}

const withoutHeaderDocs = (document: NodeObject): NodeObject =>
  mapSection(document, "parameters", (parameter) => {
    const { description: _, example: __, ...others } = parameter
    return parameter["in"] === "header" ? others : parameter
  })

/** The example of an envelope (`allOf`) repeats the example of its data. */
const withoutEnvelopeExamples = (document: NodeObject): NodeObject =>
  mapSection(document, "schemas", (schema) => {
    const { example: _, ...others } = schema
    return "allOf" in schema ? others : schema
  })

/** The example of a response repeats the example of its schema. */
const withoutResponseExamples = (document: NodeObject): NodeObject =>
  mapSection(document, "responses", (response) => {
    const content = Object.entries(objectAt(response, "content")).map(([type, media]): [string, Node] => {
      const { example: _, ...others } = isObject(media) ? media : {}
      return [type, others]
    })
    return "content" in response ? { ...response, content: Object.fromEntries(content) } : response
  })

/** The document with each scan as the `GET` that it also is, at its own path. */
const withScans = (document: NodeObject): NodeObject => ({
  ...document,
  paths: Object.fromEntries(
    Object.entries(objectAt(document, "paths")).flatMap(([path, item]) => {
      if (!isObject(item) || !isObject(item["x-scan"])) return [[path, item]]
      const { "x-scan": scan, ...others } = item
      return [
        [path, others],
        [`${path}?scan=true`, { parameters: item["parameters"] ?? [], get: scan }]
      ]
    })
  )
})
