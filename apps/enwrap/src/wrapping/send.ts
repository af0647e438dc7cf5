import {
  type Client,
  createNodeClient,
  type Fetch,
  type NodeClientOptions,
  optionsFromEnv,
  type TlsOptions
} from "@enwrap/client-node"
import { Finished } from "../cli/failure.ts"
import type { Io } from "../cli/io.ts"
import { toFailure } from "./client-failure.ts"
import { curlCommand, type ShownBody } from "./curl-command.ts"

/** Where the server is, and the token to send. */
export interface Connection {
  readonly address: string
  readonly token?: string
  readonly namespace?: string | undefined
  readonly allowInsecureHttp: boolean
  /** Takes precedence over the environment. */
  readonly tls?: TlsOptions
  /** The first request is printed as a curl command, and not sent. */
  readonly curl?: boolean
  /** How the body of that request is printed. */
  readonly shownBody?: ShownBody
}

/** A response: its value, and the JSON text of its envelope. */
export interface Sent<A> {
  readonly value: A
  readonly text: string
}

/** Makes a call, and rejects with a `Failure` if it fails. */
export type Send = <A>(call: (client: Client) => PromiseLike<A>, consumes?: "token" | "nothing") => Promise<Sent<A>>

/**
 * Creates a function that makes calls to one server. TLS files, timeout and wrap TTL are read from the environment, unless the
 * connection has TLS files.
 *
 * @throws Failure if the address or an environment variable is invalid
 */
export const sendTo = (connection: Connection, io: Io): Send => {
  let text = ""
  // The client returns typed values. Keep the JSON text too: it has all digits and the order of the keys.
  const json = {
    parse: (given: string): unknown => {
      const value: unknown = JSON.parse(given)
      text = given
      return value
    },
    stringify: (value: unknown) => JSON.stringify(value)
  }
  const printed = { yes: false }
  const client = attempt(() => {
    const { curl = false, shownBody, ...own } = connection
    const onUnknown = (name: string) => warnOnce(name, io)
    const fromEnvironment = optionsFromEnv(io.env, { tokenHelper: false, onUnknown })
    const tls = { ...fromEnvironment.tls, ...connection.tls }
    const options = { ...fromEnvironment, token: undefined, ...own, tls, json }
    if (!curl) return createNodeClient(options)
    // What curl would send unencrypted is not printed either. Here no file is read: curl reads them.
    createNodeClient({ ...options, tls: undefined })
    return createNodeClient({ ...options, retries: 0, fetch: printInstead(options, shownBody, io, printed) })
  }, connection.address)
  return async (call, consumes = "nothing") => {
    try {
      text = ""
      const value = await call(client)
      return { value, text }
    } catch (error) {
      throw printed.yes ? new Finished() : toFailure(error, connection.address, consumes)
    }
  }
}

/** A command may connect several times. */
const warned = new WeakMap<Io, Set<string>>()

const warnOnce = (name: string, io: Io): void => {
  const names = warned.get(io) ?? new Set()
  warned.set(io, names)
  if (!names.has(name)) io.warn(`enwrap: ${name} is set, but this command does not understand it.\n`)
  names.add(name)
}

/** Prints a request as a curl command, and fails. */
const printInstead =
  (options: NodeClientOptions, shown: ShownBody | undefined, io: Io, printed: { yes: boolean }): Fetch =>
  (url, init) => {
    if (!printed.yes) io.write(`${curlCommand(url, init, options, shown)}\n`)
    printed.yes = true
    return Promise.reject(new Error("printed"))
  }

const attempt = <A>(make: () => A, address: string): A => {
  try {
    return make()
  } catch (error) {
    throw toFailure(error, address, "nothing")
  }
}
