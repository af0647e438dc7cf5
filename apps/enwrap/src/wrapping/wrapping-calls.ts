import { isClientError, NOT_FOUND, RawResponse, type Client, type Environment } from "@enwrap/client-node"
import { type Connection, sendTo } from "./send.ts"

/** The body of a response: the JSON text of an envelope (empty if there was no body), or the bytes of a response without an envelope. */
export type ResponseBody = string | Uint8Array

/** The four wrapping operations. Each returns the server's response, or rejects with a `Failure`. */
export interface WrappingCalls {
  readonly wrap: (data: Readonly<Record<string, unknown>>, ttl: string | undefined) => Promise<ResponseBody>
  readonly unwrap: (token: string) => Promise<ResponseBody>
  readonly lookup: (token: string) => Promise<ResponseBody>
  readonly rewrap: (token: string) => Promise<ResponseBody>
}

/**
 * Creates the calls to one server, as {@link sendTo} does.
 *
 * @throws Failure if the address or an environment variable is invalid
 */
export const connect = (connection: Connection, env: Environment): WrappingCalls => {
  const sent = sendTo(connection, env)
  const send = async (
    call: (client: Client) => Promise<unknown>,
    consumes: "token" | "nothing"
  ): Promise<ResponseBody> => {
    const { text, value } = await sent(call, consumes)
    return value instanceof RawResponse ? value.bytes() : text
  }
  return {
    wrap: (data, ttl) => send((to) => to.wrap(data, { ttl }), "nothing"),
    unwrap: (token) =>
      send(
        (to) =>
          to.unwrap(token).catch((error: unknown) => {
            // The wrapped response may itself be a 404 with a body, such as the metadata of a deleted version.
            if (isClientError(error) && error.code === NOT_FOUND && error.envelope !== undefined) return undefined
            throw error
          }),
        "token"
      ),
    lookup: (token) => send((to) => to.lookup(token), "nothing"),
    rewrap: (token) => send((to) => to.rewrap(token), "token")
  }
}
