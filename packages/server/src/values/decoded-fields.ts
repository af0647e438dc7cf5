import type { OperationId, RequestFields } from "@enwrap/protocol"
import type { fieldDecoders, integerVariables } from "../gen/field-decoders.ts"
import type { fieldDecoders as lazyFieldDecoders } from "../gen/lazy-field-decoders.ts"
import type { Decoded, DecoderName } from "./field-decoders.ts"

type DecodedObject<Wire, Table> = {
  readonly [Name in keyof Wire]: Name extends keyof Table
    ? DecodedValue<Wire[Name], Table[Name]>
    : Exclude<Wire[Name], null>
}

type DecodedValue<Wire, Field> = Field extends { readonly decoder: infer Name extends DecoderName }
  ? Decoded<Name>
  : Field extends { readonly fields: infer Table }
    ? DecodedObject<Exclude<Wire, null | undefined>, Table>
    : never

type FieldTables = typeof fieldDecoders & typeof lazyFieldDecoders

type FieldTable<Id extends OperationId> = Id extends keyof FieldTables ? FieldTables[Id] : unknown

/**
 * The fields of a body as a handler gets them: durations in seconds, numbers, booleans, lists and maps, however the client wrote
 * them. A field that is `null` is absent. The handler reports a missing field.
 */
export type DecodedFields<Id extends OperationId> = DecodedObject<RequestFields<Id>, FieldTable<Id>>

/** The whole numbers among the query variables of an operation. An empty variable is 0. */
export type QueryNumbers<Id extends OperationId> = Id extends keyof typeof integerVariables
  ? { readonly [Name in (typeof integerVariables)[Id][number]]?: number }
  : Readonly<Record<never, never>>
