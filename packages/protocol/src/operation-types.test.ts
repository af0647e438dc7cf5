import { describe, expectTypeOf, it } from "vitest"
import type { components } from "./gen/openapi.ts"
import type {
  OperationGroup,
  OperationIdOf,
  PathParameters,
  QueryParameters,
  RequestBody,
  RequestFields,
  ResponseData,
  ResponseEnvelope,
  WrappedResponse
} from "./operation-types.ts"

describe("the types of operations", () => {
  it("operations are grouped by engine", () => {
    expectTypeOf<OperationGroup>().toEqualTypeOf<
      "sys" | "token" | "cubbyhole" | "kvV1" | "kvV2" | "pki" | "http" | "appRole" | "userpass"
    >()
    expectTypeOf<OperationIdOf<"kvV1">>().toEqualTypeOf<
      "kvV1Read" | "kvV1Write" | "kvV1Delete" | "kvV1List" | "kvV1Scan"
    >()
  })

  it("path parameters do not include the mount", () => {
    expectTypeOf<PathParameters<"kvV2Read">>().toEqualTypeOf<{ readonly path: string }>()
    expectTypeOf<PathParameters<"policyRead">>().toEqualTypeOf<{ readonly name: string }>()
    expectTypeOf<keyof PathParameters<"kvV2ConfigRead">>().toBeNever()
    expectTypeOf<keyof PathParameters<"wrappingWrap">>().toBeNever()
  })

  it("query parameters do not include list and scan", () => {
    expectTypeOf<QueryParameters<"kvV2Read">>().toEqualTypeOf<{ readonly version?: number }>()
    expectTypeOf<keyof QueryParameters<"kvV1List">>().toBeNever()
    expectTypeOf<QueryParameters<"kvV2List">>().toEqualTypeOf<{ readonly after?: string; readonly limit?: number }>()
    expectTypeOf<keyof QueryParameters<"tokenCreate">>().toBeNever()
  })

  it("a required field is required for clients, and optional for servers", () => {
    expectTypeOf<RequestBody<"tokenLookupAccessor">>().toEqualTypeOf<{ readonly accessor: string }>()
    expectTypeOf<RequestFields<"tokenLookupAccessor">>().toEqualTypeOf<{ readonly accessor?: string }>()
    expectTypeOf<RequestBody<"kvV1Write">>().toEqualTypeOf<{ readonly [key: string]: unknown }>()
    expectTypeOf<keyof RequestFields<"kvV1Write">>().toBeNever()
    expectTypeOf<RequestBody<"kvV2Patch">>().toEqualTypeOf<components["schemas"]["KvV2WriteRequest"]>()
    expectTypeOf<RequestBody<"kvV1Read">>().toEqualTypeOf<undefined>()
    expectTypeOf<RequestBody<"tokenCreate">["ttl"]>().toEqualTypeOf<string | number | undefined>()
    expectTypeOf<RequestBody<"tokenCreate">["policies"]>().toEqualTypeOf<
      string | ReadonlyArray<string | number> | undefined
    >()
  })

  it("a response is the envelope of the operation, not the wrapped response", () => {
    expectTypeOf<ResponseEnvelope<"kvV2Read">["wrap_info"]>().toEqualTypeOf<null>()
    expectTypeOf<ResponseData<"kvV2Write">["version"]>().toEqualTypeOf<number>()
    expectTypeOf<ResponseData<"tokenCreate">>().toEqualTypeOf<null>()
    expectTypeOf<ResponseEnvelope<"tokenCreate">["auth"]["client_token"]>().toEqualTypeOf<string>()
    expectTypeOf<ResponseData<"kvV1Read">>().toEqualTypeOf<{ readonly [key: string]: unknown }>()
    expectTypeOf<ResponseData<"wrappingLookup">["creation_ttl"]>().toEqualTypeOf<number>()
    expectTypeOf<ResponseEnvelope<"tokenRevoke">>().toEqualTypeOf<undefined>()
    expectTypeOf<undefined>().toExtend<ResponseEnvelope<"tokenRevokeAccessor">>()
    expectTypeOf<ResponseEnvelope<"wrappingWrap">>().toEqualTypeOf<WrappedResponse>()
    expectTypeOf<ResponseEnvelope<"sysHealthRead">["sealed"]>().toEqualTypeOf<boolean>()
    expectTypeOf<WrappedResponse["wrap_info"]["token"]>().toEqualTypeOf<string>()
    expectTypeOf<WrappedResponse["request_id"]>().toEqualTypeOf<"">()
  })

  it("mistakes do not compile", () => {
    // @ts-expect-error -- a field of a wrong type
    const body: RequestBody<"tokenLookup"> = { token: 5 }
    // @ts-expect-error -- a version that is not in the response
    type Surplus = ResponseData<"tokenLookup">["version"]
    expectTypeOf(body).not.toBeAny()
    expectTypeOf<Surplus>().toBeAny()
  })
})
