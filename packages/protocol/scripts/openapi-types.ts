/** The types of paths, operations and components, by openapi-typescript. */
import openapiTS, { astToString, type OpenAPI3 } from "openapi-typescript"
import { isObject, objectAt, type NodeObject } from "./bundle.ts"

export const printTypes = async (document: NodeObject): Promise<string> =>
  astToString(await openapiTS(JSON.stringify(withScans(document) as unknown as OpenAPI3), { immutable: true }))

/** The document with each scan as the `GET` that it also is, at a path of its own. */
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
