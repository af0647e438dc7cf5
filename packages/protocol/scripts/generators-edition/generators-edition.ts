/** Derives the edition for code generators, in OpenAPI 3.0.3, from the exact edition. README.md of the package says how they differ. */
import { dereferenced, isObject, objectAt, type Node, type NodeObject } from "../bundle.ts"
import { withCanonicalExamples } from "./canonical-example.ts"
import { withCanonicalResponses } from "./canonical-responses.ts"
import { assertUnique, headerName, parameterName, responseName } from "./component-names.ts"
import { responseSchemas, withOneEnvelope } from "./envelopes.ts"
import { mapValues, section, withoutExtensions, withReferredName } from "./nodes.ts"
import { withoutNullInRequests } from "./null-in-requests.ts"
import { type OperationPlace, operationPlaces } from "./operation-places.ts"
import { withPathParameterNames } from "./path-parameter-names.ts"
import { SchemaComponents } from "./schema-components.ts"
import { withoutUnused } from "./unused-components.ts"

export const generatorsEdition = (exactEdition: NodeObject): NodeObject => {
  const exact = withCanonicalResponses(exactEdition)
  const open = operationPlaces(exact)
    .filter(({ operation }) => operation["x-top-level-data"] === true)
    .flatMap(({ operation }) => responseSchemas(exact, operation))
  const document = withPathParameterNames(withoutNullInRequests(withOneEnvelope(exact, new Set(open))))
  const places = operationPlaces(document)
  const schemas = new SchemaComponents(
    document,
    places.map(({ operation }) => String(operation["operationId"]))
  )

  const responses = mapValues(section(document, "responses"), (response, name) =>
    translatedResponse(schemas, response, name)
  )
  const paths: NodeObject = {}
  for (const place of places) {
    const item = objectAt(paths, place.path)
    paths[place.path] = { ...item, [place.method]: translatedOperation(schemas, responses, place) }
  }
  const withSchema = (node: NodeObject): Node => ({
    ...withoutExtensions(node),
    schema: schemas.translate(node["schema"])
  })
  const edition = withoutUnused({
    ...head(document),
    paths,
    components: {
      schemas: schemas.all(),
      responses: renamed(responses, responseName),
      parameters: renamed(mapValues(section(document, "parameters"), withSchema), parameterName),
      headers: renamed(mapValues(section(document, "headers"), withSchema), headerName),
      securitySchemes: mapValues(section(document, "securitySchemes"), withoutExtensions)
    }
  })
  const components = objectAt(edition, "components")
  assertUnique(Object.values(components).flatMap((group) => (isObject(group) ? Object.keys(group) : [])))
  return withCanonicalExamples(edition)
}

const renamed = (components: NodeObject, rename: (name: string) => string): NodeObject =>
  Object.fromEntries(Object.entries(components).map(([name, component]) => [rename(name), component]))

const DESCRIPTION = `The edition for code generators: every value has one type, and every response one schema.
The exact edition is \`openapi.json\`.

If a request has the header \`X-Vault-Wrap-TTL\`, the server stores the response, and returns a wrapping token in \`wrap_info\`; \`data\` and \`auth\` are null then.
\`sys/wrapping/unwrap\` returns the stored response once.

Mounts are dynamic: \`/{kv_v2_mount}/data/{path}\` stands for that path below every mount of the engine.
A parameter of a path may contain slashes, encoded as \`%2F\`.`

const head = (document: NodeObject): NodeObject => {
  const { summary, ...info } = objectAt(document, "info")
  return {
    openapi: "3.0.3",
    info: {
      ...info,
      description: `${String(summary)}\n\n${DESCRIPTION}`,
      license: { name: "Apache-2.0", url: "https://www.apache.org/licenses/LICENSE-2.0" }
    },
    servers: [
      {
        url: "{address}/v1",
        description: "A server at this address.",
        variables: {
          address: { default: "http://127.0.0.1:8200", description: "The scheme, host and port of the server." }
        }
      }
    ],
    security: document["security"] ?? [],
    tags: document["tags"] ?? []
  }
}

const translatedResponse = (schemas: SchemaComponents, response: NodeObject, name: string): Node => ({
  ...withoutExtensions(response),
  ...("headers" in response
    ? { headers: mapValues(objectAt(response, "headers"), (header) => withReferredName(header, headerName)) }
    : {}),
  ...("content" in response ? { content: schemas.content(objectAt(response, "content"), name) } : {})
})

/** The header of the caller's token is a security scheme too, which is enough for a generator. */
const isToken = (parameter: Node): boolean =>
  isObject(parameter) && parameter["$ref"] === "#/components/parameters/Token"

const translatedOperation = (
  schemas: SchemaComponents,
  responses: NodeObject,
  { method, operation, parameters }: OperationPlace
): Node => {
  const { parameters: _, requestBody, ...others } = withoutExtensions(operation)
  const kept = parameters.filter((parameter) => !isToken(parameter))
  return {
    ...others,
    ...(kept.length > 0 ? { parameters: kept.map((parameter) => withReferredName(parameter, parameterName)) } : {}),
    ...(isObject(requestBody)
      ? {
          requestBody: {
            ...requestBody,
            content: schemas.content(objectAt(requestBody, "content"), String(operation["operationId"]))
          }
        }
      : {}),
    responses: mapValues(objectAt(operation, "responses"), (response) =>
      method === "head" ? withoutContent(responses, response) : withReferredName(response, responseName)
    )
  }
}

/** The response to `HEAD` has no body. */
const withoutContent = (responses: NodeObject, response: NodeObject): Node => {
  const { content: _, ...others } = dereferenced({ components: { responses } }, response)
  return others
}
