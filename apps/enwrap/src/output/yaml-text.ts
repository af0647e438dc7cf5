import { createRequire } from "node:module"
import { exactJson } from "@enwrap/client-node"
import { isRawNumber } from "../wrapping/json-text.ts"

/** Formats JSON as YAML. Numbers keep all digits, and strings stay strings for parsers of YAML 1.1. */
export const yamlOf = (json: string): string => {
  // It takes longer to load than the rest of the command, and few need it.
  const { stringify } = createRequire(import.meta.url)("yaml") as typeof import("yaml")
  const number = {
    tag: "tag:yaml.org,2002:float",
    default: true,
    identify: isRawNumber,
    resolve: (text: string) => text,
    stringify: ({ value }: { readonly value: unknown }) => (value as { readonly rawJSON: string }).rawJSON
  }
  const text = stringify(exactJson.parse(json), {
    aliasDuplicateObjects: false,
    compat: "yaml-1.1",
    customTags: [number],
    lineWidth: 0
  })
  // YAML does not allow these characters as such. The library has put strings that have them into double quotes.
  return text.replace(/[\u007f-\u009f]/g, (character) => `\\u00${character.charCodeAt(0).toString(16)}`)
}
