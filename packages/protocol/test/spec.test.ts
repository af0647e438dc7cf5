import { readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { describe, expect, it } from "vitest"
import { bundle, dereferenced, isObject, objectAt, type Node, type NodeObject } from "../scripts/bundle.ts"
import { drifted } from "../scripts/generate.ts"
import { operationTable, type OperationId, type OperationRow } from "../src/index.ts"

const at = (path: string): string => fileURLToPath(new URL(`../../../${path}`, import.meta.url))

const document = bundle(at("spec/openapi.yaml"))
const components = objectAt(document, "components")

const rows = Object.entries(operationTable) as Array<[OperationId, OperationRow]>

/** Every operation of the document, second forms included. */
const operations: Array<{ id: string; path: string; operation: NodeObject }> = Object.entries(
  objectAt(document, "paths")
).flatMap(([path, item]) =>
  Object.entries(isObject(item) ? item : {}).flatMap(([, operation]) =>
    isObject(operation) && "operationId" in operation ? [{ id: String(operation["operationId"]), path, operation }] : []
  )
)

const prose = readFileSync(at("spec/protocol.md"), "utf8").split("\n")
const declared = prose.flatMap((line) => /^- \*\*(RW-[A-Z]+-\d+)\*\*/.exec(line)?.[1] ?? [])

describe("the generated code", () => {
  it("is up to date with the spec", async () => {
    expect(await drifted()).toEqual([])
  })
})

describe("openapi.yaml", () => {
  it.each(Object.keys(components))("every component of %s has a description and an example", (section) => {
    const incomplete = Object.entries(objectAt(components, section)).filter(([, component]) => {
      if (!isObject(component) || typeof component["description"] !== "string") return true
      const contents = Object.values(objectAt(component, "content"))
      return contents.length > 0
        ? !contents.every((content) => isObject(content) && "example" in content)
        : !("example" in component || "x-example" in component)
    })
    expect(incomplete.map(([name]) => name)).toEqual([])
  })

  it("has a description of each field, unless its schema is an object with a description", () => {
    const undescribed: Array<string> = []
    const visit = (node: Node | undefined, where: string): void => {
      if (Array.isArray(node)) return node.forEach((item) => visit(item, where))
      if (!isObject(node)) return
      for (const [name, field] of Object.entries(objectAt(node, "properties"))) {
        if (!isObject(field) || field["description"] !== undefined || field["type"] === "null") continue
        const { $ref: reference } = field
        const isInput =
          typeof reference === "string" &&
          reference.endsWith("Input") &&
          !("properties" in dereferenced(document, field))
        if (typeof reference !== "string" || isInput) undescribed.push(`${where}.${name}`)
      }
      for (const [key, value] of Object.entries(node)) if (key !== "example") visit(value, where)
    }
    for (const [name, schema] of Object.entries(objectAt(components, "schemas"))) visit(schema, name)
    expect(undescribed).toEqual([])
  })

  it("has the mount of every path", () => {
    for (const [path, item] of Object.entries(objectAt(document, "paths"))) {
      const mount = objectAt(item, "x-mount")
      expect(typeof mount["group"], path).toBe("string")
      expect([typeof mount["path"], typeof mount["parameter"]].sort(), path).toEqual(["string", "undefined"])
    }
  })

  it("has the requirements of every operation, each once", () => {
    for (const { id, operation } of operations) {
      const ids = operation["x-requirements"]
      expect(Array.isArray(ids) && ids.length > 0 && new Set(ids).size === ids.length, id).toBe(true)
    }
  })

  it("has for each success an envelope that can be wrapped, a 204, or a response without an envelope that cannot be wrapped", () => {
    for (const { id, operation } of operations) {
      const responses = objectAt(operation, "responses")
      for (const status of ["200", "204"].filter((status) => status in responses)) {
        const reference = String(objectAt(responses, status)["$ref"])
        const component = objectAt(objectAt(components, "responses"), reference.split("/").at(-1)!)
        const schema = objectAt(objectAt(objectAt(component, "content"), "application/json"), "schema")
        const alternatives = JSON.stringify(schema["oneOf"] ?? schema)
        const wrapped = alternatives.includes("#/components/schemas/WrappedResponse")
        const bare = operation["x-bare"] === true
        expect(wrapped, `${id} ${status}`).toBe(status === "200" && !bare)
      }
    }
  })
})

describe("the operation table", () => {
  it("has every operation, under its own id or that of its first form", () => {
    const ids = operations.map(({ id, operation }) => String(operation["x-operation"] ?? id))
    expect([...new Set(ids)].sort()).toEqual(rows.map(([id]) => id).sort())
  })

  it("has no two operations of a group with the same path and verb", () => {
    const places = rows.flatMap(([, row]) => row.verbs.map((verb) => `${row.group} ${verb} ${row.path}`))
    expect(new Set(places).size).toBe(places.length)
  })

  it("has a trailing slash in the paths of lists and scans, and in no others", () => {
    for (const [id, row] of rows)
      expect(row.path.endsWith("/"), id).toBe(row.verbs.includes("list") || row.verbs.includes("scan"))
  })

  it("merges second forms", () => {
    expect(operationTable.wrappingLookup.verbs).toEqual(["update", "read"])
    expect(operationTable.wrappingLookup.queryFields).toEqual(["token"])
    expect(operationTable.tokenLookupSelf.verbs).toEqual(["read", "update"])
  })

  it("marks the operations that need no token", () => {
    expect(rows.filter(([, row]) => row.unauthenticated).map(([id]) => id)).toEqual([
      "wrappingLookup",
      "sysHealthRead",
      "sysSealStatusRead",
      "sysLeaderRead",
      "sysInitStatusRead",
      "sysInit",
      "sysUnseal",
      "sysRootGenerationRead",
      "sysRootGenerationStart",
      "sysRootGenerationCancel",
      "sysRootGenerationUpdate",
      "sysRootTokenDecode",
      "sysRekeyRead",
      "sysRekeyStart",
      "sysRekeyCancel",
      "sysRekeyUpdate",
      "sysRekeyVerificationRead",
      "sysRekeyVerificationUpdate",
      "sysRekeyVerificationRestart",
      "sysRecoveryRekeyRead",
      "sysRecoveryRekeyStart",
      "sysRecoveryRekeyCancel",
      "sysRecoveryRekeyUpdate",
      "sysRecoveryRekeyVerificationRead",
      "sysRecoveryRekeyVerificationUpdate",
      "sysRecoveryRekeyVerificationRestart",
      "sysOpenApiRead",
      "sysUiMountList",
      "sysUiMountRead",
      "appRoleLogin",
      "userpassLogin",
      "pkiCaDerRead",
      "pkiCaPemRead",
      "pkiCaChainRead",
      "pkiCrlDerRead",
      "pkiCrlPemRead",
      "pkiCertRead",
      "pkiCertDerRead",
      "pkiCertPemRead",
      "pkiIssuerList",
      "pkiIssuerJsonRead",
      "pkiIssuerPemRead",
      "pkiIssuerDerRead",
      "pkiIssuerCrlRead",
      "pkiIssuerCrlPemRead",
      "pkiIssuerCrlDerRead"
    ])
  })
})

describe("protocol.md", () => {
  it("declares each requirement once", () => {
    expect(declared.length).toBeGreaterThan(100)
    expect(new Set(declared).size).toBe(declared.length)
  })

  it("declares every requirement that the spec names, and the spec names every one", () => {
    const ofAll = document["x-requirements"] as Array<string>
    const named = operations.flatMap(({ operation }) => operation["x-requirements"] as Array<string>)
    expect([...new Set([...ofAll, ...named])].sort()).toEqual([...declared].sort())
    expect(ofAll.filter((id) => named.includes(id))).toEqual([])
  })

  it("names no requirement that it does not declare", () => {
    const named = prose.flatMap((line) => line.match(/RW-[A-Z]+-\d+/g) ?? [])
    expect(named.filter((id) => !declared.includes(id))).toEqual([])
  })

  it("forbids with MUST NOT, not with a negated subject", () => {
    expect(
      prose.filter((line) => /\b(no|none|neither|nobody|nothing)\b[^.:;,]* (MUST|SHOULD|MAY)\b/i.test(line))
    ).toEqual([])
  })

  it("each requirement begins with a sentence that has a word of RFC 2119, and belongs to a profile", () => {
    const profiles = prose.flatMap((line) => /^\| `(\w+)` \|/.exec(line)?.[1] ?? [])
    expect(profiles.length).toBeGreaterThan(5)
    for (const line of prose.filter((line) => line.startsWith("- **RW-"))) {
      expect(line).toMatch(/^- \*\*RW-[A-Z]+-[1-9]\d*\*\* \[\w+\] .*\b(MUST|SHOULD|MAY)\b.*\.$/)
      expect(profiles).toContain(/\[(\w+)\]/.exec(line)?.[1])
    }
  })
})
