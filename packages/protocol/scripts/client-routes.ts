/** What a client needs of the operations, and no more: each by itself, so that a page loads only those that it calls. */
import { dereferenced, isObject, objectAt, type NodeObject } from "./bundle.ts"
import { readOperations } from "./operation-table.ts"

/** The routes as TypeScript: of each operation its first verb and its path, with `{mount}` for a mount that is chosen. */
export const printClientRoutes = (document: NodeObject): string => {
  const { operations, groups } = readOperations(document)
  const rawOperations = operationsWithRawAnswers(document)
  const routes = [...operations].map(([id, { group, path, verbs }]) => {
    const row = groups.get(group)
    const mount = row?.mount ?? `${row?.mountPrefix ?? ""}{mount}`
    const raw = rawOperations.has(id) ? ", raw: true" : ""
    return `export const ${id}: OperationRoute<"${id}"> = { id: "${id}", route: ${JSON.stringify(`${verbs[0]} ${mount}/${path}`)}${raw} }\n`
  })
  return `import type { OperationRoute } from "../operation-route.ts"\n\n${routes.join("")}`
}

/** Operations that answer 200 with something else than JSON. */
const operationsWithRawAnswers = (document: NodeObject): ReadonlySet<string> => {
  const raw = new Set<string>()
  for (const item of Object.values(objectAt(document, "paths"))) {
    for (const operation of isObject(item) ? Object.values(item) : []) {
      if (!isObject(operation) || typeof operation["operationId"] !== "string") continue
      const answer = dereferenced(document, objectAt(operation["responses"], "200"))
      if (Object.keys(objectAt(answer, "content")).some((type) => type !== "application/json"))
        raw.add(operation["operationId"])
    }
  }
  return raw
}
