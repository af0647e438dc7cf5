import { fromEnv, isClientError, NOT_FOUND, RawResponse, type Client, type Environment } from "@enwrap/client-node"
import { toFailure } from "./client-failure.ts"
import type { WrapData } from "./input/wrap-data.ts"

/** Which server, and who is asking. */
export interface Connection {
  readonly address: string
  readonly token?: string
  readonly allowInsecureHttp: boolean
}

/** A server's answer: the text of an envelope (empty where there was no body), or the bytes of what is none. */
export type Answer = string | Uint8Array

/** The four calls of wrapping. Each gives the server's answer, and fails with a `Failure`. */
export interface WrappingCalls {
  readonly wrap: (data: WrapData, ttl: string | undefined) => Promise<Answer>
  readonly unwrap: (token: string) => Promise<Answer>
  readonly lookup: (token: string) => Promise<Answer>
  readonly rewrap: (token: string) => Promise<Answer>
}

/**
 * The calls to one server. TLS, namespace, time-out and the wrap TTL come from the environment where it has them.
 *
 * @throws Failure where the address or a variable is of no use
 */
export const connect = (connection: Connection, env: Environment): WrappingCalls => {
  let text = ""
  // The client gives typed values; a terminal wants the text they came in, with every digit and in its order.
  const json = {
    parse: (given: string): unknown => {
      text = given
      return JSON.parse(given)
    },
    stringify: (value: unknown) => JSON.stringify(value)
  }
  const client = attempt(() => fromEnv(env, { token: undefined, ...connection, json }), connection.address)
  const ask = async (call: (client: Client) => Promise<unknown>, uses: "token" | "nothing"): Promise<Answer> => {
    try {
      const answer = await call(client)
      return answer instanceof RawResponse ? answer.bytes() : text
    } catch (error) {
      throw toFailure(error, connection.address, uses)
    }
  }
  return {
    wrap: (data, ttl) => ask((to) => to.wrap(data, { ttl }), "nothing"),
    unwrap: (token) =>
      ask(
        (to) =>
          to.unwrap(token).catch((error: unknown) => {
            // What was wrapped may itself be a 404 that tells something: the metadata of a deleted version.
            if (isClientError(error) && error.code === NOT_FOUND && error.envelope !== undefined) return undefined
            throw error
          }),
        "token"
      ),
    lookup: (token) => ask((to) => to.lookup(token), "nothing"),
    rewrap: (token) => ask((to) => to.rewrap(token), "token")
  }
}

const attempt = <A>(make: () => A, address: string): A => {
  try {
    return make()
  } catch (error) {
    throw toFailure(error, address, "nothing")
  }
}
