import { groupTable, type OperationGroup, operationTable, TOKEN_HEADER } from "@enwrap/protocol"
import type { Engine } from "@enwrap/server/engine"
import type { MockServer } from "./mock-server.ts"

interface Mount {
  readonly type: string
  readonly options: Readonly<Record<string, string>> | null
}

/** Whether an operation of the server has this path, on one of its present mounts. */
export const isOperationPath = (server: MockServer, path: string): boolean => {
  const lazy = server.lazyMounts.map(({ options = {}, path: mount, type }) => [mount, { type, options }] as const)
  const mounted = [
    ...withGroup(server, lazy, ""),
    ...mountsAt(server, "sys/mounts", ""),
    ...mountsAt(server, "sys/auth", "auth/")
  ]
  const fixed = Object.entries(groupTable).flatMap(([group, { mount }]) =>
    mount === undefined ? [] : [{ group, mount: `${mount}/` }]
  )
  return [...fixed, ...mounted].some(
    ({ group, mount }) =>
      path.startsWith(mount) && pathsOf(group).some((pattern) => pattern.test(path.slice(mount.length)))
  )
}

interface GroupAt {
  readonly group: string
  readonly mount: string
}

const mountsAt = (server: MockServer, path: string, prefix: string): ReadonlyArray<GroupAt> => {
  const { text } = server.ask({ method: "GET", path, headers: { [TOKEN_HEADER]: server.rootToken } })
  const { data } = JSON.parse(text) as { readonly data: Readonly<Record<string, Mount>> }
  return withGroup(server, Object.entries(data), prefix)
}

const withGroup = (
  server: MockServer,
  mounts: ReadonlyArray<readonly [string, Mount]>,
  prefix: string
): ReadonlyArray<GroupAt> =>
  mounts.flatMap(([mount, { options, type }]) => {
    const engine = engineOf(server.engines, type, options ?? {})
    return engine === undefined ? [] : [{ group: engine.group, mount: prefix + mount }]
  })

const engineOf = (engines: ReadonlyArray<Engine>, type: string, options: Readonly<Record<string, string>>) => {
  const ofType = engines.filter((engine) => engine.type === type)
  const exact = ofType.find((engine) =>
    Object.entries(engine.options).every(([name, value]) => options[name] === value)
  )
  return exact ?? ofType[0]
}

/** The paths of a group below its mount, as patterns. The path of a list ends in a slash, which a request may leave out. */
const pathsOf = (group: string): ReadonlyArray<RegExp> =>
  Object.values(operationTable)
    .filter((operation) => (operation.group as OperationGroup) === group)
    .map(({ path }) => {
      const pattern = path
        .split(/(\{[^}]+\})/)
        .map(patternOf)
        .join("")
      return new RegExp(`^${pattern.replace(/\/\.\*\/$/, "(?:/.*)?").replace(/\/$/, "/?")}$`)
    })

const patternOf = (part: string): string => {
  if (!part.startsWith("{")) return part.replaceAll(/[.*+?^$()|[\]\\]/g, String.raw`\$&`)
  return part.endsWith("*}") ? ".*" : "[^/]+"
}
