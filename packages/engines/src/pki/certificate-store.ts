import type { Storage, StoreFailure } from "@enwrap/server/engine"
import * as Effect from "effect/Effect"

/** A certificate that was issued. */
export interface StoredCertificate {
  /** In base64. */
  readonly certificate: string
  readonly issuerId: string
  /** Seconds since 1970. */
  readonly notAfter: number
}

/** A certificate that is revoked. */
export interface Revoked {
  readonly issuerId: string
  /** Milliseconds since 1970. */
  readonly time: number
  /** Seconds since 1970. */
  readonly notAfter: number
}

/** Which revocations there were: another text after each, so that a CRL shows whether it is up to date. */
const STAMP = "crl-stamp"

/** The certificates of a mount by serial number, and which of them are revoked. */
export const makeCertificateStore = (storage: Storage) => {
  const read = <A>(key: string): Effect.Effect<A | undefined, StoreFailure> =>
    Effect.map(storage.get(key), (text) => (text === undefined ? undefined : (JSON.parse(text) as A)))
  return {
    read: (serial: string) => read<StoredCertificate>(`certs/${serial}`),
    /** What keeps a certificate, for a change that does more. */
    entry: (serial: string, certificate: StoredCertificate) =>
      [`certs/${serial}`, JSON.stringify(certificate)] as const,
    put: (serial: string, certificate: StoredCertificate) =>
      storage.put(`certs/${serial}`, JSON.stringify(certificate)),
    list: storage.list("certs/"),
    revoked: (serial: string) => read<Revoked>(`revoked/${serial}`),
    listRevoked: storage.list("revoked/"),
    stamp: Effect.map(storage.get(STAMP), (text) => text ?? ""),

    /** Revokes once: whoever comes later gets what the first one wrote. */
    revoke: (serial: string, revoked: Revoked): Effect.Effect<Revoked, StoreFailure> =>
      storage.modify(`revoked/${serial}`, (text) =>
        Effect.succeed(
          text === undefined
            ? [
                revoked,
                {
                  puts: [
                    [`revoked/${serial}`, JSON.stringify(revoked)],
                    [STAMP, `${serial} ${revoked.time}`]
                  ] as const
                }
              ]
            : [JSON.parse(text) as Revoked, {}]
        )
      ),

    forget: (keys: ReadonlyArray<string>) => storage.commit({ deletes: keys })
  }
}

export type CertificateStore = ReturnType<typeof makeCertificateStore>
