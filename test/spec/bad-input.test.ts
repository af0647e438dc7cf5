import { describe, expect, it } from "vitest"
import { sendExactPath } from "./send-exact-path.ts"
import { badQueryValues, badSegments, badValues, DEEP, MARK, TOO_DEEP, withMember } from "./bad-values.ts"
import { type SeenAnswer, validatorOf } from "./response-check.ts"
import type { Node, SpecOperation } from "./spec-operations.ts"
import { eachOperation, type GoodRequest, isListing, prepare, send } from "./walk.ts"
import type { WalkedServer } from "./walked-server.ts"

/** Visits every operation, with a request that would succeed. */
const eachGoodRequest = (
  visit: (operation: SpecOperation, good: GoodRequest, server: WalkedServer) => Promise<void>
): Promise<void> =>
  eachOperation(async (server, operation, learned) => {
    await visit(operation, await prepare(server, operation, learned), server)
    // Later operations need its result.
    await send(server, operation, learned)
  })

/** The body of a request that is sent very often: without fields that cost the server much time. */
const cheap = ({ bodyFields, group, id }: SpecOperation, body: Node): Node => ({
  ...body,
  ...(group === "pki" && "key_type" in bodyFields && { key_type: "ec" }),
  // The user exists already.
  ...(id === "userpassUserWrite" && { password: undefined })
})

/** Every additional root certificate makes all requests slower. */
const removeRoots = ({ ask, rootToken }: WalkedServer) =>
  ask({ method: "DELETE", path: "/v1/pki/root", headers: { "x-vault-token": rootToken } })

/**
 * Fields whose invalid values the original repeats in errors: names and addresses. All others may contain secrets.
 */
const REPEATED = new Set(
  [
    "type token_type key_type format source algorithm listing_visibility usage from",
    "common_name alt_names ip_sans uri_sans user_ids serial_number",
    "issuing_certificates crl_distribution_points delta_crl_distribution_points ocsp_servers path aia_path",
    "token_bound_cidrs bound_cidrs secret_id_accessor default issuer_ref"
  ].flatMap((names) => names.split(" "))
)

/** Other words by which the original's errors name a field. */
const WORDS: Readonly<Record<string, string>> = {
  cas: "check-and-set parameter",
  key_bits: "bit length",
  lease_id: "lease ID",
  max_lease_ttl: "max lease TTL",
  num_uses: "number of uses",
  secret_shares: "shares",
  secret_threshold: "threshold",
  signature_bits: "hash signature algorithm"
}

/** A server that is not initialized does not read a body that is long enough to be far too deep. */
const READ_WHILE_SEALED = new Set(["sysInit"])

/** Errors of requests that cannot succeed twice, whatever the field's value. */
const ALREADY = /already (in use|in progress|initialized|registered)/

/** What is wrong with the response to a bad value; `undefined` if nothing is. */
const wrongWith = (
  field: string,
  value: string,
  mustBeNamed: boolean,
  { status, text }: SeenAnswer
): string | undefined => {
  if (status >= 500) return "fails"
  if (status < 400) return undefined
  if (text.includes(MARK) && !(REPEATED.has(field) && value === `"${MARK}"`)) return "repeats it"
  const isNamed = text.includes(field) || text.includes(WORDS[field] ?? field) || ALREADY.test(text)
  return mustBeNamed && !isNamed ? "does not name the field" : undefined
}

/** The path of an operation with a segment in place of a variable, without any encoding. */
const pathWith = ({ method, template, variables }: SpecOperation, variable: string, segment: string): string => {
  const path = template.replace(/\{(\w+)\}/g, (_, name: string) =>
    name === variable ? segment : (variables[name] ?? "")
  )
  return `/v1${path}${isListing(method) ? `?${method.toLowerCase()}=true` : ""}`
}

const shortened = (text: string): string => (text.length > 60 ? `${text.slice(0, 50)}… (${text.length})` : text)

const succeeds = ({ status }: SeenAnswer): boolean => status < 400

