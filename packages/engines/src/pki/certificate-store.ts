import type { Storage, StoreFailure } from "@enwrap/server/engine"
import * as Effect from "effect/Effect"
import { parseRecord } from "../stored-record.ts"
import { type CertificateDetails, detailsOf } from "./certificate-details.ts"
import { toBase64 } from "./pem.ts"
import type { X509Certificate } from "./x509.ts"

/** A certificate that this mount issued. */
export interface StoredCertificate {
  /** In base64. */
  readonly certificate: string
  readonly issuerId: string
  /** Seconds since 1970. */
  readonly notAfter: number
  /** For lists. Older versions did not store them. */
  readonly details?: CertificateDetails
}

/** The record of a certificate, which the issuer with this ID signed. */
export const storedCertificate = (certificate: X509Certificate, issuerId: string): StoredCertificate => ({
  certificate: toBase64(certificate.rawData),
  issuerId,
  notAfter: Math.floor(certificate.notAfter.getTime() / 1000),
  details: detailsOf(certificate)
})

/** The revocation of a certificate. */
export interface Revoked {
  readonly issuerId: string
  /** Milliseconds since 1970. */
  readonly time: number
  /** Seconds since 1970. */
  readonly notAfter: number
}

/** Changes with each revocation, so that a CRL shows whether it is up to date. */
const STAMP = "crl-stamp"
const CERTIFICATES = "certs/"
const REVOKED = "revoked/"

/** The certificates of a mount by serial number, and their revocations. */
export class CertificateStore {
  readonly #storage: Storage
  readonly list: Effect.Effect<ReadonlyArray<string>, StoreFailure>
  readonly listRevoked: Effect.Effect<ReadonlyArray<string>, StoreFailure>
  readonly stamp: Effect.Effect<string, StoreFailure>

  constructor(storage: Storage) {
    this.#storage = storage
    this.list = storage.list(CERTIFICATES)
    this.listRevoked = storage.list(REVOKED)
    this.stamp = Effect.map(storage.get(STAMP), (text) => text ?? "")
  }

  read(serial: string): Effect.Effect<StoredCertificate | undefined, StoreFailure> {
    return this.#read(CERTIFICATES + serial)
  }

  /** The record of a certificate, for a change that stores more. */
  entry(serial: string, certificate: StoredCertificate): readonly [key: string, text: string] {
    return [CERTIFICATES + serial, JSON.stringify(certificate)]
  }

  put(serial: string, certificate: StoredCertificate): Effect.Effect<void, StoreFailure> {
    return this.#storage.put(...this.entry(serial, certificate))
  }

  revoked(serial: string): Effect.Effect<Revoked | undefined, StoreFailure> {
    return this.#read(REVOKED + serial)
  }

  /** Revokes a certificate, and returns its revocation. If it was revoked before, nothing changes. */
  revoke(serial: string, revoked: Revoked): Effect.Effect<Revoked, StoreFailure> {
    return this.#storage.modify(REVOKED + serial, (text) => {
      if (text !== undefined) return Effect.succeed([JSON.parse(text) as Revoked, {}] as const)
      const puts = [
        [REVOKED + serial, JSON.stringify(revoked)],
        [STAMP, `${serial} ${revoked.time}`]
      ] as const
      return Effect.succeed([revoked, { puts }] as const)
    })
  }

  forget(serial: string): Effect.Effect<void, StoreFailure> {
    return this.#storage.delete(CERTIFICATES + serial)
  }

  forgetRevoked(serial: string): Effect.Effect<void, StoreFailure> {
    return this.#storage.delete(REVOKED + serial)
  }

  #read<A>(key: string): Effect.Effect<A | undefined, StoreFailure> {
    return Effect.map(this.#storage.get(key), parseRecord<A>)
  }
}
