import { beforeAll, describe, expect, it } from "vitest"
import { mismatchesOf, type SeenAnswer } from "./response-check.ts"
import { specOperations, type Node, type SpecOperation } from "./spec-operations.ts"
import { startWalkedServer } from "./walked-server.ts"
import { isListing, targetOf, walk, type Step } from "./walk.ts"

/** They cannot succeed here: no engine creates a lease that can be renewed. */
const withoutSuccess = ["leaseRenew", "leaseRenewById"]

/** Their response always has `wrap_info`, and unwraps to other data. */
const wrapsByNature = ["wrappingWrap", "wrappingRewrap"]

const isJson = ({ contentType }: SeenAnswer): boolean => contentType.startsWith("application/json")

const isSuccess = ({ status }: SeenAnswer): boolean => status < 300

const promisesSuccess = ({ responses }: SpecOperation): boolean =>
  Object.keys(responses).some((status) => status < "300")

/** How each operation's response differs from the spec, by operation id. */
const mismatches = (seen: ReadonlyArray<readonly [SpecOperation, SeenAnswer]>): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    seen.flatMap(([operation, answer]) => {
      const found = mismatchesOf(operation, answer)
      return found.length === 0 ? [] : [[operation.id, found]]
    })
  )

let plain: ReadonlyArray<Step>
let wrapped: ReadonlyArray<Step>
beforeAll(async () => {
  plain = await walk()
  wrapped = await walk("5m")
}, 120_000)

describe("every operation of the spec, with its examples", () => {
  it("has a handler", () => {
    const unreached = plain.filter(
      ({ answer: { status, text } }) =>
        status >= 500 || status === 405 || (status === 404 && /no handler for route|unsupported path/.test(text))
    )
    expect(plain.map(({ operation }) => operation.id).toSorted()).toEqual(specOperations.map(({ id }) => id).toSorted())
    expect(unreached.map(({ operation, answer }) => `${operation.id} ${answer.status} ${answer.text}`)).toEqual([])
  })

  it("succeeds if the spec has a successful response (if one fails, prepare it in walk.ts)", () => {
    const failed = plain.filter(({ operation, answer }) => promisesSuccess(operation) && !isSuccess(answer))
    const unexpected = failed.filter(({ operation }) => !withoutSuccess.includes(operation.id))
    expect(unexpected.map(({ operation, answer }) => `${operation.id} ${answer.status} ${answer.text}`)).toEqual([])
    expect(failed).toHaveLength(withoutSuccess.length)
  })

  it("has the response of the spec", () => {
    expect(mismatches(plain.map(({ operation, answer }) => [operation, answer]))).toEqual({})
  })
})

describe("every operation of the spec, with a wrap TTL [RW-HD-6 RW-WE-1]", () => {
  const paired = () =>
    wrapped.map((step) => ({
      ...step,
      plain: plain.find(({ operation }) => operation.id === step.operation.id)?.answer
    }))

  it("has the response of the spec", () => {
    expect(mismatches(wrapped.map(({ operation, answer }) => [operation, answer]))).toEqual({})
  })

  it("is wrapped if and only if its response has a body", () => {
    for (const { operation, answer, unwrapped, plain: without } of paired()) {
      const wraps = isSuccess(answer) && answer.status !== 204 && !operation.bare
      expect([operation.id, unwrapped !== undefined]).toEqual([operation.id, wraps])
      if (wraps) expect([operation.id, answer.status]).toEqual([operation.id, 200])
      else expect(answer.text).not.toContain('"wrap_info":{')
      expect([operation.id, isSuccess(answer)]).toEqual([operation.id, without !== undefined && isSuccess(without)])
    }
  })

  it("unwraps to the response that it has without wrapping: status, content type, schema", () => {
    const unwrappings = paired().flatMap(({ operation, unwrapped, plain: without }) =>
      unwrapped === undefined || without === undefined || wrapsByNature.includes(operation.id)
        ? []
        : [{ operation, unwrapped, without }]
    )
    expect(unwrappings.length).toBeGreaterThan(100)
    expect(mismatches(unwrappings.map(({ operation, unwrapped }) => [operation, unwrapped]))).toEqual({})
    for (const { operation, unwrapped, without } of unwrappings) {
      expect([operation.id, unwrapped.status, unwrapped.contentType]).toEqual([
        operation.id,
        without.status,
        without.contentType
      ])
      if (!isJson(without)) continue
      expect([operation.id, keysOf(unwrapped)]).toEqual([operation.id, keysOf(without)])
    }
  })
})

const envelopeKeys = ["auth", "data", "lease_id", "request_id", "warnings", "wrap_info"]

/**
 * The keys of an envelope with a value. Only responses that were not wrapped repeat their data at the top level. JSON that is
 * not an envelope, such as that of an upstream, is compared with all keys.
 */
const keysOf = ({ text }: SeenAnswer): ReadonlyArray<string> => {
  const answer = JSON.parse(text) as Node
  const said = Object.keys(answer).filter((key) => answer[key] !== null && answer[key] !== "")
  return "request_id" in answer ? said.filter((key) => envelopeKeys.includes(key)) : said
}

describe("every operation of the spec, refused", () => {
  it("has the error response of the spec, and is never wrapped", async () => {
    const server = await startWalkedServer()
    const seen: Array<readonly [SpecOperation, SeenAnswer]> = []
    const wrapTtl = { "x-vault-wrap-ttl": "5m" }
    for (const operation of specOperations) {
      const { contentType, variables } = operation
      const request = {
        method: isListing(operation.method) ? "GET" : operation.method,
        path: targetOf(operation, variables),
        body: contentType === undefined ? undefined : "{"
      }
      const type = contentType === undefined ? {} : { "content-type": contentType }
      // Without a token; with a token and a body that is not JSON; with a token and an invalid wrap TTL.
      if (!operation.unauthenticated) {
        seen.push([
          operation,
          await server.ask({ ...request, body: request.body && "{}", headers: { ...type, ...wrapTtl } })
        ])
      }
      const asRoot = { ...type, "x-vault-token": server.rootToken }
      if (contentType !== undefined) {
        seen.push([operation, await server.ask({ ...request, headers: { ...asRoot, ...wrapTtl } })])
      }
      if (!operation.bare) {
        seen.push([operation, await server.ask({ ...request, headers: { ...asRoot, "x-vault-wrap-ttl": "soon" } })])
      }
    }
    await server.close()
    const passed = seen.filter(([, { status }]) => status < 400 || status >= 500)
    expect(passed.map(([{ id }, { status }]) => `${id} ${status}`)).toEqual([])
    expect(seen.filter(([, { text }]) => text.includes("wrap_info")).map(([{ id }]) => id)).toEqual([])
    expect(mismatches(seen)).toEqual({})
    expect(seen.length).toBeGreaterThan(2 * specOperations.length)
  }, 60_000)
})
