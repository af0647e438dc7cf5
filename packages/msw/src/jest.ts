/** Extends `expect` of Jest with the matchers. Name it in `setupFilesAfterEnv`. */
import { type LeakOptions, matchers } from "./matchers.ts"

/** The matchers, for `expect` of Jest. */
export interface EnwrapMatchers<R> {
  /** The app has sent one unwrap of the wrapping token, and got the content. */
  toBeUnwrappedOnce: () => R
  /** The wrapping token can still be unwrapped. */
  toBePending: () => R
  /** The attacker has used the wrapping token up. */
  toHaveBeenIntercepted: () => R
  /** No secret of the test was found in a URL, on the console, or in the page's storage. */
  toHaveLeakedNothing: (options?: LeakOptions) => R
}

declare global {
  namespace jest {
    interface Matchers<R> extends EnwrapMatchers<R> {}
  }
}

const { expect } = globalThis as unknown as { readonly expect?: { readonly extend: (added: typeof matchers) => void } }
// Without the globals of Jest (`injectGlobals: false`), extend the imported `expect` with the matchers.
expect?.extend(matchers)

export { matchers }
