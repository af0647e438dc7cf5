import { pkiTexts } from "@enwrap/protocol/engine-texts"
import type { ProtocolError } from "@enwrap/server/engine"
import type * as Effect from "effect/Effect"
import { refuse, refuseIf } from "../refuse.ts"
import type { FormFields } from "./fields.ts"
import { type KeyPair, privateKeyForm } from "./key-pair.ts"
import { certificatePem, toPem } from "./pem.ts"

/** Refuses an unknown form. */
export const checkForm = ({ format, private_key_format }: FormFields): Effect.Effect<void, ProtocolError> => {
  if (!["pem", "der", "pem_bundle"].includes(format)) return refuse(pkiTexts.formatInvalid)
  return refuseIf(["", "der", "pem", "pkcs8"].includes(private_key_format) ? undefined : pkiTexts.keyFormatInvalid)
}

/** A certificate with its chain and key, in base64, as stored. */
export interface CertificateParts {
  readonly certificate: string
  /** Nearest first; empty for a self-signed certificate. */
  readonly chain: ReadonlyArray<string>
  readonly key?: Pick<KeyPair, "kind" | "privateKey"> | undefined
}

/** The parts in the requested form. */
export const inForm = (
  { certificate, chain, key }: CertificateParts,
  form: FormFields
): { certificate: string; chain: Array<string>; privateKey: string | undefined } => {
  const printed = (text: string) => (form.format === "der" ? text : certificatePem(text))
  const privateKey = key === undefined ? undefined : privateKeyForm(key, form)
  const parts = { certificate: printed(certificate), chain: chain.map(printed), privateKey }
  if (form.format !== "pem_bundle") return parts
  return {
    ...parts,
    certificate: [...(privateKey === undefined ? [] : [privateKey]), parts.certificate, ...parts.chain].join("\n")
  }
}

/** A signing request, given in base64, in the requested form. In a bundle its key comes first. */
export const requestInForm = (csr: string, form: FormFields, privateKey: string | undefined): string => {
  if (form.format === "der") return csr
  const pem = toPem("CERTIFICATE REQUEST", csr)
  return form.format === "pem_bundle" && privateKey !== undefined ? `${privateKey}\n${pem}` : pem
}

/** The part of a response with a private key in the requested form, if there is one. */
export const privateKeyData = (privateKey: string | undefined, key: Pick<KeyPair, "kind"> | undefined) =>
  privateKey === undefined ? {} : { private_key: privateKey, private_key_type: key?.kind.type }
