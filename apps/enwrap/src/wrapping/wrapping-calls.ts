import { fromEnv, isClientError, NOT_FOUND, RawResponse, type Client, type Environment } from "@enwrap/client-node"
import { toFailure } from "./client-failure.ts"

/** Where the server is, and the token to send. */
export interface Connection {
  readonly address: string
  readonly token?: string
  readonly allowInsecureHttp: boolean
}

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
 * Creates the calls to one server. TLS files, namespace, timeout and wrap TTL are read from the environment.
 *
 * @throws Failure if the address or an environment variable is invalid
 */
export const connect = (connection: Connection, env: Environment): WrappingCalls => {
  let text = ""
  // The client returns typed values. Keep the JSON text too: it has all digits and the order of the keys.
  const json = {
    parse: (given: string): unknown => {
      text = given
      return JSON.parse(given)
    },
    stringify: (value: unknown) => JSON.stringify(value)
  }
  const client = attempt(() => fromEnv(env, { token: undefined, ...connection, json }), connection.address)
  const send = async (
    call: (client: Client) => Promise<unknown>,
    consumes: "token" | "nothing"
  ): Promise<ResponseBody> => {
    try {
      const response = await call(client)
      return response instanceof RawResponse ? response.bytes() : text
    } catch (error) {
      throw toFailure(error, connection.address, consumes)
    }
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

const attempt = <A>(make: () => A, address: string): A => {
  try {
    return make()
  } catch (error) {
    throw toFailure(error, address, "nothing")
  }
}
