/** Other names for path parameters that hide a package in generated code. They are not sent, so they can have any name. */
import { objectAt, type NodeObject } from "../bundle.ts"
import { mapValues, section } from "./nodes.ts"

/** oapi-codegen names a variable after the parameter, in code that uses Go's package `bytes`. */
const OTHER_NAMES: Readonly<Record<string, string>> = { bytes: "byte_count" }

const otherName = (name: string): string => OTHER_NAMES[name] ?? name

export const withPathParameterNames = (document: NodeObject): NodeObject => ({
  ...document,
  paths: Object.fromEntries(
    Object.entries(objectAt(document, "paths")).map(([path, item]) => [
      path.replaceAll(/(?<=\{)\w+(?=\})/g, otherName),
      item
    ])
  ),
  components: {
    ...objectAt(document, "components"),
    parameters: mapValues(section(document, "parameters"), (parameter) =>
      parameter["in"] === "path" ? { ...parameter, name: otherName(String(parameter["name"])) } : parameter
    )
  }
})
