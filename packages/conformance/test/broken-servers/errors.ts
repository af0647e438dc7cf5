import type { BrokenServer } from "./broken-server.ts"
import { editText, isPath, json, tokenOf, UNWRAP } from "./tampering.ts"

/** Faults of errors and headers. */
export const errors: ReadonlyArray<BrokenServer> = [
  {
    fault: "returns the data in a wrapped response",
    fails: ["RWC-WE-01"],
    passes: ["RWC-WE-02", "RWC-SU-01"],
    tamper: () => async (request, forward) => {
      const response = await forward(request)
      return isPath(request, "sys/wrapping/wrap")
        ? editText(response, (text) => text.replace('"data":null', `"data":${request.body ?? "null"}`))
        : response
    }
  },
  {
    fault: "reformats numbers",
    fails: ["RWC-FI-01"],
    passes: ["RWC-FI-02", "RWC-FI-03", "RWC-FI-05"],
    tamper: () => async (request, forward) => {
      const response = await forward(request)
      return isPath(request, UNWRAP) ? editText(response, (text) => JSON.stringify(JSON.parse(text))) : response
    }
  },
  {
    fault: "drops the key __proto__",
    fails: ["RWC-FI-05"],
    passes: ["RWC-FI-01", "RWC-FI-03"],
    tamper: () => async (request, forward) =>
      forward(
        request.body === undefined ? request : { ...request, body: request.body.replace(/"__proto__":\{"a":1\},/, "") }
      )
  },
  {
    fault: "repeats the token in errors",
    fails: ["RWC-ER-21"],
    passes: ["RWC-ER-14"],
    tamper: () => async (request, forward) => {
      const response = await forward(request)
      return response.status >= 400 && response.status !== 404
        ? json(response.status, { errors: [`${tokenOf(request)}: no`] })
        : response
    }
  },
  {
    fault: "omits Cache-Control",
    fails: ["RWC-WE-09"],
    passes: ["RWC-WE-02"],
    tamper: () => async (request, forward) => {
      const {
        headers: { "cache-control": _, ...headers },
        ...response
      } = await forward(request)
      return { ...response, headers }
    }
  },
  {
    fault: "returns a stack trace for a malformed body",
    fails: ["RWC-ER-07", "RWC-ER-08"],
    passes: ["RWC-SU-01"],
    tamper: () => async (request, forward) => {
      const response = await forward(request)
      return response.text.includes("failed to decode JSON")
        ? { ...response, status: 500, text: "TypeError: x is not a function\n    at handle (server.js:1:1)" }
        : response
    }
  }
]
