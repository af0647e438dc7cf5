import { describe, expect, it } from "vitest"
import { askAsItIs } from "./ask-as-it-is.ts"
import { badQueryValues, badSegments, badValues, DEEP, MARK, TOO_DEEP, withMember } from "./bad-values.ts"
import { type SeenAnswer, validatorOf } from "./response-check.ts"
import type { Node, SpecOperation } from "./spec-operations.ts"
import { eachOperation, type GoodRequest, isListing, prepare, send } from "./walk.ts"
import type { WalkedServer } from "./walked-server.ts"

/** Visits every operation with a request that it would succeed with. */
const eachGoodRequest = (
  visit: (operation: SpecOperation, good: GoodRequest, server: WalkedServer) => Promise<void>
): Promise<void> =>
  eachOperation(async (server, operation, learned) => {
    await visit(operation, await prepare(server, operation, learned), server)
    // What came of it, the operations behind must not miss.
    await send(server, operation, learned)
  })

/** The body of a request that is sent very often: without what takes the server long. */
const cheap = ({ bodyFields, group, id }: SpecOperation, body: Node): Node => ({
  ...body,
  ...(group === "pki" && "key_type" in bodyFields && { key_type: "ec" }),
  // There is such a user already.
  ...(id === "userpassWriteUser" && { password: undefined })
})

/** Roots pile up, and each one more makes all take longer. */
const removeRoots = ({ ask, rootToken }: WalkedServer) =>
  ask({ method: "DELETE", path: "/v1/pki/root", headers: { "x-vault-token": rootToken } })

/**
 * Fields of which the original repeats what it does not take: names and places. All others may hold what nobody but the
 * sender should read.
 */
const REPEATED = new Set(
  [
    "type token_type key_type format source algorithm listing_visibility usage from",
    "common_name alt_names ip_sans uri_sans user_ids serial_number",
    "issuing_certificates crl_distribution_points delta_crl_distribution_points ocsp_servers path aia_path",
    "token_bound_cidrs bound_cidrs secret_id_accessor default issuer_ref"
  ].flatMap((names) => names.split(" "))
)

/** Fields that the original speaks of in other words. */
const WORDS: Readonly<Record<string, string>> = {
  cas: "check-and-set parameter",
  key_bits: "bit length",
  lease_id: "lease ID",
  max_lease_ttl: "max lease TTL",
  num_uses: "number of uses",
  signature_bits: "hash signature algorithm"
}

/** What was made once cannot be made again, whatever the field says. */
const ALREADY = /already (in use|registered)/

/** What is wrong with an answer to a bad value, if anything is. */
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

/** The path of an operation with something in the place of a variable, as it is. */
const pathWith = ({ method, template, variables }: SpecOperation, variable: string, segment: string): string => {
  const path = template.replace(/\{(\w+)\}/g, (_, name: string) =>
    name === variable ? segment : (variables[name] ?? "")
  )
  return `/v1${path}${isListing(method) ? `?${method.toLowerCase()}=true` : ""}`
}

const shortened = (text: string): string => (text.length > 60 ? `${text.slice(0, 50)}… (${text.length})` : text)

const succeeds = ({ status }: SeenAnswer): boolean => status < 400

describe("bad input, for every operation of the spec [RW-ER-10]", () => {
  it("a field takes what it is given or refuses it by name, never fails, and repeats no secret", async () => {
    const findings: Array<string> = []
    let refused = 0
    await eachGoodRequest(async (operation, good, server) => {
      const body = cheap(operation, good.body ?? {})
      const itself = await server.ask({ ...good, body: JSON.stringify(good.body) })
      for (const [field, pointer] of Object.entries(operation.bodyFields)) {
        const takes = validatorOf(pointer)
        for (const value of badValues((candidate) => takes(candidate))) {
          const answer = await server.ask({ ...good, body: withMember(body, field, value) })
          const hasItsType = takes(JSON.parse(value))
          // A number that has its type is refused for what it is, where the request is good without it.
          const mustBeNamed = !hasItsType || (takes(5) && succeeds(itself))
          const wrong = wrongWith(field, value, mustBeNamed, answer)
          if (wrong !== undefined)
            findings.push(`${operation.id} ${field} ${shortened(value)} ${wrong}: ${answer.status} ${answer.text}`)
          if (!hasItsType && answer.status === 400) refused++
          if (answer.status === 200 && operation.id.startsWith("pkiGenerateRoot")) await removeRoots(server)
        }
      }
    })
    expect(findings).toEqual([])
    // Hardly any field takes everything.
    expect(refused).toBeGreaterThan(1500)
  }, 120_000)

  it("a variable of the query does the same", async () => {
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

  it("a body that is deep, or has a field twice, fails nothing", async () => {
    const findings: Array<string> = []
    await eachGoodRequest(async (operation, good, server) => {
      if (good.body === undefined) return
      const body = cheap(operation, good.body)
      const ask = async (what: string, text: string): Promise<SeenAnswer> => {
        const answer = await server.ask({ ...good, body: text })
        if (answer.status >= 500) findings.push(`${operation.id} ${what}: ${answer.status} ${answer.text}`)
        return answer
      }
      const tooDeep = await ask("far too deep", withMember(body, "unknown", TOO_DEEP))
      if (tooDeep.status !== 400) findings.push(`${operation.id} takes what is far too deep: ${tooDeep.status}`)
      await ask("deep where nobody looks", withMember(body, "unknown", DEEP))
      for (const field of Object.keys(body)) {
        await ask(`deep in ${field}`, withMember(body, field, DEEP))
        await ask(`deep below ${field}`, withMember(body, field, `{"a":${DEEP}}`))
        const value = JSON.stringify(body[field])
        if (value === undefined) continue
        const twice = await ask(`twice ${field}`, withMember(body, field, '[{"of":["the wrong type"]}]', value))
        if (twice.status === 400 && twice.text.includes("wrong type"))
          findings.push(`${operation.id} ${field}: of two, the first counts: ${twice.text}`)
      }
    })
    expect(findings).toEqual([])
  }, 120_000)

  it("a path with anything in it is answered, and leads nowhere else", async () => {
    const findings: Array<string> = []
    let redirected = 0
    await eachGoodRequest(async (operation, good, server) => {
      for (const variable of Object.keys(operation.variables)) {
        for (const segment of badSegments) {
          const path = pathWith(operation, variable, segment)
          const { location, status } = await askAsItIs(server.address, { ...good, path })
          if (status >= 500) findings.push(`${operation.id} ${variable} ${shortened(segment)}: ${status}`)
          if (location === undefined) continue
          redirected++
          // Not `//evil.example/…`, which is another server.
          if (!/^\/(?!\/)/.test(location)) findings.push(`${operation.id} ${path} leads to ${location}`)
        }
      }
    })
    expect(findings).toEqual([])
    expect(redirected).toBeGreaterThan(200)
  }, 120_000)
})
