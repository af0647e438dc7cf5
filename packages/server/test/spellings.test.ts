import { assert, describe, it } from "@effect/vitest"
import {
  groupTable,
  type OperationGroup,
  type OperationId,
  type OperationRow,
  operationTable,
  type Verb
} from "@enwrap/protocol"
import * as Effect from "effect/Effect"
import fc from "fast-check"
import { OperationRouter } from "../src/state/mount/operation-router.ts"
import { type Answered, type Ask, freshAsk } from "./asking.ts"

/** Contains a `k`, which has a third spelling: the Kelvin sign, whose lower case is `k`. */
const NAME = "victimk"
const KELVIN = "%e2%84%aa"

const METHODS: Readonly<Record<Verb, string>> = {
  read: "GET",
  update: "POST",
  patch: "PATCH",
  delete: "DELETE",
  list: "LIST",
  scan: "SCAN"
}

/** The mounts of the groups that have no fixed path. */
const MOUNTED: Partial<Record<OperationGroup, string>> = {
  appRole: "auth/approle",
  userpass: "auth/userpass",
  kvV1: "kv1",
  kvV2: "secret",
  pki: "pki",
  http: "api"
}

interface Named {
  readonly id: OperationId
  readonly row: OperationRow
  readonly mount: string
  readonly path: string
}

/** Every operation that needs a token and has a name in its path, with the path in canonical form. */
const named: ReadonlyArray<Named> = Object.entries(operationTable).flatMap(([id, row]: [string, OperationRow]) => {
  if (!row.path.includes("{") || row.unauthenticated) return []
  const mount = groupTable[row.group as OperationGroup].mount ?? MOUNTED[row.group as OperationGroup]!
  return [{ id: id as OperationId, row, mount, path: `${mount}/${row.path.replace(/\{\w+\*?\}/g, NAME)}` }]
})

const lastVariable = ({ path }: OperationRow): string | undefined => /\{(\w+)\*?\}$/.exec(path)?.[1]

/** Whether a slash at the end of the path makes it another name, as in engines that store any name. */
const slashIsAnotherName = (row: OperationRow): boolean => {
  const last = lastVariable(row)
  return (
    row.path.endsWith("/") ||
    (last !== undefined && row.path.endsWith("*}") && !row.spelling[last]?.includes("no-trailing-slash"))
  )
}

const hexOf = (character: string): string => character.charCodeAt(0).toString(16).padStart(2, "0")

const replacedAt = (text: string, at: number, replacement: string): string =>
  text.slice(0, at) + replacement + text.slice(at + 1)

/** Other ways to write a path, on the wire. */
const spellingsOf = ({ path, row }: Named): ReadonlySet<string> => {
  const all = new Set<string>()
  for (let at = 0; at < path.length; at++) {
    all.add(replacedAt(path, at, `%${hexOf(path[at]!)}`))
    all.add(replacedAt(path, at, `%${hexOf(path[at]!).toUpperCase()}`))
    if (path[at] !== "/") continue
    for (const joint of ["//", "/%2f", "%2f%2f", "/./", "/%2e/", "/x/../", "/%2e%2e/", "%2f.%2f"])
      all.add(replacedAt(path, at, joint))
  }
  all.add([...path].map((character) => `%${hexOf(character)}`).join(""))
  for (const front of ["/", "%2f", "./", "x/../"]) all.add(front + path)
  for (const end of slashIsAnotherName(row) ? ["//", "%2f%2f"] : ["/", "%2f", "//", "/%2f", "/.", "/%2e"])
    all.add(path + end)
  for (const [variable, spelling] of Object.entries(row.spelling)) {
    if (!spelling.includes("lower-case")) continue
    const others = [...NAME].map((_, at) => replacedAt(NAME, at, NAME[at]!.toUpperCase()))
    for (const other of [...others, NAME.toUpperCase(), NAME.replace("k", KELVIN), "%56ictimk", "%56ICTIMK"])
      all.add(path.replace(NAME, other))
    if (variable === lastVariable(row) && spelling.includes("no-trailing-slash")) {
      all.add(`${path.replace(NAME, NAME.toUpperCase())}/`)
      all.add(`${path.replace(NAME, NAME.toUpperCase())}%2f`)
    }
  }
  all.delete(path)
  return all
}

