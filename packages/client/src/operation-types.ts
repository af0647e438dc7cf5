import type {
  IsRawResponse,
  components,
  groupTable,
  OperationGroup,
  OperationId,
  operationTable,
  PathParameters,
  QueryParameters,
  RequestBody,
  ResponseEnvelope,
  WrappedResponse
} from "@enwrap/protocol"
import type { Call, CallOptions } from "./call.ts"
import type { RawResponse } from "./raw-response.ts"

/** A type in one piece, as editors show it. */
export type Flat<A> = { [Key in keyof A]: A[Key] }

type GroupOf<Id extends OperationId> = (typeof operationTable)[Id]["group"] & OperationGroup

type MountPart<Id extends OperationId> = (typeof groupTable)[GroupOf<Id>]["mountParameter"] extends string
  ? {
      /** Where the engine is mounted, such as `secret`. */
      readonly mount: string
    }
  : unknown

/** A token in a query would end up in logs. It must be in the body. */
type SafeQuery<Id extends OperationId> = Omit<QueryParameters<Id>, "token">

type QueryPart<Id extends OperationId> = keyof SafeQuery<Id> extends never
  ? unknown
  : { readonly query?: SafeQuery<Id> | undefined }

/** Whether nothing in a type is required. */
export type IsOptional<A> = Record<never, never> extends A ? true : false

/**
 * An object of JSON with any fields. The second type is that of a value whose type is an interface, which has no index signature.
 * Whatever has one of these symbols is not an object in JSON: a list, a function, a `Date`, a `Map`, a `Promise`.
 */
export type JsonObject =
  | { readonly [name: string]: unknown }
  | (object & {
      readonly [Symbol.iterator]?: never
      readonly [Symbol.hasInstance]?: never
      readonly [Symbol.toPrimitive]?: never
      readonly [Symbol.toStringTag]?: never
    })

/** A field of a body. If it is free-form in the spec, it is a {@link JsonObject}. */
type BodyField<Field> = Field extends { readonly [key: string]: infer Held }
  ? string extends keyof Field
    ? unknown extends Held
      ? JsonObject
      : Field
    : Field
  : Field

type Body<Sent> = { [Name in keyof Sent]: BodyField<Sent[Name]> }

type BodyPart<Id extends OperationId> = [RequestBody<Id>] extends [undefined]
  ? unknown
  : (typeof operationTable)[Id]["opaqueBody"] extends true
    ? { readonly body: JsonObject }
    : IsOptional<RequestBody<Id>> extends true
      ? { readonly body?: Body<RequestBody<Id>> | undefined }
      : { readonly body: Body<RequestBody<Id>> }

/** The parameters of an operation: its mount unless that is fixed, its path parameters, its query and its body. */
export type OperationParameters<Id extends OperationId> = Flat<
  PathParameters<Id> & MountPart<Id> & QueryPart<Id> & BodyPart<Id>
>

/** The arguments of a call. The parameters are optional if none is required. */
export type OperationArguments<Id extends OperationId> =
  IsOptional<OperationParameters<Id>> extends true
    ? [parameters?: OperationParameters<Id>, options?: CallOptions]
    : [parameters: OperationParameters<Id>, options?: CallOptions]

/** The `data` of an envelope if its type is not known. */
export type Payload = Readonly<Record<string, unknown>> | null

/** An envelope around `Data`: what an unwrap returns if the type of the wrapped response is not known. */
export interface Envelope<Data = Payload> extends Omit<components["schemas"]["Envelope"], "data"> {
  data: Data
}

/** What an unwrap returns if the response of the operation was wrapped; `never` if it cannot be wrapped. */
export type UnwrappedResponse<Id extends OperationId> =
  unknown extends ResponseEnvelope<Id>
    ? unknown
    : IsRawResponse<Id> extends true
      ? RawResponse
      : ResponseEnvelope<Id> extends WrappedResponse
        ? Envelope
        : Extract<ResponseEnvelope<Id>, { wrap_info: unknown }>

/** The response of an operation: its envelope, or a raw response. */
type PlainResponse<Id extends OperationId> = IsRawResponse<Id> extends true ? RawResponse : ResponseEnvelope<Id>

/** The promise of the response of an operation. It has `wrapped` if the protocol can wrap its response. */
export type OperationCall<Id extends OperationId> = [UnwrappedResponse<Id>] extends [never]
  ? Promise<PlainResponse<Id>>
  : Call<PlainResponse<Id>, UnwrappedResponse<Id>>

/** Every operation of the spec by its id. */
export type Operations = {
  readonly [Id in OperationId]: (...args: OperationArguments<Id>) => OperationCall<Id>
}
