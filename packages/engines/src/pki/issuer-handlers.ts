import { pkiTexts, pkiWarnings } from "@enwrap/protocol/engine-texts"
import { type EngineResponse, type Handlers, plainError, type ProtocolError } from "@enwrap/server/engine"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import { infoListing } from "../lists.ts"
import {
  type Authority,
  checkName,
  findIssuer,
  type Issuer,
  issuerCertificates,
  issuerOr404,
  issuerProblem,
  issuerSettings,
  USAGES
} from "./authority.ts"
import { checkUrls } from "./authority-urls.ts"
import { changeIssuer } from "./change-issuer.ts"
import { none, readFields, resetFields } from "./fields.ts"
import type { PkiMount } from "./mount.ts"
import { revocationSignature } from "./revocation-signature.ts"
import { formerIssuer } from "./revoked-entries.ts"

/** The fields of a request with the name and the settings of an issuer. */
const issuerFields = { ...issuerSettings, issuer_name: "", manual_chain: none }

type IssuerFields = Readonly<typeof issuerFields>

/** Reads the fields of a request for a change of an issuer. */
type ReadChange = (present: Issuer) => Effect.Effect<IssuerFields, ProtocolError>

/** The response with an issuer. */
const shown = (authority: Authority, issuer: Issuer): EngineResponse => {
  const { settings } = issuer
  return {
    data: {
      ...issuerCertificates(authority, issuer),
      crl_distribution_points: settings.crl_distribution_points,
      delta_crl_distribution_points: settings.delta_crl_distribution_points,
      issuer_id: issuer.id,
      issuer_name: issuer.name,
      issuing_certificates: settings.issuing_certificates,
      key_id: issuer.keyId,
      leaf_not_after_behavior: settings.leaf_not_after_behavior,
      manual_chain: issuer.manualChain === null ? null : [issuer.id, ...issuer.manualChain],
      ocsp_servers: settings.ocsp_servers,
      revocation_signature_algorithm: settings.revocation_signature_algorithm,
      revoked: false,
      usage: USAGES.filter((usage) => usage === "read-only" || settings.usage.includes(usage)).join(",")
    }
  }
}

/** The fields of a request that would not change the issuer. */
const fieldsOf = ({ manualChain, name, settings }: Issuer): IssuerFields => ({
  ...settings,
  issuer_name: name,
  manual_chain: manualChain === null ? [] : ["self", ...manualChain]
})

/** The issuer with the settings of a request. Fails with a 400. */
const withFields = Effect.fn("pki.withFields")(function* (
  authority: Authority,
  issuer: Issuer,
  { issuer_name: name, manual_chain: references, ...fields }: IssuerFields
): Effect.fn.Return<Issuer, ProtocolError> {
  const refused = (why: string) => plainError(400, why)
  yield* checkName(authority.issuers, name, "issuer", issuer.id)
  if (!fields.usage.every((usage) => USAGES.includes(usage)))
    return yield* refused(pkiTexts.usagesInvalid(fields.usage, USAGES))
  if (!["err", "truncate", "permit"].includes(fields.leaf_not_after_behavior))
    return yield* refused(pkiTexts.leafNotAfterBehaviorInvalid)
  const signature = revocationSignature(issuer, fields.revocation_signature_algorithm)
  if (Result.isFailure(signature)) return yield* refused(signature.failure)
  yield* checkUrls(fields)
  const chain = references.map((reference) => (reference === "self" ? issuer : findIssuer(authority, reference)))
  const unknown = chain.indexOf(undefined)
  if (unknown >= 0) return yield* refused(pkiTexts.chainUnresolved(unknown + 1))
  const first = chain[0]
  if (first !== undefined && first !== issuer)
    return yield* refused(pkiTexts.chainWithoutSelf(references[0]!, first.id))
  return {
    ...issuer,
    name,
    manualChain:
      chain.length === 0 ? null : chain.flatMap((entry) => (entry === undefined || entry === issuer ? [] : [entry.id])),
    settings: {
      ...fields,
      revocation_signature_algorithm: signature.success,
      usage: USAGES.filter((usage) => fields.usage.includes(usage))
    }
  }
})