/** The value itself, or a list with it. */
const UNSUPPORTED = /^(?:1 error occurred:\n\t\* )?unsupported (?:path|operation)\s*$/

/** Whether the spelling itself was rejected, before anything was done or tried. */
const isRefused = ({ json, status }: Answered): boolean =>
  status === 307 ||
  (status === 404 && UNSUPPORTED.test(json.errors[0] ?? "")) ||
  (status === 405 && UNSUPPORTED.test(json.errors[0] ?? "")) ||
  // Outside of `/v1/`, or of every mount.
  (status === 404 && (json.errors[0] ?? "").startsWith("no handler for route")) ||
  (status === 400 &&
    /^(?:the path |relative paths not supported|cannot write to a path ending in '\/')/.test(json.errors[0]))

const isJudged = ({ json, status }: Answered): boolean =>
  status === 403 && json.errors[0] === "1 error occurred:\n\t* permission denied\n\n"

const ALL = '["create", "read", "update", "patch", "delete", "list", "scan", "sudo"]'

/** A server with an object for each of the names. */
const furnished = Effect.gen(function* () {
  const ask = yield* freshAsk()
  const set = (path: string, body: unknown = {}) =>
    Effect.map(ask("POST", path, { body }), ({ status, text }) => assert.isBelow(status, 300, `${path} ${text}`))
  for (const type of ["approle", "userpass"]) yield* set(`sys/auth/${type}`, { type })
  for (const [path, type] of [
    ["pki", "pki"],
    ["api", "http"],
    [NAME, "kv"]
  ] as const)
    yield* set(`sys/mounts/${path}`, { type })
  yield* set(`sys/auth/${NAME}`, { type: "userpass" })
  yield* set(`sys/policies/acl/${NAME}`, { policy: 'path "none" {}' })
  yield* set(`auth/approle/role/${NAME}`)
  yield* set(`auth/userpass/users/${NAME}`, { password: "p" })
  yield* set(`auth/token/roles/${NAME}`)
  yield* set(`kv1/${NAME}`, { a: 1 })
  yield* set(`secret/data/${NAME}`, { data: { a: 1 } })
  yield* set(`pki/roles/${NAME}`)
  return ask
})

const holder = Effect.fnUntraced(function* (ask: Ask, name: string, rules: string) {
  yield* ask("POST", `sys/policies/acl/${name}`, { body: { policy: rules } })
  const made = yield* ask("POST", "auth/token/create", { body: { policies: [name] } })
  return made.json.auth.client_token as string
})

const PATCH = { "content-type": "application/merge-patch+json" }

