import {
  type EngineResponse,
  type OperationRequest,
  type ProtocolError,
  silentError,
  type StoreFailure
} from "@enwrap/server/engine"
import * as Effect from "effect/Effect"
import { page } from "../lists.ts"
import { certificateOf } from "./authority.ts"
import { type CertificateDetails, detailsOf } from "./certificate-details.ts"
import type { StoredCertificate } from "./certificate-store.ts"
import type { PkiMount } from "./mount.ts"
import { signing } from "./slow-lanes.ts"

/** The number of certificates that are read before other fibers run, or parsed before other slow work runs. */
const SLICE = 16

/** The details of certificates that an older version stored without them. Parsing one takes about a millisecond. */
const parsedDetails = Effect.fnUntraced(function* (certificates: ReadonlyArray<StoredCertificate>) {
  const details: Array<CertificateDetails> = []
  for (const certificate of certificates) {
    details.push(detailsOf(certificateOf(certificate)))
    yield* Effect.yieldNow
  }
  return details
})

/** Serial numbers with properties of the certificates, without certificates that were deleted after they were listed. */
export const detailedCertificates = Effect.fn("pki.detailedCertificates")(function* (
  mount: PkiMount,
  request: OperationRequest<"pkiCertListDetailed">
): Effect.fn.Return<EngineResponse, ProtocolError | StoreFailure> {
  const serials = page(yield* mount.certificates.list, request)
  const found = new Map<string, CertificateDetails | undefined>()
  for (let i = 0; i < serials.length; i += SLICE) {
    const old: Array<readonly [serial: string, stored: StoredCertificate]> = []
    for (const serial of serials.slice(i, i + SLICE)) {
      const stored = yield* mount.certificates.read(serial)
      if (stored === undefined) continue
      // The order of the list is kept.
      found.set(serial, stored.details)
      if (stored.details === undefined) old.push([serial, stored])
    }
    const parsed = old.length === 0 ? [] : yield* signing(parsedDetails(old.map(([, stored]) => stored)))
    for (const [at, [serial]] of old.entries()) found.set(serial, parsed[at])
    yield* Effect.yieldNow
  }
  if (found.size === 0) return yield* silentError(404)
  return { data: { keys: [...found.keys()], key_info: Object.fromEntries(found) } }
})
