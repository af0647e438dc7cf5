import { errorTexts, parseDuration, policyTexts } from "@enwrap/protocol"
import { parseRfc3339 } from "../../values/rfc3339.ts"
import type { DocumentObject, DocumentValue, Entry } from "../../values/hcl/parse-document.ts"
import type { ParameterValue, ParameterValues } from "./parameter-rules.ts"
import { type Capability, capabilityBits, type PathRule } from "./path-rule.ts"
import { parseError, parseErrorAt, type PolicyParseError } from "./policy-parse-error.ts"

/** A rule of the document: its path, the offset of the path, and the content of the braces. */
export interface PathBlock {
  readonly path: string
  readonly at: number
  readonly body: DocumentObject
}

/**
 * Reads one rule of a policy.
 *
 * @throws PolicyParseError
 */
export const parsePathRule = (document: string, { path, at, body }: PathBlock): PathRule => {
  const reader = new RuleReader(document, path, body)
  const minWrappingTtl = reader.wrappingTtl("min_wrapping_ttl")
  const maxWrappingTtl = reader.wrappingTtl("max_wrapping_ttl")
  if (minWrappingTtl > 0 && maxWrappingTtl > 0 && maxWrappingTtl < minWrappingTtl) {
    throw parseError(document, at, errorTexts.maxWrappingTtlBelowMin)
  }
  return {
    pattern: patternOf(document, path, at),
    capabilities: reader.capabilities(),
    minWrappingTtl,
    maxWrappingTtl,
    allowedParameters: reader.parameterValues("allowed_parameters"),
    deniedParameters: reader.parameterValues("denied_parameters"),
    requiredParameters: reader.strings("required_parameters").map(({ value }) => value),
    expiration: reader.expiration()
  }
}

const patternOf = (document: string, path: string, at: number): string => {
  const context = policyTexts.inPath(path)
  // Paths of requests have no leading slash.
  const pattern = path.startsWith("/") ? path.slice(1) : path
  if (/\{\{|\}\}/.test(pattern)) throw parseErrorAt(document, at, policyTexts.templates, context)
  if (pattern.includes("+*")) throw parseError(document, at, context + policyTexts.wildcardPlusStar)
  // The original gives such a path the precedence of a wildcard, but then matches it literally: that cannot be intended.
  if (/(?:^|\/)\+[^/]/.test(pattern)) throw parseErrorAt(document, at, policyTexts.wildcardPlus, context)
  return pattern
}

const keys = [
  "capabilities",
  "policy",
  "allowed_parameters",
  "denied_parameters",
  "required_parameters",
  "min_wrapping_ttl",
  "max_wrapping_ttl",
  "expiration",
  "comment"
] as const
type Key = (typeof keys)[number]

/** Keys of the original that restrict a rule. Ignoring one would grant too much. */
const unsupportedKeys = new Set([
  "mfa_methods",
  "pagination_limit",
  "list_scan_response_keys_filter_path",
  "control_group"
])

/** The older form of capabilities. */
const policyWords: ReadonlyMap<string, ReadonlyArray<Capability>> = new Map([
  ["deny", ["deny"]],
  ["read", ["read", "list"]],
  ["write", ["create", "read", "update", "delete", "list"]],
  ["sudo", ["create", "read", "update", "delete", "list", "sudo"]]
])

class RuleReader {
  readonly #document: string
  readonly #context: string
  readonly #values: ReadonlyMap<Key, DocumentValue>

  constructor(document: string, path: string, body: DocumentObject) {
    this.#document = document
    this.#context = policyTexts.inPath(path)
    const values = new Map<Key, DocumentValue>()
    for (const { key, at, value } of this.#uniqueEntries(body)) {
      if (!isKey(key))
        throw this.#error(at, unsupportedKeys.has(key) ? policyTexts.unsupportedKey(key) : policyTexts.unknownKey(key))
      values.set(key, value)
    }
    this.#values = values
    const comment = values.get("comment")
    if (comment !== undefined && comment.kind !== "string")
      throw this.#error(comment.at, policyTexts.notString("comment"))
  }

