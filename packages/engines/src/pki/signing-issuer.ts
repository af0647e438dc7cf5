import { pkiTexts } from "@enwrap/protocol/engine-texts"
import { plainError, type ProtocolError, type StoreFailure } from "@enwrap/server/engine"
import * as Effect from "effect/Effect"
import { type Authority, certificateOf, chainOf, type Issuer, issuerOr404, issuerProblem } from "./authority.ts"
import { type SignatureForm, type Signer, signerOf } from "./key-pair.ts"
import type { PkiMount } from "./mount.ts"
import type { X509Certificate } from "./x509.ts"

/** An issuer with its key, ready to sign. */
export interface ReadyIssuer {
  readonly authority: Authority
  readonly issuer: Issuer
  readonly certificate: X509Certificate
  readonly signer: Signer
}

/** The issuer of a request, ready to sign certificates. A missing default issuer is a 400, any other missing issuer a 404. */
export const readyIssuer = Effect.fn("pki.readyIssuer")(function* (
  mount: PkiMount,
  reference: string,
  form: SignatureForm
): Effect.fn.Return<ReadyIssuer, ProtocolError | StoreFailure> {
  const authority = yield* mount.authority.read
  if ((reference === "default" || reference === "") && authority.defaultIssuer === "")
    return yield* plainError(400, pkiTexts.noSigningIssuer(issuerProblem("default")))
  const issuer = yield* issuerOr404(authority, reference === "" ? "default" : reference)
  const usage = "issuing-certificates"
  if (!issuer.settings.usage.includes(usage)) return yield* plainError(400, pkiTexts.issuerUsage(issuer.id, usage))
  const entry = authority.keys.find(({ id }) => id === issuer.keyId)
  const pair = entry === undefined ? undefined : yield* mount.authority.keyPair(entry)
  if (pair === undefined) return yield* plainError(400, pkiTexts.issuerWithoutKey(issuer.id))
  return { authority, issuer, certificate: certificateOf(issuer), signer: yield* signerOf(pair, form) }
})

/** The chain above a certificate of this issuer, in base64, nearest first. */
export const issuingChain = ({ authority, issuer }: ReadyIssuer, removeRoots = false): ReadonlyArray<string> =>
  chainOf(authority, issuer)
    .filter((entry) => !removeRoots || !isSelfIssued(entry))
    .map(({ certificate }) => certificate)

const isSelfIssued = (issuer: Issuer): boolean => {
  const certificate = certificateOf(issuer)
  return certificate.subject === certificate.issuer
}
