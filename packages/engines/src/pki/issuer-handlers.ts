import { pkiTexts, pkiWarnings } from "@enwrap/protocol"
import {
  type EngineEffect,
  type EngineResponse,
  type Handlers,
  plainError,
  type ProtocolError
} from "@enwrap/server/engine"
import * as Effect from "effect/Effect"
import { listing, page } from "../lists.ts"
import {
  type Authority,
  type AuthorityUrls,
  chainPem,
  checkName,
  findIssuer,
  type Issuer,
  issuerOr404,
  issuerProblem,
  noUrls,
  USAGES
} from "./authority.ts"
import { checkUrls } from "./authority-urls.ts"
import { none, readFields, resetFields } from "./fields.ts"
import type { PkiMount } from "./mount.ts"
import { certificatePem } from "./pem.ts"

const issuerFields = {
  ...noUrls,
  issuer_name: "",
  leaf_not_after_behavior: "err",
  usage: USAGES as ReadonlyArray<string>,
  manual_chain: none,
  revocation_signature_algorithm: ""
}

type IssuerFields = Readonly<typeof issuerFields>

const SIGNATURES = /^(?:SHA(?:256|384|512)WithRSA(?:PSS)?|ECDSAWithSHA(?:256|384|512)|Ed25519|PureEd25519|)$/

const answer = (authority: Authority, issuer: Issuer): EngineResponse => ({
  data: {
    ca_chain: [...chainPem(authority, issuer)],
    certificate: certificatePem(issuer.certificate),
    crl_distribution_points: [...issuer.urls.crl_distribution_points],
    delta_crl_distribution_points: [...issuer.urls.delta_crl_distribution_points],
    issuer_id: issuer.id,
    issuer_name: issuer.name,
    issuing_certificates: [...issuer.urls.issuing_certificates],
    key_id: issuer.keyId,
    leaf_not_after_behavior: issuer.leafNotAfterBehavior,
    manual_chain: issuer.manualChain === null ? null : [...issuer.manualChain],
    ocsp_servers: [...issuer.urls.ocsp_servers],
    revocation_signature_algorithm: issuer.revocationSignatureAlgorithm,
    revoked: false,
    usage: issuer.usage.join(",")
  }
})

/** The settings of an issuer, as fields. */
const fieldsOf = (issuer: Issuer): IssuerFields => ({
  ...noUrls,
  ...issuer.urls,
  issuer_name: issuer.name,
  leaf_not_after_behavior: issuer.leafNotAfterBehavior,
  usage: issuer.usage,
  manual_chain: issuer.manualChain ?? [],
  revocation_signature_algorithm: issuer.revocationSignatureAlgorithm
})

/** The issuer with the settings of a request. Fails with a 400. */
const withFields = Effect.fn("pki.withFields")(function* (
  authority: Authority,
  issuer: Issuer,
  fields: IssuerFields
): Effect.fn.Return<Issuer, ProtocolError> {
  const refused = (why: string) => plainError(400, why)
  yield* checkName(authority.issuers, fields.issuer_name, "issuer", issuer.id)
  const odd = fields.usage.filter((usage) => !USAGES.includes(usage))
  if (odd.length > 0) {
    return yield* refused(pkiTexts.usagesInvalid(fields.usage, USAGES))
  }
  if (!["err", "truncate", "permit"].includes(fields.leaf_not_after_behavior))
    return yield* refused(pkiTexts.leafNotAfterBehaviorInvalid)
  if (!SIGNATURES.test(fields.revocation_signature_algorithm))
    return yield* refused(pkiTexts.revocationSignatureUnsupported)
  const urls: AuthorityUrls = {
    issuing_certificates: fields.issuing_certificates,
    crl_distribution_points: fields.crl_distribution_points,
    delta_crl_distribution_points: fields.delta_crl_distribution_points,
    ocsp_servers: fields.ocsp_servers,
    enable_templating: fields.enable_templating
  }
  yield* checkUrls(urls)
  const chain = fields.manual_chain.map((reference) =>
    reference === "self" ? issuer : findIssuer(authority, reference)
  )
  const unknown = chain.indexOf(undefined)
  if (unknown >= 0) return yield* refused(pkiTexts.chainUnresolved(unknown + 1))
  return {
    ...issuer,
    name: fields.issuer_name,
    leafNotAfterBehavior: fields.leaf_not_after_behavior,
    usage: USAGES.filter((usage) => fields.usage.includes(usage)),
    manualChain:
      chain.length === 0 ? null : chain.flatMap((entry) => (entry === undefined || entry === issuer ? [] : [entry.id])),
    revocationSignatureAlgorithm: fields.revocation_signature_algorithm,
    urls
  }
})