  /** The bits of the capabilities; `deny` removes the others. */
  capabilities(): number {
    const policy = this.#values.get("policy")
    let bits = policy === undefined ? 0 : this.#policyWord(policy)
    for (const { value, at } of this.strings("capabilities")) {
      if (!isCapability(value))
        throw parseError(this.#document, at, this.#context + policyTexts.unknownCapability(value))
      bits |= capabilityBits[value]
    }
    return (bits & capabilityBits.deny) === 0 ? bits : capabilityBits.deny
  }

  #policyWord(policy: DocumentValue): number {
    if (policy.kind !== "string") throw this.#error(policy.at, policyTexts.notString("policy"))
    if (policy.value === "") return 0
    const granted = policyWords.get(policy.value)
    if (granted === undefined)
      throw parseError(this.#document, policy.at, this.#context + policyTexts.unknownPolicyWord(policy.value))
    return granted.reduce((bits, capability) => bits | capabilityBits[capability], 0)
  }

  /** A list of strings; empty if absent. */
  strings(key: Key): ReadonlyArray<{ readonly value: string; readonly at: number }> {
    const list = this.#values.get(key)
    if (list === undefined) return []
    if (list.kind !== "list") throw this.#error(list.at, policyTexts.notStringList(key))
    return list.items.map((item) => {
      if (item.kind !== "string") throw this.#error(item.at, policyTexts.notStringList(key))
      return item
    })
  }

  /** An object of lists, by name in lower case. */
  parameterValues(key: Key): ParameterValues | undefined {
    const object = this.#values.get(key)
    if (object === undefined) return undefined
    if (object.kind !== "object") throw this.#error(object.at, policyTexts.notObjectOfLists(key))
    const values = new Map<string, ReadonlyArray<ParameterValue>>()
    for (const { key: name, value } of this.#uniqueEntries(object)) {
      if (value.kind !== "list") throw this.#error(value.at, policyTexts.valuesNotList(key, name))
      values.set(
        name.toLowerCase(),
        value.items.map((item) => this.#parameterValue(item))
      )
    }
    return values
  }

  #parameterValue(value: DocumentValue): ParameterValue {
    switch (value.kind) {
      case "null":
        return null
      case "list":
        return value.items.map((item) => this.#parameterValue(item))
      case "object":
        return new Map(this.#uniqueEntries(value).map((entry) => [entry.key, this.#parameterValue(entry.value)]))
      default:
        return value.value
    }
  }

  /** A limit in seconds, with its fraction; 0 if absent. */
  wrappingTtl(key: "min_wrapping_ttl" | "max_wrapping_ttl"): number {
    const value = this.#values.get(key)
    if (value === undefined || (value.kind === "string" && value.value === "")) return 0
    const context = policyTexts.inWrappingTtl(key)
    if (value.kind !== "number" && value.kind !== "string") {
      throw parseErrorAt(this.#document, value.at, policyTexts.wrappingTtl, context)
    }
    const duration = parseDuration(value.value)
    if (!duration.ok) throw parseErrorAt(this.#document, value.at, duration.problem, context)
    if (duration.nanoseconds < 0n)
      throw parseErrorAt(this.#document, value.at, policyTexts.negativeWrappingTtl, context)
    // With its fraction: without it, a limit below one second would be no limit.
    return Number(duration.nanoseconds) / 1e9
  }

  /** Milliseconds since 1970. */
  expiration(): number | undefined {
    const value = this.#values.get("expiration")
    if (value === undefined || (value.kind === "string" && value.value === "")) return undefined
    const text = value.kind === "number" ? String(value.value) : value.kind === "string" ? value.value : ""
    const time = /^[+-]?\d+$/.test(text) ? Number(text) * 1000 : parseRfc3339(text)
    if (time === undefined)
      throw parseErrorAt(this.#document, value.at, policyTexts.expiration, this.#context + policyTexts.inExpiration)
    return time
  }

  /** Rejects duplicate keys: the original merges the second one with the first or replaces it, which a reader cannot know. */
  #uniqueEntries(object: DocumentObject): ReadonlyArray<Entry> {
    const seen = new Set<string>()
    for (const { key, at, labels } of object.entries) {
      if (labels[0] !== undefined) throw this.#error(labels[0].at, policyTexts.valueMissing(key))
      if (seen.has(key.toLowerCase())) throw this.#error(at, policyTexts.duplicateKey(key))
      seen.add(key.toLowerCase())
    }
    return object.entries
  }

  #error(at: number, text: string): PolicyParseError {
    return parseErrorAt(this.#document, at, text, this.#context)
  }
}

const isKey = (key: string): key is Key => (keys as ReadonlyArray<string>).includes(key)

const isCapability = (name: string): name is Capability => Object.hasOwn(capabilityBits, name)
