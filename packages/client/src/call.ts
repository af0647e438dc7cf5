import { InvalidArgumentError } from "./errors.ts"
import type { Redacted } from "./redacted.ts"
import type { SendOptions } from "./transport.ts"
import type { Ttl } from "./ttl.ts"
import type { WrapInfo } from "./wrap-info.ts"

/**
 * The promise of a response that can be wrapped. The request is sent at the end of the current step (in a microtask),
 * whether the call is awaited or not.
 *
 * @see docs/decisions/0024-calls-are-promises.md
 */
export interface Call<Result, Wrapped = Result> extends Promise<Result> {
  /**
   * Sends the call with its response wrapped: the response stays on the server, and the caller gets a single-use token.
   * Use it in the same expression as the call. Later, the call has been sent without wrapping, and this rejects.
   *
   * @param ttl how long the token can be unwrapped; the `wrapTtl` of the client by default
   * @see RW-HD-6
   */
  wrapped(ttl?: Ttl): Promise<WrapInfo<Wrapped>>
}

/** The options of every call. */
export interface CallOptions extends SendOptions {
  /** The namespace of this request, instead of the client's. */
  readonly namespace?: string | undefined
  /** The caller's token of this request, instead of the client's. */
  readonly callerToken?: string | Redacted | undefined
}

/** Makes a call of a function that sends it. The function gets a wrap TTL only if the response is to be wrapped. */
export const makeCall = (send: (wrapTtl?: Ttl) => Promise<unknown>, defaultWrapTtl: Ttl): Call<unknown> => {
  let state: "new" | "sent" | "wrapped" = "new"
  const plain = new Promise((resolve, reject) => {
    queueMicrotask(() => {
      if (state === "wrapped") {
        reject(new InvalidArgumentError("The call was sent by wrapped(): await its promise"))
      } else {
        state = "sent"
        send().then(resolve, reject)
      }
    })
  })
  const wrapped = async (ttl: Ttl = defaultWrapTtl): Promise<WrapInfo> => {
    if (state !== "new") {
      throw new InvalidArgumentError(
        state === "sent"
          ? "The call was already sent without wrapping: use wrapped() in the same expression as the call"
          : "The call was already sent by wrapped(): make a new call"
      )
    }
    state = "wrapped"
    // Only the other promise is used from now on.
    plain.catch(() => {})
    return send(ttl) as Promise<WrapInfo>
  }
  return Object.defineProperty(plain, "wrapped", { value: wrapped }) as Call<unknown>
}
