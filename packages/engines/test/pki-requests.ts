import * as Effect from "effect/Effect"
import { webcrypto } from "node:crypto"
import { Extension, Pkcs10CertificateRequestGenerator } from "../src/pki/x509.ts"
import { der } from "../src/pki/der.ts"

/** A general name with this number of its tag. */
export const nameBytes = (tag: number, content: ReadonlyArray<number>): Uint8Array =>
  der(0x80 | tag, Uint8Array.from(content))

export interface RequestParts {
  readonly subject: string
  /** General names as bytes. */
  readonly names?: ReadonlyArray<Uint8Array>
  readonly extensions?: ReadonlyArray<Extension>
  readonly algorithm?: object
}

const EC = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" }

/** A signing request with parts that the engine does not generate, in PEM. */
export const request = ({
  algorithm = EC,
  extensions = [],
  names = [],
  subject
}: RequestParts): Effect.Effect<string> =>
  Effect.promise(async () => {
    const keys = (await webcrypto.subtle.generateKey(algorithm as EcKeyGenParams, true, ["sign", "verify"])) as never
    const alternativeNames = names.length === 0 ? [] : [new Extension("2.5.29.17", false, der(0x30, ...names))]
    const csr = await Pkcs10CertificateRequestGenerator.create({
      name: subject,
      keys,
      signingAlgorithm: algorithm as never,
      extensions: [...alternativeNames, ...extensions]
    })
    return csr.toString("pem")
  })
