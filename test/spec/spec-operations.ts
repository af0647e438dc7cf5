import document from "@enwrap/protocol/openapi.json" with { type: "json" }

/** A part of the spec, as JSON. */
export type Node = Readonly<Record<string, unknown>>

/** An operation of the spec, with its examples. Second forms are separate operations here. */
export interface SpecOperation {
  readonly id: string
  /** The id of its first form: its own id if it is the first form. */
  readonly firstForm: string
  /** The group of its engine, such as `kvV2`. */
  readonly group: string
  readonly method: "GET" | "HEAD" | "POST" | "PATCH" | "DELETE" | "LIST" | "SCAN"
  /** Its path with variables: `/{kv_v2_mount}/data/{path}`. */
  readonly template: string
  /** The path variable that is the mount. */
  readonly mountParameter: string | undefined
  /** The example of each path variable, by name. */
  readonly variables: Readonly<Record<string, string>>
  /** The JSON pointer to the schema of each query variable, by name. */
  readonly queryFields: Readonly<Record<string, string>>
  readonly body: Node | undefined
  /** The JSON pointer to the schema of each field of the body, by name. */
  readonly bodyFields: Readonly<Record<string, string>>
  readonly contentType: string | undefined
  readonly unauthenticated: boolean
  /** It is outside of the logical layer: no envelope, no wrapping. */
  readonly bare: boolean
  /** The JSON pointer to each response, by status. */
  readonly responses: Readonly<Record<string, string>>
}

const isNode = (value: unknown): value is Node => typeof value === "object" && value !== null && !Array.isArray(value)

export const at = (pointer: string): unknown => {
  let node: unknown = document
  for (const key of pointer.replace(/^#?\//, "").split("/")) {
    node = (node as Node)[key.replaceAll("~1", "/").replaceAll("~0", "~")]
  }
  return node
}

const dereferenced = (node: unknown): Node => {
  if (!isNode(node)) return {}
  return typeof node["$ref"] === "string" ? dereferenced(at(node["$ref"])) : node
}

export const escaped = (key: string): string => key.replaceAll("~", "~0").replaceAll("/", "~1")

interface Parameter {
  readonly name: string
  readonly place: string
  readonly example: unknown
  /** The JSON pointer to its schema. */
  readonly schema: string
}

/** In the document, all parameters are components. */
const parametersIn = (node: unknown): ReadonlyArray<Parameter> =>
  (Array.isArray(node) ? node : []).map(({ $ref }: { readonly $ref: string }) => {
    const { name, in: place, example } = dereferenced(at($ref))
    return { name: String(name), place: String(place), example, schema: `${$ref}/schema` }
  })

const isUnauthenticated = (security: unknown): boolean =>
  Array.isArray(security) && (security.length === 0 || security.some((item) => Object.keys(item as Node).length === 0))

/** The JSON pointers to the schemas of an object's fields, if the object is a component of the document. */
const fieldsOf = (schema: unknown): Readonly<Record<string, string>> => {
  const reference = isNode(schema) ? schema["$ref"] : undefined
  if (typeof reference !== "string") return {}
  const properties = dereferenced(at(reference))["properties"]
  return Object.fromEntries(
    Object.keys(isNode(properties) ? properties : {}).map((name) => [name, `${reference}/properties/${escaped(name)}`])
  )
}

const operationOf = (template: string, item: Node, method: string, node: Node): SpecOperation => {
  const parameters = [...parametersIn(item["parameters"]), ...parametersIn(node["parameters"])]
  const [content] = Object.entries(dereferenced(dereferenced(node["requestBody"])["content"]))
  const ownSchema = (content?.[1] as Node | undefined)?.["schema"]
  const bodySchema = dereferenced(ownSchema)
  const mount = item["x-mount"] as { readonly group: string; readonly parameter?: string }
  const id = String(node["operationId"])
  return {
    id,
    firstForm: String(node["x-operation"] ?? id),
    group: mount.group,
    method: (node["x-method"] === "LIST" ? "LIST" : method.replace(/^x-/, "").toUpperCase()) as SpecOperation["method"],
    template,
    mountParameter: mount.parameter,
    variables: Object.fromEntries(
      parameters.filter(({ place }) => place === "path").map(({ name, example }) => [name, String(example)])
    ),
    queryFields: Object.fromEntries(
      parameters.filter(({ place }) => place === "query").map(({ name, schema }) => [name, schema])
    ),
    body: content === undefined ? undefined : ((bodySchema["example"] ?? {}) as Node),
    bodyFields: node["x-opaque-body"] === true ? {} : fieldsOf(ownSchema),
    contentType: content?.[0],
    unauthenticated: isUnauthenticated(node["security"]),
    bare: node["x-bare"] === true,
    responses: Object.fromEntries(
      Object.entries(node["responses"] as Node).map(([status, response]) => {
        const reference = (response as Node)["$ref"]
        const own = `#/paths/${escaped(template)}/${method}/responses/${status}`
        return [status, typeof reference === "string" ? reference : own]
      })
    )
  }
}

/** Every operation of the spec, in the order of the spec. */
export const specOperations: ReadonlyArray<SpecOperation> = Object.entries(document.paths as unknown as Node).flatMap(
  ([template, item]) =>
    Object.entries(item as Node).flatMap(([method, node]) =>
      isNode(node) && "operationId" in node ? [operationOf(template, item as Node, method, node)] : []
    )
)