describe("bad input, for every operation of the spec [RW-ER-10]", () => {
  it("a field is accepted or refused by name: no 500, and no error repeats a secret", async () => {
    const findings: Array<string> = []
    let refused = 0
    await eachGoodRequest(async (operation, good, server) => {
      const body = cheap(operation, good.body ?? {})
      const itself = await server.ask({ ...good, body: JSON.stringify(good.body) })
      for (const [field, pointer] of Object.entries(operation.bodyFields)) {
        const accepts = validatorOf(pointer)
        for (const value of badValues((candidate) => accepts(candidate))) {
          const answer = await server.ask({ ...good, body: withMember(body, field, value) })
          const hasItsType = accepts(JSON.parse(value))
          // If the request succeeds without it, an invalid number of the right type must be refused by name.
          const mustBeNamed = !hasItsType || (accepts(5) && succeeds(itself))
          const wrong = wrongWith(field, value, mustBeNamed, answer)
          if (wrong !== undefined)
            findings.push(`${operation.id} ${field} ${shortened(value)} ${wrong}: ${answer.status} ${answer.text}`)
          if (!hasItsType && answer.status === 400) refused++
          if (answer.status === 200 && /^pki(?:Issuer)?RootGenerate$/.test(operation.id)) await removeRoots(server)
        }
      }
    })
    expect(findings).toEqual([])
    // Hardly any field accepts everything.
    expect(refused).toBeGreaterThan(1500)
  }, 120_000)

  it("a query variable is accepted or refused in the same way", async () => {
    const findings: Array<string> = []
    let count = 0
    await eachGoodRequest(async ({ id, method, queryFields }, good, server) => {
      const target = new URL(good.path, "http://server")
      for (const field of Object.keys(queryFields)) {
        for (const value of badQueryValues) {
          target.searchParams.delete(field)
          const path = `${target.pathname}?${field}=${value}&${target.searchParams}`
          const answer = await server.ask({ ...good, method, path, body: good.body && JSON.stringify(good.body) })
          count++
          const wrong = wrongWith(field, `"${value}"`, false, answer)
          if (wrong !== undefined) findings.push(`${id} ${field} ${value} ${wrong}: ${answer.status} ${answer.text}`)
        }
      }
    })
    expect(findings).toEqual([])
    expect(count).toBeGreaterThan(200)
  }, 60_000)

  it("a deeply nested body and a repeated field cause no 500", async () => {
    const findings: Array<string> = []
    await eachGoodRequest(async (operation, good, server) => {
      if (good.body === undefined) return
      const body = cheap(operation, good.body)
      const ask = async (what: string, text: string): Promise<SeenAnswer> => {
        const answer = await server.ask({ ...good, body: text })
        if (answer.status >= 500) findings.push(`${operation.id} ${what}: ${answer.status} ${answer.text}`)
        return answer
      }
      if (!READ_WHILE_SEALED.has(operation.id)) {
        const tooDeep = await ask("nested far too deep", withMember(body, "unknown", TOO_DEEP))
        if (tooDeep.status !== 400)
          findings.push(`${operation.id} accepts a body that is far too deep: ${tooDeep.status}`)
      }
      await ask("deep in an unknown field", withMember(body, "unknown", DEEP))
      for (const field of Object.keys(body)) {
        await ask(`deep in ${field}`, withMember(body, field, DEEP))
        await ask(`deep below ${field}`, withMember(body, field, `{"a":${DEEP}}`))
        const value = JSON.stringify(body[field])
        if (value === undefined) continue
        const twice = await ask(`twice ${field}`, withMember(body, field, '[{"of":["the wrong type"]}]', value))
        if (twice.status === 400 && twice.text.includes("wrong type"))
          findings.push(`${operation.id} ${field}: the first of two values is used: ${twice.text}`)
      }
    })
    expect(findings).toEqual([])
  }, 120_000)

  it("any path gets a response, and no redirect leaves the server", async () => {
    const findings: Array<string> = []
    let redirected = 0
    await eachGoodRequest(async (operation, good, server) => {
      for (const variable of Object.keys(operation.variables)) {
        for (const segment of badSegments) {
          const path = pathWith(operation, variable, segment)
          const { location, status } = await sendExactPath(server.address, { ...good, path })
          if (status >= 500) findings.push(`${operation.id} ${variable} ${shortened(segment)}: ${status}`)
          if (location === undefined) continue
          redirected++
          // Not `//evil.example/…`, which is another server.
          if (!/^\/(?!\/)/.test(location)) findings.push(`${operation.id} ${path} redirects to ${location}`)
        }
      }
    })
    expect(findings).toEqual([])
    expect(redirected).toBeGreaterThan(200)
  }, 120_000)
})
