import { errorTexts, fieldProblems, kvTexts } from "@enwrap/protocol"
import type { ProtocolError } from "@enwrap/server/engine"
import * as Effect from "effect/Effect"
import { parseJsonTree } from "../json/json-tree.ts"
import { refuse, refuseField, refuseIf } from "../refuse.ts"
import type { SecretMetadata, Settings } from "./secret-metadata.ts"

/** The version that a write of data expects, from the text of its field `options`; `undefined` if it does not name one. */
export const parseCas = (options: string | undefined): Effect.Effect<number | undefined, ProtocolError> => {
  const tree = options === undefined || options === "null" ? undefined : parseJsonTree(options)
  if (typeof tree === "string") return refuseField("options", fieldProblems.object)
  const member = tree?.get("cas")
  if (member === undefined) return Effect.succeed(undefined)
  const cas = typeof member.value === "string" ? versionNumber(JSON.parse(member.value)) : undefined
  return cas === undefined ? refuse(kvTexts.casInvalid) : Effect.succeed(cas)
}

/** A whole number, also as a string; `null` and an empty string are 0. */
const versionNumber = (value: unknown): number | undefined => {
  const number = value === null ? 0 : typeof value === "string" && /^[+-]?\d*$/.test(value) ? Number(value) : value
  return Number.isSafeInteger(number) ? (number as number) : undefined
}

/** Refuses a write of data that expects another version than the current one. @see RW-KV-8, RW-KV-9 */
export const checkCas = (
  cas: number | undefined,
  secret: SecretMetadata,
  config: Settings
): Effect.Effect<void, ProtocolError> => {
  if (cas === undefined)
    return refuseIf(secret.cas_required || config.cas_required ? errorTexts.casRequired : undefined)
  return refuseIf(cas === secret.currentVersion ? undefined : errorTexts.casMismatch)
}

/** Refuses a change of metadata that expects another version of the metadata. `secret` is `undefined` if it would be new. */
export const checkMetadataCas = (
  cas: number | undefined,
  secret: SecretMetadata | undefined,
  config: Settings
): Effect.Effect<void, ProtocolError> => {
  const isRequired = secret?.metadata_cas_required || config.metadata_cas_required
  if (cas === undefined) return refuseIf(isRequired ? kvTexts.metadataCasRequired : undefined)
  if (cas === (secret?.currentMetadataVersion ?? 0)) return Effect.void
  return refuse(secret === undefined ? kvTexts.metadataCasOfNew : kvTexts.metadataCasMismatch)
}
