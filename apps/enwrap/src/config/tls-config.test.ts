import { createPrivateKey } from "node:crypto"
import { describe, expect, it } from "vitest"
import { selfSigned } from "../../../../packages/server-node/test/self-signed.ts"
import { decodeConfig } from "./server-config.ts"

const good = selfSigned("good")
const other = selfSigned("other")
const encrypted = createPrivateKey(good.key).export({
  format: "pem",
  type: "pkcs8",
  cipher: "aes-256-cbc",
  passphrase: "secret"
}) as string

const files: Readonly<Record<string, string>> = {
  "cert.pem": good.cert,
  "key.pem": good.key,
  "both.pem": `${good.key}${good.cert}`,
  "chain.pem": `${good.cert}${selfSigned("authority", [-9, -2]).cert}`,
  "expired.pem": selfSigned("expired", [-9, -2]).cert,
  "other.key": other.key,
  "open.key": good.key,
  "open-other.key": other.key,
  "replaced.key": good.key,
  "encrypted.key": encrypted,
  "damaged.pem": good.cert.replace(/\n.{40}/, "\n"),
  "damaged.key": good.key.replace(/\n.{40}/, "\n")
}

/** What is reported about a listener, without the lines. */
const problems = (cert: string, key: string, more = ""): ReadonlyArray<string> =>
  decodeConfig(
    [
      {
        name: "1.hcl",
        text: `storage "inmem" {}\nlistener "tcp" {\n  tls_cert_file = "${cert}"\n  tls_key_file = "${key}"\n${more}\n}`
      }
    ],
    {
      env: {},
      exposure: (path) => {
        if (path === "replaced.key") throw new Error("ENOENT")
        return path.startsWith("open") ? `${path} can be read or written by other users` : undefined
      },
      appendProblem: () => undefined,
      folderExposure: () => undefined,
      lookAt: (path) => ({ kind: "file", path, id: path, size: 0 }),
      readFile: (path) => new TextEncoder().encode(files[path])
    }
  ).problems.map(({ message, severity }) => `${severity} ${message}`)

const clientCa = (file: string): string => `tls_require_and_verify_client_cert = true\ntls_client_ca_file = "${file}"`

describe("the certificate of a listener", () => {
  it("is accepted with its key, from one file or two", () => {
    expect([problems("cert.pem", "key.pem"), problems("both.pem", "both.pem")]).toEqual([[], []])
    expect(problems("cert.pem", "key.pem", clientCa("cert.pem"))).toEqual([])
  })

  it("has a key that other users can read: a warning, unless it is no key for this certificate", () => {
    expect(problems("cert.pem", "open.key")).toEqual([
      "warning tls_key_file is not protected: open.key can be read or written by other users"
    ])
    expect(problems("cert.pem", "open-other.key")).toEqual([
      "error tls_key_file contains another key than that of the certificate in tls_cert_file"
    ])
    expect(problems("cert.pem", "replaced.key")).toEqual([])
  })

  it("that is expired or not valid yet is a warning, in a chain too", () => {
    const late = selfSigned("late", [3, 9])
    Object.assign(files, { "late.pem": late.cert, "late.key": late.key })
    expect(problems("late.pem", "late.key")).toEqual([
      expect.stringMatching(
        /^warning tls_cert_file contains a certificate that is not valid yet: the certificate of "CN=late" is valid from 20/
      )
    ])
    expect(problems("chain.pem", "key.pem")).toEqual([
      expect.stringMatching(
        /^warning tls_cert_file contains an expired certificate: the certificate of "CN=authority" was valid until 20/
      )
    ])
    expect(problems("cert.pem", "key.pem", clientCa("expired.pem"))).toEqual([
      expect.stringMatching(/^warning tls_client_ca_file contains an expired certificate/)
    ])
  })

  it.each([
    [
      "key.pem",
      "cert.pem",
      "tls_cert_file contains no certificate in PEM, but a private key",
      "tls_key_file contains no private key in PEM, but a certificate"
    ],
    ["cert.pem", "other.key", "tls_key_file contains another key than that of the certificate in tls_cert_file"],
    [
      "cert.pem",
      "encrypted.key",
      "tls_key_file contains an encrypted key, whose passphrase the server cannot ask for: decrypt it with `openssl pkey`, and protect the file"
    ],
    ["damaged.pem", "key.pem", "tls_cert_file contains a certificate that is damaged"],
    ["cert.pem", "damaged.key", "tls_key_file contains a private key that is damaged, or of an unknown type"]
  ])("%s with the key %s is an error that says what is wrong", (cert, key, ...expected) => {
    expect(problems(cert, key)).toEqual(expected.map((text) => `error ${text}`))
  })

  it("with cipher suites for another type of key only is reported, because clients with TLS 1.2 could not connect", () => {
    const rsa = 'tls_cipher_suites = ["TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384"]'
    const both =
      'tls_cipher_suites = ["TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384", "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384"]'
    const problem =
      "tls_cipher_suites has only suites for RSA keys, and the key of the certificate is of another type: no client"
    expect(problems("cert.pem", "key.pem", rsa)).toEqual([`warning ${problem} with TLS 1.2 can connect`])
    expect(problems("cert.pem", "key.pem", `${rsa}\ntls_max_version = "tls12"`)).toEqual([
      `error ${problem} can connect`
    ])
    expect(problems("cert.pem", "key.pem", both)).toEqual([])
    expect(problems("cert.pem", "key.pem", `${rsa}\ntls_min_version = "tls13"`)).toEqual([])
  })

  it("authorities without a certificate are an error, because no client could connect", () => {
    expect(problems("cert.pem", "key.pem", clientCa("key.pem"))).toEqual([
      "error tls_client_ca_file contains no certificate in PEM, but a private key"
    ])
  })
})
