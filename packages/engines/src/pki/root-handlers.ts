import { pkiWarnings } from "@enwrap/protocol/engine-texts"
import { type EngineResponse, type Handlers, type ProtocolError, type StoreFailure } from "@enwrap/server/engine"
import * as Effect from "effect/Effect"
import { randomUuid } from "../uuid.ts"
import { addIssuers } from "./add-issuers.ts"
import { checkName, type Issuer, issuerSettings, noAuthority } from "./authority.ts"
import { authorityValidity, checkAuthorityFields, rootFields } from "./authority-fields.ts"
import { hasUrls, urlsFor } from "./authority-urls.ts"
import { checkForm, inForm, privateKeyData } from "./certificate-form.ts"
import { storedCertificate } from "./certificate-store.ts"
import { readFields } from "./fields.ts"
import { type KeyKind, publicKeyOf, signatureAlgorithm, type SignatureForm, signerOf } from "./key-pair.ts"
import type { PkiMount } from "./mount.ts"
import { authorityKey, keyChange, keyOrigin } from "./new-key.ts"
import { namesOfFields } from "./requested-names.ts"
import { newSerial } from "./serial-number.ts"
import { alternativeNames, authorityTemplate, signCertificate } from "./sign-certificate.ts"
import { nameOf, subjectOf } from "./subject.ts"

/** The name of a CRL's signature algorithm in Go. */
const signatureName = (kind: KeyKind, form: SignatureForm): string => {
  if (kind.type === "ed25519") return "Ed25519"
  const hash = String(signatureAlgorithm(kind, form)["hash"]).replace("-", "")
  return kind.type === "ec" ? `ECDSAWith${hash}` : form.use_pss ? `${hash}WithRSAPSS` : `${hash}WithRSA`
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
  yield* checkAuthorityFields(fields, names)
  yield* Effect.flatMap(mount.authority.read, ({ issuers }) => checkName(issuers, fields.issuer_name, "issuer"))
  const validity = yield* authorityValidity(mount, fields)
  const key = yield* authorityKey(mount, origin, fields)
  const id = randomUuid(mount.context.crypto)
  const urls = yield* urlsFor(mount, { id, settings: yield* mount.settings.urls.read })
  const serial = newSerial(mount.context.crypto)
  const subject = subjectOf(fields, names)
  const signed = yield* signCertificate(
    {
      ...validity,
      subject: nameOf(subject),
      publicKey: publicKeyOf(key.pair),
      ...authorityTemplate(fields.max_path_length, fields),
      urls,
      extensions: alternativeNames(names, subject)
    },
    { signer: yield* signerOf(key.pair, fields), certificate: undefined },
    serial
  )
  const stored = storedCertificate(signed, id)
  const { certificate, notAfter } = stored
  const issuer: Issuer = {
    id,
    name: fields.issuer_name,
    keyId: key.entry.id,
    certificate,
    serial,
    parents: [],
    manualChain: null,
    settings: { ...issuerSettings, revocation_signature_algorithm: signatureName(key.entry.kind, fields) }
  }
  yield* addIssuers(mount, [issuer], (present) =>
    Effect.andThen(
      checkName(present.issuers, issuer.name, "issuer"),
      // A certificate that this mount issued, unlike the imported ones of other issuers.
      Effect.map(keyChange(present, key), (change) => ({ ...change, puts: [mount.certificates.entry(serial, stored)] }))
    )
  )
  const parts = inForm({ certificate, chain: [], key: origin === "exported" ? key.pair : undefined }, fields)
  const warnings = [
    ...validity.warnings,
    ...(subject.length === 0 ? [pkiWarnings.noSubject] : []),
    ...(hasUrls(urls) ? [] : [pkiWarnings.noUrls]),
    ...(fields.max_path_length === 0 ? [pkiWarnings.pathLengthZero("generated")] : [])
  ]
  return {
    data: {
      certificate: parts.certificate,
      expiration: notAfter,
      issuer_id: id,
      issuer_name: issuer.name,
      issuing_ca: inForm({ certificate, chain: [] }, fields).certificate,
      key_id: key.entry.id,
      key_name: key.entry.name,
      serial_number: serial,
      ...privateKeyData(parts.privateKey, key.pair)
    },
    warnings
  }
})

/** The operations that create a self-signed CA, and the one that deletes all issuers and keys. */
export const rootHandlers = (mount: PkiMount) =>
  ({
    pkiRootGenerate: ({ fields, parameters }) => generateRoot(mount, parameters.exported, fields),
    pkiIssuerRootGenerate: ({ fields, parameters }) => generateRoot(mount, parameters.exported, fields),
    pkiRootDelete: () =>
      Effect.as(
        mount.authority.change((present) =>
          Effect.succeed([undefined, { authority: noAuthority, oldKeys: present.keys.map(({ id }) => id) }] as const)
        ),
        { warnings: [pkiWarnings.deletedAll] }
      )
  }) satisfies Partial<Handlers<"pki">>
