import { createClient, InvalidArgumentError, type Client, type ClientOptions, type Fetch } from "@enwrap/client"
import * as operations from "@enwrap/client/operations"
import { REQUEST_HEADER } from "@enwrap/protocol"
import { createNodeFetch } from "./node-fetch.ts"
import { retryingFetch } from "./retrying-fetch.ts"
import { readTlsFiles, type TlsFiles } from "./tls-files.ts"

/** What a client in Node is made of. The environment is not read: see {@link fromEnv}. */
export interface NodeClientOptions extends Omit<ClientOptions, "fetch" | "operations" | "connectionHint"> {
  /** The server's address: `https://vault.example:8200`, or `unix:///run/vault.sock`. */
  readonly address: string
  /** TLS by files in PEM. */
  readonly tls?: TlsFiles | undefined
  /**
   * How often a read is sent again after a failed connection, 429 or 503. Whatever counts once is never sent again.
   *
   * @default 0
   */
  readonly retries?: number | undefined
  /** Carries the requests instead of `node:http`; `tls` and unix sockets are then its own affair. */
  readonly fetch?: Fetch | undefined
}

/**
 * Makes a client over `node:http` and `node:https`, with every operation of the spec.
 *
 * @throws InsecureAddressError for plain `http:` to another machine, unless `allowInsecureHttp` is set
 * @throws InvalidArgumentError for an address, or a TLS file, that is of no use
 */
export const createNodeClient = (options: NodeClientOptions): Client => {
  const { tls, retries = 0, fetch, ...rest } = options
  const { address, socketPath } = splitAddress(options.address)
  const once = fetch ?? createNodeFetch({ socketPath, tls: tls && readTlsFiles(tls) })
  return createClient({
    ...rest,
    connectionHint: tlsHint,
    address,
    operations,
    // Some servers ask for it as a proof that the request was not forged through a naive proxy.
    headers: { [REQUEST_HEADER]: "true", ...options.headers },
    fetch: retries > 0 ? retryingFetch(once, { retries }) : once
  })
}

/** What answers a TLS greeting with something else is most often a server for development, which speaks plain http. */
const tlsHint = (error: Error): string | undefined => {
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
    if (/^(EPROTO$|ERR_SSL_)/.test(String((cause as NodeJS.ErrnoException).code))) {
      return "TLS failed. If the server speaks plain http, as one for development does, its address begins with http: (VAULT_ADDR=http://127.0.0.1:8200)."
    }
  }
  return undefined
}

/** A unix socket stays on this machine, so what is said over it is plain http to the machine itself. */
const splitAddress = (address: string): { readonly address: string; readonly socketPath: string | undefined } => {
  // From JavaScript it may be no text, which is for the core to say.
  if (typeof address !== "string" || !address.startsWith("unix:")) return { address, socketPath: undefined }
  const socketPath = address.replace(/^unix:(\/\/)?/, "")
  if (!socketPath.startsWith("/"))
    throw new InvalidArgumentError("The address of a unix socket is unix:///its/full/path")
  return { address: "http://localhost", socketPath }
}
