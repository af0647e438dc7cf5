/** The operations of the bundled OpenAPI document, as the pages show them. */
import { isObject, objectAt, type Node, type NodeObject } from "../../packages/protocol/scripts/bundle.ts"

/** An operation with its references resolved. */
export interface Operation {
  readonly id: string
  /** The method, or `LIST` or `SCAN`. */
  readonly method: string
  readonly path: string
  readonly tag: string
  readonly summary: string
  readonly description: string
  readonly requirements: ReadonlyArray<string>
  /** The parameters in the path and the query. */
  readonly parameters: ReadonlyArray<NodeObject>
  readonly takesWrapTtl: boolean
  readonly body: NodeObject | undefined
  readonly responses: ReadonlyArray<readonly [status: string, response: NodeObject]>
  /** Properties that a reader should notice, as sentences. */
  readonly notes: ReadonlyArray<string>
}

export interface Tag {
  readonly name: string
  readonly description: string
  readonly operations: ReadonlyArray<Operation>
}

/** Follows the reference of a node, and keeps what is beside it. */
export const resolve = (document: NodeObject, node: Node | undefined): NodeObject => {
  if (!isObject(node)) return {}
  const { $ref: reference, ...beside } = node
  if (typeof reference !== "string") return node
  const [section = "", name = ""] = reference.replace("#/components/", "").split("/")
  return { ...resolve(document, objectAt(objectAt(document, "components"), section)[name]), ...beside }
}

export const stringAt = (node: NodeObject, key: string): string => {
  const value = node[key]
  return typeof value === "string" ? value : ""
}

export const listAt = (node: NodeObject, key: string): ReadonlyArray<Node> => {
  const value = node[key]
  return Array.isArray(value) ? value : []
}

const METHODS = ["get", "head", "post", "put", "patch", "delete", "x-scan"]

const methodOf = (key: string, operation: NodeObject): string =>
  key === "x-scan" ? "SCAN" : stringAt(operation, "x-method") || key.toUpperCase()

const notesOf = (item: NodeObject, operation: NodeObject): ReadonlyArray<string> => {
  const security = operation["security"]
  const needsNoToken =
    Array.isArray(security) &&
    (security.length === 0 || security.some((one) => isObject(one) && Object.keys(one).length === 0))
  const first = stringAt(operation, "x-operation")
  return [
    ...(needsNoToken ? ["No token needed"] : []),
    ...(operation["x-sudo"] === true ? ["Needs `sudo`"] : []),
    ...(operation["x-opaque-body"] === true ? ["The body is kept unchanged"] : []),
    ...(operation["x-top-level-data"] === true ? ["Repeats `data` at the top level"] : []),
    ...(operation["x-exists-once"] === true ? ["The response may not be returned again"] : []),
    ...(item["x-bare"] === true ? ["No envelope, never wrapped"] : []),
    ...(first === "" ? [] : [`Another form of \`${first}\``])
  ]
}

const operationOf = (document: NodeObject, path: string, item: NodeObject, key: string): Operation => {
  const operation = objectAt(item, key)
  const parameters = [...listAt(item, "parameters"), ...listAt(operation, "parameters")].map((one) =>
    resolve(document, one)
  )
  const [tag] = listAt(operation, "tags")
  return {
    id: stringAt(operation, "operationId"),
    method: methodOf(key, operation),
    path,
    tag: String(tag),
    summary: stringAt(operation, "summary"),
    description: stringAt(operation, "description"),
    requirements: listAt(operation, "x-requirements").map(String),
    parameters: parameters.filter((one) => one["in"] !== "header"),
    takesWrapTtl: parameters.some((one) => one["name"] === "X-Vault-Wrap-TTL"),
    body: operation["requestBody"] === undefined ? undefined : resolve(document, operation["requestBody"]),
    responses: Object.entries(objectAt(operation, "responses")).map(([status, response]) => [
      status,
      resolve(document, response)
    ]),
    notes: notesOf(item, operation)
  }
}

/** All operations, by tag, in the order of the document. */
export const tagsOf = (document: NodeObject): ReadonlyArray<Tag> => {
  const operations = Object.entries(objectAt(document, "paths")).flatMap(([path, item]) =>
    isObject(item)
      ? METHODS.filter((key) => isObject(item[key])).map((key) => operationOf(document, path, item, key))
      : []
  )
  return listAt(document, "tags")
    .filter(isObject)
    .map((tag) => ({
      name: stringAt(tag, "name"),
      description: stringAt(tag, "description"),
      operations: operations.filter((operation) => operation.tag === tag["name"])
    }))
}
