import { pkiTexts } from "@enwrap/protocol"
import { plainError, type ProtocolError } from "@enwrap/server/engine"
import * as Effect from "effect/Effect"
import { type KeyPair, privateKeyForm } from "./key-pair.ts"
import { certificatePem, toPem } from "./pem.ts"

/** The fields of a request with the forms of certificates and keys. */
export const formFields = { format: "pem", private_key_format: "der" }

/** Refuses an unknown form. */
export const checkForm = ({
  format,
  private_key_format
}: Readonly<typeof formFields>): Effect.Effect<void, ProtocolError> => {
  if (!["pem", "der", "pem_bundle"].includes(format)) return Effect.fail(plainError(400, pkiTexts.formatInvalid))
  return ["", "der", "pem", "pkcs8"].includes(private_key_format)
    ? Effect.void
    : Effect.fail(plainError(400, pkiTexts.keyFormatInvalid))
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
  form: Readonly<typeof formFields>
): { certificate: string; chain: Array<string>; privateKey: string | undefined } => {
  const der = form.format === "der"
  const printed = (text: string) => (der ? text : certificatePem(text))
  const privateKey =
    key === undefined ? undefined : privateKeyForm(key, { der, pkcs8: form.private_key_format === "pkcs8" })
  const parts = { certificate: printed(certificate), chain: chain.map(printed), privateKey }
  if (form.format !== "pem_bundle") return parts
  return {
    ...parts,
    certificate: [...(privateKey === undefined ? [] : [privateKey]), parts.certificate, ...parts.chain].join("\n")
  }
}

/** A signing request, given in base64, in the requested form. In a bundle its key comes first. */
export const requestInForm = (
  csr: string,
  form: Readonly<typeof formFields>,
  privateKey: string | undefined
): string => {
  if (form.format === "der") return csr
  const pem = toPem("CERTIFICATE REQUEST", csr)
  return form.format === "pem_bundle" && privateKey !== undefined ? `${privateKey}\n${pem}` : pem
}
