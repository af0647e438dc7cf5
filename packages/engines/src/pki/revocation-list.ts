import { parseDuration } from "@enwrap/protocol"
import { pkiTexts } from "@enwrap/protocol/engine-texts"
import { plainError, type StoreFailure, type ProtocolError } from "@enwrap/server/engine"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import { parseRecord } from "../stored-record.ts"
import { type Authority, certificateOf, type Issuer } from "./authority.ts"
import { type CrlEntry, withEntries } from "./crl-encoding.ts"
import { bytesOf, derInteger } from "./der.ts"
import { signerOf } from "./key-pair.ts"
import type { PkiMount } from "./mount.ts"
import { toBase64 } from "./pem.ts"
import type { CrlConfig } from "./settings.ts"
import { authorityKeyIdentifier } from "./sign-certificate.ts"
import { signing } from "./slow-lanes.ts"
import { Extension, X509CrlGenerator } from "./x509.ts"

/** A stored CRL, with the state of the revocations that it contains. */
interface StoredList {
  readonly number: number
  readonly stamp: string
  readonly disabled: boolean
  /** Milliseconds since 1970. */
  readonly nextUpdate: number
  /** DER, in base64. */
  readonly list: string
}

export const secondsOf = (duration: string): number => {
  const parsed = parseDuration(duration)
  return parsed.ok ? parsed.seconds : 0
}

/** Whether a stored CRL is up to date. */
const isCurrent = (stored: StoredList, config: CrlConfig, stamp: string, now: number): boolean => {
  if (stored.disabled !== config.disable) return false
  const grace = config.auto_rebuild ? secondsOf(config.auto_rebuild_grace_period) * 1000 : 0
  if (now >= stored.nextUpdate - grace) return false
  return config.auto_rebuild || stored.stamp === stamp
}

/** The entries of an issuer's CRL. Issuers with the same name and key share one. */
const revokedBy = Effect.fn("pki.revokedBy")(function* (
  mount: PkiMount,
  authority: Authority,
  issuer: Issuer
): Effect.fn.Return<ReadonlyArray<CrlEntry>, StoreFailure> {
  const subject = certificateOf(issuer).subject
  const same = new Set(
    authority.issuers
      .filter((other) => other.keyId === issuer.keyId && certificateOf(other).subject === subject)
      .map(({ id }) => id)
  )
  const entries: Array<CrlEntry> = []
  for (const serial of yield* mount.certificates.listRevoked) {
    const revoked = yield* mount.certificates.revoked(serial)
    if (revoked !== undefined && same.has(revoked.issuerId)) entries.push([serial, revoked.time])
  }
  return entries
})

/**
 * The CRL of an issuer, as DER in base64. It is made when it is requested and there were revocations since the last one, or the
 * last one has expired. So the cost of a revocation does not depend on the number of revocations. `force` makes a CRL even if
 * the last one is up to date. @see RW-PKI-7
 */
export const revocationList = Effect.fn("pki.revocationList")(function* (
  mount: PkiMount,
  issuer: Issuer,
  force = false
): Effect.fn.Return<string, ProtocolError | StoreFailure> {
  const { current, stored } = force ? {} : yield* readStoredList(mount, issuer)
  // An issuer that may no longer sign CRLs keeps its last one, as in the original: it contains revocations that are still valid.
  const last = issuer.settings.usage.includes("crl-signing") ? undefined : stored?.list
  return current ?? last ?? (yield* signing(makeList(mount, issuer, force)))
})

/** The stored CRL of an issuer, and whether it is up to date. */
const readStoredList = Effect.fn("pki.readStoredList")(function* (mount: PkiMount, issuer: Issuer) {
  const key = `crl/${issuer.id}`
  const config = yield* mount.settings.crl.read
  // Read before the revocations are listed: a revocation meanwhile makes this CRL outdated.
  const stamp = yield* mount.certificates.stamp
  const now = yield* Clock.currentTimeMillis
  const text = yield* mount.context.storage.get(key)
  const stored = parseRecord<StoredList>(text)
  const current = stored !== undefined && isCurrent(stored, config, stamp, now) ? stored.list : undefined
  return { key, config, stamp, now, text, stored, current }
})

/** Makes a CRL. Without `force`, it is not made again if another request made it while this one waited in the queue. */
const makeList = Effect.fn("pki.makeList")(function* (
  mount: PkiMount,
  issuer: Issuer,
  force: boolean
): Effect.fn.Return<string, ProtocolError | StoreFailure> {
  const { config, current, key, now, stamp, stored, text } = yield* readStoredList(mount, issuer)
  if (!force && current !== undefined) return current
  const authority = yield* mount.authority.read
  const entry = authority.keys.find(({ id }) => id === issuer.keyId)
  const pair = entry === undefined ? undefined : yield* mount.authority.keyPair(entry)
  if (pair === undefined || !issuer.settings.usage.includes("crl-signing"))
    return yield* plainError(400, pkiTexts.issuerCannotSignCrls(issuer.id))
  const certificate = certificateOf(issuer)
  const entries = config.disable ? [] : yield* revokedBy(mount, authority, issuer)
  const { revocation_signature_algorithm: signature } = issuer.settings
  const hashBits = Number(/SHA(\d+)/.exec(signature)?.[1] ?? 0)
  const signer = yield* signerOf(pair, { signature_bits: hashBits, use_pss: signature.endsWith("PSS") })
  const nextUpdate = now + secondsOf(config.expiry) * 1000
  const number = (stored?.number ?? 0) + 1
  const empty = yield* Effect.promise(async () =>
    X509CrlGenerator.create({
      issuer: certificate.subjectName,
      thisUpdate: new Date(now),
      nextUpdate: new Date(nextUpdate),
      signingAlgorithm: signer.algorithm,
      signingKey: signer.key,
      extensions: [
        await authorityKeyIdentifier(certificate),
        new Extension("2.5.29.20", false, derInteger(bytesOf(number)))
      ]
    })
  )
  const list = yield* withEntries(new Uint8Array(empty.rawData), entries, signer)
  const made: StoredList = { number, stamp, disabled: config.disable, nextUpdate, list: toBase64(list) }
  // CRL numbers only increase, so the slower of two requests starts again.
  const isOurs = yield* mount.context.storage.modify(key, (present) =>
    Effect.succeed(present === text ? [true, { puts: [[key, JSON.stringify(made)]] as const }] : [false, {}])
  )
  return isOurs ? made.list : yield* makeList(mount, issuer, force)
})

/** Whether an issuer has its key and the usage. */
export const canSignLists = ({ keyId, settings }: Issuer): boolean =>
  keyId !== "" && settings.usage.includes("crl-signing")

/** Makes the CRLs of all issuers that can sign one. */
export const rotateLists = Effect.fn("pki.rotateLists")(function* (
  mount: PkiMount
): Effect.fn.Return<void, ProtocolError | StoreFailure> {
  const { issuers } = yield* mount.authority.read
  for (const issuer of issuers) {
    if (canSignLists(issuer)) yield* revocationList(mount, issuer, true)
  }
})
