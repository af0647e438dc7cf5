import type { groupTable, operationTable } from "./gen/operations.ts"
import type { components, operations } from "./gen/openapi.ts"

/** The id of an operation of the spec; a second form (`x-operation`) counts as its first. */
export type OperationId = keyof typeof operationTable & keyof operations

/** A set of operations that one engine answers. */
export type OperationGroup = keyof typeof groupTable

/** The operations of a group. */
export type OperationIdOf<Group extends OperationGroup> = {
  [Id in OperationId]: (typeof operationTable)[Id]["group"] extends Group ? Id : never
}[OperationId]

type None = Readonly<Record<never, never>>

type MountParameter = Extract<(typeof groupTable)[OperationGroup]["mountParameter"], string>

type ParametersIn<Id extends OperationId, Place extends "path" | "query"> = operations[Id] extends {
  parameters: { [_ in Place]?: infer P }
}
  ? [NonNullable<P>] extends [never]
    ? None
    : NonNullable<P>
  : None

/** The variables of an operation's path below the mount, decoded. */
export type PathParameters<Id extends OperationId> = Readonly<Omit<ParametersIn<Id, "path">, MountParameter>>

/** The query variables of an operation; `list=true` and `scan=true`, which are part of the method, are not among them. */
export type QueryParameters<Id extends OperationId> = Readonly<Omit<ParametersIn<Id, "query">, "list" | "scan">>

/** The JSON body that a client sends; `undefined` where an operation takes none. */
export type RequestBody<Id extends OperationId> = operations[Id] extends {
  requestBody?: { content: infer Content } | undefined
}
  ? [Content[keyof Content]] extends [never]
    ? undefined
    : Content[keyof Content]
  : undefined

/**
 * The fields of a JSON body as a server gets them: their types are checked, whether they are there is for the operation to
 * say. Operations with an opaque body have none.
 */
export type RequestFields<Id extends OperationId> = (typeof operationTable)[Id]["opaqueBody"] extends true
  ? None
  : RequestBody<Id> extends infer Body extends object
    ? Readonly<Partial<Body>>
    : None

type JsonOf<Response> = Response extends { content: { "application/json": infer Body } }
  ? Body
  : Response extends { content?: never }
    ? undefined
    : never

type Success<Id extends OperationId> = operations[Id] extends { responses: infer Responses }
  ? { [Status in keyof Responses]: Status extends 200 | 202 | 204 ? JsonOf<Responses[Status]> : never }[keyof Responses]
  : never

/** What a request with a wrap TTL gets. */
export type WrappedResponse = components["schemas"]["WrappedResponse"]

type Unwrapped<Success> = [Exclude<Success, WrappedResponse>] extends [never]
  ? Success
  : Exclude<Success, WrappedResponse>

/**
 * What an operation answers when it is not wrapped, and what comes out when it is unwrapped: its envelope; `undefined` where
 * it answers with 204. `wrappingWrap` and `wrappingRewrap` always answer with a {@link WrappedResponse}.
 */
export type ResponseEnvelope<Id extends OperationId> = Unwrapped<Success<Id>>

type ContentOf<Response> = Response extends { content: infer Content } ? keyof Content : never

/**
 * Whether an operation answers with the thing itself (a certificate, a CRL) in place of an envelope. Where anything at all
 * may come (an upstream's answer), nothing is known of it.
 */
export type IsRawResponse<Id extends OperationId> = operations[Id] extends { responses: { 200: infer Response } }
  ? [Exclude<ContentOf<Response>, "application/json" | "*/*">] extends [never]
    ? false
    : true
  : false

/** The `data` of an operation's envelope. */
export type ResponseData<Id extends OperationId> =
  ResponseEnvelope<Id> extends infer Envelope ? (Envelope extends { data: infer Data } ? Data : undefined) : never
