import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import type { ConnectionOptions } from "node:tls"
import { InvalidArgumentError } from "@enwrap/client"
import { rejectUnknown } from "./reject-unknown.ts"

/** Certificates and checks of a client for TLS. The files are read when the client is created. */
export interface TlsOptions {
  /** The file of the CA certificates to trust, instead of those of the platform. */
  readonly caFile?: string | undefined
  /** A folder with files of CA certificates to trust, in addition to those of `caFile`. */
  readonly caPath?: string | undefined
  /** CA certificates to trust, in PEM. They replace those of `caFile` and `caPath`. */
  readonly caPem?: string | undefined
  /** The file of the client certificate, with its chain. */
  readonly certFile?: string | undefined
  /** The client certificate with its chain, in PEM. It replaces that of `certFile`. */
  readonly certPem?: string | undefined
  /** The file of the client certificate's key. */
  readonly keyFile?: string | undefined
  /** The key of the client certificate, in PEM. It replaces that of `keyFile`. */
  readonly keyPem?: string | undefined
  readonly serverName?: string | undefined
  /**
   * Accepts any server certificate. Anyone on the network path can then read every token: use it only for trials.
   *
   * @default false
   */
  readonly insecureSkipVerify?: boolean | undefined
}

/**
 * Reads the files.
 *
 * @returns options of `node:tls`
 * @throws InvalidArgumentError if a file cannot be read, a client certificate has no key or a key no certificate, or an option
 * is unknown
 */
export const readTls = (options: TlsOptions): ConnectionOptions => {
  const { caFile, caPath, caPem, certFile, certPem, keyFile, keyPem, serverName, insecureSkipVerify, ...unread } =
    options
  rejectUnknown("tls", unread)
  if (((certPem ?? certFile) === undefined) !== ((keyPem ?? keyFile) === undefined)) {
    throw new InvalidArgumentError("A client certificate needs both its certificate and its key")
  }
  const ca = readAuthorities({ caFile, caPath, caPem })
  const cert = certPem ?? readPem(certFile, "client certificate")
  const key = keyPem ?? readPem(keyFile, "client key")
  return {
    ...(ca.length > 0 && { ca }),
    ...(cert !== undefined && { cert }),
    ...(key !== undefined && { key }),
    ...(serverName !== undefined && { servername: serverName }),
    ...(insecureSkipVerify === true && { rejectUnauthorized: false })
  }
}

const readAuthorities = ({ caFile, caPath, caPem }: TlsOptions): Array<string> => {
  if (caPem !== undefined) return [caPem]
  const files = caFile === undefined ? [] : [caFile]
  if (caPath !== undefined) files.push(...filesIn(caPath))
  return files.flatMap((file) => readPem(file, "CA certificate") ?? [])
}

const filesIn = (folder: string): Array<string> => {
  try {
    const entries = readdirSync(folder, { withFileTypes: true })
    return entries.filter((entry) => !entry.isDirectory()).map(({ name }) => join(folder, name))
  } catch (cause) {
    throw new InvalidArgumentError(`Cannot read the folder of CA certificates ${folder}`, { cause })
  }
}

const readPem = (path: string | undefined, what: string): string | undefined => {
  if (path === undefined) return undefined
  try {
    return readFileSync(path, "utf8")
  } catch (cause) {
    throw new InvalidArgumentError(`Cannot read the ${what} file ${path}`, { cause })
  }
}
