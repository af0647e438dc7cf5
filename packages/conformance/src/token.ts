import type { Answer, Ask } from "./ask.ts"
import { at, expectError, expectStatus } from "./expect.ts"
import { ExactNumber } from "./exact-json.ts"
import { Failure } from "./verdict.ts"

/** Creates a token that lives ten minutes, unless the body says otherwise; by a role, as an orphan, or plainly. */
export const create = (body: Readonly<Record<string, unknown>>, below = ""): Ask => ({
  method: "POST",
  path: `auth/token/create${below}`,
  body: { ttl: "10m", ...body }
})

/** One of the operations on a token, with the token in the body. */
export const onToken = (operation: "lookup" | "renew" | "revoke" | "revoke-orphan", token: unknown): Ask => ({
  method: "POST",
  path: `auth/token/${operation}`,
  body: { token }
})

/** The same by its accessor. */
export const onAccessor = (operation: "lookup" | "renew" | "revoke", accessor: string, more: object = {}): Ask => ({
  method: "POST",
  path: `auth/token/${operation}-accessor`,
  body: { accessor, ...more }
})

export const lookupSelf = (token: string): Ask => ({ method: "GET", path: "auth/token/lookup-self", token })

/** The token is good for a request that the default policy allows. */
export function expectAlive(answer: Answer): void {
  expectStatus(answer, 200)
}

/** The token is as one that never was. */
export function expectDead(answer: Answer): void {
  expectError(answer, 403, { contains: "permission denied" })
}

/** A number of seconds that counts down: at most `most`, and at least `least`. */
export function expectSeconds(answer: Answer, path: string, most: number, least = most - 5): void {
  const value = at(answer, path)
  const seconds = value instanceof ExactNumber ? Number(value.literal) : Number.NaN
  if (!(seconds <= most && seconds >= least)) {
    throw new Failure(`${path} has the wrong value`, {
      expected: `a number from ${least} to ${most}`,
      got: value instanceof ExactNumber ? value.literal : JSON.stringify(value),
      answer
    })
  }
}
