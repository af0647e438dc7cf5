import * as Result from "effect/Result"
import type { Block } from "./blocks.ts"
import { readKey, type SecretKey } from "./key-material.ts"
import type { Problems } from "./problem.ts"
import { checkKeys, type KeyRules, Section } from "./section.ts"
import { didYouMean } from "./suggest.ts"
import type { Surroundings } from "./surroundings.ts"

/** A key of a seal, and its id. */
export interface SealKey {
  readonly id: string
  readonly key: SecretKey
}

/** Key shares of people, or a key that the server is given. */
export type SealConfig =
  | { readonly type: "shamir" }
  | { readonly type: "static"; readonly current: SealKey; readonly previous: SealKey | undefined }

const types = ["static", "shamir"]

const serviceAdvice = 'use seal "static" with a key in a file or a variable, or no seal block (key shares)'

/** The original's other types, which all need a service or a device. */
const services = new Set(["alicloudkms", "awskms", "azurekeyvault", "gcpckms", "kmip", "ocikms", "pkcs11", "transit"])

const rules: KeyRules = {
  current_key_id: "value",
  current_key: "value",
  previous_key_id: "value",
  previous_key: "value",
  purpose: { ignored: "the seal protects the root key only" },
  disabled: { unsupported: "a store cannot change from one type of seal to another" }
}

/** Decodes a `seal` block; `undefined` if something is wrong. */
export const decodeSeal = (block: Block, surroundings: Surroundings, problems: Problems): SealConfig | undefined => {
  const type = block.labels[0]!
  const where = ` in seal ${JSON.stringify(type)}`
  if (services.has(type)) {
    problems.error(block.source, block.at, `seal ${JSON.stringify(type)} is not supported: ${serviceAdvice}`)
    return undefined
  }
  if (!types.includes(type)) {
    problems.error(block.source, block.at, `unknown seal ${JSON.stringify(type)}${didYouMean(type, types)}`)
    return undefined
  }
  if (type === "shamir") {
    checkKeys(problems, where, block.entries, {})
    return { type }
  }
  const section = new Section(problems, where, block.entries, rules)
  const current = decodeKey(section, "current", surroundings)
  const previous = decodeKey(section, "previous", surroundings)
  for (const key of ["current_key_id", "current_key"]) {
    if (!section.has(key)) problems.error(block.source, block.at, `${key} is missing${where}`)
  }
  if (current === undefined) return undefined
  if (current.id !== previous?.id) return { type: "static", current, previous }
  section.error("previous_key_id", "must differ from current_key_id")
  return undefined
}

const decodeKey = (section: Section, name: string, surroundings: Surroundings): SealKey | undefined => {
  const [idName, keyName] = [`${name}_key_id`, `${name}_key`]
  const id = section.text(idName)
  const reference = section.text(keyName)
  if (id === "") section.error(idName, "must not be empty")
  const key = reference === undefined ? undefined : readKey(reference, surroundings)
  if (key !== undefined && Result.isFailure(key)) section.error(keyName, key.failure)
  // A key that is missing although the block needs it is reported by the caller.
  if (name === "previous" && section.has(idName) !== section.has(keyName)) {
    const [present, absent] = section.has(idName) ? [idName, keyName] : [keyName, idName]
    section.error(present, `needs ${absent} beside it`)
  }
  return id === undefined || id === "" || key === undefined || Result.isFailure(key)
    ? undefined
    : { id, key: key.success }
}