describe("spellings of a path", () => {
  it.effect(
    "RW-PB-21: an exact deny applies to every spelling of the path, or the spelling is rejected",
    () =>
      Effect.gen(function* () {
        const ask = yield* furnished
        let tried = 0
        const evaded: Array<string> = []
        for (const operation of named) {
          const { id, mount, path, row } = operation
          const allowed = `path "${mount}/*" { capabilities = ${ALL} }\n`
          const token = yield* holder(ask, `deny-${id}`, `${allowed}path "${path}" { capabilities = ["deny"] }`)
          for (const verb of row.verbs) {
            const asked = { token, body: {}, ...(verb === "patch" && { headers: PATCH }) }
            const canonical = yield* ask(METHODS[verb], path, asked)
            assert.isTrue(isJudged(canonical), `${id} ${path} ${canonical.status} ${canonical.text}`)
            for (const spelling of spellingsOf(operation)) {
              tried++
              const answer = yield* ask(METHODS[verb], spelling, asked)
              if (!isJudged(answer) && !isRefused(answer))
                evaded.push(`${id} ${METHODS[verb]} ${spelling} ${answer.status} ${answer.text}`)
            }
          }
        }
        assert.deepStrictEqual(evaded.slice(0, 20), [])
        assert.isAbove(tried, 5000)
        // Without the deny none of them is rejected, so the deny caused the errors above.
        for (const { id, mount, path, row } of named) {
          const token = yield* holder(ask, `allow-${id}`, `path "${mount}/*" { capabilities = ${ALL} }`)
          for (const verb of row.verbs) {
            const headers = verb === "patch" ? PATCH : {}
            const answer = yield* ask(METHODS[verb], path, { token, body: {}, headers })
            assert.isFalse(isJudged(answer), `${id} ${answer.text}`)
          }
        }
      }),
    60_000
  )

  it.effect(
    "RW-PB-21 RW-CP-1: what another spelling does, it does to the canonical name; the creation path is as sent",
    () =>
      Effect.gen(function* () {
        const ask = yield* furnished
        const wrapped = yield* ask("GET", "auth/userpass/users/VICTIMK", { ttl: 60 })
        assert.strictEqual(wrapped.json.wrap_info.creation_path, "auth/userpass/users/VICTIMK")
        assert.strictEqual((yield* ask("GET", "sys/mounts/VICTIMK")).status, 400)
        assert.strictEqual((yield* ask("GET", "sys/mounts/victimk/tune/")).status, 200)
        assert.strictEqual((yield* ask("DELETE", "sys/mounts/victimk/")).status, 204)
        assert.strictEqual((yield* ask("GET", "sys/mounts/victimk")).status, 400)
        assert.strictEqual((yield* ask("DELETE", "sys/policies/acl/VICTIM%e2%84%aa")).status, 204)
        assert.strictEqual((yield* ask("GET", "sys/policies/acl/victimk")).status, 404)
        // A path that is encoded twice has a name with a `%`.
        assert.strictEqual((yield* ask("GET", "kv1/%2576ictimk")).status, 404)
      })
  )

  it.effect("RW-PB-23: a deny of another spelling denies that spelling", () =>
    Effect.gen(function* () {
      const ask = yield* furnished
      const token = yield* holder(
        ask,
        "spells",
        `path "sys/*" { capabilities = ${ALL} }
         path "auth/*" { capabilities = ${ALL} }
         path "sys/policies/acl/VICTIMK" { capabilities = ["deny"] }
         path "auth/userpass/users/VICTIM*" { capabilities = ["deny"] }
         path "sys/mounts/secret/" { capabilities = ["deny"] }`
      )
      for (const path of ["sys/policies/acl/VICTIMK", "auth/userpass/users/VICTIMK", "sys/mounts/secret/"])
        assert.strictEqual((yield* ask("GET", path, { token })).status, 403, path)
      assert.strictEqual((yield* ask("GET", "sys/mounts/secret", { token })).status, 200)
    })
  )

  it.effect("RW-PB-23: a deny also applies with a slash at the end of the path", () =>
    Effect.gen(function* () {
      const ask = yield* furnished
      const token = yield* holder(
        ask,
        "slashes",
        `path "kv1/*" { capabilities = ${ALL} }
         path "kv1/victimk" { capabilities = ["deny"] }`
      )
      for (const method of ["GET", "DELETE"])
        assert.strictEqual((yield* ask(method, "kv1/victimk/", { token })).status, 403, method)
      assert.strictEqual((yield* ask("GET", "kv1/another/", { token })).status, 404)
      assert.strictEqual((yield* ask("LIST", "kv1/", { token })).status, 200)
    })
  )

  it.effect("RW-SYS-18: sys/mounts cannot tune a login method that sys/auth could not tune", () =>
    Effect.gen(function* () {
      const ask = yield* furnished
      const tuning = { max_lease_ttl: "9000h", token_type: "batch" }
      const mountsOnly = `path "sys/mounts/*" { capabilities = ["create", "read", "update"] }`
      const refused = [
        mountsOnly,
        `${mountsOnly} path "sys/auth/*" { capabilities = ["deny"] }`,
        `${mountsOnly} path "sys/auth/*" { capabilities = ["read", "update"] }`
      ]
      for (const [i, policy] of refused.entries()) {
        const token = yield* holder(ask, `tunes-${i}`, policy)
        for (const [method, body] of [["GET"], ["POST", tuning]] as const)
          for (const path of ["sys/mounts/auth/userpass/tune", "sys/mounts/auth/userpass//tune"])
            assert.notStrictEqual((yield* ask(method, path, { token, body })).status, 200, `${policy} ${path}`)
        assert.strictEqual((yield* ask("POST", "sys/mounts/auth/userpass/tune", { token, body: tuning })).status, 403)
        assert.strictEqual((yield* ask("POST", "sys/mounts/secret/tune", { token, body: {} })).status, 204)
      }
      const allowed = yield* holder(
        ask,
        "tunes",
        `${mountsOnly} path "sys/auth/*" { capabilities = ["read", "update", "sudo"] }`
      )
      assert.strictEqual((yield* ask("GET", "sys/mounts/auth/userpass/tune", { token: allowed })).status, 200)
      assert.strictEqual(
        (yield* ask("POST", "sys/mounts/auth/userpass/tune", { token: allowed, body: { max_lease_ttl: "1h" } })).status,
        204
      )
    })
  )

  it.effect("RW-PB-1: sys/internal/ui/mounts does not reveal which mounts exist", () =>
    Effect.gen(function* () {
      const ask = yield* furnished
      const token = yield* holder(ask, "curious", `path "none" { capabilities = ["read"] }`)
      const textOf = (path: string) =>
        Effect.map(ask("GET", `sys/internal/ui/mounts/${path}`, { token }), ({ text }) => text.replaceAll(path, "PATH"))
      assert.strictEqual(yield* textOf("kv1/a/b"), yield* textOf("nosuch/a/b"))
      assert.strictEqual(yield* textOf("auth/userpass/a"), yield* textOf("auth/nosuch/a"))
    })
  )

  it.effect("RW-PB-21: the capabilities of a path are those of its canonical form", () =>
    Effect.gen(function* () {
      const ask = yield* furnished
      const token = yield* holder(
        ask,
        "asks",
        `path "sys/*" { capabilities = ${ALL} }
         path "sys/policies/acl/victimk" { capabilities = ["deny"] }
         path "sys/mounts/victimk" { capabilities = ["deny"] }`
      )
      for (const path of ["sys/policies/acl/VICTIMK", "/sys/policies/acl/Victimk/", "sys/mounts/victimk/"]) {
        const { json } = yield* ask("POST", "sys/capabilities-self", { token, body: { paths: [path] } })
        assert.deepStrictEqual(json.data.capabilities, ["deny"], path)
        assert.deepStrictEqual(json.data[path], ["deny"], path)
      }
    })
  )

  it("RW-PB-21: canonicalization is idempotent", () => {
    const groups = Object.keys(groupTable) as ReadonlyArray<OperationGroup>
    const routers = groups.map((group) => new OperationRouter(group))
    const pieces = named.map(({ row }) => row.path.replace(/\{\w+\*?\}.*/, ""))
    const name = fc.string({ unit: fc.constantFrom("a", "K", "\u212a", "İ", "ſ", "Σ", "ẞ", "/", " ", "%", "t", "une") })
    fc.assert(
      fc.property(
        fc.constantFrom(...routers),
        fc.constantFrom(...pieces),
        name,
        fc.boolean(),
        (router, piece, end, list) => {
          const once = router.canonical(piece + end, list)
          assert.strictEqual(router.canonical(once, list), once)
        }
      ),
      { numRuns: 5000 }
    )
  })
})
