import type { Io } from "../cli/io.ts"
import { visibleText } from "../cli/visible-text.ts"
import { indentJson } from "../wrapping/json-text.ts"
import { yamlOf } from "./yaml-text.ts"

/** Prints JSON, indented or as YAML. */
export const writeStructured = (json: string, format: "table" | "json" | "yaml", io: Io): void => {
  const text = format === "yaml" ? yamlOf(json) : `${indentJson(json)}\n`
  io.write(io.outputIsTerminal ? visibleText(text) : text)
}
