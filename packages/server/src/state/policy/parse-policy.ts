import { policyTexts } from "@enwrap/protocol"
import { DocumentError } from "../../values/hcl/document-error.ts"
import {
  type DocumentObject,
  type DocumentValue,
  type Entry,
  parseHcl,
  parseJson
} from "../../values/hcl/parse-document.ts"
import { parsePathRule, type PathBlock } from "./parse-path-rule.ts"
import type { Policy } from "./path-rule.ts"
import { parseErrorAt, syntaxError } from "./policy-parse-error.ts"

/**
 * Parses a policy in HCL or JSON. It keeps expired rules; `compileAcl` leaves them out.
 *
 * @throws PolicyParseError what is wrong, and on which line and column
 */
export const parsePolicy = (text: string): Policy => {
  const isJson = /^\s*\{/.test(text)
  const document = parseDocument(text, isJson)
  const rules = document.entries.flatMap((entry) => {
    switch (entry.key) {
      case "path":
        return (isJson ? jsonBlocks(text, entry) : [hclBlock(text, entry)]).map((block) => parsePathRule(text, block))
      case "name":
        if (entry.value.kind !== "string") throw parseErrorAt(text, entry.value.at, policyTexts.nameNotString)
        return []
      default:
        throw parseErrorAt(text, entry.at, policyTexts.unknownBlock(entry.key))
    }
  })
  return { root: false, rules }
}

const parseDocument = (text: string, isJson: boolean): DocumentObject => {
  try {
    return isJson ? parseJson(text, "policy") : parseHcl(text, "policy")
  } catch (error) {
    throw error instanceof DocumentError ? syntaxError(error) : error
  }
}

const hclBlock = (text: string, { at, labels, value }: Entry): PathBlock => {
  const [label, another] = labels
  if (label === undefined) throw parseErrorAt(text, at, policyTexts.pathWithoutBlock)
  if (another !== undefined) throw parseErrorAt(text, another.at, policyTexts.secondPath)
  return { path: label.text, at: label.at, body: bodyOf(text, label.text, value) }
}

const jsonBlocks = (text: string, { value }: Entry): ReadonlyArray<PathBlock> => {
  if (value.kind !== "object") throw parseErrorAt(text, value.at, policyTexts.pathsNotObject)
  return value.entries.map((entry) => ({ path: entry.key, at: entry.at, body: bodyOf(text, entry.key, entry.value) }))
}

const bodyOf = (text: string, path: string, value: DocumentValue): DocumentObject => {
  if (value.kind !== "object") throw parseErrorAt(text, value.at, policyTexts.ruleNotObject, policyTexts.inPath(path))
  return value
}
