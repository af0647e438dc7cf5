import type { WireResponse } from "../src/transport.ts"
import type { Broken } from "./broken-server.ts"
import { edited, isBelow, isPath, json } from "./broken-transport.ts"
import { POLICIES, CREATE, done, asRoot, isWrite, withFields, misread, unread, misanswered } from "./tampers.ts"

/** Promises about policies. */
export const brokenPolicies: ReadonlyArray<Broken> = [
  {
    promise: "a policy is written by POST and by PUT: by POST only",
    fails: ["RWC-PO-01", "RWC-PO-02"],
    passes: ["RWC-PO-04"],
    tamper: () => async (request, forward) =>
      request.method === "PUT" && request.path.startsWith("sys/polic")
        ? json(405, { errors: ["unsupported operation"] })
        : forward(request)
  },
  {
    promise: "sys/policy is about the same policies: it has its own",
    fails: ["RWC-PO-02"],
    passes: ["RWC-PO-01"],
    tamper: () => (request, forward) =>
      forward(isBelow(request, "sys/policy") ? { ...request, path: `${request.path}-of-old` } : request)
  },
  {
    promise: "warnings: there are none",
    fails: ["RWC-PO-03", "RWC-TL-11", "RWC-TT-03"],
    passes: ["RWC-PO-01", "RWC-TT-01"],
    tamper: misanswered((response) =>
      edited(response, (text) => text.replace(/"warnings":\[[^\]]*\]/, '"warnings":null'))
    )
  },
  {
    promise: "what is no policy is refused: it is taken",
    fails: ["RWC-PO-04", "RWC-PB-06"],
    passes: ["RWC-PO-01", "RWC-PB-01"],
    tamper: misanswered((response) => (response.text.includes("failed to parse policy") ? done : undefined))
  },
  {
    promise: "a policy may be JSON: only HCL is read",
    fails: ["RWC-PO-05"],
    passes: ["RWC-PO-01"],
    tamper: misread((text) => (text.startsWith("{") ? `not-hcl ${text}` : text))
  },
  {
    promise: "root is not written: it is",
    fails: ["RWC-PO-06"],
    passes: ["RWC-PO-07"],
    tamper: misanswered((response) => (response.text.includes("cannot update") ? done : undefined))
  },
  {
    promise: "default is not deleted: it is",
    fails: ["RWC-PO-07"],
    passes: ["RWC-PO-06"],
    tamper: misanswered((response) => (response.text.includes("cannot delete default") ? done : undefined))
  },
  {
    promise: "default may be written: it is fixed",
    fails: ["RWC-PO-07"],
    passes: ["RWC-PO-06"],
    tamper: () => async (request, forward) =>
      isPath(request, `${POLICIES}/default`) && isWrite(request)
        ? json(400, { errors: ['cannot update "default" policy'] })
        : forward(request)
  },
  {
    promise: "a policy has effect at once: what a token may do is decided once",
    fails: ["RWC-PO-08"],
    passes: ["RWC-PO-05"],
    tamper: () => {
      const decided = new Map<string, Promise<WireResponse>>()
      return (request, forward) => {
        const key = `${request.method} ${request.path} ${request.headers["x-vault-token"]}`
        if (!isBelow(request, "cubbyhole")) return forward(request)
        const response = decided.get(key) ?? forward(request)
        decided.set(key, response)
        return response
      }
    }
  },
  {
    promise: "cas is looked at: it is not",
    fails: ["RWC-PO-09"],
    passes: ["RWC-PO-01"],
    tamper: unread("cas", POLICIES)
  },
  {
    promise: "a policy's TTL counts: it does not",
    fails: ["RWC-PO-10"],
    passes: ["RWC-PO-08"],
    tamper: unread("ttl", POLICIES),
    hasty: true
  },
  {
    promise: "who has no policy may nothing: everybody may read",
    fails: ["RWC-PR-01", "RWC-PO-08"],
    passes: ["RWC-PR-03"],
    tamper: (root) => async (request, forward) => {
      const response = await forward(request)
      return response.status === 403 && request.method === "GET" ? forward(asRoot(request, root)) : response
    }
  },
  {
    promise: "capabilities are sorted: they are not",
    fails: ["RWC-PR-02", "RWC-PR-04"],
    passes: ["RWC-PR-03", "RWC-PR-05"],
    tamper: misanswered((response, request) =>
      request.path.startsWith("sys/capabilities")
        ? edited(response, (text) =>
            text.replace(/\["[a-z",]+"\]/g, (list) => JSON.stringify((JSON.parse(list) as Array<string>).reverse()))
          )
        : undefined
    )
  },
  {
    promise: "root is named: it has a list like any other",
    fails: ["RWC-PR-03"],
    passes: ["RWC-PR-02"],
    tamper: misanswered((response, request) =>
      request.path.startsWith("sys/capabilities")
        ? edited(response, (text) => text.replaceAll('["root"]', '["create","read","sudo","update"]'))
        : undefined
    )
  },
  {
    promise: "deny outweighs: it grants nothing, and no more",
    fails: ["RWC-PR-04"],
    passes: ["RWC-PR-02", "RWC-PR-05"],
    tamper: misread((text) => text.replaceAll('["deny"]', "[]"))
  },
  {
    promise: "all policies of a token count: only the first does",
    fails: ["RWC-PR-04", "RWC-PR-05", "RWC-PB-05"],
    passes: ["RWC-PR-02", "RWC-PB-01"],
    tamper: () => (request, forward) =>
      forward(
        isPath(request, CREATE)
          ? withFields(request, ({ policies, ...rest }) => ({
              ...rest,
              policies: Array.isArray(policies) ? policies.slice(0, 1) : policies
            }))
          : request
      )
  },
  {
    promise: "+ stands for a segment: it stands for itself",
    fails: ["RWC-PR-06", "RWC-PR-07"],
    passes: ["RWC-PR-05"],
    tamper: misread((text) => text.replaceAll("/+", "/plus"))
  },
  {
    promise: "a glob ends the path: it stands for one segment",
    fails: ["RWC-PR-06"],
    passes: ["RWC-PR-09"],
    tamper: misread((text) => text.replaceAll("/*", "/+"))
  },
  {
    promise: "read is not list: it is",
    fails: ["RWC-PR-08"],
    passes: ["RWC-PR-09"],
    tamper: misread((text) => text.replaceAll('["read"]', '["read","list"]'))
  },
  {
    promise: "create is not update: it is",
    fails: ["RWC-PR-09"],
    passes: ["RWC-PR-08"],
    tamper: misread((text) => text.replaceAll('["create"]', '["create","update"]'))
  },
  {
    promise: "some paths need sudo: they do not",
    fails: ["RWC-PR-10", "RWC-LE-09"],
    passes: ["RWC-LE-06"],
    tamper: misread((text) => text.replaceAll('"list"]', '"list","sudo"]'))
  },
  {
    promise: "parameters are looked at: they are not",
    fails: ["RWC-PR-11", "RWC-PR-12", "RWC-PR-13"],
    passes: ["RWC-PR-09", "RWC-PO-04"],
    tamper: misread((text) => text.replaceAll(/(allowed|denied|required)_parameters = (\{[^}]*\}|\[[^\]]*\])/g, ""))
  },
  {
    promise: "allowed values are looked at: only the names are",
    fails: ["RWC-PR-11"],
    passes: ["RWC-PR-12", "RWC-PR-13"],
    tamper: misread((text) =>
      text.includes("allowed_parameters") ? text.replaceAll(/"(\w+)" = \[.*?\](?= ["}])/g, '"$1" = []') : text
    )
  },
  {
    promise: "bounds demand wrapping: only what is wrapped is bound",
    fails: ["RWC-PB-01", "RWC-PB-02", "RWC-PB-03", "RWC-PB-04", "RWC-PB-05", "RWC-PB-09"],
    passes: ["RWC-PB-07", "RWC-PB-08", "RWC-PB-10"],
    tamper: (root) => async (request, forward) => {
      const response = await forward(request)
      return response.status === 403 &&
        request.headers["x-vault-wrap-ttl"] === undefined &&
        (request.method === "GET" || isPath(request, CREATE))
        ? forward(asRoot(request, root))
        : response
    }
  },
  {
    promise: "bounds may be words: those are not read",
    fails: ["RWC-PB-02", "RWC-PB-03", "RWC-PB-04", "RWC-PB-06", "RWC-PB-09"],
    passes: ["RWC-PB-01", "RWC-PB-05"],
    tamper: misread((text) => text.replaceAll(/(min|max)_wrapping_ttl = "\w*[a-z]"/g, ""))
  },
  {
    promise: "the bounds themselves pass: they do not",
    fails: ["RWC-PB-01", "RWC-PB-05"],
    passes: ["RWC-PB-09", "RWC-PB-10"],
    tamper: misread((text) =>
      text.replaceAll(/min_wrapping_ttl = "(\d+)"/g, (_, n) => `min_wrapping_ttl = "${Number(n) + 1}"`)
    )
  },
  {
    promise: "root is bound by nothing: it is bound as anyone",
    fails: ["RWC-PB-07"],
    passes: ["RWC-PB-01"],
    tamper: () => (request, forward) =>
      forward(
        isPath(request, CREATE)
          ? withFields(request, ({ policies, ...rest }) => ({
              ...rest,
              policies: Array.isArray(policies) ? policies.filter((policy) => policy !== "root") : policies
            }))
          : request
      )
  },
  {
    promise: "errors are not wrapped: they are",
    fails: ["RWC-PB-01", "RWC-PB-08"],
    passes: ["RWC-PB-07", "RWC-PB-10"],
    tamper: (root) => async (request, forward) => {
      const response = await forward(request)
      const ttl = request.headers["x-vault-wrap-ttl"]
      if (response.status < 400 || ttl === undefined) return response
      const headers = { "x-vault-token": root, "x-vault-wrap-ttl": ttl }
      return forward({ method: "POST", path: "sys/wrapping/wrap", headers, body: response.text })
    }
  },
  {
    promise: "the creation path is that of the request: it is that of the mount",
    fails: ["RWC-PB-10"],
    passes: ["RWC-PB-01"],
    tamper: misanswered((response) =>
      edited(response, (text) => text.replace(/("creation_path":"[^"/]+)[^"]*"/, (_, mount) => `${String(mount)}"`))
    )
  }
]
