import { pkiWarnings } from "@enwrap/protocol"
import {
  type EngineEffect,
  type EngineResponse,
  type Handlers,
  type ProtocolError,
  type StoreFailure
} from "@enwrap/server/engine"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import { randomUuid } from "../uuid.ts"
import { type Authority, type AuthorityChange, checkName, type Issuer, newIssuer, withChains } from "./authority.ts"
import { checkAuthorityFields, rootFields } from "./authority-fields.ts"
import { hasUrls, urlsFor } from "./authority-urls.ts"
import { checkForm, inForm } from "./certificate-form.ts"
import { readFields } from "./fields.ts"
import { type KeyKind, publicKeyOf, signatureAlgorithm, signerOf } from "./key-pair.ts"
import type { PkiMount } from "./mount.ts"
import { authorityKey, keyOrigin, newKeys, withKey } from "./new-key.ts"
import { toBase64 } from "./pem.ts"
import { namesOfFields } from "./requested-names.ts"
import { newSerial } from "./serial-number.ts"
import { alternativeNames, authorityTemplate, signCertificate } from "./sign-certificate.ts"
import { nameOf, subjectOf } from "./subject.ts"
import { validityOf } from "./validity.ts"

/** A CA is issued without a role. */
export const authorityRules = {
  ttl: 0,
  max_ttl: 0,
  not_before: "",
  not_after: "",
  not_before_bound: "permit",
  not_after_bound: "permit"
}

/** The name of a CRL's signature algorithm in Go. */
const signatureName = (kind: KeyKind, bits: number, pss: boolean): string => {
  if (kind.type === "ed25519") return "Ed25519"
  const hash = String(signatureAlgorithm(kind, { bits, pss })["hash"]).replace("-", "")
  return kind.type === "ec" ? `ECDSAWith${hash}` : pss ? `${hash}WithRSAPSS` : `${hash}WithRSA`
}

/** Creates a self-signed CA. */
const generateRoot = Effect.fn("pki.generateRoot")(function* (
  mount: PkiMount,
  exported: string,
  given: object
): Effect.fn.Return<EngineResponse, ProtocolError | StoreFailure> {
  const origin = yield* keyOrigin(exported)
  const fields = yield* readFields(rootFields, given)
  yield* checkForm(fields)
  const names = namesOfFields(fields)
  yield* checkAuthorityFields(fields, names, fields.permitted_dns_domains)
  yield* Effect.flatMap(mount.authority.read, ({ issuers }) => checkName(issuers, fields.issuer_name, "issuer"))
  const now = yield* Clock.currentTimeMillis
  const validity = yield* validityOf(
    fields,
    { ...authorityRules, not_before_duration: fields.not_before_duration },
    mount.context.leaseTtl(),
    now
  )
  const key = yield* authorityKey(mount, origin, fields)
  const form = { bits: fields.signature_bits, pss: fields.use_pss }
  const id = randomUuid(mount.context.crypto)
  const urls = yield* urlsFor(mount, { id, urls: yield* mount.settings.urls.read })
  const serial = newSerial(mount.context.crypto)
  const subject = subjectOf(fields, fields.common_name, fields.serial_number, fields.user_ids)
  const signed = yield* signCertificate(
    {
      ...validity,
      subject: nameOf(subject),
      publicKey: publicKeyOf(key.pair),
      ...authorityTemplate(fields.max_path_length, fields.permitted_dns_domains),
      urls,
      extensions: alternativeNames(names, false)
    },
    { signer: yield* signerOf(key.pair, form), certificate: undefined },
    serial
  )
  const certificate = toBase64(signed.rawData)
  const expiration = Math.floor(signed.notAfter.getTime() / 1000)
  const issuer = newIssuer({
    id,
    name: fields.issuer_name,
    keyId: key.entry.id,
    certificate,
    serial,
    revocationSignatureAlgorithm: signatureName(key.entry.kind, form.bits, form.pss)
  })
  yield* addIssuers(
    mount,
    [issuer],
    Effect.fnUntraced(function* (present) {
      yield* checkName(present.issuers, issuer.name, "issuer")
      if (key.isNew) yield* checkName(present.keys, key.entry.name, "key")
      return {
        authority: withKey(present, key),
        newKeys: newKeys(key),
        puts: [mount.certificates.entry(serial, { certificate, issuerId: id, notAfter: expiration })]
      }
    })
  )
  const parts = inForm({ certificate, chain: [], key: origin === "exported" ? key.pair : undefined }, fields)
  const warnings = [
    ...validity.warnings,
    ...(subject.length === 0 ? [pkiWarnings.noSubject] : []),
    ...(hasUrls(urls) ? [] : [pkiWarnings.noUrls])
  ]
  return {
    data: {
      certificate: parts.certificate,
      expiration,
      issuer_id: id,
      issuer_name: issuer.name,
      issuing_ca: inForm({ certificate, chain: [] }, fields).certificate,
      key_id: key.entry.id,
      key_name: key.entry.name,
      serial_number: serial,
      ...(parts.privateKey === undefined
        ? {}
        : { private_key: parts.privateKey, private_key_type: key.entry.kind.type })
    },
    ...(warnings.length === 0 ? {} : { warnings })
  }
})

/** Adds issuers in one step, with new chains. The first issuer of a mount becomes its default. */
export const addIssuers = (
  mount: PkiMount,
  issuers: ReadonlyArray<Issuer>,
  prepare: (present: Authority) => EngineEffect<AuthorityChange>
): EngineEffect<void> =>
  mount.authority.change(
    Effect.fnUntraced(function* (present) {
      const { authority, ...rest } = yield* prepare(present)
      const added = yield* withChains({ ...authority, issuers: [...authority.issuers, ...issuers] })
      const latest = issuers.find(({ keyId }) => keyId !== "")
      const follows = present.defaultIssuer === "" || present.defaultFollowsLatest
      const defaultIssuer = latest !== undefined && follows ? latest.id : present.defaultIssuer
      return [undefined, { ...rest, authority: { ...added, defaultIssuer } }] as const
    })
  )

/** The operations that create a self-signed CA, and the one that deletes all issuers and keys. */
export const rootHandlers = (mount: PkiMount) =>
  ({
    pkiRootGenerate: ({ fields, parameters }) => generateRoot(mount, parameters.exported, fields),
    pkiIssuerRootGenerate: ({ fields, parameters }) => generateRoot(mount, parameters.exported, fields),
    pkiRootDelete: () =>
      Effect.as(
        mount.authority.change((present) =>
          Effect.succeed([
            undefined,
            {
              authority: { issuers: [], keys: [], defaultIssuer: "", defaultKey: "", defaultFollowsLatest: false },
              oldKeys: present.keys.map(({ id }) => id)
            }
          ] as const)
        ),
        { warnings: [pkiWarnings.deletedAll] }
      )
  }) satisfies Partial<Handlers<"pki">>
