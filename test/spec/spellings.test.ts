import { type OperationId, operationTable } from "@enwrap/protocol"
import { describe, expect, it } from "vitest"
import { sendExactPath, type RawAnswer } from "./send-exact-path.ts"
import { type SpecOperation, specOperations } from "./spec-operations.ts"
import { eachOperation, type GoodRequest, isListing, prepare, send } from "./walk.ts"
import type { WalkedServer } from "./walked-server.ts"

const ALL = '"create", "read", "update", "patch", "delete", "list", "scan", "sudo"'

/** The variables in an operation's path, except its mount. */
const namesOf = ({ mountParameter, variables }: SpecOperation): ReadonlyArray<string> =>
  Object.keys(variables).filter((name) => name !== mountParameter)

const escaped = (character: string): string =>
  [...new TextEncoder().encode(character)].map((byte) => `%${byte.toString(16).padStart(2, "0")}`).join("")

/** Characters whose lower or upper case is an ASCII letter. */
const LIKE: Readonly<Record<string, string>> = { k: "\u212a", s: "\u017f", i: "\u0130" }

/** Other spellings of a name, as part of a request target. */
const spellingsOf = (name: string): ReadonlyArray<string> => {
  const encoded = name.split("/").map(encodeURIComponent).join("/")
  const characters = [...name]
  const each = (change: (character: string) => string): ReadonlyArray<string> =>
    characters.map((character, i) =>
      characters
        .map((other, j) => (i === j ? change(character) : other === "/" ? "/" : encodeURIComponent(other)))
        .join("")
    )
  return [
    ...each(escaped),
    ...each((character) => `%25${escaped(character).slice(1)}`),
    ...each((character) => encodeURIComponent(character.toUpperCase())),
    ...each((character) => encodeURIComponent(LIKE[character] ?? character)),
    encoded.toUpperCase(),
    ...[
      "/",
      "//",
      "%2f",
      "%2F",
      "%2f%2f",
      "/.",
      "%2f.",
      "/./",
      "%2f..%2fx",
      "%00",
      "%20",
      "%5c",
      "%c0%af",
      ";",
      "\\",
      "+"
    ].map((behind) => encoded + behind),
    ...["/", "./", "%2f", "%2e/", "x/../", "x%2f..%2f", "%00", "%20", "\\"].map((before) => before + encoded)
  ].filter((spelling) => spelling !== encoded)
}

/** The canonical form of a spelling according to the spec: a second implementation, to compare with. */
const meaningOf = (spelling: string, how: ReadonlyArray<string>): string => {
  let text: string
  try {
    text = decodeURIComponent(spelling)
  } catch {
    return "\u0000 nothing"
  }
  if (how.includes("no-trailing-slash")) while (text.endsWith("/")) text = text.slice(0, -1)
  if (how.includes("entry-name") && !/^\w+(?:[.-]+\w+)*$/.test(text)) return "\u0000 nothing"
  return how.includes("lower-case") ? text.toLowerCase() : text
}

interface Variant {
  readonly path: string
  /** It means the same as the canonical path. */
  readonly same: boolean
}

/** The paths of an operation's request with each name in each other spelling. */
const variantsOf = (operation: SpecOperation, good: GoodRequest): ReadonlyArray<Variant> => {
  const [path = "", query] = good.path.split("?")
  const search = query === undefined ? "" : `?${query}`
  const pattern = new RegExp(`^/v1${operation.template.replace(/\{(\w+)\}/g, "(?<$1>.+)")}$`, "d")
  const groups = pattern.exec(path)?.indices?.groups ?? {}
  const spelling: Readonly<Record<string, ReadonlyArray<string>>> =
    operationTable[operation.firstForm as OperationId].spelling
  const ofNames = namesOf(operation).flatMap((variable) => {
    const [begin = 0, end = 0] = groups[variable] ?? []
    const name = decodeURIComponent(path.slice(begin, end))
    const how = spelling[variable] ?? []
    return spellingsOf(name).map((other) => ({
      path: path.slice(0, begin) + other + path.slice(end) + search,
      same: meaningOf(other, how) === meaningOf(encodeURIComponent(name), how)
    }))
  })
  const below = path.slice("/v1/".length)
  const ofPaths = [
    `/v1//${below}`,
    `/v1/./${below}`,
    `/v1/x/../${below}`,
    `/v1/%2f${below}`,
    `//v1/${below}`,
    `/v1/${below.replaceAll("/", "%2f")}`
  ]
  return [...ofNames, ...ofPaths.map((other) => ({ path: other + search, same: true }))]
}

