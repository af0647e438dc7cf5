import { errorTexts } from "@enwrap/protocol"
import {
  type EngineEffect,
  type EngineResponse,
  type Handlers,
  plainError,
  type ProtocolError,
  type StoreFailure
} from "@enwrap/server/engine"
import * as Effect from "effect/Effect"
import { orNotFound } from "../refuse.ts"
import {
  type Authority,
  chainPem,
  findIssuer,
  type Issuer,
  issuerCertificates,
  issuerOr404,
  issuerProblem
} from "./authority.ts"
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
const pemText = (certificates: string): EngineResponse => raw("application/pem-certificate-chain", certificates)
const crlDer = (list: string): EngineResponse => raw("application/pkix-crl", fromBase64(list))
const crlText = (list: string): EngineResponse => raw("application/x-pem-file", list)
const crlPem = (list: string): string => toPem("X509 CRL", list)

/** A CA's certificate, a chain or a CRL in the form of an issued certificate that is not revoked. */
const unrevoked = (certificate: string, more: object = {}): EngineResponse => ({
  data: { certificate, ...more, ...revocationTimes(undefined) }
})

/** Responds to a request about an issuer. */
type OfIssuer = (issuer: Issuer, authority: Authority) => EngineEffect<EngineResponse>

const der: OfIssuer = ({ certificate }) => Effect.succeed(certificateDer(certificate))
const pem: OfIssuer = ({ certificate }) => Effect.succeed(pemText(certificatePem(certificate)))

/** The operations that need no token: certificates and CRLs. */
export const publicHandlers = (mount: PkiMount) => {
  /** A response about the default issuer; 204 if there is no default issuer. */
  const ofDefault = (respond: OfIssuer) => (): EngineEffect<EngineResponse | undefined> =>
    Effect.flatMap(mount.authority.read, (authority): EngineEffect<EngineResponse | undefined> => {
      const issuer = findIssuer(authority, "default")
      return issuer === undefined ? Effect.succeed(undefined) : respond(issuer, authority)
    })

  const ofIssuer =
    (respond: OfIssuer) =>
    ({ parameters }: { readonly parameters: { readonly issuer_ref: string } }): EngineEffect<EngineResponse> =>
      Effect.flatMap(mount.authority.read, (authority) =>
        Effect.flatMap(issuerOr404(authority, parameters.issuer_ref), (issuer) => respond(issuer, authority))
      )

  const crl =
    (form: (list: string) => EngineResponse): OfIssuer =>
    (issuer, authority) =>
      Effect.map(revocationList(mount, authority, issuer), form)

  /** `cert/ca`, `cert/ca_chain`, `cert/crl`. */
  const special: ReadonlyMap<string, OfIssuer> = new Map<string, OfIssuer>([
    ["ca", ({ certificate }) => Effect.succeed(unrevoked(certificatePem(certificate)))],
    [
      "ca_chain",
      (issuer, authority) => {
        const chain = chainPem(authority, issuer).join("\n")
        return Effect.succeed(unrevoked(chain, { ca_chain: chain }))
      }
    ],
    ["crl", crl((list) => unrevoked(crlPem(list)))]
  ])

  /** An issued certificate, by the serial number in a path. */
  const stored = Effect.fnUntraced(function* (
    text: string
  ): Effect.fn.Return<
    { readonly certificate: StoredCertificate; readonly revoked: Revoked | undefined },
    ProtocolError | StoreFailure
  > {
    const serial = readSerial(text)
    if (serial === undefined) return yield* plainError(404, errorTexts.unsupportedPath)
    const certificate = yield* orNotFound(mount.certificates.read(serial))
    return { certificate, revoked: yield* mount.certificates.revoked(serial) }
  })

  /** `cert/<serial>/raw`, `cert/ca/raw` and the same as PEM. */
  const storedOrCa =
    (form: (certificate: string) => EngineResponse, ofCa: OfIssuer) =>
    ({ parameters }: { readonly parameters: { readonly serial: string } }) =>
      parameters.serial === "ca"
        ? ofDefault(ofCa)()
        : Effect.map(stored(parameters.serial), ({ certificate }) => form(certificate.certificate))

  return {
    pkiCaDerRead: ofDefault(der),
    pkiCaPemRead: ofDefault(pem),
    // PEM with the content type of DER, as in the original: clients rely on it.
    pkiCaChainRead: ofDefault((issuer, authority) =>
      Effect.succeed(raw("application/pkix-cert", chainPem(authority, issuer).join("\n")))
    ),
    pkiCrlDerRead: ofDefault(crl(crlDer)),
    pkiCrlPemRead: ofDefault(crl((list) => crlText(crlPem(list)))),

    pkiCertRead: Effect.fnUntraced(function* ({ parameters }) {
      const respond = special.get(parameters.serial)
      if (respond !== undefined)
        return (yield* ofDefault(respond)()) ?? (yield* plainError(400, issuerProblem("default")))
      const { certificate, revoked } = yield* stored(parameters.serial)
      return {
        data: {
          certificate: certificatePem(certificate.certificate),
          ...(revoked === undefined ? {} : { issuer_id: revoked.issuerId }),
          ...revocationTimes(revoked)
        }
      }
    }),
    pkiCertDerRead: storedOrCa(certificateDer, der),
    pkiCertPemRead: storedOrCa((certificate) => pemText(certificatePem(certificate)), pem),

    pkiIssuerJsonRead: ofIssuer((issuer, authority) =>
      Effect.succeed({
        data: { ...issuerCertificates(authority, issuer), issuer_id: issuer.id, issuer_name: issuer.name }
      })
    ),
    pkiIssuerPemRead: ofIssuer((issuer, authority) =>
      Effect.succeed(pemText(issuerCertificates(authority, issuer).certificate))
    ),
    pkiIssuerDerRead: ofIssuer(der),
    pkiIssuerCrlRead: ofIssuer(crl((list) => ({ data: { crl: `${crlPem(list)}\n` } }))),
    pkiIssuerCrlPemRead: ofIssuer(crl((list) => crlText(`${crlPem(list)}\n`))),
    pkiIssuerCrlDerRead: ofIssuer(crl(crlDer))
  } satisfies Partial<Handlers<"pki">>
}
