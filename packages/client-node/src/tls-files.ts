import { readFileSync } from "node:fs"
import { InvalidArgumentError } from "@enwrap/client"

/** What `node:tls` takes of ours. */
export interface TlsOptions {
  readonly ca?: string
  readonly cert?: string
  readonly key?: string
  readonly servername?: string
  readonly rejectUnauthorized?: boolean
}

/** TLS of a client, by files in PEM. */
export interface TlsFiles {
  /** Certificates of the authorities to trust, instead of the platform's. */
  readonly caFile?: string | undefined
  /** The client's own certificate, with its chain. */
  readonly certFile?: string | undefined
  /** The key of the client's certificate. */
  readonly keyFile?: string | undefined
  /** The name to expect in the server's certificate, where it differs from the address. */
  readonly serverName?: string | undefined
  /**
   * Takes any certificate: whoever is in between reads every token. For trials only.
   *
   * @default false
   */
  readonly insecureSkipVerify?: boolean | undefined
}

/**
 * Reads the files.
 *
 * @throws InvalidArgumentError for a file that cannot be read, or a certificate without its key
 */
export const readTlsFiles = (files: TlsFiles): TlsOptions => {
  if ((files.certFile === undefined) !== (files.keyFile === undefined)) {
    throw new InvalidArgumentError("A client certificate needs both its certificate file and its key file")
  }
  return {
    ...(files.caFile !== undefined && { ca: readPem(files.caFile, "CA certificates") }),
    ...(files.certFile !== undefined && { cert: readPem(files.certFile, "client certificate") }),
    ...(files.keyFile !== undefined && { key: readPem(files.keyFile, "client key") }),
    ...(files.serverName !== undefined && { servername: files.serverName }),
    ...(files.insecureSkipVerify === true && { rejectUnauthorized: false })
  }
}

const readPem = (path: string, what: string): string => {
  try {
    return readFileSync(path, "utf8")
  } catch (cause) {
    throw new InvalidArgumentError(`The file of the ${what}, ${path}, cannot be read`, { cause })
  }
}
