import { UNWRAP } from "../../src/endpoints.ts"
import type { BrokenServer } from "./broken-server.ts"
import { alterResponse, editText, isPath, tokenOf, unwrapRequest, valueIn } from "./tampering.ts"

/** Faults of creation paths and rewrapping. */
export const creationPath: ReadonlyArray<BrokenServer> = [
  {
    fault: "returns the creation path with /v1/",
    fails: ["RWC-CP-01", "RWC-CP-02", "RWC-CP-07"],
    passes: ["RWC-CP-05", "RWC-SU-01"],
    tamper: () => async (request, forward) =>
      editText(await forward(request), (text) => text.replace('"creation_path":"', '"creation_path":"/v1/'))
  },
  {
    fault: "takes the creation path from the payload",
    fails: ["RWC-CP-06"],
    passes: ["RWC-CP-01", "RWC-CP-02"],
    tamper: () => {
      const claimed = new Map<string, string>()
      return async (request, forward) => {
        const response = await forward(request)
        const claim = /"creation_path":"([^"]*)"/.exec(request.body ?? "")?.[1]
        if (isPath(request, "sys/wrapping/wrap") && claim !== undefined)
          claimed.set(valueIn(response, "token") ?? "", claim)
        const path = isPath(request, "sys/wrapping/lookup") ? claimed.get(tokenOf(request) ?? "") : undefined
        return path === undefined
          ? response
          : editText(response, (text) => text.replace(/"creation_path":"[^"]*"/, `"creation_path":"${path}"`))
      }
    }
  },
  {
    fault: "includes the query in the creation path",
    fails: ["RWC-CP-03"],
    passes: ["RWC-CP-01", "RWC-CP-02"],
    tamper: () => async (request, forward) => {
      const response = await forward(request)
      const query = request.path.split("?")[1]
      return query === undefined || request.headers["x-vault-wrap-ttl"] === undefined
        ? response
        : editText(response, (text) => text.replace(/("creation_path":"[^"]*)"/, `$1?${query}"`))
    }
  },
  {
    fault: "changes the creation path on rewrap",
    fails: ["RWC-RW-02"],
    passes: ["RWC-RW-03", "RWC-CP-02"],
    tamper: () => async (request, forward) => {
      const response = await forward(request)
      return isPath(request, "sys/wrapping/rewrap")
        ? editText(response, (text) => text.replace(/"creation_path":"[^"]*"/, '"creation_path":"sys/wrapping/rewrap"'))
        : response
    }
  },
  {
    fault: "keeps the old token valid after a rewrap",
    fails: ["RWC-RW-01"],
    passes: ["RWC-RW-02", "RWC-RW-03"],
    tamper: () => {
      const successors = new Map<string, string>()
      return async (request, forward) => {
        const token = tokenOf(request) ?? ""
        if (isPath(request, UNWRAP) && successors.has(token))
          return forward(unwrapRequest(successors.get(token) as string))
        const response = await forward(request)
        if (isPath(request, "sys/wrapping/rewrap") && response.status === 200)
          successors.set(token, valueIn(response, "token") ?? "")
        return response
      }
    }
  },
  {
    fault: "allows rewrap with the default policy",
    fails: ["RWC-RW-06", "RWC-RW-07"],
    passes: ["RWC-RW-01"],
    tamper: (root) => (request, forward) =>
      forward(
        isPath(request, "sys/wrapping/rewrap")
          ? { ...request, headers: { ...request.headers, "x-vault-token": root } }
          : request
      )
  },
  {
    fault: "accepts a larger wrap TTL on rewrap",
    fails: ["RWC-RW-05"],
    passes: ["RWC-RW-03"],
    tamper: () => async (request, forward) => {
      const response = await forward(request)
      const ttl = request.headers["x-vault-wrap-ttl"]
      return isPath(request, "sys/wrapping/rewrap") && ttl !== undefined
        ? editText(response, (text) => text.replace(/"ttl":\d+/, `"ttl":${ttl}`))
        : response
    }
  },
  {
    fault: "reports the creation time without a time zone",
    fails: ["RWC-CP-05"],
    passes: ["RWC-CP-01", "RWC-WE-01"],
    tamper: alterResponse((response) =>
      editText(response, (text) => text.replace(/("creation_time":"[^"Z]*)Z"/, '$1"'))
    )
  },
  {
    fault: "gives the new token a TTL of a minute on rewrap",
    fails: ["RWC-RW-03"],
    passes: ["RWC-RW-01", "RWC-RW-02"],
    tamper: () => (request, forward) =>
      forward(
        isPath(request, "sys/wrapping/rewrap")
          ? { ...request, headers: { "x-vault-wrap-ttl": "60", ...request.headers } }
          : request
      )
  },
  {
    fault: "keeps the expiry of the old token on rewrap",
    fails: ["RWC-RW-04"],
    passes: ["RWC-RW-01", "RWC-RW-03"],
    tamper: () => async (request, forward) => {
      // The case rewraps a token of four seconds after more than two.
      const rewrapped = isPath(request, "sys/wrapping/rewrap")
      const plain = await (rewrapped ? forward({ ...request, path: "sys/wrapping/lookup" }) : undefined)
      return forward(
        plain?.text.includes('"creation_ttl":4') === true
          ? { ...request, headers: { ...request.headers, "x-vault-wrap-ttl": "1" } }
          : request
      )
    }
  }
]
