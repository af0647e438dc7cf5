import { parseDuration } from "@enwrap/protocol"
import { InvalidArgumentError } from "./errors.ts"
import type { Envelope } from "./operation-types.ts"
import { readArgument } from "./read-argument.ts"
import { rejectUnknown } from "./reject-unknown.ts"
import type { StandardSchema } from "./standard-schema.ts"
import type { Ttl } from "./ttl.ts"
import type { WrappingLookup } from "./wrap-info.ts"

/** What the receiver of a wrapping token expects of it. */
export interface Expectation {
  /**
   * The creation path that the token must have, or a list of permitted ones: `secret/data/db`. No character stands for others, so
   * it can be built from input. For patterns, see {@link wrappedFrom}.
   */
  readonly expectedPath: string | ReadonlyArray<string>
  /** The TTL, in seconds, with which the token must have been created. */
  readonly expectedTtl?: number | undefined
  /** The longest TTL, in seconds, with which the token may have been created. */
  readonly maxTtl?: number | undefined
}

/** What {@link wrappedFrom} takes. */
export interface WrappedFromOptions<Data> {
  /**
   * The creation path, or a list of permitted ones. A segment `+` (as in policies) or `*` stands for any segment: do not build the
   * path from input. `expectedPath` of `client.receive` has no patterns.
   */
  readonly path: string | ReadonlyArray<string>
  /** The TTL with which the token must have been created, such as `"5m"`, or a number of seconds. */
  readonly ttl?: Ttl | undefined
  /** The longest TTL with which the token may have been created. */
  readonly maxTtl?: Ttl | undefined
  /** How long ago the token may have been created, by the clock of this machine. */
  readonly maxAge?: Ttl | undefined
  /** Checks the `data` of the unwrapped response at run time. */
  readonly schema?: StandardSchema<Data> | undefined
}

declare const content: unique symbol

/** What is expected of tokens from one place. See {@link wrappedFrom}. */
export interface WrappedFrom<Content> {
  readonly paths: ReadonlyArray<string>
  /** Seconds. */
  readonly ttl: number | undefined
  readonly maxTtl: number | undefined
  readonly maxAge: number | undefined
  readonly schema: StandardSchema | undefined
  /** Whether a creation path is one of a pattern. Without it, the two must be equal. */
  readonly matches: (pattern: string, path: string) => boolean
  readonly [content]?: Content
}

/**
 * Declares once what is expected of the wrapping tokens from one place, and what they wrap. Give it to `client.receive`.
 *
 * @throws InvalidArgumentError if a duration is not valid
 *
 * @example
 * ```ts
 * import { createClient, wrappedFrom } from "@enwrap/client"
 *
 * const orderKey = wrappedFrom<{ key: string }>({ path: "orders/+/key", maxTtl: "5m" })
 *
 * const client = createClient({ address: "http://127.0.0.1:8200", fetch })
 * const response = await fetch("https://shop.example/orders/7/key")
 * const receipt = await client.receive({ token: await response.json(), expected: orderKey })
 * if (receipt.verdict === "received") console.log(receipt.response.data.key.length)
 * else console.error(receipt.advice)
 * ```
 */
export const wrappedFrom = <Data = Record<string, unknown>>(
  options: WrappedFromOptions<Data>
): WrappedFrom<Envelope<Data>> => {
  const { path, ttl, maxTtl, maxAge, schema, ...unread } = options
  rejectUnknown(unread)
  return {
    paths: pathsOf("path", path),
    ttl: seconds("ttl", ttl),
    maxTtl: seconds("maxTtl", maxTtl),
    maxAge: seconds("maxAge", maxAge),
    schema,
    matches
  }
}

/** An expectation in the form that {@link mismatchOf} compares. */
export type Expected = Pick<WrappedFrom<unknown>, "paths" | "ttl" | "maxTtl"> & Partial<WrappedFrom<unknown>>

/** The same expectation in one form. */
export const toExpected = ({ expectedPath, expectedTtl, maxTtl, ...unread }: Expectation): Expected => {
  rejectUnknown(unread)
  return {
    paths: pathsOf("expectedPath", expectedPath),
    ttl: secondsOf("expectedTtl", expectedTtl),
    maxTtl: secondsOf("maxTtl", maxTtl)
  }
}

