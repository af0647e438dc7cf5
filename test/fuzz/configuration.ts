import document from "@enwrap/protocol/openapi.json" with { type: "json" }
import { FUZZER_TOKEN } from "./kept-server.ts"

/** The parts of a parameter that are used here. */
interface Parameter {
  readonly name: string
  readonly in: string
  readonly example?: unknown
}

/** Each key and value of a TOML table; JSON strings, numbers and lists are TOML as well. */
const table = (name: string, values: Readonly<Record<string, unknown>>): string =>
  [`[${name}]`, ...Object.entries(values).map(([key, value]) => `${JSON.stringify(key)} = ${toml(value)}`), ""].join(
    "\n"
  )

const toml = (value: unknown): string =>
  typeof value === "object" && value !== null && !Array.isArray(value)
    ? `{ ${Object.entries(value)
        .map(([key, member]) => `${key} = ${toml(member)}`)
        .join(", ")} }`
    : JSON.stringify(value)

/** Checks that run, beside those that are only about the response: status, content type, headers, schema. */
export const checks = [
  "not_a_server_error",
  "status_code_conformance",
  "content_type_conformance",
  "response_headers_conformance",
  "response_schema_conformance",
  "ignored_auth"
] as const

/** The other checks of Schemathesis, and why they do not apply to this protocol. */
export const otherChecks: Readonly<Record<string, string>> = {
  positive_data_acceptance:
    "what has the right type may still name something that does not exist, or a value out of range",
  negative_data_rejection:
    "a server ignores fields that it does not know (RW-ENV-9), and reads values in several forms",
  missing_required_header: "no operation requires a header",
  unsupported_method: "PUT is a synonym of POST, and a path of one mount may have the form of a path of another",
  allow_header_conformance: "a 405 has no Allow header, as in the original",
  use_after_free: "belongs to the stateful phase",
  ensure_resource_availability: "belongs to the stateful phase",
  object_level_authorization: "all requests have root tokens; policies have tests of their own"
}

/** The examples of each path parameter, by name. */
const pathExamples = (): ReadonlyMap<string, ReadonlyArray<string>> => {
  const examples = new Map<string, ReadonlyArray<string>>()
  for (const { in: place, name, example } of Object.values(document.components.parameters) as ReadonlyArray<Parameter>)
    if (place === "path") examples.set(name, [...new Set([...(examples.get(name) ?? []), String(example)])])
  return examples
}

/** Values from which the fuzzer often takes a parameter, so that requests reach what exists. */
const dictionaries = (): ReadonlyMap<string, ReadonlyArray<string>> =>
  new Map([
    ...[...pathExamples()]
      .filter(([name]) => !name.endsWith("_mount"))
      .map(([name, examples]) => [`path.${name}`, examples] as const),
    ["header.X-Vault-Wrap-TTL", ["", "0", "5m", "60", "never"]],
    ["header.X-Vault-Wrap-Format", ["uuid", "jwt"]]
  ])

/**
 * The configuration of Schemathesis, as TOML. Mounts are always those of the fuzzed state; other parameters of the path are
 * mostly the examples of the spec, which the state contains.
 *
 * There is no stateful phase: the spec declares no links, and what Schemathesis infers from names would follow accessors and
 * tokens to operations that revoke them.
 */
export const configuration = (): string => {
  const named = [...dictionaries()]
  const mounts = [...pathExamples()].filter(([name]) => name.endsWith("_mount"))
  return [
    "continue-on-failure = true",
    "workers = 1",
    "max-redirects = 0",
    "request-timeout = 30.0",
    'suppress-health-check = ["all"]',
    "",
    table("generation", { database: "none", "no-shrink": true }),
    table("phases.stateful", { enabled: false }),
    ...checks.map((name) => table(`checks.${name}`, { enabled: true })),
    ...Object.keys(otherChecks).map((name) => table(`checks.${name}`, { enabled: false })),
    table("parameters", {
      ...Object.fromEntries(mounts.map(([name, examples]) => [`path.${name}`, examples[0]])),
      "header.X-Vault-Token": FUZZER_TOKEN,
      ...Object.fromEntries(named.map(([name]) => [name, { dictionary: dictionaryName(name), probability: 0.8 }]))
    }),
    ...named.map(([name, values]) => table(`dictionaries.${dictionaryName(name)}`, { values })),
    // The query chooses the status.
    operationTable(["sysHealthRead", "sysHealthHead"], { enabled: false }),
    // The upstream may be any address that the fuzzer has configured.
    operationTable(["httpRead", "httpWrite", "httpPatch", "httpDelete"], {
      "expected-statuses": ["1xx", "2xx", "3xx", "4xx", 502, 504]
    })
  ].join("\n")
}

const dictionaryName = (name: string): string => name.replace(/\W/g, "-").toLowerCase()

const operationTable = (ids: ReadonlyArray<string>, notAServerError: Readonly<Record<string, unknown>>): string =>
  [
    "[[operations]]",
    `include-operation-id = ${toml(ids)}`,
    `checks.not_a_server_error = ${toml(notAServerError)}`,
    ""
  ].join("\n")
