import { pkiTexts, certificateTexts, pkiWarnings } from "@enwrap/protocol/engine-texts"
import {
  type EngineResponse,
  type Handlers,
  plainError,
  type ProtocolError,
  type StoreFailure
} from "@enwrap/server/engine"
import * as Effect from "effect/Effect"
import { formFields, none, readFields } from "./fields.ts"
import { issueCertificate, roleOf } from "./issue-certificate.ts"
import { generateKeyPair, isHashSize, keyKind, publicKeyOf } from "./key-pair.ts"
import type { PkiMount } from "./mount.ts"
import { checkNames, type RequestedNames } from "./name-rules.ts"
import { nameFields, namesOfFields, namesOfSigningRequest } from "./requested-names.ts"
import { checkRequestKey } from "./request-key.ts"
import { type Role, roleFields } from "./role.ts"
import { alternativeNames } from "./sign-certificate.ts"
import { nameOf, subjectOf } from "./subject.ts"
import { copiedExtensions, readSigningRequest } from "./signing-request.ts"
import { extendedUsages, keyUsageBits } from "./usages.ts"

const validityFields = { ttl: 0, not_before: "", not_after: "" }
const commonFields = { ...formFields, ...validityFields, remove_roots_from_chain: false }
const issueFields = { ...commonFields, ...nameFields, key_type: "", key_bits: 0 }
const signFields = { ...commonFields, ...nameFields, csr: "" }
const verbatimFields = {
  ...commonFields,
  csr: "",
  issuer_ref: "default",
  key_usage: ["DigitalSignature", "KeyAgreement", "KeyEncipherment"] as ReadonlyArray<string>,
  ext_key_usage: none,
  ext_key_usage_oids: none,
  signature_bits: 0,
  use_pss: false,
  basic_constraints_valid_for_non_ca: false
}

/** The parts of a leaf certificate that a role decides: names, subject and usages. */
const leafTemplate = (role: Role, names: RequestedNames) => {
  const subject = subjectOf(role, names)
  return {
    subject: nameOf(subject),
    extensions: alternativeNames(names, subject),
    keyUsage: keyUsageBits(role.key_usage),
    extendedUsages: extendedUsages(role)
  }
}

/** A request to sign. Without an issuer, the role decides. */
interface VerbatimRequest {
  readonly fields: object
  readonly parameters: { readonly role?: string; readonly issuer_ref?: string }
}

interface RoleRequest extends VerbatimRequest {
  readonly parameters: { readonly role: string; readonly issuer_ref?: string }
}

/** Issues a certificate with a new key. */
const issue = Effect.fn("pki.issue")(function* (
  mount: PkiMount,
  { fields: given, parameters }: RoleRequest
): Effect.fn.Return<EngineResponse, ProtocolError | StoreFailure> {
  const role = yield* roleOf(mount, parameters.role)
  const fields = yield* readFields(issueFields, given)
  if (role.key_type === "any" && fields.key_type === "") return yield* plainError(400, certificateTexts.keyTypeMissing)
  const names = namesOfFields(fields)
  yield* checkNames(role, names, "the API")
  const kind = yield* role.key_type === "any"
    ? keyKind(fields.key_type, fields.key_bits)
    : keyKind(role.key_type, role.key_bits)
  const key = yield* generateKeyPair(kind)
  return yield* issueCertificate(mount, {
    role,
    issuerRef: parameters.issuer_ref ?? role.issuer_ref,
    fields,
    template: { ...leafTemplate(role, names), publicKey: publicKeyOf(key) },
    key,
    warnings: []
  })
})