/** The operations on issuers that need a token. @see RW-PKI-2 */
export const issuerHandlers = (mount: PkiMount) => {
  const change = (reference: string, read: ReadChange) =>
    changeIssuer(
      mount,
      Effect.fnUntraced(function* (authority) {
        const issuer = yield* issuerOr404(authority, reference)
        const changed = yield* withFields(authority, issuer, yield* read(issuer))
        const issuers = authority.issuers.map((entry) => (entry.id === issuer.id ? changed : entry))
        const next = { ...authority, issuers }
        return { response: shown(next, changed), issuer, change: { authority: next } }
      })
    )

  const defaults = ({ defaultFollowsLatest, defaultIssuer }: Authority): EngineResponse => ({
    data: { default: defaultIssuer, default_follows_latest_issuer: defaultFollowsLatest }
  })

  return {
    pkiIssuerList: (request) =>
      Effect.flatMap(mount.authority.read, ({ defaultIssuer, issuers }) =>
        infoListing(issuers, request, ({ id, keyId, name, serial }) => ({
          is_default: id === defaultIssuer,
          issuer_name: name,
          key_id: keyId,
          serial_number: serial
        }))
      ),

    pkiIssuerRead: ({ parameters }) =>
      Effect.flatMap(mount.authority.read, (authority) =>
        Effect.map(issuerOr404(authority, parameters.issuer_ref), (issuer) => shown(authority, issuer))
      ),
    pkiIssuerWrite: ({ fields, parameters }) => change(parameters.issuer_ref, () => readFields(issuerFields, fields)),
    pkiIssuerPatch: ({ fields, parameters, payload }) =>
      change(parameters.issuer_ref, (issuer) =>
        readFields(issuerFields, fields, resetFields(issuerFields, fieldsOf(issuer), payload.members))
      ),

    pkiIssuerDelete: ({ parameters }) =>
      changeIssuer(mount, (authority) => {
        const issuer = findIssuer(authority, parameters.issuer_ref)
        if (issuer === undefined) return Effect.undefined
        const wasDefault = issuer.id === authority.defaultIssuer
        const next: Authority = {
          ...authority,
          defaultIssuer: wasDefault ? "" : authority.defaultIssuer,
          issuers: authority.issuers
            .filter(({ id }) => id !== issuer.id)
            .map((entry) => ({ ...entry, parents: untilGone(entry.parents, issuer.id) }))
        }
        const warning = pkiWarnings.deletedDefault("issuer", issuer.id, parameters.issuer_ref)
        const response = wasDefault ? { warnings: [warning] } : {}
        return Effect.succeed({ response, issuer, change: { authority: next, puts: [formerIssuer(mount, issuer)] } })
      }),

    pkiDefaultIssuerRead: () => Effect.map(mount.authority.read, defaults),
    pkiDefaultIssuerWrite: ({ fields: given }) =>
      mount.authority.change(
        Effect.fnUntraced(function* (authority) {
          const table = {
            default: "",
            default_follows_latest_issuer: authority.defaultFollowsLatest
          }
          const fields = yield* readFields(table, given)
          if (fields.default === "" || fields.default === "default")
            return yield* plainError(400, pkiTexts.issuerInvalid)
          const issuer = findIssuer(authority, fields.default)
          if (issuer === undefined)
            return yield* plainError(400, pkiTexts.issuerUnresolved(issuerProblem(fields.default)))
          const next: Authority = {
            ...authority,
            defaultIssuer: issuer.id,
            defaultFollowsLatest: fields.default_follows_latest_issuer
          }
          const warnings = issuer.keyId === "" ? { warnings: [pkiWarnings.defaultIssuerWithoutKey] } : {}
          return [{ ...defaults(next), ...warnings }, { authority: next }] as const
        })
      )
  } satisfies Partial<Handlers<"pki">>
}

/** A chain without the deleted issuer and those above it. */
const untilGone = (parents: ReadonlyArray<string>, gone: string): ReadonlyArray<string> => {
  const at = parents.indexOf(gone)
  return at < 0 ? parents : parents.slice(0, at)
}