/** @throws InvalidArgumentError unless it was declared with {@link wrappedFrom} */
export const checkExpected = <Content>(options: { readonly expected: WrappedFrom<Content> }): WrappedFrom<Content> => {
  const { expected, ...unread } = options
  rejectUnknown(unread)
  if (Array.isArray((expected as Partial<typeof expected> | undefined)?.paths)) return expected
  throw new InvalidArgumentError("expected must be what wrappedFrom returned")
}

/** A token differs from an expectation that is not valid, whatever it is. JavaScript may pass anything. */
const pathsOf = (name: string, given: string | ReadonlyArray<string>): ReadonlyArray<string> => {
  const paths = [given].flat()
  if (paths.length > 0 && paths.every((path) => typeof path === "string" && !/^(v1)?(\/|$)/.test(path))) return paths
  throw new InvalidArgumentError(
    `${name} must be a creation path such as "secret/data/db", or a list of them, and must not begin with a slash or v1`
  )
}

const secondsOf = (name: string, given: number | undefined): number | undefined => {
  if (given === undefined || (typeof given === "number" && given > 0)) return given
  throw new InvalidArgumentError(`${name} must be a positive number of seconds`)
}

const seconds = (name: string, duration: Ttl | undefined): number | undefined => {
  if (duration === undefined) return undefined
  const parsed = parseDuration(readArgument(name, () => String(duration)))
  if (!parsed.ok || parsed.nanoseconds <= 0n) {
    throw new InvalidArgumentError(`${name} is not a positive duration: use whole seconds, or a string such as "5m"`)
  }
  return Number(parsed.nanoseconds) / 1e9
}

/** How a token, or what it wrapped (`schema` and `wrapped`), differs from what is expected. */
export type Mismatch = "path" | "ttl" | "age" | "time" | "schema" | "wrapped"

/** How far the clock of this machine may be behind the server's: a token may seem to be created in the future. */
export const CLOCK_SKEW_MS = 60_000

/**
 * The first difference between a token and what is expected of it.
 *
 * @param told what the wrap info of the token says, if there is one
 * @param now the time, in milliseconds since 1970
 *
 * @example
 * ```ts
 * import { mismatchOf, wrappedFrom, type WrappingLookup } from "@enwrap/client"
 *
 * const orderKey = wrappedFrom({ path: "orders/+/key", maxTtl: "5m" })
 *
 * export const isOrderKey = (lookup: WrappingLookup): boolean =>
 *   mismatchOf(lookup, orderKey, undefined, Date.now()) === undefined
 * ```
 */
export const mismatchOf = (
  { creationPath, creationTime, creationTtl }: WrappingLookup,
  { paths, ttl = creationTtl, maxTtl = Infinity, maxAge = Infinity, matches = Object.is }: Expected,
  told: { readonly creationTime: Date; readonly creationPath: string } | undefined,
  now: number
): Mismatch | undefined => {
  if (!paths.some((path) => matches(path, creationPath))) return "path"
  if (told !== undefined && told.creationPath !== creationPath) return "path"
  // The TTL of a token is positive, whatever is expected.
  if (creationTtl !== ttl || creationTtl > maxTtl || creationTtl <= 0) return "ttl"
  if (told !== undefined && !isSameTime(told.creationTime.getTime(), creationTime.getTime())) return "time"
  const age = now - creationTime.getTime()
  if (age > maxAge * 1000 || (maxAge !== Infinity && age < -CLOCK_SKEW_MS)) return "age"
  return undefined
}

/** A backend may have cut the time to seconds. */
const isSameTime = (told: number, found: number): boolean =>
  told === (told % 1000 === 0 ? Math.floor(found / 1000) * 1000 : found)

const matches = (pattern: string, path: string): boolean => {
  const expected = pattern.split("/")
  const given = path.split("/")
  return (
    expected.length === given.length &&
    expected.every((part, index) => part === given[index] || (/^[*+]$/.test(part) && given[index] !== ""))
  )
}
