import { type Client, createNodeClient, type Environment, optionsFromEnv, type TlsFiles } from "@enwrap/client-node"
import { toFailure } from "./client-failure.ts"

/** Where the server is, and the token to send. */
export interface Connection {
  readonly address: string
  readonly token?: string
  readonly allowInsecureHttp: boolean
  /** Takes precedence over the environment. */
  readonly tls?: TlsFiles
}

/** A response: its value, and the JSON text of its envelope. */
export interface Sent<A> {
  readonly value: A
  readonly text: string
}

/** Makes a call, and rejects with a `Failure` if it fails. */
export type Send = <A>(call: (client: Client) => PromiseLike<A>, consumes?: "token" | "nothing") => Promise<Sent<A>>

/**
 * Creates a function that makes calls to one server. TLS files, namespace, timeout and wrap TTL are read from the environment,
 * unless the connection has TLS files.
 *
 * @throws Failure if the address or an environment variable is invalid
 */
export const sendTo = (connection: Connection, env: Environment): Send => {
  let text = ""
  // The client returns typed values. Keep the JSON text too: it has all digits and the order of the keys.
  const json = {
    parse: (given: string): unknown => {
      text = given
      return JSON.parse(given)
    },
    stringify: (value: unknown) => JSON.stringify(value)
  }
  const client = attempt(() => {
    const options = optionsFromEnv(env)
    const tls = { ...options.tls, ...connection.tls }
    return createNodeClient({ ...options, token: undefined, ...connection, tls, json })
  }, connection.address)
  return async (call, consumes = "nothing") => {
    try {
      text = ""
      const value = await call(client)
      return { value, text }
    } catch (error) {
      throw toFailure(error, connection.address, consumes)
    }
  }
}

const attempt = <A>(make: () => A, address: string): A => {
  try {
    return make()
  } catch (error) {
    throw toFailure(error, address, "nothing")
  }
}
