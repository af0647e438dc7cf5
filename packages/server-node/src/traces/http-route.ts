import { groupTable, type OperationId, type OperationRow, operationTable } from "@enwrap/protocol"

const routes = new Map<OperationId, string>()

const routeOf = (operation: OperationId): string => {
  const { group, path }: OperationRow = operationTable[operation]
  const { mount, mountParameter, mountPrefix } = groupTable[group as keyof typeof groupTable]
  return `/v1/${mount ?? `${mountPrefix}{${mountParameter}}`}/${path.replaceAll("*}", "}")}`
}

/** The path of an operation in the spec, such as `/v1/{kv_v2_mount}/data/{path}`. */
export const httpRoute = (operation: OperationId): string => {
  const known = routes.get(operation)
  if (known !== undefined) return known
  const route = routeOf(operation)
  routes.set(operation, route)
  return route
}
