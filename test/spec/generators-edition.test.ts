import document from "@enwrap/protocol/openapi.generators.json" with { type: "json" }
import { Ajv, type ValidateFunction } from "ajv"
import formats from "ajv-formats"
import { beforeAll, describe, expect, it } from "vitest"
import { type SeenAnswer, validatorOf as exactValidatorOf } from "./response-check.ts"
import { escaped, specOperations, type Node, type SpecOperation } from "./spec-operations.ts"
import { eachOperation, prepare } from "./walk.ts"
import { startWalkedServer } from "./walked-server.ts"

/** An operation of the generators' edition. */
interface GeneratedOperation {
  readonly template: string
  readonly method: string
  readonly node: Node
  readonly pointer: string
}

const generated = new Map(
  Object.entries(document.paths as unknown as Node).flatMap(([template, item]) =>
    Object.entries(item as Readonly<Record<string, Node>>).map(([method, node]): [string, GeneratedOperation] => [
      String(node["operationId"]),
      { template, method, node, pointer: `#/paths/${escaped(template)}/${method}` }
    ])
  )
)

/**
 * The document with no other members in an object than those that its schema has: generated clients in Go refuse others by
 * default.
 */
const closed = (node: unknown): unknown => {
  if (Array.isArray(node)) return node.map(closed)
  if (typeof node !== "object" || node === null) return node
  const entries = Object.entries(node).map(([key, value]): [string, unknown] => [
    key,
    key === "example" ? value : closed(value)
  ])
  const result = Object.fromEntries(entries)
  const isObject = result["type"] === "object" && "properties" in result && !("additionalProperties" in result)
  return isObject ? { ...result, additionalProperties: false } : result
}

const ajv = new Ajv({ strict: false, allErrors: true, formats: { binary: true } })
formats.default(ajv, ["date-time"])
ajv.addSchema(closed(document) as Node, "edition")
const validators = new Map<string, ValidateFunction>()
const validatorOf = (pointer: string): ValidateFunction => {
  const validate = validators.get(pointer) ?? ajv.compile({ $ref: `edition${encodeURI(pointer)}` })
  validators.set(pointer, validate)
  return validate
}

/** The path parameters that have another name in the generators' edition. */
const OTHER_NAMES: Readonly<Record<string, string>> = { bytes: "byte_count" }

/** The path of a request as a generated client writes it: each parameter as one segment, its slashes encoded. */
const generatedPath = (operation: SpecOperation, sent: string): string => {
  const { template } = generated.get(operation.id)!
  const [path = "", query] = sent.split("?")
  const names = [...operation.template.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name)
  const pattern = new RegExp(
    `^/v1${operation.template.replaceAll(/\{\w+\}/g, "(.+)").replace("(.+)/(.+)/", "([^/]+)/(.+)/")}$`
  )
  const values = pattern.exec(path)!.slice(1).map(decodeURIComponent)
  const known = Object.fromEntries(names.map((name, index) => [OTHER_NAMES[name] ?? name, values[index]!]))
  const filled = template.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    // Only a scan has parameters of its own: a literal segment, or the mount with the path.
    encodeURIComponent(known[name] ?? (operation.template.includes(`/${name}/`) ? name : values.join("/")))
  )
  return `/v1${filled}${query === undefined ? "" : `?${query}`}`
}

/** How a response differs from the generators' edition. */
const mismatchesOf = (
  { id, method }: SpecOperation,
  { contentType, status, text }: SeenAnswer
): ReadonlyArray<string> => {
  const { node, pointer } = generated.get(id)!
  const own = (node["responses"] as Readonly<Record<string, { readonly $ref?: string; readonly content?: Node }>>)[
    status
  ]
  if (own === undefined) return [`the status ${status} is not in the document`]
  const target = own.$ref ?? `${pointer}/responses/${status}`
  const name = target.split("/").at(-1)!
  const responses = document.components.responses as unknown as Readonly<Record<string, { readonly content?: Node }>>
  const content = own.$ref === undefined ? own.content : responses[name]?.content
  if (content === undefined || method === "HEAD") return text === "" ? [] : ["there is a body, but not in the document"]
  const type = contentType.replace(/;.*/, "")
  if (type !== "application/json")
    return type in content || "application/octet-stream" in content ? [] : [`${type} is not in the document`]
  const validate = validatorOf(`${target}/content/${escaped(type)}/schema`)
  if (validate(JSON.parse(text))) return []
  return (validate.errors ?? []).map(
    ({ instancePath, message, params }) => `${status} ${instancePath} ${message} ${JSON.stringify(params)}`
  )
}

