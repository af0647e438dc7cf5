import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { InvalidArgumentError } from "@enwrap/client"
import { rejectUnknown } from "./reject-unknown.ts"

/** The options of `node:tls` that a client sets. */
export interface TlsOptions {
  readonly ca?: string | Array<string>
  readonly cert?: string
  readonly key?: string
  readonly servername?: string
  readonly rejectUnauthorized?: boolean
}

/** PEM files and options of a client for TLS. */
export interface TlsFiles {
  /** The file of the CA certificates to trust, instead of those of the platform. */
  readonly caFile?: string | undefined
  /** A folder with files of CA certificates to trust, in addition to those of `caFile`. */
  readonly caPath?: string | undefined
  /** CA certificates to trust, in PEM. They replace those of `caFile` and `caPath`. */
  readonly caPem?: string | undefined
  /** The file of the client certificate, with its chain. */
  readonly certFile?: string | undefined
  /** The file of the client certificate's key. */
  readonly keyFile?: string | undefined
  /** The name to expect in the server's certificate, if it differs from the host of the address. */
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
 * @throws InvalidArgumentError if a file cannot be read, or a client certificate has no key or a key no certificate
 */
export const readTlsFiles = (files: TlsFiles): TlsOptions => {
  const { caFile, caPath, caPem, certFile, keyFile, serverName, insecureSkipVerify, ...unread } = files
  rejectUnknown("tls", unread)
  if ((certFile === undefined) !== (keyFile === undefined)) {
    throw new InvalidArgumentError("A client certificate needs both its certificate file and its key file")
  }
  const authorities = readAuthorities({ caFile, caPath, caPem })
  return {
    ...(authorities.length > 0 && { ca: authorities }),
    ...(certFile !== undefined && { cert: readPem(certFile, "client certificate") }),
    ...(keyFile !== undefined && { key: readPem(keyFile, "client key") }),
    ...(serverName !== undefined && { servername: serverName }),
    ...(insecureSkipVerify === true && { rejectUnauthorized: false })
  }
}

const readAuthorities = ({ caFile, caPath, caPem }: TlsFiles): Array<string> => {
  if (caPem !== undefined) return [caPem]
  const files = caFile === undefined ? [] : [caFile]
  if (caPath !== undefined) files.push(...filesIn(caPath))
  return files.map((file) => readPem(file, "CA certificate"))
}

const filesIn = (folder: string): Array<string> => {
  try {
    const entries = readdirSync(folder, { withFileTypes: true })
    return entries.filter((entry) => !entry.isDirectory()).map(({ name }) => join(folder, name))
  } catch (cause) {
    throw new InvalidArgumentError(`Cannot read the folder of CA certificates ${folder}`, { cause })
  }
}

const readPem = (path: string, what: string): string => {
  try {
    return readFileSync(path, "utf8")
  } catch (cause) {
    throw new InvalidArgumentError(`Cannot read the ${what} file ${path}`, { cause })
  }
}
