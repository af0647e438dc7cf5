import { errorTexts } from "@enwrap/protocol"
import {
  type EngineEffect,
  type EngineResponse,
  type Handlers,
  plainError,
  silentError,
  type ProtocolError,
  type StoreFailure
} from "@enwrap/server/engine"
import * as Effect from "effect/Effect"
import { type Authority, chainPem, findIssuer, type Issuer, issuerOr404, issuerProblem } from "./authority.ts"
import type { Revoked, StoredCertificate } from "./certificate-store.ts"
import type { PkiMount } from "./mount.ts"
import { certificatePem, fromBase64, toPem } from "./pem.ts"
import { revocationTimes } from "./revocation-handlers.ts"
import { revocationList } from "./revocation-list.ts"
import { readSerial } from "./serial-number.ts"

const raw = (contentType: string, body: string | Uint8Array): EngineResponse => ({
  raw: { status: 200, contentType, body }
})

/** The forms of certificates and CRLs that need no token. @see RW-PKI-8 */
const certificateDer = (certificate: string): EngineResponse => raw("application/pkix-cert", fromBase64(certificate))
const certificateText = (pem: string): EngineResponse => raw("application/pem-certificate-chain", pem)
const crlDer = (list: string): EngineResponse => raw("application/pkix-crl", fromBase64(list))
const crlText = (list: string): EngineResponse => raw("application/x-pem-file", crlPem(list))
const crlPem = (list: string): string => toPem("X509 CRL", list)

/** The operations that need no token: certificates and CRLs. */
export const publicHandlers = (mount: PkiMount) => {
  /** A response about the default issuer; 204 if there is no default issuer. */
  const ofDefault =
    (give: (issuer: Issuer, authority: Authority) => EngineEffect<EngineResponse>) =>
    (): EngineEffect<EngineResponse | undefined> =>
      Effect.flatMap(mount.authority.read, (authority): EngineEffect<EngineResponse | undefined> => {
        const issuer = findIssuer(authority, "default")
        return issuer === undefined ? Effect.succeed(undefined) : give(issuer, authority)
      })

  const ofIssuer =
    (give: (issuer: Issuer, authority: Authority) => EngineEffect<EngineResponse>) =>
    ({ parameters }: { readonly parameters: { readonly issuer_ref: string } }): EngineEffect<EngineResponse> =>
      Effect.flatMap(mount.authority.read, (authority) =>
        Effect.flatMap(issuerOr404(authority, parameters.issuer_ref), (issuer) => give(issuer, authority))
      )

  const answer = (certificate: string, more: object = {}): EngineResponse => ({
    data: { certificate, ...more, revocation_time: 0, revocation_time_rfc3339: "" }
  })

  /** `cert/ca`, `cert/ca_chain`, `cert/crl`. */
  const special: Readonly<Record<string, (issuer: Issuer, authority: Authority) => EngineEffect<EngineResponse>>> = {
    ca: (issuer) => Effect.succeed(answer(certificatePem(issuer.certificate))),
    ca_chain: (issuer, authority) => {
      const chain = chainPem(authority, issuer).join("\n")
      return Effect.succeed(answer(chain, { ca_chain: chain }))
    },
    crl: (issuer) => Effect.map(revocationList(mount, issuer), (list) => answer(crlPem(list)))
  }

  /** An issued certificate, by the serial number in a path. */
  const stored = Effect.fnUntraced(function* (
    text: string
  ): Effect.fn.Return<
    { readonly certificate: StoredCertificate; readonly revoked: Revoked | undefined },
    ProtocolError | StoreFailure
  > {
    const serial = readSerial(text)
    if (serial === undefined) return yield* plainError(404, errorTexts.unsupportedPath)
    const certificate = yield* mount.certificates.read(serial)
    if (certificate === undefined) return yield* silentError(404)
    return { certificate, revoked: yield* mount.certificates.revoked(serial) }
  })

  return {
    pkiCaDerRead: ofDefault((issuer) => Effect.succeed(certificateDer(issuer.certificate))),
    pkiCaPemRead: ofDefault((issuer) => Effect.succeed(certificateText(certificatePem(issuer.certificate)))),
    // PEM with the content type of DER, as in the original: clients rely on it.
    pkiCaChainRead: ofDefault((issuer, authority) =>
      Effect.succeed(raw("application/pkix-cert", chainPem(authority, issuer).join("\n")))
    ),
    pkiCrlDerRead: ofDefault((issuer) => Effect.map(revocationList(mount, issuer), crlDer)),
    pkiCrlPemRead: ofDefault((issuer) => Effect.map(revocationList(mount, issuer), crlText)),

    pkiCertRead: Effect.fnUntraced(function* ({ parameters }) {
      const give = Object.hasOwn(special, parameters.serial) ? special[parameters.serial] : undefined
      if (give !== undefined) {
        const authority = yield* mount.authority.read
        const issuer = findIssuer(authority, "default")
        return issuer === undefined ? yield* plainError(400, issuerProblem("default")) : yield* give(issuer, authority)
      }
      const { certificate, revoked } = yield* stored(parameters.serial)
      return {
        data: {
          certificate: certificatePem(certificate.certificate),
          ...(revoked === undefined ? {} : { issuer_id: revoked.issuerId }),
          ...revocationTimes(revoked)
        }
      }
    }),
    pkiCertDerRead: ({ parameters }) =>
      Effect.map(stored(parameters.serial), ({ certificate }) => certificateDer(certificate.certificate)),
    pkiCertPemRead: ({ parameters }) =>
      Effect.map(stored(parameters.serial), ({ certificate }) =>
        certificateText(certificatePem(certificate.certificate))
      ),

    pkiIssuerJsonRead: ofIssuer((issuer, authority) =>
      Effect.succeed({
        data: {
          ca_chain: [...chainPem(authority, issuer)],
          certificate: certificatePem(issuer.certificate),
          issuer_id: issuer.id,
          issuer_name: issuer.name
        }
      })
    ),
    pkiIssuerPemRead: ofIssuer((issuer) => Effect.succeed(certificateText(certificatePem(issuer.certificate)))),
    pkiIssuerDerRead: ofIssuer((issuer) => Effect.succeed(certificateDer(issuer.certificate))),
    pkiIssuerCrlRead: ofIssuer((issuer) =>
      Effect.map(revocationList(mount, issuer), (list) => ({ data: { crl: crlPem(list) } }))
    ),
    pkiIssuerCrlPemRead: ofIssuer((issuer) => Effect.map(revocationList(mount, issuer), crlText)),
    pkiIssuerCrlDerRead: ofIssuer((issuer) => Effect.map(revocationList(mount, issuer), crlDer))
  } satisfies Partial<Handlers<"pki">>
}
