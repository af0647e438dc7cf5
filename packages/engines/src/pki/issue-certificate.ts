import { pkiTexts } from "@enwrap/protocol"
import {
  type EngineEffect,
  type EngineResponse,
  type NewLease,
  plainError,
  type ProtocolError,
  type StoreFailure
} from "@enwrap/server/engine"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import { urlsFor } from "./authority-urls.ts"
import { checkForm, type formFields, inForm } from "./certificate-form.ts"
import type { KeyPair } from "./key-pair.ts"
import { certificatePem, toBase64 } from "./pem.ts"
import type { PkiMount } from "./mount.ts"
import type { Role } from "./role.ts"
import { newSerial } from "./serial-number.ts"
import { type CertificateTemplate, signCertificate } from "./sign-certificate.ts"
import { issuingChain, readyIssuer } from "./signing-issuer.ts"
import { validityOf, type ValidityRequest, withinIssuer } from "./validity.ts"

/** A certificate to issue by the rules of a role, after its names have been checked. */
export interface IssueOrder {
  readonly role: Role
  readonly issuerRef: string
  readonly validity: ValidityRequest
  readonly form: Readonly<typeof formFields>
  readonly removeRoots: boolean
  readonly template: Pick<CertificateTemplate, "subject" | "publicKey" | "extensions" | "keyUsage" | "extendedUsages">
  /** The key, if it was generated for this certificate. The client gets it, and it is not stored. */
  readonly key?: KeyPair
  readonly warnings: ReadonlyArray<string>
}

/** Issues a certificate, and stores it unless the role forbids that. */
export const issueCertificate = Effect.fn("pki.issueCertificate")(function* (
  mount: PkiMount,
  order: IssueOrder
): Effect.fn.Return<EngineResponse, ProtocolError | StoreFailure> {
  const { role } = order
  yield* checkForm(order.form)
  const ready = yield* readyIssuer(mount, order.issuerRef, "issuing-certificates", {
    bits: role.signature_bits,
    pss: role.use_pss
  })
  const now = yield* Clock.currentTimeMillis
  const validity = yield* Effect.flatMap(validityOf(order.validity, role, mount.context.leaseTtl(), now), (times) =>
    withinIssuer(times, ready.certificate.notAfter.getTime(), ready.issuer.leafNotAfterBehavior)
  )
  const serial = newSerial(mount.context.crypto)
  const signed = yield* signCertificate(
    {
      ...order.template,
      ...validity,
      basicConstraints: role.basic_constraints_valid_for_non_ca,
      policies: role.policy_identifiers,
      urls: yield* urlsFor(mount, ready.issuer)
    },
    ready,
    serial
  )
  const certificate = toBase64(signed.rawData)
  const expiration = Math.floor(signed.notAfter.getTime() / 1000)
  if (!role.no_store)
    yield* mount.certificates.put(serial, { certificate, issuerId: ready.issuer.id, notAfter: expiration })

  const parts = inForm({ certificate, chain: issuingChain(ready, order.removeRoots), key: order.key }, order.form)
  const warnings = [...order.warnings, ...validity.warnings]
  const lease: NewLease = {
    ttl: Math.max(1, expiration - Math.floor(now / 1000)),
    renewable: false,
    data: serial
  }
  return {
    data: {
      ca_chain: parts.chain,
      certificate: parts.certificate,
      expiration,
      issuing_ca: order.form.format === "der" ? ready.issuer.certificate : certificatePem(ready.issuer.certificate),
      not_before: Math.floor(signed.notBefore.getTime() / 1000),
      serial_number: serial,
      ...(order.key === undefined || parts.privateKey === undefined
        ? {}
        : { private_key: parts.privateKey, private_key_type: order.key.kind.type })
    },
    ...(warnings.length === 0 ? {} : { warnings }),
    ...(role.generate_lease ? { lease } : {})
  }
})

/** The role of a request, or a 400. @see RW-PKI-3 */
export const roleOf = (mount: PkiMount, name: string): EngineEffect<Role> =>
  Effect.flatMap(mount.context.storage.get(`roles/${name}`), (text): Effect.Effect<Role, ProtocolError> =>
    text === undefined
      ? Effect.fail(plainError(400, pkiTexts.roleUnknown(name)))
      : Effect.succeed(JSON.parse(text) as Role)
  )
