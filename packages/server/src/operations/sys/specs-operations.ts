import { type OperationGroup, groupTable } from "@enwrap/protocol"
import * as Effect from "effect/Effect"
import { Mounts } from "../../state/mount/mounts.ts"
import { utf8 } from "../../values/encodings.ts"
import { type KeptDocument, SpecDocuments } from "./spec-documents.ts"
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

/** A mount, and the group of its operations. */
interface ShownMount {
  /** `secret/` */
  readonly path: string
  readonly group: OperationGroup
}

/** Loads the spec for the first request for it: it is large, and mocks in a browser never need it. */
const loadSpec = Effect.promise(
  async () =>
    (await import("@enwrap/protocol/openapi.json", { with: { type: "json" } })).default as unknown as SpecDocument
)

/** Operation ids must be unique in a document, so those of a mount contain its path. */
const withMountInIds = (item: PathItem, mount: string): PathItem =>
  Object.fromEntries(
    Object.entries(item).map(([key, value]) => {
      const id = (value as { readonly operationId?: string } | null)?.operationId
      return [key, id === undefined ? value : { ...(value as Json), operationId: `${id}-${mount}` }]
    })
  )

/** The spec of a server with these mounts. */
const specWithMounts = (spec: SpecDocument, mounts: ReadonlyArray<ShownMount>): Json => {
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

const jsonDocument = (document: Json): KeptDocument => ({
  kind: "raw",
  status: 200,
  contentType: "application/json",
  body: utf8(JSON.stringify(document))
})

/**
 * `sys/internal/specs/openapi`. It needs no token, and it is large, so each document is made once for each set of visible mounts
 * and cached until a mount changes.
 *
 * @see RW-SYS-16
 */
export const specsOperations = Effect.gen(function* () {
  const mounts = yield* Mounts
  const documents = new SpecDocuments()
  return {
    sysOpenApiRead: ({ holder }) => {
      const all = mounts.all()
      const visible = all.filter(({ entry }) => holder?.acl.reachesMount(entry.path) ?? false)
      const cached = documents.get(all, visible)
      if (cached !== undefined) return Effect.succeed(cached)
      return Effect.map(loadSpec, (spec) =>
        documents.getOrMake(all, visible, () => {
          const shown = visible.map(({ entry, group }) => ({ path: entry.path, group }))
          return jsonDocument(specWithMounts(spec, shown))
        })
      )
    }
  } satisfies Partial<SystemHandlers<"sys">>
})
