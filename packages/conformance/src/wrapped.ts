import type { ApiResponse } from "./ask.ts"
import { expectAt, expectThat, wrapInfoOf, type WrapInfo } from "./expect.ts"

/** A wrapped answer that tells nothing but `wrap_info`; none of these texts is anywhere in it. */
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
    expectAt(response, key, value)
  for (const secret of secrets)
    expectThat(!response.text.includes(secret), "the wrapped response contains the wrapped data", response)
  return info
}
