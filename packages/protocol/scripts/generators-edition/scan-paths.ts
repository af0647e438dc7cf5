/**
 * The path of a scan. OpenAPI has neither a method SCAN nor two operations at the same path and method, and the path of the list is
 * taken. A path must not contain a query. So a scan gets another template of the same path.
 */
import { dereferenced, isObject, objectAt, type Node, type NodeObject } from "../bundle.ts"

interface Place {
  readonly path: string
  readonly parameters: ReadonlyArray<Node>
}

/**
 * The template of a scan, by the first rule that applies:
 * 1. without the trailing slash, which a server adds, if nothing is read there;
 * 2. with a literal segment as a parameter that has only this value;
 * 3. with the mount and the path below it as one parameter.
 */
export const scanPlace = (document: NodeObject, list: Place): Place => {
  const short = list.path.replace(/\/$/, "")
  if (!("get" in objectAt(objectAt(document, "paths"), short))) return { ...list, path: short }
  const literal = list.path.split("/").find((segment) => /^[\w-]+$/.test(segment))
  return literal === undefined ? joined(document, list) : withParameter(list, literal)
}

const withParameter = ({ path, parameters }: Place, literal: string): Place => {
  const parameter: NodeObject = {
    name: literal,
    in: "path",
    required: true,
    description: `Always \`${literal}\`.`,
    schema: { type: "string", enum: [literal] },
    example: literal
  }
  return { path: path.replace(`/${literal}/`, `/{${literal}}/`), parameters: [...parameters, parameter] }
}

const joined = (document: NodeObject, { path, parameters }: Place): Place => {
  const inPath = parameters.filter((parameter) => dereferenced(document, parameter)["in"] === "path")
  const [mount, ...others] = inPath.map((parameter) => dereferenced(document, parameter))
  if (mount === undefined || path !== `/${[mount, ...others].map(({ name }) => `{${String(name)}}`).join("/")}/`)
    throw new Error(`${path} has no template for its scan`)
  const name = String(mount["name"]).replace(/_mount$/, "_folder")
  const parameter: NodeObject = {
    name,
    in: "path",
    required: true,
    description: "The path of the mount and of a folder below it, slashes included, without a trailing slash.",
    schema: { type: "string" },
    example: [mount, ...others].map(({ example }) => String(example)).join("/")
  }
  return { path: `/{${name}}/`, parameters: [parameter, ...parameters.filter((item) => !inPath.includes(item))] }
}

/** Whether a node is a scan beside the list of a path item. */
export const scanOf = (item: NodeObject): NodeObject | undefined =>
  isObject(item["x-scan"]) ? item["x-scan"] : undefined
