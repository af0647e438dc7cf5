import { certificateTexts } from "@enwrap/protocol/engine-texts"
import { plainError, type ProtocolError } from "@enwrap/server/engine"
import * as Effect from "effect/Effect"
import type { AlternativeNames } from "./name-rules.ts"
import { readPem } from "./pem.ts"
import { signing } from "./slow-lanes.ts"
import { Pkcs10CertificateRequest, SubjectAlternativeNameExtension } from "./x509.ts"

/** Enough for the longest key and hundreds of names. A request is parsed on the event loop. */
const MAX_LENGTH = 65_536

/** Parses a signing request, and verifies its signature. Fails with a 400. */
export const readSigningRequest = Effect.fn("pki.readSigningRequest")(function* (
  csr: string
): Effect.fn.Return<Pkcs10CertificateRequest, ProtocolError> {
  if (csr.trim() === "") return yield* plainError(400, certificateTexts.csrEmpty)
  if (csr.length > MAX_LENGTH) return yield* plainError(400, certificateTexts.csrTooLong(MAX_LENGTH))
  const block = readPem(csr)[0]
  if (block === undefined) return yield* plainError(400, certificateTexts.csrWithoutData)
  const faulty = () => plainError(400, certificateTexts.csrInvalid)
  const verified = Effect.tryPromise({
    try: async () => {
      const request = new Pkcs10CertificateRequest(block.bytes)
      // Read the key, the names and the signature now, so that nothing fails later.
      request.subjectName.toJSON()
      alternativeNamesOf(request)
      return (await request.verify()) ? request : undefined
    },
    catch: faulty
  })
  const request = yield* signing(verified)
  return request === undefined ? yield* plainError(400, certificateTexts.csrSignatureInvalid) : request
})

export const commonNameOf = (request: Pkcs10CertificateRequest): string => request.subjectName.getField("CN")[0] ?? ""

/** The subject alternative names of a request. */
export const alternativeNamesOf = (request: Pkcs10CertificateRequest): AlternativeNames => {
  const extension = request.getExtension("2.5.29.17")
  const items = extension instanceof SubjectAlternativeNameExtension ? extension.names.items : []
  const of = (type: string) => items.filter((item) => item.type === type).map(({ value }) => value)
  return { dns: of("dns"), emails: of("email"), ips: of("ip"), uris: of("url") }
}
