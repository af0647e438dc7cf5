import { certificateTexts } from "@enwrap/protocol/engine-texts"
import { plainError, type ProtocolError } from "@enwrap/server/engine"
import * as Effect from "effect/Effect"
import { type DecodedNames, decodeNames } from "./general-names.ts"
import { readPem } from "./pem.ts"
import { signing } from "./slow-lanes.ts"
import { isSigningRequest } from "./strict-request.ts"
import { SERIAL_NUMBER, type SubjectNames, USER_ID } from "./subject.ts"
import { type Extension, Pkcs10CertificateRequest } from "./x509.ts"

/** Parses a signing request, and verifies its signature. Fails with a 400. */
export const readSigningRequest = Effect.fn("pki.readSigningRequest")(function* (
  csr: string
): Effect.fn.Return<Pkcs10CertificateRequest, ProtocolError> {
  if (csr.trim() === "") return yield* plainError(400, certificateTexts.csrEmpty)
  const block = readPem(csr)[0]
  if (block === undefined) return yield* plainError(400, certificateTexts.csrWithoutData)
  const faulty = () => plainError(400, certificateTexts.csrInvalid)
  const verified = Effect.tryPromise({
    try: async () => {
      if (!isSigningRequest(block.bytes)) return "malformed"
      const request = new Pkcs10CertificateRequest(block.bytes)
      // Read the names and the extensions now, so that nothing fails later.
      void [request.subjectName.toJSON(), request.extensions]
      return (await request.verify()) ? request : undefined
    },
    catch: faulty
  })
  const request = yield* signing(verified)
  if (request === "malformed") return yield* faulty()
  return request === undefined ? yield* plainError(400, certificateTexts.csrSignatureInvalid) : request
})

/** The last value of a part of the subject, which is the one that Go reads. */
const lastOf = (request: Pkcs10CertificateRequest, type: string): string =>
  request.subjectName.getField(type).at(-1) ?? ""

export const commonNameOf = (request: Pkcs10CertificateRequest): string => lastOf(request, "CN")

/** The serial number and the user ids in the subject of a request. */
export const subjectNamesOf = (request: Pkcs10CertificateRequest): Omit<SubjectNames, "commonName"> => ({
  serialNumber: lastOf(request, SERIAL_NUMBER),
  userIds: request.subjectName.getField(USER_ID)
})

/** The extensions that are never copied: basic constraints and key identifiers. */
const OWN_EXTENSIONS = ["2.5.29.19", "2.5.29.14", "2.5.29.35"]

/** The extensions of a request that is signed with its own values. */
export const copiedExtensions = ({ extensions }: Pkcs10CertificateRequest): ReadonlyArray<Extension> =>
  extensions.filter(({ type }) => !OWN_EXTENSIONS.includes(type))

const noNames: DecodedNames = { dns: [], emails: [], ips: [], uris: [], otherKinds: [] }

/** The subject alternative names of a request. */
export const alternativeNamesOf = (request: Pkcs10CertificateRequest): DecodedNames => {
  const extension = request.getExtension("2.5.29.17")
  return extension === null ? noNames : decodeNames(new Uint8Array(extension.value))
}
