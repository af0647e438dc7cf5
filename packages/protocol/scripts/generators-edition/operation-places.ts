/** Every operation of the exact edition, with the path and the method that it has in the generators' edition. */
import { isObject, objectAt, type Node, type NodeObject } from "../bundle.ts"
import { scanOf, scanPlace } from "./scan-paths.ts"

const METHODS = ["get", "head", "post", "patch", "delete"] as const

export interface OperationPlace {
  readonly path: string
  readonly method: string
  readonly operation: NodeObject
  /** Those of the path and those of the operation: not every generator reads the ones of a path. */
  readonly parameters: ReadonlyArray<Node>
}

const parametersOf = (node: NodeObject): ReadonlyArray<Node> =>
  Array.isArray(node["parameters"]) ? node["parameters"] : []

export const operationPlaces = (document: NodeObject): Array<OperationPlace> =>
  Object.entries(objectAt(document, "paths")).flatMap(([path, item]) => {
    if (!isObject(item)) return []
    const place = (operation: NodeObject) => ({ path, parameters: [...parametersOf(item), ...parametersOf(operation)] })
    const places = METHODS.flatMap((method): Array<OperationPlace> => {
      const operation = item[method]
      return isObject(operation) ? [{ ...place(operation), method, operation }] : []
    })
    const scan = scanOf(item)
    return scan === undefined
      ? places
      : [...places, { ...scanPlace(document, place(scan)), method: "get", operation: scan }]
  })