/** A token that may do everything, except at exactly this path. */
const tokenWithout = async ({ ask, rootToken }: WalkedServer, path: string): Promise<string> => {
  const headers = { "x-vault-token": rootToken }
  const policy = `path "*" { capabilities = [${ALL}] }\npath ${JSON.stringify(path)} { capabilities = ["deny"] }`
  const post = (to: string, body: object) =>
    ask({ method: "POST", path: `/v1/${to}`, headers, body: JSON.stringify(body) })
  const written = await post("sys/policies/acl/spelled", { policy })
  expect(written.status, written.text).toBe(204)
  const made = await post("auth/token/create", { policies: ["spelled"], no_default_policy: true })
  return (JSON.parse(made.text) as { readonly auth: { readonly client_token: string } }).auth.client_token
}

/** What root reads at a path; empty if the spec has no operation to read it. */
const snapshot = async (server: WalkedServer, { template }: SpecOperation, path: string): Promise<string> => {
  if (!specOperations.some((other) => other.template === template && other.method === "GET")) return ""
  const { text } = await server.ask({
    method: "GET",
    path: path.replace(/\?.*$/, ""),
    headers: { "x-vault-token": server.rootToken }
  })
  return text.replace(/"request_id":"[^"]*"/, "")
}

/** The path of a request as policies see it. */
const policyPath = ({ method }: SpecOperation, { path }: GoodRequest): string => {
  const bare = decodeURIComponent(path.replace(/\?.*$/, "").slice("/v1/".length))
  return isListing(method) && !bare.endsWith("/") ? `${bare}/` : bare
}

describe("every operation with a name in its path [RW-PB-21] [RW-ER-19]", () => {
  it("is refused if a policy denies it, however the name is spelled", async () => {
    const findings: Array<string> = []
    let operations = 0
    let spellings = 0
    let same = 0
    await eachOperation(async (server, operation, learned) => {
      const good = await prepare(server, operation, learned)
      // Policies do not apply to operations that need no token.
      if (namesOf(operation).length > 0 && !operation.unauthenticated) {
        operations++
        const token = await tokenWithout(server, policyPath(operation, good))
        const ask = (path: string): Promise<RawAnswer> =>
          sendExactPath(server.address, { ...good, path, headers: { ...good.headers, "x-vault-token": token } })
        const canonical = await ask(good.path)
        if (canonical.status !== 403) findings.push(`${operation.id} ${good.path}: ${canonical.status}`)
        const before = await snapshot(server, operation, good.path)
        for (const variant of variantsOf(operation, good)) {
          spellings++
          if (variant.same) same++
          let answer = await ask(variant.path)
          if (answer.status === 307) answer = await ask(answer.location ?? "")
          const isRefused = answer.status >= 400 && answer.status < 500
          // A spelling with another meaning is another resource.
          if (!isRefused && (variant.same || answer.status >= 500))
            findings.push(`${operation.id} ${operation.method} ${variant.path}: ${answer.status} ${answer.text}`)
        }
        if ((await snapshot(server, operation, good.path)) !== before)
          findings.push(`${operation.id} ${good.path} was changed by another spelling`)
      }
      await send(server, operation, learned)
    })
    expect(findings).toEqual([])
    expect(operations).toBeGreaterThan(120)
    expect(spellings).toBeGreaterThan(5000)
    expect(same).toBeGreaterThan(2000)
  }, 240_000)
})
