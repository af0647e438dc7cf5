import { pkiTexts } from "@enwrap/protocol/engine-texts"
import {
  type EngineEffect,
  type EngineResponse,
  type NewLease,
  type ProtocolError,
  type StoreFailure
} from "@enwrap/server/engine"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import { refuse } from "../refuse.ts"
import { urlsFor } from "./authority-urls.ts"
import { checkForm, inForm, privateKeyData } from "./certificate-form.ts"
import { storedCertificate } from "./certificate-store.ts"
import type { FormFields } from "./fields.ts"
import type { KeyPair } from "./key-pair.ts"
import { certificatePem } from "./pem.ts"
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
  readonly fields: FormFields & ValidityRequest & { readonly remove_roots_from_chain: boolean }
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
  const { fields, role } = order
  yield* checkForm(fields)
  const ready = yield* readyIssuer(mount, order.issuerRef, role)
  const validity = yield* withinIssuer(
    yield* validityOf(fields, role, mount.context.leaseTtl()),
    ready.certificate.notAfter.getTime(),
    ready.issuer.settings.leaf_not_after_behavior
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
  const stored = storedCertificate(signed, ready.issuer.id)
  const expiration = stored.notAfter
  if (!role.no_store) yield* mount.certificates.put(serial, stored)

  const chain = issuingChain(ready, fields.remove_roots_from_chain)
  const parts = inForm({ certificate: stored.certificate, chain, key: order.key }, fields)
  const now = yield* Clock.currentTimeMillis
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
      issuing_ca: fields.format === "der" ? ready.issuer.certificate : certificatePem(ready.issuer.certificate),
      not_before: Math.floor(signed.notBefore.getTime() / 1000),
      serial_number: serial,
      ...privateKeyData(parts.privateKey, order.key)
    },
    warnings: [...order.warnings, ...validity.warnings],
    ...(role.generate_lease ? { lease } : {})
  }
})

/** The role of a request, or a 400. @see RW-PKI-3 */
export const roleOf = (mount: PkiMount, name: string): EngineEffect<Role> =>
  Effect.flatMap(mount.context.storage.get(`roles/${name}`), (text): Effect.Effect<Role, ProtocolError> =>
    text === undefined ? refuse(pkiTexts.roleUnknown(name)) : Effect.succeed(JSON.parse(text) as Role)
  )
