import type { OperationGroup, OperationId } from "@enwrap/protocol"
import * as Effect from "effect/Effect"
import { fieldDecoders } from "../gen/field-decoders.ts"
import { requestSchemas } from "../gen/schemas.ts"
import type { DecoderName } from "./field-decoders.ts"
import type { Shape } from "../shapes/shapes.ts"

/** How a field is decoded: with a decoder or, for an object, field by field. */
export type FieldDecoder =
  | { readonly decoder: DecoderName; readonly oldNameOf?: string }
  | { readonly fields: Readonly<Record<string, FieldDecoder>> }

export type FieldTable = Readonly<Record<string, FieldDecoder>>

type Tables<Entry> = Readonly<Record<string, Entry | undefined>>

let shapes: Tables<Shape<unknown>> = requestSchemas
let decoders: Tables<FieldTable> = fieldDecoders

/** The groups whose tables are large, and which few pages with a server need. */
const LAZY: ReadonlySet<OperationGroup> = new Set(["appRole", "userpass", "pki", "http"])

let loaded = false

/** Loads the tables of a group of operations, if it is not done. It must succeed before a request for one of them is decoded. */
export const loadTables = (group: OperationGroup): Effect.Effect<void> =>
  loaded || !LAZY.has(group)
    ? Effect.void
    : Effect.promise(async () => {
        const lazy = await import("./lazy-tables.ts")
        shapes = { ...requestSchemas, ...lazy.requestSchemas }
        decoders = { ...fieldDecoders, ...lazy.fieldDecoders }
        loaded = true
      })

/** The shape of the body of an operation that has fields. If it is not loaded, its use throws: no body is accepted unchecked. */
export const shapeOf = (operation: OperationId): Shape<unknown> => shapes[operation]!

/** How the fields of an operation are decoded; undefined if all of them have one form. */
export const fieldTableOf = (operation: OperationId): FieldTable | undefined => decoders[operation]
