import { pkiTexts } from "@enwrap/protocol/engine-texts"
import { ECParameters, ECPrivateKey } from "@peculiar/asn1-ecc"
import { PrivateKeyInfo } from "@peculiar/asn1-pkcs8"
import { AsnConvert } from "@peculiar/asn1-schema"
import type { ProtocolError } from "@enwrap/server/engine"
import * as Effect from "effect/Effect"
import { refuse } from "../refuse.ts"
import type { FormFields } from "./fields.ts"
import { fromBase64, toBase64, toPem } from "./pem.ts"
import { makingRsaKey, signing } from "./slow-lanes.ts"
import { BIT_STRING, type Element, INTEGER, isDer, readSequence } from "./strict-der.ts"
import { subtle, type WebAlgorithm, type WebKey, type WebKeyPair } from "./web-crypto.ts"
import { PublicKey } from "./x509.ts"

export type KeyType = "rsa" | "ec" | "ed25519"

/** A kind of key: its type and its size in bits. The size of an Ed25519 key is 0. */
export interface KeyKind {
  readonly type: KeyType
  readonly bits: number
}

/** The stored form of a key pair: PKCS #8 and SubjectPublicKeyInfo, in base64. */
export interface KeyPair {
  readonly kind: KeyKind
  readonly privateKey: string
  readonly publicKey: string
}

const CURVES: Readonly<Record<number, { readonly name: string; readonly oid: string; readonly hash: number }>> = {
  256: { name: "P-256", oid: "1.2.840.10045.3.1.7", hash: 256 },
  384: { name: "P-384", oid: "1.3.132.0.34", hash: 384 },
  521: { name: "P-521", oid: "1.3.132.0.35", hash: 512 }
}

const RSA_SIZES = [2048, 3072, 4096, 8192]

const isKeyType = (type: string): type is KeyType => type === "rsa" || type === "ec" || type === "ed25519"

/** The kind of key that a request names; a size of 0 means the default. Fails with a 400. */
export const keyKind = (type: string, bits: number): Effect.Effect<KeyKind, ProtocolError> => {
  if (!isKeyType(type)) return refuse(pkiTexts.keyTypeUnknown(type))
  if (type === "ed25519") return Effect.succeed({ type, bits: 0 })
  if (type === "ec") {
    const size = bits || 256
    return size in CURVES ? Effect.succeed({ type, bits: size }) : refuse(pkiTexts.ecSizeUnsupported(size))
  }
  const size = bits || 2048
  if (size < 2048) return refuse(pkiTexts.rsaTooShort(size))
  return RSA_SIZES.includes(size) ? Effect.succeed({ type, bits: size }) : refuse(pkiTexts.rsaSizeUnsupported(size))
}

/** How a key signs: the size of the hash in bits (0 means the default of the kind), and whether RSA uses PSS. */
export interface SignatureForm {
  readonly signature_bits: number
  readonly use_pss: boolean
}

export const isHashSize = (bits: number): boolean => [0, 256, 384, 512].includes(bits)

/** The signature algorithm of a key in WebCrypto. */
export const signatureAlgorithm = (
  { bits, type }: KeyKind,
  { signature_bits: hashBits, use_pss: pss }: SignatureForm
): WebAlgorithm => {
  if (type === "ed25519") return { name: "Ed25519" }
  const hash = (size: number) => `SHA-${size}`
  if (type === "ec") {
    const curve = CURVES[bits]!
    return { name: "ECDSA", namedCurve: curve.name, hash: hash(hashBits || curve.hash) }
  }
  const size = hashBits || 256
  return pss
    ? { name: "RSA-PSS", hash: hash(size), saltLength: size / 8 }
    : { name: "RSASSA-PKCS1-v1_5", hash: hash(size) }
}

/** Generates a key off the event loop, at the request's turn. An RSA key of 8192 bits can take a minute. */
export const generateKeyPair = (kind: KeyKind): Effect.Effect<KeyPair, ProtocolError> =>
  (kind.type === "rsa" ? makingRsaKey : signing)(makeKeyPair(kind))

const makeKeyPair = (kind: KeyKind): Effect.Effect<KeyPair> =>
  Effect.promise(async () => {
    const algorithm = signatureAlgorithm(kind, { signature_bits: 0, use_pss: false })
    const size = kind.type === "rsa" ? { modulusLength: kind.bits, publicExponent: Uint8Array.of(1, 0, 1) } : {}
    const made = (await subtle().generateKey({ ...algorithm, ...size }, true, ["sign", "verify"])) as WebKeyPair
    return {
      kind,
      privateKey: toBase64(await subtle().exportKey("pkcs8", made.privateKey)),
      publicKey: toBase64(await subtle().exportKey("spki", made.publicKey))
    }
  })

/** A key that signs, and how. */
export interface Signer {
  readonly key: WebKey
  readonly algorithm: WebAlgorithm
}