/** Signs a request by the rules of a role. */
const sign = Effect.fn("pki.sign")(function* (
  mount: PkiMount,
  { fields: given, parameters }: RoleRequest
): Effect.fn.Return<EngineResponse, ProtocolError | StoreFailure> {
  const role = yield* roleOf(mount, parameters.role)
  const fields = yield* readFields(signFields, given)
  const csr = yield* readSigningRequest(fields.csr)
  yield* checkRequestKey(role, csr)
  const names = namesOfSigningRequest(fields, csr, role)
  yield* checkNames(role, names, role.use_csr_sans ? "CSR" : "the API")
  const ignored = pkiWarnings.fieldIgnored
  return yield* issueCertificate(mount, {
    role,
    issuerRef: parameters.issuer_ref ?? role.issuer_ref,
    fields,
    template: { ...leafTemplate(role, names), publicKey: csr.publicKey },
    warnings: [
      ...(role.use_csr_common_name && fields.common_name !== "" ? [ignored("common_name", "use_csr_common_name")] : []),
      ...(role.use_csr_sans && fields.alt_names.length > 0 ? [ignored("alt_names", "use_csr_sans")] : [])
    ]
  })
})

/** The fields of a role that apply to a request that is signed verbatim. */
const VERBATIM_RULES: ReadonlySet<string> = new Set([
  "issuer_ref",
  "ttl",
  "max_ttl",
  "not_before",
  "not_before_bound",
  "not_before_duration",
  "not_after",
  "not_after_bound",
  "no_store",
  "generate_lease"
])

/** What happens to an issuer in the body if the path decides. */
const issuerWarnings = (given: object, { issuer_ref, role }: VerbatimRequest["parameters"]): ReadonlyArray<string> => {
  if (!Object.hasOwn(given, "issuer_ref")) return []
  if (issuer_ref !== undefined) return [pkiWarnings.issuerOfPath]
  return role === undefined ? [] : [pkiWarnings.issuerOfRole]
}

/** Signs a request verbatim. A role decides only its validity, and whether the certificate is stored and leased. */
const signVerbatim = Effect.fn("pki.signVerbatim")(function* (
  mount: PkiMount,
  { fields: given, parameters }: VerbatimRequest
): Effect.fn.Return<EngineResponse, ProtocolError | StoreFailure> {
  const named = parameters.role === undefined ? undefined : yield* roleOf(mount, parameters.role)
  const fields: Readonly<typeof verbatimFields> = yield* readFields(verbatimFields, given)
  if (!isHashSize(fields.signature_bits)) return yield* plainError(400, pkiTexts.hashUnsupported(fields.signature_bits))
  const csr = yield* readSigningRequest(fields.csr)
  const role: Role = {
    ...roleFields,
    ...(named === undefined
      ? {}
      : Object.fromEntries(Object.entries(named).filter(([name]) => VERBATIM_RULES.has(name)))),
    key_type: "any",
    server_flag: false,
    client_flag: false,
    ext_key_usage: fields.ext_key_usage,
    ext_key_usage_oids: fields.ext_key_usage_oids,
    signature_bits: fields.signature_bits,
    use_pss: fields.use_pss,
    basic_constraints_valid_for_non_ca: fields.basic_constraints_valid_for_non_ca
  }
  yield* checkRequestKey(role, csr)
  return yield* issueCertificate(mount, {
    role,
    // What the path names wins over the body, as in the original.
    issuerRef: parameters.issuer_ref ?? (named === undefined ? fields.issuer_ref : role.issuer_ref),
    fields,
    template: {
      subject: csr.subjectName,
      publicKey: csr.publicKey,
      extensions: copiedExtensions(csr),
      keyUsage: keyUsageBits(fields.key_usage),
      extendedUsages: extendedUsages(role)
    },
    warnings: issuerWarnings(given, parameters)
  })
})

/** The operations that issue certificates: `issue/…`, `sign/…`, `sign-verbatim`, and the same below an issuer. */
export const issueHandlers = (mount: PkiMount) =>
  ({
    pkiIssue: (request) => issue(mount, request),
    pkiIssuerIssue: (request) => issue(mount, request),
    pkiSign: (request) => sign(mount, request),
    pkiIssuerSign: (request) => sign(mount, request),
    pkiSignVerbatim: (request) => signVerbatim(mount, request),
    pkiSignVerbatimByRole: (request) => signVerbatim(mount, request),
    pkiIssuerSignVerbatim: (request) => signVerbatim(mount, request),
    pkiIssuerSignVerbatimByRole: (request) => signVerbatim(mount, request)
  }) satisfies Partial<Handlers<"pki">>
