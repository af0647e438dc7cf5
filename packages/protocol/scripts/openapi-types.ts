/** The types of paths, operations and components, by openapi-typescript. */
import openapiTS, { astToString, type OpenAPI3 } from "openapi-typescript"
import type { NodeObject } from "./bundle.ts"

export const printTypes = async (document: NodeObject): Promise<string> =>
  astToString(await openapiTS(JSON.stringify(document as unknown as OpenAPI3), { immutable: true }))
