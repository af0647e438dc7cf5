import { REWRAP, UNWRAP, WRAP } from "../../src/endpoints.ts"
import type { WireResponse, WireRequest } from "../../src/transport.ts"
import type { BrokenServer } from "./broken-server.ts"
import { asRoot, editText, fieldOf, isBelow, isPath, tokenOf, valueIn, isWrapped } from "./tampering.ts"

/** Faults in wrapping by any endpoint. */
export const wrapping: ReadonlyArray<BrokenServer> = [
  {
    fault: "returns the data in a wrapped read or list",
    fails: ["RWC-CP-02", "RWC-CP-04", "RWC-KV-01", "RWC-KV-02", "RWC-WE-04"],
    passes: ["RWC-WE-01", "RWC-CP-01"],
    tamper: () => async (request, forward) => {
      const response = await forward(request)
      if (!["GET", "LIST"].includes(request.method) || !isWrapped(response)) return response
      const { "x-vault-wrap-ttl": _, ...headers } = request.headers
      const { data } = JSON.parse((await forward({ ...request, headers })).text) as { readonly data: unknown }
      return editText(response, (text) => text.replace('"data":null', `"data":${JSON.stringify(data)}`))
    }
  },
  ...(["request_id", "lease_id"] as const).map((key): BrokenServer => ({
    fault: `returns ${key} in a wrapped response`,
    fails: ["RWC-CP-02", "RWC-KV-01", "RWC-KV-02"],
    passes: ["RWC-CP-01"],
    tamper: () => async (request, forward) => {
      const response = await forward(request)
      return isWrapped(response) ? editText(response, (text) => text.replace(`"${key}":""`, `"${key}":"x"`)) : response
    }
  })),
  {
    fault: "returns the data in a wrapped lookup",
    fails: ["RWC-WE-08"],
    passes: ["RWC-WE-01", "RWC-WE-03", "RWC-WE-04"],
    tamper: () => async (request, forward) => {
      const response = await forward(request)
      return isPath(request, "sys/wrapping/lookup") && isWrapped(response)
        ? editText(response, (text) => text.replace('"data":null', '"data":{"creation_ttl":120}'))
        : response
    }
  },
  {
    fault: "opens wrapped responses of other endpoints repeatedly",
    fails: ["RWC-WE-03", "RWC-WE-04", "RWC-WE-08", "RWC-KV-01", "RWC-KV-02", "RWC-AR-03", "RWC-UP-03"],
    passes: ["RWC-SU-01", "RWC-SU-02", "RWC-UN-04"],
    tamper: () => {
      const [ofOthers, opened] = [new Set<string>(), new Map<string, WireResponse>()]
      return async (request, forward) => {
        const response = await forward(request)
        if (isWrapped(response) && !isPath(request, WRAP)) ofOthers.add(valueIn(response, "token") ?? "")
        const token = tokenOf(request) ?? ""
        if (!isPath(request, UNWRAP) || !ofOthers.has(token)) return response
        if (response.status === 200) opened.set(token, response)
        return opened.get(token) ?? response
      }
    }
  },
  {
    fault: "does not consume tokens that a caller without root unwraps by body",
    fails: ["RWC-UN-04", "RWC-WE-04"],
    passes: ["RWC-SU-01", "RWC-SU-02", "RWC-UN-03"],
    tamper: (root) => {
      const opened = new Map<unknown, WireResponse>()
      return async (request, forward) => {
        const response = await forward(request)
        const token = fieldOf(request, "token")
        if (!isPath(request, UNWRAP) || token === undefined || request.headers["x-vault-token"] === root)
          return response
        if (response.status === 200) opened.set(token, response)
        return opened.get(token) ?? response
      }
    }
  },
  {
    fault: "grants a wrapping token the rights of root",
    fails: ["RWC-UN-10"],
    passes: ["RWC-UN-01", "RWC-UN-03", "RWC-RW-12"],
    tamper: (root) => {
      const wrapping = new Set<string | undefined>()
      return async (request, forward) => {
        const acts = wrapping.has(request.headers["x-vault-token"]) && !request.path.startsWith("sys/wrapping/")
        const response = await forward(acts ? asRoot(request, root) : request)
        if (isWrapped(response)) wrapping.add(valueIn(response, "token"))
        return response
      }
    }
  },
  {
    fault: "lets a wrapping token rewrap itself",
    fails: ["RWC-RW-12"],
    passes: ["RWC-RW-01", "RWC-RW-06", "RWC-RW-07"],
    tamper: (root) => async (request, forward) =>
      forward(
        isPath(request, REWRAP) && fieldOf(request, "token") === undefined
          ? { ...asRoot(request, root), body: JSON.stringify({ token: request.headers["x-vault-token"] }) }
          : request
      )
  },
  ...(
    [
      ["on unwrap", ["RWC-WE-11"], (request) => isPath(request, UNWRAP)],
      ["with PUT", ["RWC-WE-12"], (request) => request.method === "PUT"],
      ["with Bearer", ["RWC-WE-12"], (request) => "authorization" in request.headers],
      ["on system endpoints", ["RWC-WE-12"], (request) => /^sys\/(mounts|policies)/.test(request.path)],
      ["on creation of an orphan", ["RWC-TK-08"], (request) => isPath(request, "auth/token/create-orphan")],
      ["on creation through a role", ["RWC-TK-08"], (request) => isBelow(request, "auth/token/create")],
      ["on renewal of a token", ["RWC-TK-08"], (request) => request.path.startsWith("auth/token/renew")],
      ["on lookup of a token", ["RWC-TK-08"], (request) => request.path.startsWith("auth/token/lookup")],
      ["on writes", ["RWC-K2-13"], (request) => request.method === "POST" && request.path.includes("/data/")]
    ] satisfies ReadonlyArray<readonly [string, ReadonlyArray<string>, (request: WireRequest) => boolean]>
  ).map(([where, fails, overlooks]): BrokenServer => ({
    fault: `ignores the wrap TTL ${where}`,
    fails,
    passes: ["RWC-WE-01", "RWC-WE-03", "RWC-WE-08", "RWC-K2-12"],
    tamper: () => async (request, forward) => {
      const { "x-vault-wrap-ttl": _, ...headers } = request.headers
      return forward(overlooks(request) ? { ...request, headers } : request)
    }
  })),
  ...["GET", "LIST", "DELETE", "PATCH", "OPTIONS"].map((method): BrokenServer => ({
    fault: `opens a response by ${method}`,
    fails: ["RWC-UN-11"],
    passes: ["RWC-UN-01", "RWC-SU-05"],
    tamper: () => async (request, forward) =>
      forward(isPath(request, UNWRAP) && request.method === method ? { ...request, method: "POST" } : request)
  })),
  {
    fault: "accepts a token in the query of a POST",
    fails: ["RWC-UN-11"],
    passes: ["RWC-UN-01", "RWC-UN-07", "RWC-UN-12"],
    tamper: () => async (request, forward) =>
      forward(
        isPath(request, UNWRAP) && request.method === "POST" && request.path.includes("?token=")
          ? { ...request, path: UNWRAP, body: JSON.stringify({ token: tokenOf(request) }) }
          : request
      )
  },
  ...(
    [
      ["the case", ["RWC-UN-12"], (token) => token.toLowerCase()],
      ["the end", ["RWC-UN-12"], (token) => token.slice(0, 20)],
      ["trailing space", ["RWC-UN-12"], (token) => token.trimEnd()],
      ["surrounding space", ["RWC-UN-09", "RWC-UN-12"], (token) => token.trim()]
    ] satisfies ReadonlyArray<readonly [string, ReadonlyArray<string>, (token: string) => string]>
  ).map(([what, fails, same]): BrokenServer => ({
    fault: `ignores ${what} of a token`,
    fails,
    passes: ["RWC-SU-02", "RWC-UN-08"],
    tamper: () => {
      const tokens = new Map<string, string>()
      return async (request, forward) => {
        const meant = tokens.get(same(String(fieldOf(request, "token"))))
        const response = await forward(
          isPath(request, UNWRAP) && meant !== undefined
            ? { ...request, body: JSON.stringify({ token: meant }) }
            : request
        )
        const token = valueIn(response, "token")
        if (isWrapped(response) && token !== undefined) tokens.set(same(token), token)
        return response
      }
    }
  }))
]
