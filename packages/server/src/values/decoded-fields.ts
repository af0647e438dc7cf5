import type { OperationGroup, OperationId, OperationIdOf, RequestFields } from "@enwrap/protocol"
import type { fieldDecoders, integerVariables } from "../gen/field-decoders.ts"
import type { Decoded, DecoderName } from "./field-decoders.ts"

/**
 * The groups of operations whose handlers get decoded fields. The handlers of the others still get the fields as the client
 * wrote them.
 */
export const DECODED_GROUPS = ["cubbyhole", "sys", "token"] as const satisfies ReadonlyArray<OperationGroup>

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

type FieldTable<Id extends OperationId> = Id extends keyof typeof fieldDecoders ? (typeof fieldDecoders)[Id] : unknown

/**
 * The fields of a body as a handler gets them: durations in seconds, numbers, booleans, lists and maps, however the client wrote
 * them. A field that is `null` is absent. The handler reports a missing field.
 */
export type DecodedFields<Id extends OperationId> = DecodedObject<RequestFields<Id>, FieldTable<Id>>

/** What the handler of an operation gets: decoded fields, or those of the request. */
export type HandlerFields<Id extends OperationId> =
  Id extends OperationIdOf<(typeof DECODED_GROUPS)[number]> ? DecodedFields<Id> : RequestFields<Id>

/** The whole numbers among the query variables of an operation. An empty variable is 0. */
export type QueryNumbers<Id extends OperationId> = Id extends keyof typeof integerVariables
  ? { readonly [Name in (typeof integerVariables)[Id][number]]?: number }
  : Readonly<Record<never, never>>
