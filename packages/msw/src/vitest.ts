/** Extends `expect` of Vitest with the matchers. Import it in a setup file. */
import { expect } from "vitest"
import { type LeakOptions, matchers } from "./matchers.ts"

declare module "vitest" {
  // oxlint-disable-next-line no-unused-vars -- both parameters must be those of Vitest
  interface Matchers<R extends void | Promise<void> = void | Promise<void>, T = unknown> {
    /** The app has sent one unwrap of the wrapping token, and got the content. */
    toBeUnwrappedOnce: () => R
    /** The wrapping token can still be unwrapped. */
    toBePending: () => R
    /** The attacker has used the wrapping token up. */
    toHaveBeenIntercepted: () => R
    /** No secret of the test was found in a URL, on the console, or in the page's storage. */
    toHaveLeakedNothing: (options?: LeakOptions) => R
  }
}

expect.extend(matchers)

export { matchers }
