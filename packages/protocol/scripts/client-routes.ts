/**
 * The part of the operation table that clients need. Each route is an export, so that a page loads only those that it calls.
 */
import { dereferenced, isObject, objectAt, type NodeObject } from "./bundle.ts"
import { documentation } from "./client-groups.ts"
import { readOperations } from "./operation-table.ts"

/**
 * The routes as TypeScript: the first verb and the path of each operation, with `{mount}` for a mount that the operator
 * chooses.
 */
export const printClientRoutes = (document: NodeObject): string => {
  const { operations, groups } = readOperations(document)
  const rawOperations = rawResponseOperations(document)
  const documented = documentation(document)
  const routes = [...operations].map(([id, { group, path, verbs }]) => {
    const row = groups.get(group)
    const mount = row?.mount ?? `${row?.mountPrefix ?? ""}{mount}`
    const raw = rawOperations.has(id) ? ", raw: true" : ""
    const { method = "", path: documentedPath = "", summary = "" } = documented.get(id) ?? {}
    const doc = `${summary}: \`${method} ${documentedPath}\``.replaceAll("*/", "*\\/")
    return `/** ${doc} */\nexport const ${id}: OperationRoute<"${id}"> = { id: "${id}", route: ${JSON.stringify(`${verbs[0]} ${mount}/${path}`)}${raw} }\n`
  })
  return `import type { OperationRoute } from "../operation-route.ts"\n\n${routes.join("")}`
}

/** The operations whose response with status 200 is not JSON. */
const rawResponseOperations = (document: NodeObject): ReadonlySet<string> => {
  const raw = new Set<string>()
  for (const item of Object.values(objectAt(document, "paths"))) {
    for (const operation of isObject(item) ? Object.values(item) : []) {
      if (!isObject(operation) || typeof operation["operationId"] !== "string") continue
      const response = dereferenced(document, objectAt(operation["responses"], "200"))
      if (Object.keys(objectAt(response, "content")).some((type) => type !== "application/json"))
        raw.add(operation["operationId"])
    }
  }
  return raw
}
