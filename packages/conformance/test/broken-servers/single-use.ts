import type { WireResponse } from "../../src/transport.ts"
import type { BrokenServer } from "./broken-server.ts"
import { editText, isPath, json, tokenOf, UNWRAP, unwrapRequest, valueIn } from "./tampering.ts"

/** Faults of unwrapping and lookup. */
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
      if (isPath(request, "sys/wrapping/lookup") && response.status === 200 && token !== undefined)
        await forward(unwrapRequest(token))
      return response
    }
  },
  {
    fault: "returns the payload in a lookup",
    fails: ["RWC-LK-04"],
    passes: ["RWC-SU-01"],
    tamper: () => {
      const payloads = new Map<string, string>()
      return async (request, forward) => {
        const response = await forward(request)
        if (isPath(request, "sys/wrapping/wrap")) payloads.set(valueIn(response, "token") ?? "", request.body ?? "null")
        if (!isPath(request, "sys/wrapping/lookup") || response.status !== 200) return response
        return editText(response, (text) =>
          text.replace('"data":{', `"data":{"payload":${payloads.get(tokenOf(request) ?? "") ?? "null"},`)
        )
      }
    }
  },
  {
    fault: "consumes the token on a denied unwrap",
    fails: ["RWC-UN-01", "RWC-UN-02", "RWC-UN-03"],
    passes: ["RWC-UN-04"],
    tamper: () => async (request, forward) => {
      const response = await forward(request)
      if (isPath(request, UNWRAP) && response.status === 403) await forward(unwrapRequest(tokenOf(request) ?? ""))
      return response
    }
  }
]
