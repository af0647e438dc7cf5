import type { SendOptions } from "./transport.ts"
import type { Ttl } from "./ttl.ts"
import type { WrapInfo } from "./wrap-info.ts"

/**
 * A call that has not been sent yet. `await` sends it, and so do `send()`, `then`, `catch` and `finally`. It is sent once,
 * no matter how often it is awaited.
 */
export interface PlainCall<Result> extends PromiseLike<Result> {
  /** Sends the call, and handles its failure as the `catch` of a promise does. */
  catch<Caught = never>(
    onRejected?: ((reason: unknown) => Caught | PromiseLike<Caught>) | null
  ): Promise<Result | Caught>
  /** Sends the call, and runs a function when it has ended, as the `finally` of a promise does. */
  finally(onFinally?: (() => void) | null): Promise<Result>
  /** Sends the call, and returns the promise of its response: the same promise each time. */
  send(): Promise<Result>
}

/** A call that has not been sent yet, and whose response can be wrapped. */
export interface Call<Result, Wrapped = Result> extends PlainCall<Result> {
  /**
   * The same call with its response wrapped: the response stays on the server, and the caller gets a single-use token.
   *
   * @param ttl how long the token can be unwrapped; the `wrapTtl` of the client by default
   * @see RW-HD-6
   */
  wrapped(ttl?: Ttl): PlainCall<WrapInfo<Wrapped>>
}

/** The options of every call. */
export type CallOptions = SendOptions

/** Makes a call of a function that sends it. The function gets a wrap TTL only if the response is to be wrapped. */
export const makeCall = (send: (wrapTtl?: Ttl) => Promise<unknown>, defaultWrapTtl: Ttl): Call<unknown> => ({
  ...lazy(() => send()),
  wrapped: (ttl = defaultWrapTtl) => lazy(() => send(ttl) as Promise<WrapInfo>)
})

const lazy = <Result>(start: () => Promise<Result>): PlainCall<Result> => {
  let sent: Promise<Result> | undefined
  const send = () => (sent ??= start())
  // The object is thenable on purpose: `await` sends the call.
  return {
    send,
    then: (onFulfilled, onRejected) => send().then(onFulfilled, onRejected),
    catch: (onRejected) => send().catch(onRejected),
    finally: (onFinally) => send().finally(onFinally)
  }
}
