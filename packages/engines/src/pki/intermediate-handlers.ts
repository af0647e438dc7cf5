import { pkiWarnings } from "@enwrap/protocol/engine-texts"
import type { EngineResponse, Handlers, ProtocolError, StoreFailure } from "@enwrap/server/engine"
import * as Effect from "effect/Effect"
import { checkAuthorityFields, intermediateFields } from "./authority-fields.ts"
import { hasUrls } from "./authority-urls.ts"
import { checkForm, privateKeyData, requestInForm } from "./certificate-form.ts"
import { readFields } from "./fields.ts"
import { privateKeyForm, publicKeyOf, signatureAlgorithm } from "./key-pair.ts"
import type { PkiMount } from "./mount.ts"
import { addKey, authorityKey, keyOrigin } from "./new-key.ts"
import { fromBase64, toBase64 } from "./pem.ts"
import { namesOfFields } from "./requested-names.ts"
import { alternativeNames } from "./sign-certificate.ts"
import { nameOf, subjectOf } from "./subject.ts"
import { signing } from "./slow-lanes.ts"
import { subtle } from "./web-crypto.ts"
import { BasicConstraintsExtension, Pkcs10CertificateRequestGenerator } from "./x509.ts"
import { setSigned } from "./import-certificates.ts"
import { signIntermediate } from "./sign-intermediate.ts"

/** Creates a key and a signing request for a CA. */
const generate = Effect.fn("pki.generate")(function* (
  mount: PkiMount,
  exported: string,
  given: object
): Effect.fn.Return<EngineResponse, ProtocolError | StoreFailure> {
  const origin = yield* keyOrigin(exported)
  const fields = yield* readFields(intermediateFields, given)
  yield* checkForm(fields)
  const names = namesOfFields(fields)
  yield* checkAuthorityFields(fields, names)
  const key = yield* authorityKey(mount, origin, fields)
  const algorithm = signatureAlgorithm(key.entry.kind, fields)
  const subject = subjectOf(fields, names)
  const request = yield* signing(
    Effect.promise(async () =>
      Pkcs10CertificateRequestGenerator.create({
        name: nameOf(subject),
        keys: {
          privateKey: await subtle().importKey("pkcs8", fromBase64(key.pair.privateKey), algorithm, false, ["sign"]),
          publicKey: await publicKeyOf(key.pair).export(algorithm, ["verify"])
        },
        signingAlgorithm: algorithm,
        extensions: [
          ...alternativeNames(names, subject),
          ...(fields.add_basic_constraints ? [new BasicConstraintsExtension(true, undefined, true)] : [])
        ]
      })
    )
  )
  yield* addKey(mount, key)
  const privateKey = origin === "exported" ? privateKeyForm(key.pair, fields) : undefined
  const urls = yield* mount.settings.urls.read
  return {
    data: {
      csr: requestInForm(toBase64(request.rawData), fields, privateKey),
      key_id: key.entry.id,
      ...privateKeyData(privateKey, key.pair)
    },
    ...(hasUrls(urls) ? {} : { warnings: [pkiWarnings.noUrlsOfIntermediate] })
  }
})

/** The operations on CAs that another CA signs. @see RW-PKI-10 */
export const intermediateHandlers = (mount: PkiMount) =>
  ({
    pkiIntermediateGenerate: ({ fields, parameters }) => generate(mount, parameters.exported, fields),
    pkiIssuerIntermediateGenerate: ({ fields, parameters }) => generate(mount, parameters.exported, fields),
    pkiRootSignIntermediate: ({ fields }) => signIntermediate(mount, fields),
    pkiIssuerSignIntermediate: ({ fields, parameters }) => signIntermediate(mount, fields, parameters.issuer_ref),
    pkiIntermediateSetSigned: ({ fields }) => setSigned(mount, fields)
  }) satisfies Partial<Handlers<"pki">>
