import {
  isClientError,
  NOT_FOUND,
  RawResponse,
  type Client,
  type ClientError,
  type Envelope,
  type Receipt,
  type WrappedFrom,
  type WrappingToken,
  type WrappingLookup
} from "@enwrap/client-node"
import type { Io } from "../cli/io.ts"
import { type Connection, type Sent, sendTo } from "./send.ts"

/** The body of a response: the JSON text of an envelope (empty if there was no body), or the bytes of a response without an envelope. */
export type ResponseBody = string | Uint8Array

/** The wrapping operations. Each returns the server's response, or rejects with a `Failure`. */
export interface WrappingCalls {
  readonly wrap: (data: Readonly<Record<string, unknown>>, ttl: string | undefined) => Promise<ResponseBody>
  readonly unwrap: (token: WrappingToken) => Promise<ResponseBody>
  /** Unwraps a token only if it is what is expected. The text is that of the last response. */
  readonly receive: (token: WrappingToken, expected: WrappedFrom<Envelope>) => Promise<Sent<Receipt<Envelope>>>
  readonly lookup: (token: WrappingToken) => Promise<Sent<WrappingLookup>>
  readonly rewrap: (token: WrappingToken, ttl: string | undefined) => Promise<ResponseBody>
}

/**
 * Creates the calls to one server, as {@link sendTo} does.
 *
 * @throws Failure if the address or an environment variable is invalid
 */
export const connect = (connection: Connection, io: Io): WrappingCalls => {
  const sent = sendTo(connection, io)
  const send = async (
    call: (client: Client) => Promise<unknown>,
    consumes: "token" | "nothing"
  ): Promise<ResponseBody> => bodyOf(await sent(call, consumes))
  return {
    wrap: (data, ttl) => send((to) => to.wrap(data, { ttl }), "nothing"),
    unwrap: (token) => send((to) => to.unwrap(token).catch(unwrappedError), "token"),
    receive: (token, expected) => sent((to) => to.receive({ token, expected }), "token"),
    lookup: (token) => sent((to) => to.lookup(token), "nothing"),
    rewrap: (token, ttl) => send((to) => to.rewrap(token, { ttl }), "token")
  }
}

/** What to print of a response. */
export const bodyOf = ({ text, value }: Sent<unknown>): ResponseBody =>
  value instanceof RawResponse ? value.bytes() : text

/**
 * A response may be a 404 with an envelope, such as the metadata of a deleted version, or be nested more deeply than the client
 * can handle: its text was kept.
 */
export const foundEnvelope = (error: unknown): undefined => {
  if (error instanceof RangeError) return undefined
  if (hasEnvelope(error) && error.code === NOT_FOUND) return undefined
  throw error
}

/** What a token wrapped is printed, whatever its status. */
const unwrappedError = (error: unknown): undefined => (hasEnvelope(error) ? undefined : foundEnvelope(error))

/** Whether an error came with an envelope. Of a wrapped error without a body, it is an empty object, and there is nothing to print. */
const hasEnvelope = (error: unknown): error is ClientError =>
  isClientError(error) && Object.keys(Object(error.envelope) as object).length > 0
