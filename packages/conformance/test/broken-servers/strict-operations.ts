import { randomBytes } from "node:crypto"
import type { BrokenServer } from "./broken-server.ts"
import { alterResponse, asRoot, editText, isBelow, isPath, isWrite, json, NO_CONTENT } from "./tampering.ts"

const ATTEMPT = "sys/generate-root/attempt"

/** Faults in requirements beyond OpenBao and Vault, of single operations. */
export const strictOperations: ReadonlyArray<BrokenServer> = [
  {
    fault: "gives a root token for any key share",
    fails: ["RWC-SO-01"],
    passes: ["RWC-SO-02"],
    tamper: () => {
      let started = false
      return async (request, forward) => {
        if (isPath(request, ATTEMPT)) {
          if (request.method !== "GET") started = isWrite(request)
          return json(200, { nonce: started ? "n-1" : "", started, progress: 0, required: 1, complete: false })
        }
        return isPath(request, "sys/generate-root/update")
          ? json(200, { nonce: "n-1", started, progress: 1, required: 1, complete: true, encoded_token: "Zm9v" })
          : forward(request)
      }
    }
  },
  {
    fault: "hashes strings for audit devices that do not exist",
    fails: ["RWC-SO-02"],
    passes: ["RWC-SO-03"],
    tamper: () => async (request, forward) =>
      isBelow(request, "sys/audit-hash")
        ? json(200, { data: { hash: `hmac-sha256:${"0".repeat(64)}` } })
        : forward(request)
  },
  {
    fault: "hashes strings for an audit device with another salt each time",
    fails: ["RWC-SO-02"],
    passes: ["RWC-SO-03"],
    tamper: () => async (request, forward) => {
      if (isPath(request, "sys/audit")) return json(200, { data: { "file/": { type: "file" } } })
      return isPath(request, "sys/audit-hash/file")
        ? json(200, { data: { hash: `hmac-sha256:${randomBytes(32).toString("hex")}` } })
        : forward(request)
    }
  },
  {
    fault: "returns fewer random bytes than requested",
    fails: ["RWC-SO-03"],
    passes: ["RWC-SO-02"],
    tamper: () => (request, forward) =>
      forward(request.path === "sys/tools/random/30" ? { ...request, path: "sys/tools/random/29" } : request)
  },
  {
    fault: "tunes a login method with a permission for mounts",
    fails: ["RWC-SO-04"],
    passes: ["RWC-MO-05"],
    tamper: (root) => (request, forward) =>
      forward(/^sys\/mounts\/auth\/.*\/tune$/.test(request.path) ? asRoot(request, root) : request)
  },
  {
    fault: "shows the metrics to every token",
    fails: ["RWC-SO-05"],
    passes: ["RWC-SO-06"],
    tamper: (root) => (request, forward) => forward(isPath(request, "sys/metrics") ? asRoot(request, root) : request)
  },
  {
    fault: "counts requests by their path",
    fails: ["RWC-SO-05"],
    passes: ["RWC-SO-06"],
    tamper: () => {
      const paths: Array<string> = []
      return async (request, forward) => {
        const response = await forward(request)
        if (!isPath(request, "sys/metrics")) paths.push(request.path)
        else if (response.status === 200) return editText(response, (text) => text + paths.join("\n"))
        return response
      }
    }
  },
  {
    fault: "redirects to another server",
    fails: ["RWC-SO-06"],
    passes: ["RWC-SO-05"],
    tamper: () => async (request, forward) =>
      request.path.startsWith("/")
        ? { status: 307, headers: { location: request.path.replace(/^\/*/, "//") }, text: "" }
        : forward(request)
  },
  {
    fault: "serves every namespace",
    fails: ["RWC-SO-06"],
    passes: ["RWC-SO-05"],
    tamper: () => (request, forward) => {
      const { "x-vault-namespace": _, ...headers } = request.headers
      return forward({ ...request, headers })
    }
  },
  {
    fault: "reads stored numbers as floats",
    fails: ["RWC-SO-07"],
    passes: ["RWC-K1-01"],
    tamper: alterResponse((response) =>
      editText(response, (text) => text.replaceAll("12345678901234567890", "12345678901234567000"))
    )
  },
  {
    fault: "ignores the limit of a list",
    fails: ["RWC-SO-08"],
    passes: ["RWC-K2-01"],
    tamper: () => (request, forward) => forward({ ...request, path: request.path.replace(/&limit=\d+/, "") })
  },
  {
    fault: "allows browsers of every origin",
    fails: ["RWC-SO-09"],
    passes: ["RWC-SO-06"],
    tamper: () => async (request, forward) =>
      request.method === "OPTIONS" && request.headers["origin"] !== undefined
        ? {
            ...NO_CONTENT,
            headers: {
              "access-control-allow-origin": request.headers["origin"],
              "access-control-allow-headers": "X-Vault-Token, X-Vault-Wrap-TTL"
            }
          }
        : forward(request)
  },
  {
    fault: "serves paths with empty segments",
    fails: ["RWC-SO-06"],
    passes: ["RWC-CB-01"],
    tamper: () => (request, forward) =>
      forward(request.path.startsWith("cubbyhole//") ? { ...request, path: request.path.replace("//", "/") } : request)
  },
  {
    fault: "denies a path without its trailing slash only",
    fails: ["RWC-SO-11"],
    passes: ["RWC-PR-06"],
    tamper: (root) => (request, forward) => forward(request.path.endsWith("-entry/") ? asRoot(request, root) : request)
  },
  {
    fault: "reads bodies of any complexity",
    fails: ["RWC-SO-12"],
    passes: ["RWC-BI-07"],
    tamper: () => (request, forward) =>
      forward((request.body?.length ?? 0) > 100_000 ? { ...request, body: '{"a":1}' } : request)
  },
  {
    fault: "describes every mount to everyone",
    fails: ["RWC-SO-13"],
    passes: ["RWC-MO-04"],
    tamper: (root) => (request, forward) =>
      forward(isPath(request, "sys/internal/specs/openapi") ? asRoot(request, root) : request)
  },
  {
    fault: "lets an expiring root token create orphans that do not expire",
    fails: ["RWC-SO-14"],
    passes: ["RWC-TL-02"],
    tamper: (root) => (request, forward) =>
      forward(isPath(request, "auth/token/create-orphan") ? asRoot(request, root) : request)
  },
  {
    fault: "creates tokens with any number of ancestors",
    fails: ["RWC-SO-10"],
    passes: ["RWC-TL-02"],
    tamper: () => {
      let last: string | undefined
      return async (request, forward) => {
        const response = await forward(request)
        if (!isPath(request, "auth/token/create")) return response
        if (response.status === 400 && last !== undefined) return json(200, { auth: { client_token: last } })
        last = /"client_token":"([^"]*)"/.exec(response.text)?.[1] ?? last
        return response
      }
    }
  }
]
