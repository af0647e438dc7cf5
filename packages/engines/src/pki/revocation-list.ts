import { parseDuration } from "@enwrap/protocol"
import { pkiTexts } from "@enwrap/protocol/engine-texts"
import { plainError, type StoreFailure, type ProtocolError } from "@enwrap/server/engine"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import { parseRecord } from "../stored-record.ts"
import { type Authority, certificateOf, type Issuer } from "./authority.ts"
import { withEntries } from "./crl-encoding.ts"
import { bytesOf, derInteger } from "./der.ts"
import { signerOf } from "./key-pair.ts"
import type { PkiMount } from "./mount.ts"
import { toBase64 } from "./pem.ts"
import { revokedEntries } from "./revoked-entries.ts"
import type { CrlConfig } from "./settings.ts"
import { listIdOf, listSigner, sharersOf } from "./shared-list.ts"
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

/**
 * The CRL of an issuer, as DER in base64. It is made when it is requested and there were revocations since the last one, or the
 * last one has expired. So the cost of a revocation does not depend on the number of revocations. @see RW-PKI-7
 */
export const revocationList = Effect.fn("pki.revocationList")(function* (
  mount: PkiMount,
  authority: Authority,
  issuer: Issuer
): Effect.fn.Return<string, ProtocolError | StoreFailure> {
  const listId = listIdOf(mount, issuer)
  const { current, stored } = yield* readStoredList(mount, authority, listId)
  if (current !== undefined) return current
  // If no issuer may sign it anymore, the last CRL stays, as in the original: it contains revocations that are still valid.
  if (stored !== undefined && listSigner(mount, authority, listId) === undefined) return stored.list
  return yield* signing(makeList(mount, issuer))
})

/**
 * The last CRL of an older version, which stored one for each issuer, and its highest number. Numbers only increase, also above
 * those of deleted issuers.
 */
const olderList = Effect.fn("pki.olderList")(function* (
  mount: PkiMount,
  authority: Authority,
  listId: string
): Effect.fn.Return<{ readonly number: number; readonly stored: StoredList | undefined }, StoreFailure> {
  const { storage } = mount.context
  const sharers = new Set(sharersOf(mount, authority, listId).map(({ id }) => id))
  let stored: StoredList | undefined
  let number = 0
  for (const id of yield* storage.list("crl/")) {
    const one = parseRecord<StoredList>(yield* storage.get(`crl/${id}`))
    if (one === undefined) continue
    number = Math.max(number, one.number)
    if (sharers.has(id) && one.nextUpdate > (stored?.nextUpdate ?? 0)) stored = one
  }
  return { number, stored }
})

/** A stored CRL, and whether it is up to date. */
const readStoredList = Effect.fn("pki.readStoredList")(function* (
  mount: PkiMount,
  authority: Authority,
  listId: string
) {
  const key = `shared-crl/${listId}`
  const config = yield* mount.settings.crl.read
  // Read before the revocations are listed: a revocation meanwhile makes this CRL outdated.
  const stamp = yield* mount.certificates.stamp
  const now = yield* Clock.currentTimeMillis
  const text = yield* mount.context.storage.get(key)
  const shared = parseRecord<StoredList>(text)
  // The CRL of an older version is never up to date: it can lack the revocations of deleted issuers.
  const current = shared !== undefined && isCurrent(shared, config, stamp, now) ? shared.list : undefined
  const { number, stored } =
    shared === undefined ? yield* olderList(mount, authority, listId) : { number: shared.number, stored: shared }
  return { key, config, stamp, now, text, number, stored, current }
})

interface ListOptions {
  /** Makes a CRL even if the last one is up to date, or another request made it while this one waited in the queue. */
  readonly force?: boolean | undefined
  /** Signs the CRL although it may not anymore. */
  readonly formerSigner?: Issuer | undefined
}

/** Makes the CRL of an issuer. */
export const makeList = Effect.fn("pki.makeList")(function* (
  mount: PkiMount,
  issuer: Issuer,
  options: ListOptions = {}
): Effect.fn.Return<string, ProtocolError | StoreFailure> {
  const authority = yield* mount.authority.read
  const listId = listIdOf(mount, issuer)
  const { config, current, key, now, number: last, stamp, text } = yield* readStoredList(mount, authority, listId)
  if (options.force !== true && current !== undefined) return current
  const above = listSigner(mount, authority, listId) ?? options.formerSigner
  const entry = authority.keys.find(({ id }) => id === above?.keyId)
  const pair = entry === undefined ? undefined : yield* mount.authority.keyPair(entry)
  if (above === undefined || pair === undefined) return yield* plainError(400, pkiTexts.issuerCannotSignCrls(issuer.id))
  const certificate = certificateOf(above)
  const entries = config.disable ? [] : yield* revokedEntries(mount, authority, listId)
  const { revocation_signature_algorithm: signature } = above.settings
  const hashBits = Number(/SHA(\d+)/.exec(signature)?.[1] ?? 0)
  const signer = yield* signerOf(pair, { signature_bits: hashBits, use_pss: signature.endsWith("PSS") })
  const nextUpdate = now + secondsOf(config.expiry) * 1000
  const number = last + 1
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
  return isOurs ? made.list : yield* makeList(mount, issuer, options)
})

/** Makes all CRLs that an issuer can sign. */
export const rotateLists = Effect.fn("pki.rotateLists")(function* (
  mount: PkiMount
): Effect.fn.Return<void, ProtocolError | StoreFailure> {
  const authority = yield* mount.authority.read
  const signers = new Set(authority.issuers.map((issuer) => listSigner(mount, authority, listIdOf(mount, issuer))))
  for (const signer of signers) {
    if (signer !== undefined) yield* signing(makeList(mount, signer, { force: true }))
  }
})
