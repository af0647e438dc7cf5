import type { ApiResponse, ApiRequest } from "./ask.ts"
import { at, expectError, expectStatus } from "./expect.ts"
import { ExactNumber } from "./exact-json.ts"
import { Failure } from "./verdict.ts"

/** Creates a token that lives ten minutes, unless the body says otherwise; by a role, as an orphan, or plainly. */
export const createRequest = (body: Readonly<Record<string, unknown>>, below = ""): ApiRequest => ({
  method: "POST",
  path: `auth/token/create${below}`,
  body: { ttl: "10m", ...body }
})

/** One of the operations on a token, with the token in the body. */
export const byToken = (operation: "lookup" | "renew" | "revoke" | "revoke-orphan", token: unknown): ApiRequest => ({
  method: "POST",
  path: `auth/token/${operation}`,
  body: { token }
})

/** The same by its accessor. */
export const byAccessor = (operation: "lookup" | "renew" | "revoke", accessor: string, more: object = {}): ApiRequest => ({
  method: "POST",
  path: `auth/token/${operation}-accessor`,
  body: { accessor, ...more }
})

export const lookupSelf = (token: string): ApiRequest => ({ method: "GET", path: "auth/token/lookup-self", token })

/** The token is good for a request that the default policy allows. */
export function expectAlive(response: ApiResponse): void {
  expectStatus(response, 200)
}

/** The token is as one that never was. */
export function expectDead(response: ApiResponse): void {
  expectError(response, 403, { contains: "permission denied" })
}

/** A number of seconds that counts down: at most `most`, and at least `least`. */
export function expectSeconds(response: ApiResponse, path: string, most: number, least = most - 5): void {
  const value = at(response, path)
  const seconds = value instanceof ExactNumber ? Number(value.literal) : Number.NaN
  if (!(seconds <= most && seconds >= least)) {
    throw new Failure(`${path} has the wrong value`, {
      expected: `a number from ${least} to ${most}`,
      got: value instanceof ExactNumber ? value.literal : JSON.stringify(value),
      answer: response
    })
  }
}
