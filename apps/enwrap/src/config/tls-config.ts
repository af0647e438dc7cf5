import type { ClientCertificates, TlsOptions, TlsVersion } from "@enwrap/server-node"
import { X509Certificate } from "node:crypto"
import { createSecureContext, getCiphers } from "node:tls"
import { keyProblem, readCertificates } from "./pem.ts"
import type { Section } from "./section.ts"
import { readProblem, type Surroundings } from "./surroundings.ts"

const versions = { tls12: "TLSv1.2", tls13: "TLSv1.3" } as const satisfies Readonly<Record<string, TlsVersion>>

const cipherNames = new Set(getCiphers())

/**
 * OpenSSL's name of a cipher suite that is given by its name in Go and in RFCs: `TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256`.
 * `undefined` if Node.js does not have it.
 */
const opensslName = (suite: string): string | undefined => {
  const name = suite
    .replace(/^TLS_/, "")
    .replace("_WITH_", "_")
    .replace(/(AES)_(128|256)_CBC/, "$1$2")
    .replace(/(AES)_(128|256)/, "$1$2")
    .replace(/(CHACHA20_POLY1305)_SHA256$/, "$1")
    .replace(/^RSA_/, "")
    .replaceAll("_", "-")
  return cipherNames.has(name.toLowerCase()) ? name : undefined
}

const readPem = (section: Section, key: string, { readFile }: Surroundings): Uint8Array | undefined => {
  const path = section.text(key)
  if (path === undefined) return undefined
  try {
    return readFile(path)
  } catch (error) {
    section.error(key, `cannot be read from ${path}: ${readProblem(error)}`)
    return undefined
  }
}

const readVersion = (section: Section, key: string): TlsVersion | undefined => {
  const text = section.text(key)?.toLowerCase()
  if (text === "tls10" || text === "tls11") {
    section.error(key, 'must be at least "tls12": earlier versions are insecure')
    return undefined
  }
  const name = section.oneOf(key, ["tls12", "tls13"])
  return name === undefined ? undefined : versions[name]
}

const readCiphers = (section: Section): ReadonlyArray<string> | undefined => {
  const names = section.texts("tls_cipher_suites")
  if (names === undefined || names.length === 0) return undefined
  // Those of TLS 1.3 are always used, as in the original.
  const older = names.filter((name) => !cipherNames.has(name.toLowerCase()))
  const unknown = older.find((name) => opensslName(name) === undefined)
  if (unknown !== undefined) section.error("tls_cipher_suites", `contains an unknown suite: ${JSON.stringify(unknown)}`)
  const found = older.map(opensslName).filter((name) => name !== undefined)
  return found.length === 0 ? undefined : found
}

const readClientCertificates = (section: Section, surroundings: Surroundings): ClientCertificates | undefined => {
  const required = section.boolean("tls_require_and_verify_client_cert") ?? false
  const disabled = section.boolean("tls_disable_client_certs") ?? false
  const authorities = readPem(section, "tls_client_ca_file", surroundings)
  if (required && disabled)
    section.error("tls_disable_client_certs", "cannot be set together with tls_require_and_verify_client_cert")
  if (
    required &&
    authorities !== undefined &&
    readCertificates(section, "tls_client_ca_file", authorities) === undefined
  )
    return undefined
  if (!required && section.has("tls_client_ca_file"))
    section.warn("tls_client_ca_file", "has no effect without tls_require_and_verify_client_cert")
  return required ? { authorities } : undefined
}

/** Warns if other users can read or replace the key. The original does not refuse it, and the mode of some mounts is fixed. */
const warnOfExposure = (section: Section, { exposure }: Surroundings): void => {
  try {
    const exposed = exposure(section.text("tls_key_file")!)
    if (exposed !== undefined) section.warn("tls_key_file", `is not protected: ${exposed}`)
  } catch {
    // The file is being replaced. Its content has been read.
  }
}

/**
 * Reports cipher suites that are all for another kind of key than that of the certificate: no client with TLS 1.2 can connect then.
 * RSA suites also have names without `RSA`.
 */
const checkCiphers = (section: Section, { cert, ciphers, maxVersion, minVersion }: TlsOptions): void => {
  if (ciphers === undefined || minVersion === "TLSv1.3") return
  const isRsa = new X509Certificate(cert).publicKey.asymmetricKeyType?.startsWith("rsa") ?? false
  if (ciphers.some((name) => name.includes("ECDSA") !== isRsa)) return
  const problem = `has only suites for ${isRsa ? "ECDSA" : "RSA"} keys, and the key of the certificate is of another type`
  if (maxVersion === "TLSv1.2") section.error("tls_cipher_suites", `${problem}: no client can connect`)
  else section.warn("tls_cipher_suites", `${problem}: no client with TLS 1.2 can connect`)
}

/** Why Node.js cannot use the certificate and the key; `undefined` if it can. */
const unusable = ({
  cert,
  ciphers,
  clientCertificates,
  key,
  maxVersion,
  minVersion
}: TlsOptions): string | undefined => {
  try {
    createSecureContext({
      cert: Buffer.from(cert),
      key: Buffer.from(key),
      ...(minVersion !== undefined && { minVersion }),
      ...(maxVersion !== undefined && { maxVersion }),
      ...(ciphers !== undefined && { ciphers: ciphers.join(":") }),
      ...(clientCertificates?.authorities !== undefined && { ca: Buffer.from(clientCertificates.authorities) })
    })
    return undefined
  } catch (error) {
    return (error as Error).message
  }
}

/** Reads the certificate of a listener, and what it requires of clients; `undefined` if something is wrong. */
export const readTls = (section: Section, surroundings: Surroundings): TlsOptions | undefined => {
  const minVersion = readVersion(section, "tls_min_version")
  const maxVersion = readVersion(section, "tls_max_version")
  if (minVersion === "TLSv1.3" && maxVersion === "TLSv1.2")
    section.error("tls_max_version", "must not be below tls_min_version")
  const ciphers = readCiphers(section)
  const clientCertificates = readClientCertificates(section, surroundings)
  const cert = readPem(section, "tls_cert_file", surroundings)
  const key = readPem(section, "tls_key_file", surroundings)
  const certificates = cert && readCertificates(section, "tls_cert_file", cert)
  const wrongKey = key && keyProblem(key, certificates?.[0])
  if (wrongKey !== undefined) section.error("tls_key_file", wrongKey)
  // Not before: the file of another program must not get other permissions.
  if (key !== undefined && wrongKey === undefined) warnOfExposure(section, surroundings)
  if (cert === undefined || key === undefined || certificates === undefined || wrongKey !== undefined) return undefined
  const tls: TlsOptions = { cert, key, minVersion, maxVersion, ciphers, clientCertificates }
  const problem = unusable(tls)
  if (problem === undefined) {
    checkCiphers(section, tls)
    return tls
  }
  section.error("tls_cert_file", `cannot be used with this key: ${problem}`)
  return undefined
}
