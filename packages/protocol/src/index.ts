/** The response-wrapping protocol: what the spec says, as types, tables, texts and durations. No run-time dependency. */
export type { components, operations, paths } from "./gen/openapi.ts"
export { groupTable, operationTable } from "./gen/operations.ts"
export type { GroupRow, OperationRow, Verb } from "./operation-row.ts"
export type {
  OperationGroup,
  OperationId,
  OperationIdOf,
  PathParameters,
  QueryParameters,
  RequestBody,
  RequestFields,
  ResponseData,
  ResponseEnvelope,
  WrappedResponse
} from "./operation-types.ts"
