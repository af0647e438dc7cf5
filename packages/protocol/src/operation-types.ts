import type { groupTable, operationTable } from "./gen/operations.ts"
import type { components, operations } from "./gen/openapi.ts"

/** The id of an operation of the spec. A second form (`x-operation`) has the id of the first. */
export type OperationId = keyof typeof operationTable & keyof operations

/** A set of operations that one engine serves. */
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

/** The path parameters of an operation below the mount, decoded. */
export type PathParameters<Id extends OperationId> = Readonly<Omit<ParametersIn<Id, "path">, MountParameter>>

/** The query parameters of an operation, without `list=true` and `scan=true`, which are part of the verb. */
export type QueryParameters<Id extends OperationId> = Readonly<Omit<ParametersIn<Id, "query">, "list" | "scan">>

/** The JSON body that a client sends; `undefined` if the operation takes no body. */
export type RequestBody<Id extends OperationId> = operations[Id] extends {
  requestBody?: { content: infer Content } | undefined
}
  ? [Content[keyof Content]] extends [never]
    ? undefined
    : Content[keyof Content]
  : undefined

/**
 * The fields of a JSON body as an operation of the server gets them. Their types have been checked; the operation checks
 * that the required ones are present. Operations with an opaque body have no fields.
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

/** The query of a health check can choose any status, such as 204, which has no body. Clients do not ask for that. */
type SuccessStatus<Id extends OperationId> = (typeof operationTable)[Id]["bare"] extends true ? 200 : 200 | 202 | 204

type Success<Id extends OperationId> = operations[Id] extends { responses: infer Responses }
  ? {
      [Status in keyof Responses]: Status extends SuccessStatus<Id> ? JsonOf<Responses[Status]> : never
    }[keyof Responses]
  : never

/** The response to a request with a wrap TTL. */
export type WrappedResponse = components["schemas"]["WrappedResponse"]

type Unwrapped<Success> = [Exclude<Success, WrappedResponse>] extends [never]
  ? Success
  : Exclude<Success, WrappedResponse>

/** The envelopes among responses that may have none: an unwrap can return the JSON of an upstream. */
type Enveloped<Success> = [Extract<Success, components["schemas"]["Envelope"]>] extends [never]
  ? Success
  : Extract<Success, components["schemas"]["Envelope"] | undefined>

/**
 * The envelope of an operation's response, as sent without wrapping and returned by an unwrap; `undefined` if the
 * status is 204. `wrappingWrap` and `wrappingRewrap` always return a {@link WrappedResponse}.
 */
export type ResponseEnvelope<Id extends OperationId> = Enveloped<Unwrapped<Success<Id>>>

type ContentOf<Response> = Response extends { content: infer Content } ? keyof Content : never

/**
 * Whether the response of an operation is raw (a certificate, a CRL) instead of an envelope. It is false if the response can be
 * anything, such as that of an upstream server.
 */
export type IsRawResponse<Id extends OperationId> = operations[Id] extends { responses: { 200: infer Response } }
  ? [Exclude<ContentOf<Response>, "application/json" | "*/*">] extends [never]
    ? false
    : true
  : false

/** The `data` of the envelope of an operation. */
export type ResponseData<Id extends OperationId> =
  ResponseEnvelope<Id> extends infer Envelope ? (Envelope extends { data: infer Data } ? Data : undefined) : never