/** The operations on issuers that need a token. @see RW-PKI-2 */
export const issuerHandlers = (mount: PkiMount) => {
  const change = (reference: string, read: (present: Issuer) => Effect.Effect<IssuerFields, ProtocolError>) =>
    mount.authority.change(
      Effect.fnUntraced(function* (authority) {
        const issuer = yield* issuerOr404(authority, reference)
        const changed = yield* withFields(authority, issuer, yield* read(issuer))
        const issuers = authority.issuers.map((entry) => (entry.id === issuer.id ? changed : entry))
        const next = { ...authority, issuers }
        return [answer(next, changed), { authority: next }] as const
      })
    )

  const defaults = ({ defaultFollowsLatest, defaultIssuer }: Authority): EngineResponse => ({
    data: { default: defaultIssuer, default_follows_latest_issuer: defaultFollowsLatest }
  })

  return {
    pkiIssuerList: Effect.fnUntraced(function* (request) {
      const { defaultIssuer, issuers } = yield* mount.authority.read
      const keys = page(issuers.map(({ id }) => id).sort(), request)
      yield* listing(keys)
      const info = (id: string) => {
        const { keyId, name, serial } = issuers.find((entry) => entry.id === id)!
        return { is_default: id === defaultIssuer, issuer_name: name, key_id: keyId, serial_number: serial }
      }
      return { data: { key_info: Object.fromEntries(keys.map((id) => [id, info(id)])), keys: [...keys] } }
    }),

    pkiIssuerRead: ({ parameters }) =>
      Effect.flatMap(mount.authority.read, (authority) =>
        Effect.map(issuerOr404(authority, parameters.issuer_ref), (issuer) => answer(authority, issuer))
      ),
    pkiIssuerWrite: ({ fields, parameters }) => change(parameters.issuer_ref, () => readFields(issuerFields, fields)),
    pkiIssuerPatch: ({ fields, parameters, payload }) =>
      change(parameters.issuer_ref, (issuer) =>
        readFields(issuerFields, fields, resetFields(issuerFields, fieldsOf(issuer), payload.members))
      ),

    pkiIssuerDelete: ({ parameters }) =>
      mount.authority.change(
        (authority): EngineEffect<readonly [EngineResponse, { authority: Authority } | undefined]> => {
          const issuer = findIssuer(authority, parameters.issuer_ref)
          if (issuer === undefined) return Effect.succeed([{}, undefined] as const)
          const wasDefault = issuer.id === authority.defaultIssuer
          const next: Authority = {
            ...authority,
            defaultIssuer: wasDefault ? "" : authority.defaultIssuer,
            issuers: authority.issuers
              .filter(({ id }) => id !== issuer.id)
              .map((entry) => ({ ...entry, parents: untilGone(entry.parents, issuer.id) }))
          }
          const warning = pkiWarnings.deletedDefault("issuer", issuer.id, parameters.issuer_ref)
          return Effect.succeed([wasDefault ? { warnings: [warning] } : {}, { authority: next }] as const)
        }
      ),

    pkiDefaultIssuerRead: () => Effect.map(mount.authority.read, defaults),
    pkiDefaultIssuerWrite: ({ fields: given }) =>
      mount.authority.change(
        Effect.fnUntraced(function* (authority) {
          const table = {
            default: authority.defaultIssuer,
            default_follows_latest_issuer: authority.defaultFollowsLatest
          }
          const fields = yield* readFields(table, given)
          if (fields.default === "" || fields.default === "default") {
            return yield* plainError(400, pkiTexts.issuerInvalid)
          }
          const issuer = findIssuer(authority, fields.default)
          if (issuer === undefined)
            return yield* plainError(400, pkiTexts.issuerUnresolved(issuerProblem(fields.default)))
          const next: Authority = {
            ...authority,
            defaultIssuer: issuer.id,
            defaultFollowsLatest: fields.default_follows_latest_issuer
          }
          return [defaults(next), { authority: next }] as const
        })
      )
  } satisfies Partial<Handlers<"pki">>
}

/** A chain without the deleted issuer and those above it. */
const untilGone = (parents: ReadonlyArray<string>, gone: string): ReadonlyArray<string> => {
  const at = parents.indexOf(gone)
  return at < 0 ? parents : parents.slice(0, at)
}
