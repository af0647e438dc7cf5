import { fromEnv, isClientError, UNEXPECTED_ANSWER, type Client, type Environment } from "@enwrap/client-node"
import { toFailure } from "./client-failure.ts"
import type { WrapData } from "./input/wrap-data.ts"

/** Which server, and who is asking. */
export interface Connection {
  readonly address: string
  readonly token?: string
  readonly allowInsecureHttp: boolean
}

/** The four calls of wrapping. Each gives the server's answer as its text, and fails with a `Failure`. */
export interface WrappingCalls {
  readonly wrap: (data: WrapData, ttl: string | undefined) => Promise<string>
  readonly unwrap: (token: string) => Promise<string>
  readonly lookup: (token: string) => Promise<string>
  readonly rewrap: (token: string) => Promise<string>
}

/**
 * The calls to one server. TLS, namespace, time-out and the wrap TTL come from the environment where it has them.
 *
 * @throws Failure where the address or a variable is of no use
 */
export const connect = (connection: Connection, env: Environment): WrappingCalls => {
  let answer = ""
  // The client gives typed values; a terminal wants the text they came in, with every digit and in its order.
  const json = {
    parse: (text: string): unknown => {
      answer = text
      return JSON.parse(text)
    },
    stringify: (value: unknown) => JSON.stringify(value)
  }
  const ask = async (call: (client: Client) => Promise<unknown>): Promise<string> => {
    try {
      await call(client)
    } catch (error) {
      throw toFailure(error, connection.address)
    }
    return answer
  }
  const client = attempt(() => fromEnv(env, { token: undefined, ...connection, json }), connection.address)
  return {
    wrap: (data, ttl) => ask((to) => to.wrap(data, { ttl })),
    unwrap: (token) =>
      ask((to) =>
        to.unwrap(token).catch((error: unknown) => {
          // A wrapped answer need not be an envelope (a certificate in PEM). It is used up, so it must not get lost.
          const isOther = isClientError(error) && error.code === UNEXPECTED_ANSWER && error.status === 200
          if (!isOther || answer === "") throw error
        })
      ),
    lookup: (token) => ask((to) => to.lookup(token)),
    rewrap: (token) => ask((to) => to.rewrap(token))
  }
}

const attempt = <A>(make: () => A, address: string): A => {
  try {
    return make()
  } catch (error) {
    throw toFailure(error, address)
  }
}
