import { readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { bundle, dereferenced, isObject, objectAt, type NodeObject } from "../scripts/bundle.ts"

const at = (path: string): string => fileURLToPath(new URL(`../../../${path}`, import.meta.url))

/** The exact edition. */
export const exact = bundle(at("spec/openapi.yaml"))
/** The generators' edition, as it is published. */
export const edition = JSON.parse(
  readFileSync(at("packages/protocol/src/gen/openapi.generators.json"), "utf8")
) as NodeObject
export const components = objectAt(edition, "components")

export interface Operation {
  readonly id: string
  readonly path: string
  readonly method: string
  readonly node: NodeObject
  readonly parameters: ReadonlyArray<NodeObject>
}

const parametersOf = (document: NodeObject, ...nodes: ReadonlyArray<NodeObject>): Array<NodeObject> =>
  nodes.flatMap(({ parameters }) =>
    Array.isArray(parameters) ? parameters.map((parameter) => dereferenced(document, parameter)) : []
  )

const operationsOf = (document: NodeObject): ReadonlyArray<Operation> =>
  Object.entries(objectAt(document, "paths")).flatMap(([path, item]) =>
    Object.entries(isObject(item) ? item : {}).flatMap(([method, node]) =>
      isObject(item) && isObject(node) && "operationId" in node
        ? [
            {
              id: String(node["operationId"]),
              path,
              method: method === "x-scan" ? "get" : method,
              node,
              parameters: parametersOf(document, item, node)
            }
          ]
        : []
    )
  )

export const exactOperations = operationsOf(exact)
export const operations = operationsOf(edition)
export const byId = new Map(operations.map((operation) => [operation.id, operation]))