export const signerOf = (pair: Pick<KeyPair, "kind" | "privateKey">, form: SignatureForm): Effect.Effect<Signer> => {
  const algorithm = signatureAlgorithm(pair.kind, form)
  return Effect.map(
    Effect.promise(() => subtle().importKey("pkcs8", fromBase64(pair.privateKey), algorithm, false, ["sign"])),
    (key) => ({ key, algorithm })
  )
}

export const publicKeyOf = ({ publicKey }: Pick<KeyPair, "publicKey">): PublicKey =>
  new PublicKey(fromBase64(publicKey))

/** The algorithms of keys (RFC 3279, 5480, 8410), as DER in base64: an identifier, and NULL or a curve. */
const RSA_ALGORITHM = "MA0GCSqGSIb3DQEBAQUA"
const ED25519_ALGORITHM = "MAUGAytlcA=="
const EC_ALGORITHMS: Readonly<Record<string, number>> = {
  MBMGByqGSM49AgEGCCqGSM49AwEH: 256,
  MBAGByqGSM49AgEGBSuBBAAi: 384,
  MBAGByqGSM49AgEGBSuBBAAj: 521
}

const ED25519_BYTES = 32

/** The first byte of a point with both coordinates. RFC 5480: others may be refused, and Go refuses them. */
const UNCOMPRESSED = 4

const isOdd = (number: Uint8Array): boolean => (number.at(-1)! & 1) === 1

/** The size of a positive number in bits. It is in DER, so at most its first byte is zero. */
const bitsOf = (number: Uint8Array): number => {
  const digits = number[0] === 0 ? number.subarray(1) : number
  return digits.length * 8 - (Math.clz32(digits[0] ?? 0) - 24)
}

/** The size of an RSA key, or `undefined` if its numbers cannot be those of one. */
const rsaBits = (bytes: Uint8Array): number | undefined => {
  const numbers = isDer(bytes) ? readSequence(bytes) : undefined
  if (numbers?.length !== 2 || !numbers.every(isOddAndPositive)) return undefined
  const [modulus, exponent] = numbers.map(({ content }) => content)
  const isOne = exponent!.length === 1 && exponent![0] === 1
  return isOne ? undefined : bitsOf(modulus!)
}

const isOddAndPositive = ({ content, tag }: Element): boolean => tag === INTEGER && content[0]! < 0x80 && isOdd(content)

/**
 * The kind of a client's public key; `undefined` if it is malformed or not supported. The X.509 library counts the bytes of a modulus,
 * with leading zeros, so this reads the key itself.
 */
export const kindOfPublicKey = ({ rawData }: PublicKey): KeyKind | undefined => {
  const bytes = new Uint8Array(rawData)
  const [algorithm, key, ...more] = (isDer(bytes) ? readSequence(bytes) : undefined) ?? []
  // The first byte of a bit string is the number of bits that are not used.
  if (algorithm === undefined || key?.tag !== BIT_STRING || key.content[0] !== 0 || more.length > 0) return undefined
  const content = key.content.subarray(1)
  const name = toBase64(algorithm.bytes)
  if (name === RSA_ALGORITHM) {
    const bits = rsaBits(content)
    return bits === undefined ? undefined : { type: "rsa", bits }
  }
  if (name === ED25519_ALGORITHM) return content.length === ED25519_BYTES ? { type: "ed25519", bits: 0 } : undefined
  const bits = EC_ALGORITHMS[name]
  if (bits === undefined) return undefined
  const isPoint = content[0] === UNCOMPRESSED && content.length === 1 + 2 * Math.ceil(bits / 8)
  return isPoint ? { type: "ec", bits } : undefined
}

/** A private key for a response: in the traditional form of its kind, or as PKCS #8. */
export const privateKeyForm = (
  { kind, privateKey }: Pick<KeyPair, "kind" | "privateKey">,
  { format, private_key_format }: FormFields
): string => {
  const pkcs8 = fromBase64(privateKey)
  const isPkcs8 = private_key_format === "pkcs8" || kind.type === "ed25519"
  const [label, bytes] = isPkcs8 ? ["PRIVATE KEY", pkcs8] : usualForm(kind, pkcs8)
  return format === "der" ? toBase64(bytes) : toPem(label, toBase64(bytes))
}

/** PKCS #1 for RSA, and SEC 1 for EC. SEC 1 contains the curve, which PKCS #8 has outside the key. */
const usualForm = (kind: KeyKind, pkcs8: Uint8Array<ArrayBuffer>): readonly [label: string, bytes: Uint8Array] => {
  const inner = AsnConvert.parse(pkcs8, PrivateKeyInfo).privateKey
  if (kind.type === "rsa") return ["RSA PRIVATE KEY", new Uint8Array(inner.buffer)]
  const key = AsnConvert.parse(inner.buffer, ECPrivateKey)
  key.parameters = new ECParameters({ namedCurve: CURVES[kind.bits]!.oid })
  return ["EC PRIVATE KEY", new Uint8Array(AsnConvert.serialize(key))]
}
