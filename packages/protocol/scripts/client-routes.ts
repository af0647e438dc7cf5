/** What a client needs of the operations, and no more: each by itself, so that a page loads only those that it calls. */
import type { NodeObject } from "./bundle.ts"
import { readOperations } from "./operation-table.ts"

/** The routes as TypeScript: of each operation its first verb and its path, with `{mount}` for a mount that is chosen. */
export const printClientRoutes = (document: NodeObject): string => {
  const { operations, groups } = readOperations(document)
  const routes = [...operations].map(([id, { group, path, verbs }]) => {
    const row = groups.get(group)
    const mount = row?.mount ?? `${row?.mountPrefix ?? ""}{mount}`
    return `export const ${id}: OperationRoute<"${id}"> = { id: "${id}", route: ${JSON.stringify(`${verbs[0]} ${mount}/${path}`)} }\n`
  })
  return `import type { OperationRoute } from "../operation-route.ts"\n\n${routes.join("")}`
}
