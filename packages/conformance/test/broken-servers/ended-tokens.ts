import { createHash, randomBytes } from "node:crypto"
import { UNWRAP, WRAP } from "../../src/endpoints.ts"
import { renames } from "../conformant-servers/forms.ts"
import type { BrokenServer } from "./broken-server.ts"
import { isPath, json, tokenOf, unwrapRequest, valueIn, type MakeTamper } from "./tampering.ts"

/** Opens tokens of `sys/wrapping/wrap` again that the server refuses to unwrap. `opens` decides for each. */
const opensAgain =
  (start: () => (token: string, event: "wrapped" | "used" | "refused", ttl: number) => boolean): MakeTamper =>
  () => {
    const opens = start()
    const payloads = new Map<string, string>()
    return async (request, forward) => {
      const response = await forward(request)
      const ttl = Number.parseInt(request.headers["x-vault-wrap-ttl"] ?? "0", 10)
      if (isPath(request, WRAP) && response.status === 200) {
        const token = valueIn(response, "token") ?? ""
        payloads.set(token, request.body ?? "{}")
        opens(token, "wrapped", ttl)
      }
      if (!isPath(request, UNWRAP)) return response
      const token = tokenOf(request) ?? ""
      const payload = payloads.get(token)
      if (response.status === 200) opens(token, "used", ttl)
      return response.status === 400 && payload !== undefined && opens(token, "refused", ttl)
        ? json(200, { data: JSON.parse(payload) as unknown })
        : response
    }
  }

/** Gives another name to the tokens of responses to requests of this path. `make` gets the old token of a rewrap. */
const renamesFrom = (path: string, make: (old: string, n: number) => string): MakeTamper => {
  const names = new Map<string, string>()
  const rename = renames(
    (real) => names.get(real) ?? real,
    (real) => real
  )
  return (rootToken) => {
    const olds = new Map<string, string>()
    const inner = rename(rootToken)
    return async (request, forward) => {
      const old = tokenOf(request) ?? ""
      return inner(request, async (sent) => {
        const response = await forward(sent)
        const token = valueIn(response, "client_token") ?? valueIn(response, "token")
        if (request.path.startsWith(path) && token !== undefined && !olds.has(token)) {
          olds.set(token, old)
          names.set(token, make(old, names.size))
        }
        return response
      })
    }
  }
}

/** Servers that open again what has ended, and servers whose tokens can be guessed. */
export const endedTokens: ReadonlyArray<BrokenServer> = [
  {
    fault: "opens any token again three seconds after it ended",
    fails: ["RWC-EN-01", "RWC-EN-02", "RWC-EN-03", "RWC-EN-04", "RWC-EN-05"],
    passes: ["RWC-SU-01", "RWC-TTL-02", "RWC-AC-03", "RWC-RW-01"],
    tamper: opensAgain(() => {
      const ended = new Map<string, number>()
      return (token, event) => {
        if (event === "wrapped") return false
        if (!ended.has(token)) ended.set(token, Date.now())
        return Date.now() - (ended.get(token) as number) > 3_000
      }
    })
  },
  {
    fault: "forgets that a token was used once its TTL has elapsed",
    fails: ["RWC-EN-02"],
    passes: ["RWC-EN-01", "RWC-EN-03", "RWC-EN-04"],
    tamper: opensAgain(() => {
      const [ends, used] = [new Map<string, number>(), new Set<string>()]
      return (token, event, ttl) => {
        if (event === "wrapped") ends.set(token, Date.now() + ttl * 1_000)
        if (event === "used") used.add(token)
        return used.has(token) && Date.now() > (ends.get(token) ?? Number.POSITIVE_INFINITY)
      }
    })
  },
  {
    fault: "remembers only the last hundred tokens that were used",
    fails: ["RWC-EN-06"],
    passes: ["RWC-SU-01", "RWC-SU-02"],
    tamper: opensAgain(() => {
      const used: Array<string> = []
      return (token, event) => {
        if (event === "used") used.push(token)
        return used.includes(token) && !used.slice(-100).includes(token)
      }
    })
  },
  {
    fault: "numbers its tokens",
    fails: ["RWC-SE-01", "RWC-SE-03", "RWC-SE-04"],
    passes: ["RWC-SU-15", "RWC-AC-01"],
    tamper: renames(
      (_, n) => `s.${String(n + 1_000).padStart(24, "0")}`,
      (real) => real
    )
  },
  {
    fault: "numbers the tokens of rewraps",
    fails: ["RWC-SE-03"],
    passes: ["RWC-SE-01", "RWC-RW-01"],
    tamper: renamesFrom("sys/wrapping/rewrap", (_, n) => `s.${String(n + 1_000).padStart(24, "0")}`)
  },
  {
    fault: "makes the token of a rewrap from a hash of the old one",
    fails: ["RWC-SE-03"],
    passes: ["RWC-SE-01", "RWC-RW-01"],
    tamper: renamesFrom("sys/wrapping/rewrap", (old) => `s.${createHash("sha256").update(old).digest("base64url")}`)
  },
  {
    fault: "numbers the tokens of wrapped reads",
    fails: ["RWC-SE-01"],
    passes: ["RWC-SE-03", "RWC-SU-15"],
    tamper: renamesFrom("cubbyhole/", (_, n) => `s.${String(n + 1_000).padStart(24, "0")}`)
  },
  {
    fault: "numbers the tokens that it creates",
    fails: ["RWC-SE-04"],
    passes: ["RWC-SE-01", "RWC-UN-04"],
    tamper: renamesFrom("auth/token/create", (_, n) => `s.${String(n + 1_000).padStart(24, "0")}`)
  },
  {
    fault: "keeps only the latest three hundred tokens",
    fails: ["RWC-EN-06"],
    passes: ["RWC-SU-01", "RWC-SU-02"],
    tamper: () => {
      const unused: Array<string> = []
      return async (request, forward) => {
        const response = await forward(request)
        const token = valueIn(response, "token")
        if (isPath(request, WRAP) && token !== undefined) unused.push(token)
        const used = unused.indexOf(tokenOf(request) ?? "")
        if (isPath(request, UNWRAP) && response.status === 200 && used >= 0) unused.splice(used, 1)
        if (unused.length > 300) await forward(unwrapRequest(unused.shift() as string))
        return response
      }
    }
  },
  {
    fault: "makes accessors of the time and a few random bits",
    fails: ["RWC-SE-01", "RWC-SE-03", "RWC-SE-04"],
    passes: ["RWC-SU-15", "RWC-AC-01"],
    tamper: renames(
      (real) => real,
      () => `${process.hrtime.bigint()}${randomBytes(6).toString("hex")}`
    )
  }
]
