import type {
  AnswersRaw,
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
import type { Call, CallOptions, PlainCall } from "./call.ts"
import type { RawAnswer } from "./raw-answer.ts"

type Flat<A> = { [Key in keyof A]: A[Key] }

type GroupOf<Id extends OperationId> = (typeof operationTable)[Id]["group"] & OperationGroup

type MountPart<Id extends OperationId> = (typeof groupTable)[GroupOf<Id>]["mountParameter"] extends string
  ? {
      /** Where the engine is mounted, such as `secret`. */
      readonly mount: string
    }
  : unknown

/** A token in a query would end up in logs: it goes into the body. */
type SafeQuery<Id extends OperationId> = Omit<QueryParameters<Id>, "token">

type QueryPart<Id extends OperationId> = keyof SafeQuery<Id> extends never
  ? unknown
  : { readonly query?: SafeQuery<Id> | undefined }

type IsOptional<A> = Record<never, never> extends A ? true : false

type BodyPart<Id extends OperationId> = [RequestBody<Id>] extends [undefined]
  ? unknown
  : (typeof operationTable)[Id]["opaqueBody"] extends true
    ? { readonly body: Readonly<Record<string, unknown>> }
    : IsOptional<RequestBody<Id>> extends true
      ? { readonly body?: RequestBody<Id> | undefined }
      : { readonly body: RequestBody<Id> }

/** What a call of an operation takes: its mount where that is chosen, the variables of its path, its query, its body. */
export type OperationParameters<Id extends OperationId> = Flat<
  PathParameters<Id> & MountPart<Id> & QueryPart<Id> & BodyPart<Id>
>

/** The arguments of a call: its parameters may be left out where none is required. */
export type OperationArguments<Id extends OperationId> =
  IsOptional<OperationParameters<Id>> extends true
    ? [parameters?: OperationParameters<Id>, options?: CallOptions]
    : [parameters: OperationParameters<Id>, options?: CallOptions]

/** An envelope around `Data`: what unwrap gives where nothing more is known. */
export type Envelope<Data = Readonly<Record<string, unknown>> | null> = Flat<
  Omit<components["schemas"]["Envelope"], "data"> & { data: Data }
>

/** What an unwrap gives when the operation was wrapped; never where its answer cannot be wrapped. */
export type WrappedAnswer<Id extends OperationId> =
  unknown extends ResponseEnvelope<Id>
    ? unknown
    : AnswersRaw<Id> extends true
      ? RawAnswer
      : ResponseEnvelope<Id> extends WrappedResponse
        ? Envelope
        : Extract<ResponseEnvelope<Id>, { wrap_info: unknown }>

/** What an operation answers: its envelope, or the thing itself. */
type PlainAnswer<Id extends OperationId> = AnswersRaw<Id> extends true ? RawAnswer : ResponseEnvelope<Id>

/** A call of an operation, not sent yet. It can be wrapped only where the protocol wraps its answer. */
export type OperationCall<Id extends OperationId> = [WrappedAnswer<Id>] extends [never]
  ? PlainCall<PlainAnswer<Id>>
  : Call<PlainAnswer<Id>, WrappedAnswer<Id>>

/** Every operation of the spec by its id. */
export type Operations = {
  readonly [Id in OperationId]: (...args: OperationArguments<Id>) => OperationCall<Id>
}
