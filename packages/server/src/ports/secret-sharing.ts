import * as Effect from "effect/Effect"
import * as Shamir from "shamir-secret-sharing"

/**
 * Splits a secret with Shamir's secret sharing. `threshold` of the shares recover it, and fewer reveal nothing. A single share is
 * the secret itself. The shares have the original's format, with the x coordinate in the last byte, so either can combine the
 * shares of the other.
 */
export const splitSecret = (
  secret: Uint8Array,
  shares: number,
  threshold: number
): Effect.Effect<ReadonlyArray<Uint8Array>> =>
  shares === 1
    ? Effect.sync(() => [secret.slice()])
    : // The library accepts no subclass, such as the Buffer of Node.js.
      Effect.promise(() => Shamir.split(Uint8Array.from(secret), shares, threshold))

/**
 * Recovers a secret from as many shares as the threshold. Wrong shares give a wrong secret; `undefined` if they cannot be of one
 * secret, since their lengths differ, or two have the same x coordinate.
 */
export const combineShares = (shares: ReadonlyArray<Uint8Array>): Effect.Effect<Uint8Array | undefined> =>
  shares.length === 1
    ? Effect.sync(() => shares[0]!.slice())
    : Effect.catch(
        Effect.tryPromise(() => Shamir.combine(shares.map((share) => Uint8Array.from(share)))),
        () => Effect.succeed(undefined)
      )
