import { certificateTexts, pkiWarnings } from "@enwrap/protocol/engine-texts"
import {
  type EngineResponse,
  type Handlers,
  plainError,
  type StoreFailure,
  type ProtocolError
} from "@enwrap/server/engine"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import { pageListing } from "../lists.ts"
import { type Revoked, storedCertificate, type StoredCertificate } from "./certificate-store.ts"
import { detailedCertificates } from "./detailed-certificates.ts"
import { readFields } from "./fields.ts"
import type { PkiMount } from "./mount.ts"
import { readPem } from "./pem.ts"
import { readCertificate } from "./read-certificate.ts"
import { rotateLists } from "./revocation-list.ts"
import { signerOfCertificate } from "./revoked-entries.ts"
import { colons, readSerial } from "./serial-number.ts"
import { signing } from "./slow-lanes.ts"

/** When a certificate was revoked, in both forms. */
export const revocationTimes = (revoked: Revoked | undefined) =>
  revoked === undefined
    ? { revocation_time: 0, revocation_time_rfc3339: "" }
    : {
        revocation_time: Math.floor(revoked.time / 1000),
        revocation_time_rfc3339: new Date(revoked.time).toISOString()
      }

/** A certificate that an issuer of this mount signed, even if it was not stored. */
const signedHere = Effect.fn("pki.signedHere")(function* (
  mount: PkiMount,
  pem: string
): Effect.fn.Return<{ serial: string; stored: StoredCertificate }, ProtocolError | StoreFailure> {
  const block = readPem(pem)[0]
  if (block === undefined) return yield* plainError(400, certificateTexts.certificateWithoutData)
  const certificate = yield* readCertificate(block.bytes, certificateTexts.certificateUnreadable)
  const { issuers } = yield* mount.authority.read
  const issuer = yield* signing(signerOfCertificate(issuers, certificate))
  if (issuer === undefined) return yield* plainError(400, certificateTexts.signedElsewhere)
  return { serial: colons(certificate.serialNumber), stored: storedCertificate(certificate, issuer.id) }
})

/** Adds a certificate to the CRL. Doing so again changes nothing. @see RW-PKI-7 */
const revokeCertificate = (mount: PkiMount, serial: string, stored: StoredCertificate) =>
  Effect.flatMap(Clock.currentTimeMillis, (time) =>
    mount.certificates.revoke(serial, { issuerId: stored.issuerId, time, notAfter: stored.notAfter })
  )

/** Revokes a certificate whose lease ended, if it is still stored. @see RW-PKI-12 */
export const revokeLeasedCertificate = Effect.fn("pki.revokeLeasedCertificate")(function* (
  mount: PkiMount,
  serial: string
): Effect.fn.Return<void, StoreFailure> {
  const stored = yield* mount.certificates.read(serial)
  if (stored === undefined) return
  const now = yield* Clock.currentTimeMillis
  // The lease ends with the certificate, and an expired certificate does not need to be on a CRL.
  if (stored.notAfter * 1000 > now) yield* revokeCertificate(mount, serial, stored)
})

const revokeFields = { serial_number: "", certificate: "" }

const revoke = Effect.fn("pki.revoke")(function* (
  mount: PkiMount,
  given: object
): Effect.fn.Return<EngineResponse, ProtocolError | StoreFailure> {
  const { certificate, serial_number } = yield* readFields(revokeFields, given)
  if (serial_number === "" && certificate === "") return yield* plainError(400, certificateTexts.nothingToRevoke)
  if (serial_number !== "" && certificate !== "") return yield* plainError(400, certificateTexts.certificateAndSerial)
  const found =
    certificate === ""
      ? { serial: readSerial(serial_number), stored: undefined }
      : yield* signedHere(mount, certificate)
  const kept = found.serial === undefined ? undefined : yield* mount.certificates.read(found.serial)
  const stored = kept ?? found.stored
  if (found.serial === undefined || stored === undefined)
    return yield* plainError(400, certificateTexts.certificateNotFound(serial_number))
  const { serial } = found
  const authority = yield* mount.authority.read
  const own = authority.issuers.find((issuer) => issuer.serial === serial && issuer.id === stored.issuerId)
  if (own !== undefined) return yield* plainError(400, certificateTexts.issuerOnOwnCrl(own.id))
  const config = yield* mount.settings.crl.read
  const now = yield* Clock.currentTimeMillis
  const before = yield* mount.certificates.revoked(serial)
  if (before === undefined && stored.notAfter * 1000 <= now && !config.allow_expired_cert_revocation)
    return { warnings: [pkiWarnings.alreadyExpired(serial)] }
  if (kept === undefined) yield* mount.certificates.put(serial, stored)
  const revoked = yield* revokeCertificate(mount, serial, stored)
  return { data: { ...revocationTimes(revoked), state: "revoked" } }
})

/** The operations that revoke, and the lists of certificates. */
export const revocationHandlers = (mount: PkiMount) =>
  ({
    pkiRevoke: ({ fields }) => revoke(mount, fields),
    pkiCertList: (request) => Effect.flatMap(mount.certificates.list, (serials) => pageListing(serials, request)),
    pkiCertListDetailed: (request) => detailedCertificates(mount, request),
    pkiRevokedCertList: (request) =>
      Effect.flatMap(mount.certificates.listRevoked, (serials) => pageListing(serials, request)),
    pkiCrlRotate: () => Effect.as(rotateLists(mount), { data: { success: true } }),
    pkiDeltaCrlRotate: () => Effect.succeed({ data: { success: true }, warnings: [pkiWarnings.noDeltaCrl] })
  }) satisfies Partial<Handlers<"pki">>
