import type { ApiResponse } from "./api-request.ts"
import { at, expectAt, expectStatus, expectThat, format, secondsAt, stringAt } from "./expect.ts"
import { Failure } from "./verdict.ts"

/** The `wrap_info` of a wrapped response. Only the token is read immediately: the other fields are read on access. */
export interface WrapInfo {
  readonly token: string
  readonly accessor: string
  readonly ttl: number
  readonly creationTime: string
  readonly creationPath: string
  readonly wrappedAccessor: string | undefined
  readonly response: ApiResponse
}

/**
 * Reads `wrap_info`. Fails the case if the response is not wrapped. An invalid field fails the case only on access, so
 * that one missing field does not fail every case.
 */
export function wrapInfoOf(response: ApiResponse): WrapInfo {
  expectStatus(response, 200)
  const info = at(response, "wrap_info")
  if (info === undefined || info === null) {
    throw new Failure("the response is not wrapped", {
      expected: "wrap_info with a token",
      got: format(info),
      response
    })
  }
  const wrappedAccessor = at(response, "wrap_info.wrapped_accessor")
  return {
    token: stringAt(response, "wrap_info.token"),
    get accessor() {
      return stringAt(response, "wrap_info.accessor")
    },
    get ttl() {
      return secondsAt(response, "wrap_info.ttl")
    },
    get creationTime() {
      return stringAt(response, "wrap_info.creation_time")
    },
    get creationPath() {
      return stringAt(response, "wrap_info.creation_path")
    },
    wrappedAccessor: typeof wrappedAccessor === "string" ? wrappedAccessor : undefined,
    response
  }
}

/** Expects a wrapped response that contains nothing but `wrap_info`, and none of these secrets. */
export function expectWrapped(response: ApiResponse, ...secrets: ReadonlyArray<string>): WrapInfo {
  const info = wrapInfoOf(response)
  for (const [key, value] of Object.entries({
    request_id: "",
    lease_id: "",
    renewable: false,
    lease_duration: 0,
    data: null,
    warnings: null,
    auth: null
  }))
    expectAt(response, key, value, "RW-ENV-2")
  for (const secret of secrets)
    expectThat(!response.text.includes(secret), "the wrapped response contains the wrapped data", response)
  return info
}

/** Expects a response that is not wrapped. */
export function expectNotWrapped(response: ApiResponse): void {
  const info = at(response, "wrap_info")
  if (info !== undefined && info !== null) {
    throw new Failure("the response is wrapped but must not be", {
      expected: "wrap_info null or absent",
      got: format(info),
      response
    })
  }
}
