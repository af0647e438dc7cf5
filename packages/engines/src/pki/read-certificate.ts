import { plainError, type ProtocolError } from "@enwrap/server/engine"
import * as Effect from "effect/Effect"
import { X509Certificate } from "./x509.ts"

/** A client's certificate. One that is unusable fails here with a 400, and not later. */
export const readCertificate = (
  bytes: Uint8Array<ArrayBuffer>,
  problem: string
): Effect.Effect<X509Certificate, ProtocolError> =>
  Effect.try({
    try: () => {
      const certificate = new X509Certificate(bytes)
      const { issuer, notAfter, publicKey, serialNumber, subject } = certificate
      void [issuer, notAfter, publicKey.algorithm, serialNumber, subject]
      return certificate
    },
    catch: () => plainError(400, problem)
  })
