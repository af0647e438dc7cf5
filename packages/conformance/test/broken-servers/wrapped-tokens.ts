import { UNWRAP } from "../../src/endpoints.ts"
import type { BrokenServer } from "./broken-server.ts"
import { asRoot, editText, fieldOf, isPath, json, valueIn, isWrapped } from "./tampering.ts"

const ACCESSORS = "auth/token/accessors"

/** Faults in the payload and envelope, and in tokens that wrapping concerns. */
export const wrappedTokens: ReadonlyArray<BrokenServer> = [
  {
    fault: "reads numbers as doubles",
    fails: ["RWC-FI-10"],
    passes: ["RWC-FI-02", "RWC-FI-11"],
    tamper: () => async (request, forward) => {
      const response = await forward(request)
      return isPath(request, UNWRAP) ? editText(response, (text) => JSON.stringify(JSON.parse(text))) : response
    }
  },
  {
    fault: "normalizes strings",
    fails: ["RWC-FI-11"],
    passes: ["RWC-FI-02", "RWC-FI-10"],
    tamper: () => async (request, forward) => editText(await forward(request), (text) => text.normalize("NFC"))
  },
  {
    fault: "unwraps only the token and accessor of auth",
    fails: ["RWC-WE-13"],
    passes: ["RWC-WE-02"],
    tamper: () => async (request, forward) => {
      const response = await forward(request)
      return isPath(request, UNWRAP)
        ? editText(response, (text) =>
            text.replace(/("auth":\{"client_token":"[^"]*","accessor":"[^"]*").*\}$/, "$1}}")
          )
        : response
    }
  },
  {
    fault: "always returns the same request_id",
    fails: ["RWC-WE-13"],
    passes: ["RWC-WE-02"],
    tamper: () => async (request, forward) =>
      editText(await forward(request), (text) => text.replace(/"request_id":"[^"]+"/, '"request_id":"x"'))
  },
  {
    fault: "loses lease_duration on unwrap",
    fails: ["RWC-KV-04"],
    passes: ["RWC-KV-01", "RWC-K1-01"],
    tamper: () => async (request, forward) => {
      const response = await forward(request)
      return isPath(request, UNWRAP)
        ? editText(response, (text) => text.replace(/"lease_duration":\d+/, '"lease_duration":0'))
        : response
    }
  },
  {
    fault: "omits Cache-Control from errors",
    fails: ["RWC-ER-22"],
    passes: ["RWC-ER-14"],
    tamper: () => async (request, forward) => {
      const response = await forward(request)
      const {
        headers: { "cache-control": _, ...headers }
      } = response
      return response.status === 404 ? { ...response, headers } : response
    }
  },
  {
    fault: "rejects PUT",
    fails: ["RWC-RW-16", "RWC-TK-09"],
    passes: ["RWC-RW-01", "RWC-TK-03"],
    tamper: () => async (request, forward) =>
      request.method === "PUT" && !request.path.endsWith("/unwrap") ? json(405, { errors: [] }) : forward(request)
  },
  ...["revoke-self", "revoke-accessor"].map((operation): BrokenServer => ({
    fault: `keeps children after ${operation}`,
    fails: ["RWC-TK-10"],
    passes: ["RWC-TK-07"],
    tamper: (root) => {
      const tokens = new Map<unknown, string | undefined>()
      return async (request, forward) => {
        const token =
          operation === "revoke-self" ? request.headers["x-vault-token"] : tokens.get(fieldOf(request, "accessor"))
        const alone = isPath(request, `auth/token/${operation}`) && token !== undefined
        const response = await forward(
          alone
            ? { ...asRoot(request, root), path: "auth/token/revoke-orphan", body: JSON.stringify({ token }) }
            : request
        )
        if (isPath(request, "auth/token/create"))
          tokens.set(valueIn(response, "accessor"), valueIn(response, "client_token"))
        return response
      }
    }
  })),
  {
    fault: "lists wrapping tokens together with accessors",
    fails: ["RWC-AC-11"],
    passes: ["RWC-AC-14"],
    tamper: () => {
      const tokens = new Set<string>()
      return async (request, forward) => {
        const response = await forward(request)
        if (isWrapped(response)) tokens.add(valueIn(response, "token") ?? "")
        return isPath(request, ACCESSORS)
          ? editText(response, (text) =>
              text.replace('"keys":[', `"keys":[${JSON.stringify([...tokens]).slice(1, -1)},`)
            )
          : response
      }
    }
  },
  {
    fault: "lists accessors for everyone",
    fails: ["RWC-AC-14"],
    passes: ["RWC-AC-10", "RWC-AC-11"],
    tamper: (root) => (request, forward) => forward(isPath(request, ACCESSORS) ? asRoot(request, root) : request)
  }
]
