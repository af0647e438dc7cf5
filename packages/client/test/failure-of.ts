import { expect } from "vitest"

/** What errors of the clients may have. */
export type Failure = Error & {
  readonly status?: number
  readonly hint?: string
  readonly errors?: ReadonlyArray<string>
  readonly envelope?: unknown
}

/** The error that a promise is rejected with. */
export const failureOf = (promise: PromiseLike<unknown>): Promise<Failure> =>
  Promise.resolve(promise).then(
    () => expect.fail("it did not fail"),
    (error: Failure) => error
  )