/** The response to each operation, requested as a generated client does. */
const walkGenerated = async (wrapTtl?: string): Promise<ReadonlyArray<readonly [SpecOperation, SeenAnswer]>> => {
  const seen: Array<readonly [SpecOperation, SeenAnswer]> = []
  await eachOperation(async (server, operation, learned) => {
    const { body, headers, path, method } = await prepare(server, operation, learned)
    const answer = await server.ask({
      method,
      path: generatedPath(operation, path),
      headers: { ...headers, ...(wrapTtl !== undefined && { "x-vault-wrap-ttl": wrapTtl }) },
      body: body && JSON.stringify(body)
    })
    seen.push([operation, answer])
  })
  return seen
}

let plain: ReadonlyArray<readonly [SpecOperation, SeenAnswer]>
let wrapped: ReadonlyArray<readonly [SpecOperation, SeenAnswer]>
beforeAll(async () => {
  plain = await walkGenerated()
  wrapped = await walkGenerated("5m")
}, 120_000)

describe("every operation of the generators' edition, as a generated client sends it", () => {
  it("reaches its handler", () => {
    expect(plain.length).toBe(generated.size)
    const unreached = plain.filter(
      ([, { status, text }]) =>
        status >= 500 ||
        status === 307 ||
        status === 405 ||
        (status === 404 && /no handler for route|unsupported path/.test(text))
    )
    expect(unreached.map(([{ id }, { status }]) => `${id} ${status}`)).toEqual([])
  })

  it.each(["list", "scan"])("%ss what is stored", (name) => {
    const listed = plain.filter(([{ method }]) => method === name.toUpperCase())
    expect(listed.length).toBeGreaterThan(2)
    for (const [{ id }, { status, text }] of listed) {
      expect([id, status]).toEqual([id, 200])
      expect([id, (JSON.parse(text) as { data: { keys: unknown } }).data.keys]).toEqual([id, expect.any(Array)])
    }
  })

  it("lists the top of a mount with an empty path", async () => {
    const server = await startWalkedServer()
    const request = { headers: { "x-vault-token": server.rootToken } }
    await fetch(`${server.address}/v1/secret/data/top`, { ...request, method: "POST", body: '{"data":{}}' })
    const { template } = generated.get("kvV2List")!
    const path = template.replace("{kv_v2_mount}", "secret").replace("{path}", "")
    const response = await fetch(`${server.address}/v1${path}?list=true`, request)
    expect(await response.json()).toMatchObject({ data: { keys: ["top"] } })
    await server.close()
  })

  it("has the response of the document, and no other member", () => {
    const found = plain.map(([operation, answer]) => [operation.id, mismatchesOf(operation, answer)] as const)
    expect(Object.fromEntries(found.filter(([, mismatches]) => mismatches.length > 0))).toEqual({})
  })

  it("has the response of the document with a wrap TTL [RW-HD-6 RW-WE-1]", () => {
    const found = wrapped.map(([operation, answer]) => [operation.id, mismatchesOf(operation, answer)] as const)
    expect(Object.fromEntries(found.filter(([, mismatches]) => mismatches.length > 0))).toEqual({})
    expect(wrapped.filter(([, { text }]) => text.includes('"wrap_info":{')).length).toBeGreaterThan(100)
  })
})

describe("every example of a request in the generators' edition", () => {
  it("is a request that the exact edition permits", () => {
    let checked = 0
    for (const { id, body, bodyFields } of specOperations) {
      const content = Object.values(
        (
          generated.get(id)!.node["requestBody"] as
            | { content?: Record<string, { schema: { $ref?: string } }> }
            | undefined
        )?.content ?? {}
      )[0]
      const name = content?.schema.$ref?.split("/").at(-1)
      if (name === undefined || body === undefined) continue
      const schemas = document.components.schemas as unknown as Readonly<Record<string, Node>>
      for (const [field, value] of Object.entries((schemas[name]!["example"] ?? {}) as Node)) {
        const pointer = bodyFields[field]
        if (pointer === undefined) continue
        expect([id, field, exactValidatorOf(pointer)(value)]).toEqual([id, field, true])
        checked += 1
      }
    }
    expect(checked).toBeGreaterThan(100)
  })
})
