import { type OperationGroup, groupTable } from "@enwrap/protocol"
import * as Effect from "effect/Effect"
import type { Mounts } from "../../state/mount/mounts.ts"
import { utf8 } from "../../values/text.ts"
import { SpecDocuments } from "./spec-documents.ts"
import type { SystemHandlers } from "../system-handler.ts"

type Json = Readonly<Record<string, unknown>>

interface PathItem extends Json {
  readonly "x-mount"?: { readonly group: OperationGroup }
  readonly parameters?: ReadonlyArray<Parameter>
}

interface Parameter {
  readonly name?: string
  readonly $ref?: string
}

interface SpecDocument extends Json {
  readonly paths: Readonly<Record<string, PathItem>>
  readonly components: { readonly parameters: Readonly<Record<string, Parameter>> }
}

/** A mount, and the group of operations that answers on it. */
interface ShownMount {
  /** `secret/` */
  readonly path: string
  readonly group: OperationGroup
}

/** The spec itself: loaded when it is asked for, as it is large, and mocks in a browser never ask. */
const loadSpec = Effect.promise(
  async () =>
    (await import("@enwrap/protocol/openapi.json", { with: { type: "json" } })).default as unknown as SpecDocument
)

/** Operation ids are unique in a document: those of a mount are called after it too. */
const withMountInIds = (item: PathItem, mount: string): PathItem =>
  Object.fromEntries(
    Object.entries(item).map(([key, value]) => {
      const id = (value as { readonly operationId?: string } | null)?.operationId
      return [key, id === undefined ? value : { ...(value as Json), operationId: `${id}-${mount}` }]
    })
  )

/** The spec as it is for a server with these mounts. */
export const specWithMounts = (spec: SpecDocument, mounts: ReadonlyArray<ShownMount>): Json => {
  const nameOf = ({ $ref, name }: Parameter): string | undefined =>
    $ref === undefined ? name : spec.components.parameters[$ref.slice($ref.lastIndexOf("/") + 1)]?.name
  const paths = Object.entries(spec.paths).flatMap(([path, item]): ReadonlyArray<readonly [string, PathItem]> => {
    const group = item["x-mount"]?.group
    const row = group === undefined ? undefined : groupTable[group]
    if (row?.mountParameter === undefined) return [[path, item]]
    const { mountParameter, mountPrefix } = row
    const template = `/${mountPrefix}{${mountParameter}}/`
    const parameters = item.parameters?.filter((parameter) => nameOf(parameter) !== mountParameter) ?? []
    return mounts
      .filter((mount) => mount.group === group)
      .map((mount) => [
        `/${mount.path}${path.slice(template.length)}`,
        withMountInIds({ ...item, parameters }, mount.path.slice(0, -1).replaceAll("/", "-"))
      ])
  })
  return { ...spec, paths: Object.fromEntries(paths) }
}

/**
 * `sys/internal/specs/openapi`: open to anybody, and large. It is made once for each set of mounts that somebody sees, and kept
 * until a mount changes; whoever asks for it again is given the same bytes.
 *
 * @see RW-SYS-16
 */
export const makeSpecsOperations = (mounts: typeof Mounts.Service): Pick<SystemHandlers<"sys">, "sysOpenApi"> => {
  const documents = new SpecDocuments()
  return {
    sysOpenApi: ({ holder }) => {
      const all = mounts.all()
      const shown = all.filter(({ entry }) => holder?.acl.reachesMount(entry.path) ?? false)
      const give = (body: Uint8Array) => ({
        kind: "raw" as const,
        status: 200,
        contentType: "application/json",
        body
      })
      const known = documents.get(all, shown)
      if (known !== undefined) return Effect.succeed(give(known))
      return Effect.map(loadSpec, (spec) =>
        give(
          documents.getOrMake(all, shown, () => {
            const seen = shown.map(({ entry, group }) => ({ path: entry.path, group }))
            return utf8(JSON.stringify(specWithMounts(spec, seen)))
          })
        )
      )
    }
  }
}
