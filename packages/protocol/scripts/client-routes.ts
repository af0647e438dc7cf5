/** What a client needs of the operations, and no more: the whole table would be a quarter of what a page loads. */
import type { NodeObject } from "./bundle.ts"
import { readOperations } from "./operation-table.ts"

/** The routes as TypeScript: of each operation its first verb and its path, with `{mount}` for a mount that is chosen. */
export const printClientRoutes = (document: NodeObject): string => {
  const { operations, groups } = readOperations(document)
  const routes = [...operations].map(([id, { group, path, verbs }]) => {
    const row = groups.get(group)
    const mount = row?.mount ?? `${row?.mountPrefix ?? ""}{mount}`
    return `  ${id}: ${JSON.stringify(`${verbs[0]} ${mount}/${path}`)}`
  })
  return `import type { OperationId, Verb } from "@enwrap/protocol"

/** Of every operation of the spec its verb and its path. */
export const routes: Readonly<Record<OperationId, \`\${Verb} \${string}\`>> = {
${routes.join(",\n")}
}
`
}
