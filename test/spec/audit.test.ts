import * as Effect from "effect/Effect"
import { beforeAll, describe, expect, it } from "vitest"
import { eachOperation, send } from "./walk.ts"
import { startWalkedServer, type WalkedServer, type WalkedState } from "./walked-server.ts"

/** Long enough that a secret is not part of another string by chance. */
const LONG = 12

/** Fields of a request or a response that contain a secret which must not even be in the path of an entry. */
const SECRET = new Set([
  "accessor",
  "client_token",
  "csr",
  "password",
  "private_key",
  "random_bytes",
  "secret_id",
  "secret_id_accessor",
  "token",
  "wrapped_accessor",
  "wrapping_token"
])

/** Fields of an entry that are in plain text, as in the original: where a request went, and why it failed. */
const PLAIN = new Set([
  "client_id",
  "creation_path",
  "display_name",
  "entity_id",
  "error",
  "id",
  "lease_id",
  "mount_accessor",
  "mount_point",
  "mount_type",
  "path",
  "policies",
  "time",
  "token_policies",
  "warnings"
])

const HASH = /^hmac-sha256:[0-9a-f]{64}$/
const TIMESTAMP = /^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|[+-]\d\d:\d\d)$/

/** The strings in a JSON value, each with the name of its field. */
const stringsIn = (value: unknown, name = ""): ReadonlyArray<readonly [name: string, text: string]> => {
  if (typeof value === "string") return [[name, value]]
  if (Array.isArray(value)) return value.flatMap((each) => stringsIn(each, name))
  if (typeof value !== "object" || value === null) return []
  return Object.entries(value).flatMap(([key, each]) => stringsIn(each, key))
}

const parsed = (text: string | undefined): unknown => {
  try {
    return JSON.parse(text ?? "null")
  } catch {
    return text
  }
}

/** What went into a server and came out of it, and the audit entries. */
class Watched {
  readonly lines: Array<string> = []
  readonly sent: Array<unknown> = []
  readonly received: Array<unknown> = []
  readonly tokens = new Set<string>()

  readonly start = async (state: WalkedState): Promise<WalkedServer> => {
    const kept = () =>
      Effect.succeed({
        write: (line: string) => Effect.sync(() => void this.lines.push(line)),
        reopen: Effect.void,
        close: Effect.void
      })
    const server = await startWalkedServer(undefined, state, {
      sinks: { kept },
      devices: [{ path: "main", type: "kept" }]
    })
    const ask: WalkedServer["ask"] = async (request) => {
      const token = request.headers?.["x-vault-token"]
      if (token !== undefined && token !== "") this.tokens.add(token)
      this.sent.push(parsed(request.body))
      const answer = await server.ask(request)
      this.received.push(parsed(answer.text))
      return answer
    }
    return { ...server, ask }
  }

  /** The long strings in all bodies and responses. */
  #values(): ReadonlyArray<readonly [name: string, text: string]> {
    const values = [...this.sent, ...this.received].flatMap((value) => stringsIn(value))
    return values.filter(([, text]) => text.length >= LONG && !TIMESTAMP.test(text))
  }

  /** Every value of a body or a response. */
  values(): ReadonlySet<string> {
    return new Set(this.#values().map(([, text]) => text))
  }

  /** What must not even be in a path or an error. */
  secrets(): ReadonlySet<string> {
    const secrets = this.#values().filter(([name, text]) => SECRET.has(name) && !this.#isMount(text))
    return new Set([...this.tokens, ...secrets.map(([, text]) => text)])
  }

  /** Mounts have accessors too, which are in every entry. */
  #isMount(text: string): boolean {
    return this.lines.some((line) => line.includes(`"mount_accessor":${JSON.stringify(text)}`))
  }
}

describe.each([
  ["as they are", undefined],
  ["wrapped", "5m"]
])("the audit entries of every operation of the spec, %s", (_, wrapTtl) => {
  const watched = new Watched()
  let operations = 0
  beforeAll(async () => {
    await eachOperation(async (server, operation, learned) => {
      operations++
      await send(server, operation, learned, wrapTtl)
    }, watched.start)
  }, 120_000)

  it("RW-AU-1: are there", () => {
    expect(operations).toBeGreaterThan(100)
    expect(watched.lines.length).toBeGreaterThan(operations)
  })

  it("RW-AU-4 RW-SEC-1: contain no token, no accessor and no other secret anywhere", () => {
    const text = watched.lines.join("")
    const secrets = [...watched.secrets()]
    expect(secrets.length).toBeGreaterThan(50)
    expect(secrets.filter((secret) => text.includes(JSON.stringify(secret).slice(1, -1)))).toEqual([])
  })

  it("RW-AU-4: contain no value of a body or a response, except in the fields that are in plain text", () => {
    const shown = watched.lines.flatMap((line) => stringsIn(JSON.parse(line)).filter(([name]) => !PLAIN.has(name)))
    const text = [...new Set(shown.map(([, value]) => value))].join("\n")
    expect(watched.values().size).toBeGreaterThan(100)
    expect([...watched.values()].filter((value) => text.includes(value))).toEqual([])
  })

  it("RW-AU-4: have only hashes and timestamps as the strings of their data", () => {
    const plain = watched.lines.flatMap((line) => {
      const { request, response } = JSON.parse(line)
      return [...stringsIn(request.data), ...stringsIn(response?.data)].filter(
        ([, text]) => !HASH.test(text) && !TIMESTAMP.test(text)
      )
    })
    expect(plain).toEqual([])
  })
})
