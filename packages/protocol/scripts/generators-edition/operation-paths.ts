/**
 * The paths and operations. OpenAPI has no method LIST or SCAN, and no two operations at the same path and method. A list has its own
 * path already, which ends in `/`; a scan gets one that a server reads as the same.
 */
import { isObject, objectAt, type Node, type NodeObject } from "../bundle.ts"

const METHODS = ["get", "head", "post", "patch", "delete"] as const

export interface OperationPlace {
  readonly path: string
  readonly method: string
  readonly operation: NodeObject
  /** The parameters of the path and of the operation. */
  readonly parameters: Array<Node>
}

const arrayAt = (node: NodeObject, key: string): Array<Node> => (Array.isArray(node[key]) ? node[key] : [])

/** Every operation, a scan at a path that no other `GET` has. */
export const operationPlaces = (document: NodeObject): Array<OperationPlace> => {
  const paths = objectAt(document, "paths")
  return Object.entries(paths).flatMap(([path, item]) => {
    if (!isObject(item)) return []
    const shared = arrayAt(item, "parameters")
    const places = METHODS.flatMap((method): Array<OperationPlace> => {
      const operation = item[method]
      if (!isObject(operation)) return []
      return [{ path, method, operation, parameters: [...shared, ...arrayAt(operation, "parameters")] }]
    })
    const scan = item["x-scan"]
    if (!isObject(scan)) return places
    return [...places, scanPlace(paths, path, scan, [...shared, ...arrayAt(scan, "parameters")])]
  })
}

/**
 * The path of a scan, which a server reads as the path of the list:
 * - without the trailing slash, if no operation reads this path;
 * - otherwise with its literal segment as a parameter that has only this value;
 * - otherwise with the mount and the path as one parameter.
 */
const scanPlace = (paths: NodeObject, path: string, operation: NodeObject, parameters: Array<Node>): OperationPlace => {
  const place = { method: "get", operation }
  const short = path.replace(/\/$/, "")
  if (!("get" in objectAt(paths, short))) return { ...place, path: short, parameters }
  const literal = path.split("/").find((segment) => /^\w+$/.test(segment))
  if (literal !== undefined) {
    const segment: NodeObject = {
      name: literal,
      in: "path",
      required: true,
      description: `Always \`${literal}\`.`,
      schema: { type: "string", enum: [literal] },
      example: literal
    }
    return { ...place, path: path.replace(`/${literal}/`, `/{${literal}}/`), parameters: [segment, ...parameters] }
  }
  const [mount, folder, ...others] = parameters
  const name = path.split("/")[1]!.replace(/^\{(.*)_mount\}$/, "$1_folder")
  void mount
  void folder
  const joined: NodeObject = {
    name,
    in: "path",
    required: true,
    description: "The path of a folder with the path of the mount before it, without a trailing slash.",
    schema: { type: "string" },
    example: "legacy/ci"
  }
  return { ...place, path: `/{${name}}/`, parameters: [joined, ...others] }
}
