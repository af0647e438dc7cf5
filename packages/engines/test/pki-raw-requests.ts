import { generateKeyPairSync, type KeyObject, sign } from "node:crypto"
import { der } from "../src/pki/der.ts"
import { toPem } from "../src/pki/pem.ts"

/** An object identifier in DER. */
export const bytesOfOid = (text: string): Uint8Array => {
  const [first = 0, second = 0, ...rest] = text.split(".").map(Number)
  const groups = (number: number): Array<number> => {
    const digits = [number & 0x7f]
    for (let left = number >>> 7; left > 0; left >>>= 7) digits.unshift((left & 0x7f) | 0x80)
    return digits
  }
  return der(6, Uint8Array.from([first * 40 + second, ...rest.flatMap(groups)]))
}

/** A part of a subject. */
export const namePart = (type: string, tag: number, value: Uint8Array): Uint8Array =>
  der(0x31, der(0x30, bytesOfOid(type), der(tag, value)))

export const extension = (type: Uint8Array, value: Uint8Array): Uint8Array => der(0x30, type, der(4, value))

/** The attribute with the extensions of a request. */
export const extensionRequest = (...extensions: ReadonlyArray<Uint8Array>): Uint8Array =>
  der(0x30, bytesOfOid("1.2.840.113549.1.9.14"), der(0x31, der(0x30, ...extensions)))

export const COMMON_NAME = "2.5.4.3"
const own = generateKeyPairSync("ec", { namedCurve: "P-256" })
const ownKey = own.publicKey.export({ type: "spki", format: "der" })
const ALGORITHMS: Readonly<Record<string, Uint8Array>> = {
  ec: der(0x30, bytesOfOid("1.2.840.10045.4.3.2")),
  rsa: der(0x30, bytesOfOid("1.2.840.113549.1.1.11"), der(5))
}

export interface RawParts {
  /** The key as it is in the request. */
  readonly key?: Uint8Array
  readonly privateKey?: KeyObject
  readonly subject?: ReadonlyArray<Uint8Array>
  readonly attributes?: ReadonlyArray<Uint8Array>
  /** What follows the request. */
  readonly after?: Uint8Array
}

/** A signing request whose parts are DER that no library writes, in PEM. Its signature is valid. */
export const signedRequest = ({
  after = new Uint8Array(),
  attributes = [],
  key = ownKey,
  privateKey = own.privateKey,
  subject = [namePart(COMMON_NAME, 0x0c, Buffer.from("a.example"))]
}: RawParts): string => {
  const info = der(0x30, der(2, Uint8Array.of(0)), der(0x30, ...subject), key, der(0xa0, ...attributes))
  const signature = der(3, Uint8Array.of(0), sign("sha256", info, privateKey))
  const bytes = der(0x30, info, ALGORITHMS[privateKey.asymmetricKeyType!]!, signature)
  return toPem("CERTIFICATE REQUEST", Buffer.concat([bytes, after]).toString("base64"))
}
