import { generateKeyPairSync, sign } from "node:crypto"

const der = (tag: number, ...contents: ReadonlyArray<Uint8Array>): Buffer => {
  const content = Buffer.concat(contents)
  const size =
    content.length < 0x80
      ? [content.length]
      : content.length < 0x100
        ? [0x81, content.length]
        : [0x82, content.length >> 8, content.length & 0xff]
  return Buffer.concat([Buffer.from([tag, ...size]), content])
}
const sequence = (...contents: ReadonlyArray<Uint8Array>): Buffer => der(0x30, ...contents)
const bytes = (hex: string): Buffer => Buffer.from(hex, "hex")
const utcTime = (date: Date): Buffer =>
  der(
    0x17,
    Buffer.from(
      date
        .toISOString()
        .replace(/[-:T]|\.\d+/g, "")
        .slice(2)
    )
  )

const ECDSA_WITH_SHA256 = sequence(der(0x06, bytes("2a8648ce3d040302")))
const COMMON_NAME = der(0x06, bytes("550403"))
const DAY_MILLISECONDS = 86_400_000

/**
 * A new certificate and its key, so that the repository contains no private key.
 *
 * @param days from when to when it is valid, counted from now
 */
export const selfSigned = (
  commonName = "localhost",
  days: readonly [from: number, to: number] = [-1, 1]
): { readonly cert: string; readonly key: string } => {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "prime256v1" })
  const name = sequence(der(0x31, sequence(COMMON_NAME, der(0x0c, Buffer.from(commonName)))))
  const [from, to] = days.map((day) => utcTime(new Date(Date.now() + day * DAY_MILLISECONDS)))
  const certificate = sequence(
    der(0x02, Buffer.from([1])),
    ECDSA_WITH_SHA256,
    name,
    sequence(from!, to!),
    name,
    publicKey.export({ format: "der", type: "spki" })
  )
  const signature = der(0x03, Buffer.from([0]), sign("sha256", certificate, privateKey))
  const cert = sequence(certificate, ECDSA_WITH_SHA256, signature).toString("base64").replace(/.{64}/g, "$&\n")
  return {
    cert: `-----BEGIN CERTIFICATE-----\n${cert}\n-----END CERTIFICATE-----\n`,
    key: privateKey.export({ format: "pem", type: "pkcs8" }) as string
  }
}
