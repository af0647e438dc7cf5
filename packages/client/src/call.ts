import type { SendOptions } from "./transport.ts"
import type { Ttl } from "./ttl.ts"
import type { WrapInfo } from "./wrap-info.ts"

/**
 * A call that is not sent yet: `await` sends it, and so do `send()`, `then`, `catch` and `finally`. It is sent once, however often it is awaited.
 */
export interface PlainCall<Answer> extends PromiseLike<Answer> {
  /** Sends the call; as the `catch` of a promise. */
  catch<Caught = never>(
    onRejected?: ((reason: unknown) => Caught | PromiseLike<Caught>) | null
  ): Promise<Answer | Caught>
  /** Sends the call; as the `finally` of a promise. */
  finally(onFinally?: (() => void) | null): Promise<Answer>
  /** Sends the call, and gives the promise of its answer: the same promise each time. */
  send(): Promise<Answer>
}

/** A call, not sent yet, whose answer can be wrapped. */
export interface Call<Answer, Wrapped = Answer> extends PlainCall<Answer> {
  /**
   * The same call with its answer wrapped: the answer stays on the server, and a single-use token for it comes back.
   *
   * @see RW-HD-6
   */
  wrapped(ttl?: Ttl): PlainCall<WrapInfo<Wrapped>>
}

/** What each call can have beside its parameters. */
export type CallOptions = SendOptions

/** Makes a call of the function that sends it, which gets no wrap TTL where the answer is not to be wrapped. */
export const makeCall = (send: (wrapTtl?: Ttl) => Promise<unknown>, defaultWrapTtl: Ttl): Call<unknown> => ({
  ...lazy(() => send()),
  wrapped: (ttl = defaultWrapTtl) => lazy(() => send(ttl) as Promise<WrapInfo>)
})

const lazy = <Answer>(start: () => Promise<Answer>): PlainCall<Answer> => {
  let sent: Promise<Answer> | undefined
  const send = () => (sent ??= start())
  // Being a thenable is the point: `await` sends, and nothing else does.
  return {
    send,
    then: (onFulfilled, onRejected) => send().then(onFulfilled, onRejected),
    catch: (onRejected) => send().catch(onRejected),
    finally: (onFinally) => send().finally(onFinally)
  }
}
