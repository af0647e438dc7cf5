/**
 * The response-wrapping protocol: the types, tables and error texts of the spec, and durations. It has no run-time
 * dependency. Everything that is exported here is public.
 */
export type { components, operations, paths } from "./gen/openapi.ts"
export { existsOnceOperations, groupTable, operationTable } from "./gen/operations.ts"
export { isBodiless } from "./bodiless.ts"
export { formatDuration, parseDuration, type ParsedDuration } from "./duration.ts"
export {
  errorPrefixes,
  errorTextFor,
  errorTexts,
  fieldProblems,
  jsonTexts,
  kvTexts,
  kvWarnings,
  policyTexts,
  quotaTextFor,
  unsealTextFor,
  unsealTexts,
  warningTexts
} from "./error-texts/index.ts"
export {
  AUTHORIZATION_HEADER,
  CACHE_CONTROL_HEADER,
  CONTENT_TYPE_HEADER,
  CORS_ALLOWED_HEADERS,
  CORS_ALLOWED_METHODS,
  CORS_EXPOSED_HEADERS,
  NAMESPACE_HEADER,
  REQUEST_HEADER,
  TOKEN_HEADER,
  WRAP_FORMAT_HEADER,
  WRAP_TTL_HEADER
} from "./headers.ts"
export type { GroupRow, OperationRow, Spelling, Verb } from "./operation-row.ts"
export type {
  IsRawResponse,
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
