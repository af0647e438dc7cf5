import type { EngineEffect } from "@enwrap/server/engine"
import * as Effect from "effect/Effect"
import { type Authority, type AuthorityChange, certificateOf, type Issuer, keyOr404 } from "./authority.ts"
import type { PkiMount } from "./mount.ts"
import { AuthorityKeyIdentifierExtension, SubjectKeyIdentifierExtension } from "./x509.ts"

/** Adds issuers in one step, with new chains. The first issuer of a mount becomes its default. */
export const addIssuers = (
  mount: PkiMount,
  issuers: ReadonlyArray<Issuer>,
  prepare: (present: Authority) => EngineEffect<AuthorityChange>
): EngineEffect<void> =>
  mount.authority.change(
    Effect.fnUntraced(function* (present) {
      const { authority, ...rest } = yield* prepare(present)
      // A key without an issuer can be deleted meanwhile.
      for (const { keyId } of issuers) if (keyId !== "") yield* keyOr404(authority, keyId)
      const added = yield* withChains({ ...authority, issuers: [...authority.issuers, ...issuers] })
      const latest = issuers.find(({ keyId }) => keyId !== "")
      const follows = present.defaultIssuer === "" || present.defaultFollowsLatest
      const defaultIssuer = latest !== undefined && follows ? latest.id : present.defaultIssuer
      return [undefined, { ...rest, authority: { ...added, defaultIssuer } }] as const
    })
  )

/** Finds the issuers above each issuer again, after one was added. */
const withChains = (authority: Authority): Effect.Effect<Authority> =>
  Effect.promise(async () => {
    const known = authority.issuers.map(({ id, certificate: bytes }) => {
      const certificate = certificateOf({ certificate: bytes })
      return {
        id,
        certificate,
        keyId: certificate.getExtension(SubjectKeyIdentifierExtension)?.keyId,
        issuerKeyId: certificate.getExtension(AuthorityKeyIdentifierExtension)?.keyId
      }
    })
    /** Whether the names and key IDs match, so that the signature must be verified. */
    const mayHaveSigned = (other: (typeof known)[number], one: (typeof known)[number]): boolean =>
      other.certificate.subject === one.certificate.issuer &&
      (one.issuerKeyId === undefined || other.keyId === undefined || one.issuerKeyId === other.keyId)
    const above = new Map<string, string>()
    for (const one of known) {
      // A self-signed certificate has no issuer above it.
      if (mayHaveSigned(one, one)) continue
      for (const other of known) {
        if (other === one || !mayHaveSigned(other, one)) continue
        const signed = await one.certificate
          .verify({ publicKey: other.certificate.publicKey, signatureOnly: true })
          .catch(() => false)
        if (!signed) continue
        above.set(one.id, other.id)
        break
      }
    }
    const parents = (id: string): ReadonlyArray<string> => {
      const chain: Array<string> = []
      for (let at = above.get(id); at !== undefined && at !== id && !chain.includes(at); at = above.get(at))
        chain.push(at)
      return chain
    }
    return { ...authority, issuers: authority.issuers.map((issuer) => ({ ...issuer, parents: parents(issuer.id) })) }
  })
