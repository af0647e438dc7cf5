import { LOOKUP, REWRAP, UNWRAP, WRAP } from "../../src/endpoints.ts"
import type { WireResponse } from "../../src/transport.ts"
import type { BrokenServer } from "./broken-server.ts"
import { alterResponse, isPath, json, tokenOf, unwrapRequest, valueIn } from "./tampering.ts"

const RESPONSE = "cubbyhole/response"

/** Faults of single use. */
export const singleUse: ReadonlyArray<BrokenServer> = [
  {
    fault: "returns the payload on every unwrap",
    fails: ["RWC-SU-01", "RWC-SU-02", "RWC-SU-03", "RWC-SU-04", "RWC-SU-05", "RWC-SU-07", "RWC-SU-08", "RWC-SU-09"],
    passes: ["RWC-SU-14", "RWC-LK-01"],
    tamper: () => {
      const opened = new Map<string, WireResponse>()
      return async (request, forward) => {
        const response = await forward(request)
        if (!isPath(request, UNWRAP)) return response
        const token = tokenOf(request) ?? ""
        if (response.status === 200) opened.set(token, response)
        return response.status === 400 ? (opened.get(token) ?? response) : response
      }
    }
  },
  {
    fault: "returns the payload to all concurrent unwraps",
    fails: ["RWC-SU-07", "RWC-SU-08", "RWC-SU-09"],
    passes: ["RWC-SU-01", "RWC-SU-02"],
    tamper: () => {
      const inFlight = new Map<string, Promise<WireResponse>>()
      return async (request, forward) => {
        const token = tokenOf(request) ?? ""
        if (!isPath(request, UNWRAP)) return forward(request)
        const shared = inFlight.get(token) ?? forward(request).finally(() => inFlight.delete(token))
        inFlight.set(token, shared)
        return shared
      }
    }
  },
  {
    fault: "returns the payload to all concurrent unwraps by callers other than root",
    fails: ["RWC-SU-17"],
    passes: ["RWC-SU-07", "RWC-SU-08", "RWC-SU-09", "RWC-UN-04", "RWC-OW-21"],
    tamper: (root) => {
      const inFlight = new Map<string, Promise<WireResponse>>()
      return async (request, forward) => {
        const [token, caller] = [tokenOf(request) ?? "", request.headers["x-vault-token"]]
        if (!isPath(request, UNWRAP) || caller === undefined || caller === root || caller === token)
          return forward(request)
        const shared = inFlight.get(token) ?? forward(request).finally(() => inFlight.delete(token))
        inFlight.set(token, shared)
        return shared
      }
    }
  },
  {
    fault: "returns 200 without data for a used token",
    fails: ["RWC-SU-01", "RWC-SU-07", "RWC-SU-08", "RWC-SU-09"],
    passes: ["RWC-SU-14"],
    tamper: () => async (request, forward) => {
      const response = await forward(request)
      return isPath(request, UNWRAP) && response.status === 400 ? json(200, { data: null }) : response
    }
  },
  {
    fault: "consumes the token on lookup",
    fails: ["RWC-SU-14", "RWC-LK-01", "RWC-LK-02"],
    passes: ["RWC-SU-01", "RWC-LK-04"],
    tamper: () => async (request, forward) => {
      const response = await forward(request)
      const token = tokenOf(request)
      if (isPath(request, LOOKUP) && response.status === 200 && token !== undefined) await forward(unwrapRequest(token))
      return response
    }
  },
  {
    fault: "ignores Authorization: Bearer",
    fails: ["RWC-SU-06", "RWC-WE-12"],
    passes: ["RWC-SU-01", "RWC-SU-05"],
    tamper: () => (request, forward) => {
      const { authorization: _, ...headers } = request.headers
      return forward({ ...request, headers })
    }
  },
  {
    fault: "returns the envelope from cubbyhole/response as an object",
    fails: ["RWC-SU-10"],
    passes: ["RWC-SU-01", "RWC-SU-16"],
    tamper: alterResponse((response, request) => {
      if (!isPath(request, RESPONSE) || response.status !== 200) return undefined
      const envelope = JSON.parse(response.text) as { readonly data: { readonly response: string } }
      return json(200, { ...envelope, data: { response: JSON.parse(envelope.data.response) as unknown } })
    })
  },
  {
    fault: "keeps cubbyhole/response after the token was used",
    fails: ["RWC-SU-10", "RWC-SU-13", "RWC-SU-16"],
    passes: ["RWC-SU-01", "RWC-SU-11"],
    tamper: () => {
      const payloads = new Map<string | undefined, string>()
      return async (request, forward) => {
        const response = await forward(request)
        if (isPath(request, WRAP)) payloads.set(valueIn(response, "token"), request.body ?? "{}")
        const payload = payloads.get(tokenOf(request))
        return isPath(request, RESPONSE) && payload !== undefined
          ? json(200, { data: { response: `{"data":${payload}}` } })
          : response
      }
    }
  },
  {
    fault: "shows the payload without using the token if cubbyhole/response has a query or a slash too many",
    fails: ["RWC-SU-18"],
    passes: ["RWC-SU-10", "RWC-SU-16", "RWC-OW-01"],
    tamper: () => {
      const payloads = new Map<string | undefined, string>()
      return async (request, forward) => {
        const payload = payloads.get(tokenOf(request))
        if (/^cubbyhole\/(response\?x|\/response|response\/$)/.test(request.path) && payload !== undefined)
          return json(200, { data: { response: `{"data":${payload}}` } })
        const response = await forward(request)
        if (isPath(request, WRAP)) payloads.set(valueIn(response, "token"), request.body ?? "{}")
        return response
      }
    }
  },
  {
    fault: "looks up used tokens",
    fails: ["RWC-SU-11"],
    passes: ["RWC-SU-01", "RWC-LK-01"],
    tamper: () => {
      const used = new Set<string | undefined>()
      return async (request, forward) => {
        const response = await forward(request)
        if (isPath(request, UNWRAP) && response.status === 200) used.add(tokenOf(request))
        return isPath(request, LOOKUP) && used.has(tokenOf(request)) ? json(200, { data: {} }) : response
      }
    }
  },
  {
    fault: "rewraps used tokens",
    fails: ["RWC-SU-12"],
    passes: ["RWC-SU-01", "RWC-RW-01"],
    tamper: (root) => {
      const used = new Map<string | undefined, WireResponse>()
      return async (request, forward) => {
        const response = await forward(request)
        if (isPath(request, UNWRAP) && response.status === 200) used.set(tokenOf(request), response)
        const kept = isPath(request, REWRAP) ? used.get(tokenOf(request)) : undefined
        if (kept === undefined) return response
        const headers = { "x-vault-token": root, "x-vault-wrap-ttl": "60" }
        return forward({ method: "POST", path: WRAP, headers, body: kept.text })
      }
    }
  },
  {
    fault: "opens the latest response for any token",
    fails: ["RWC-SU-15"],
    passes: ["RWC-SU-01", "RWC-SU-02"],
    tamper: () => {
      let latest: string | undefined
      return async (request, forward) => {
        const response = await forward(
          isPath(request, UNWRAP) && latest !== undefined ? unwrapRequest(latest) : request
        )
        if (isPath(request, WRAP)) latest = valueIn(response, "token")
        return response
      }
    }
  },
  {
    fault: "opens every token that was ever issued",
    fails: ["RWC-SU-01", "RWC-RW-01", "RWC-RW-09", "RWC-RW-10"],
    passes: ["RWC-RW-02", "RWC-RW-03"],
    tamper: () => {
      const payloads = new Map<string | undefined, string>()
      return async (request, forward) => {
        const response = await forward(request)
        if (isPath(request, WRAP)) payloads.set(valueIn(response, "token"), request.body ?? "{}")
        const payload = payloads.get(tokenOf(request))
        return isPath(request, UNWRAP) && response.status === 400 && payload !== undefined
          ? json(200, { data: JSON.parse(payload) as unknown })
          : response
      }
    }
  }
]
