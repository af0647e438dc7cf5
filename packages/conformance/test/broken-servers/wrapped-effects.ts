import { REWRAP, UNWRAP, WRAP } from "../../src/endpoints.ts"
import type { WireRequest, WireResponse } from "../../src/transport.ts"
import type { BrokenServer } from "./broken-server.ts"
import {
  CREATE,
  editText,
  isLogin,
  isPath,
  isWrapped,
  isWrite,
  tokenOf,
  unwrapRequest,
  valueIn,
  type MakeTamper,
  type Tamper
} from "./tampering.ts"

const hasTtl = ({ headers }: WireRequest): boolean => Number.parseFloat(headers["x-vault-wrap-ttl"] ?? "0") > 0

const withoutTtl = (request: WireRequest): WireRequest => {
  const { "x-vault-wrap-ttl": _, ...headers } = request.headers
  return { ...request, headers }
}

/** Creates a Tamper that knows the request whose response each token holds; that of a rewrap is the rewrap. */
const knowingRequests =
  (make: (requests: Map<string, WireRequest>) => Tamper): MakeTamper =>
  () => {
    const requests = new Map<string, WireRequest>()
    const inner = make(requests)
    return (request, forward) =>
      inner(request, async (sent) => {
        const response = await forward(sent)
        if (isWrapped(response)) requests.set(valueIn(response, "token") ?? "", sent)
        return response
      })
  }

/** Changes what is unwrapped after a rewrap. */
const altersRewrapped = (change: (response: WireResponse) => WireResponse): MakeTamper =>
  knowingRequests((requests) => async (request, forward) => {
    const from = requests.get(tokenOf(request) ?? "")
    const response = await forward(request)
    return isPath(request, UNWRAP) && from !== undefined && isPath(from, REWRAP) ? change(response) : response
  })

/** Wraps an empty object in place of some responses. */
const wrapsInstead =
  (of: (response: WireResponse, request: WireRequest) => boolean): MakeTamper =>
  (root) =>
  async (request, forward) => {
    const response = await forward(request)
    if (!hasTtl(request) || !of(response, request)) return response
    const headers = { "x-vault-token": root, "x-vault-wrap-ttl": "60", "content-type": "application/json" }
    return forward({ method: "POST", path: WRAP, headers, body: "{}" })
  }

const isSecret = ({ path }: WireRequest): boolean => /^(cubbyhole|secret|enwrap-conformance)/.test(path)

/** Faults in what happens to an operation, or to its response, because it is wrapped. */
export const wrappedEffects: ReadonlyArray<BrokenServer> = [
  {
    fault: "performs a wrapped read when it is unwrapped",
    fails: ["RWC-WE-14", "RWC-KV-05"],
    passes: ["RWC-WE-04", "RWC-KV-01", "RWC-KV-02"],
    tamper: knowingRequests((requests) => async (request, forward) => {
      const read = requests.get(tokenOf(request) ?? "")
      const response = await forward(request)
      if (!isPath(request, UNWRAP) || response.status !== 200 || read?.method !== "GET") return response
      const now = await forward(withoutTtl(read))
      return now.status === 200 ? now : response
    })
  },
  {
    fault: "invalidates a wrapped read when its source is overwritten or deleted",
    fails: ["RWC-WE-14", "RWC-KV-05"],
    passes: ["RWC-WE-04", "RWC-KV-01", "RWC-KV-02"],
    tamper: knowingRequests((requests) => async (request, forward) => {
      const response = await forward(request)
      if (response.status < 300 && isSecret(request) && (isWrite(request) || request.method === "DELETE"))
        for (const [token, read] of requests)
          if (read.method === "GET" && read.path === request.path) await forward(unwrapRequest(token))
      return response
    })
  },
  {
    fault: "performs a login and a token creation twice if the response is wrapped",
    fails: ["RWC-TK-15", "RWC-LE-15", "RWC-SI-12"],
    passes: ["RWC-WE-03", "RWC-TK-08", "RWC-LE-01", "RWC-SI-03"],
    skipWaits: true,
    tamper: () => async (request, forward) => {
      if (hasTtl(request) && (request.path.startsWith(CREATE) || isLogin(request))) await forward(withoutTtl(request))
      return forward(request)
    }
  },
  {
    fault: "returns the response itself on a rewrap with a wrap TTL of zero",
    fails: ["RWC-RW-19"],
    passes: ["RWC-RW-01", "RWC-RW-05"],
    tamper: () => (request, forward) => {
      const isZero = request.headers["x-vault-wrap-ttl"] !== undefined && !hasTtl(request)
      return forward(
        isPath(request, REWRAP) && isZero && !request.headers["x-vault-wrap-ttl"]?.includes("-")
          ? withoutTtl({ ...request, path: UNWRAP })
          : request
      )
    }
  },
  {
    fault: "loses the status of a response on rewrap",
    fails: ["RWC-RW-20"],
    passes: ["RWC-RW-01", "RWC-RW-21", "RWC-KV-03"],
    tamper: altersRewrapped((response) => (response.status === 404 ? { ...response, status: 200 } : response))
  },
  {
    fault: "loses the warnings of a response on rewrap",
    fails: ["RWC-RW-21"],
    passes: ["RWC-RW-14", "RWC-RW-20"],
    tamper: altersRewrapped((response) =>
      editText(response, (text) => text.replace(/"warnings":\[[^\]]*\]/, '"warnings":null'))
    )
  },
  {
    fault: "wraps an empty object if an operation outside of cubbyholes returns nothing",
    fails: ["RWC-WN-01", "RWC-WN-02", "RWC-WN-03", "RWC-WN-04", "RWC-WN-05"],
    passes: ["RWC-WE-06"],
    tamper: wrapsInstead(({ status }, { path }) => status === 204 && !path.startsWith("cubbyhole/"))
  },
  {
    fault: "wraps the errors of the key-value engine",
    fails: ["RWC-KV-06"],
    passes: ["RWC-WE-05", "RWC-WE-07", "RWC-KV-03"],
    tamper: wrapsInstead(
      ({ status, text }, { path }) => status >= 400 && text.includes('"errors"') && /^(secret|enwrap-conf)/.test(path)
    )
  }
]
