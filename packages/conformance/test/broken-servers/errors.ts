import { UNWRAP } from "../../src/endpoints.ts"
import type { BrokenServer } from "./broken-server.ts"
import {
  alterResponse,
  editText,
  fieldOf,
  isPath,
  isWrite,
  json,
  type MakeTamper,
  tokenOf,
  withFields
} from "./tampering.ts"

/** Changes the text of unwrapped responses. */
const alterUnwrapped = (edit: (text: string) => string): MakeTamper =>
  alterResponse((response, request) => (isPath(request, UNWRAP) ? editText(response, edit) : undefined))

/** Faults in errors, headers, envelopes and payloads. */
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
    fails: ["RWC-ER-07", "RWC-ER-08", "RWC-ER-09", "RWC-ER-10", "RWC-ER-11", "RWC-TTL-51"],
    passes: ["RWC-SU-01"],
    tamper: () => async (request, forward) => {
      const response = await forward(request)
      return response.text.includes("failed to decode JSON")
        ? { ...response, status: 500, text: "TypeError: x is not a function\n    at handle (server.js:1:1)" }
        : response
    }
  },
  {
    fault: "returns 500 for a body that is not JSON",
    fails: ["RWC-ER-11", "RWC-SS-07"],
    passes: ["RWC-ER-08", "RWC-BI-09"],
    tamper: alterResponse((response, { body = "" }) =>
      response.status === 400 && response.text.includes("failed to decode JSON") && !/^[["\d]/.test(body)
        ? { ...response, status: 500 }
        : undefined
    )
  },
  {
    fault: "unwraps for a body that is cut, and returns 500 then",
    fails: ["RWC-KE-01"],
    passes: ["RWC-ER-07"],
    tamper: () => async (request, forward) => {
      const isCut = request.body === '{"a":' && isPath(request, UNWRAP)
      if (!isCut) return forward(request)
      await forward({ ...request, body: "{}" })
      return json(500, { errors: ["malformed JSON"] })
    }
  },
  {
    fault: "returns 400 for a request without a token",
    fails: ["RWC-ER-01", "RWC-ER-15"],
    passes: ["RWC-ER-16", "RWC-ER-17"],
    tamper: alterResponse((response, request) =>
      response.status === 403 && request.headers["x-vault-token"] === undefined
        ? { ...response, status: 400 }
        : undefined
    )
  },
  {
    fault: "treats a malformed token as absent",
    fails: ["RWC-ER-02", "RWC-ER-03", "RWC-ER-04", "RWC-ER-05", "RWC-ER-06"],
    passes: ["RWC-ER-01", "RWC-UN-06"],
    tamper: () => (request, forward) => {
      const token = fieldOf(request, "token")
      return forward(
        token === "" || (token !== undefined && typeof token !== "string")
          ? withFields(request, ({ token: _, ...rest }) => rest)
          : request
      )
    }
  },
  {
    fault: "rejects a null body",
    fails: ["RWC-ER-12"],
    passes: ["RWC-ER-07", "RWC-UN-06"],
    tamper: () => async (request, forward) =>
      request.body === "null" ? json(400, { errors: ["failed to decode JSON input: null"] }) : forward(request)
  },
  {
    fault: "returns 403 for an unknown path",
    fails: ["RWC-ER-14"],
    passes: ["RWC-ER-15", "RWC-ER-22"],
    tamper: alterResponse((response) =>
      response.status === 404 && !response.text.includes('"errors":[]') ? { ...response, status: 403 } : undefined
    )
  },
  {
    fault: "removes a trailing slash from the path of a write",
    fails: ["RWC-ER-18"],
    passes: ["RWC-ER-13", "RWC-CB-04"],
    tamper: () => (request, forward) =>
      forward(isWrite(request) ? { ...request, path: request.path.replace(/\/$/, "") } : request)
  },
  {
    fault: "returns 404 for an unsupported method",
    fails: ["RWC-ER-19", "RWC-UN-07"],
    passes: ["RWC-ER-14", "RWC-ER-20"],
    tamper: alterResponse((response) =>
      response.text.includes("unsupported operation") ? { ...response, status: 404 } : undefined
    )
  },
  {
    fault: "returns 400 for an unknown method",
    fails: ["RWC-ER-20", "RWC-ER-22"],
    passes: ["RWC-ER-19"],
    tamper: alterResponse((response, request) =>
      request.method === "PROPFIND" ? { ...response, status: 400 } : undefined
    )
  },
  {
    fault: "escapes special characters of HTML",
    fails: ["RWC-FI-02"],
    passes: ["RWC-FI-03", "RWC-FI-05"],
    tamper: alterUnwrapped((text) => text.replaceAll("<", "&lt;"))
  },
  {
    fault: "drops null members",
    fails: ["RWC-FI-03", "RWC-FI-05"],
    passes: ["RWC-FI-01", "RWC-FI-02"],
    tamper: alterUnwrapped((text) => text.replace(/,"[^"]*":null(?=[,}])/g, ""))
  },
  {
    fault: "returns null for an empty object",
    fails: ["RWC-FI-04", "RWC-FI-08"],
    passes: ["RWC-FI-03", "RWC-FI-05"],
    tamper: alterUnwrapped((text) => text.replace('"data":{}', '"data":null'))
  },
  {
    fault: "limits payloads to 32 levels of nesting",
    fails: ["RWC-FI-06"],
    passes: ["RWC-FI-03", "RWC-FI-07"],
    tamper: () => async (request, forward) =>
      (request.body ?? "").split("{").length > 33
        ? json(400, { errors: ["the payload is nested too deeply"] })
        : forward(request)
  },
  {
    fault: "limits payloads to 16 KiB",
    fails: ["RWC-FI-07"],
    passes: ["RWC-FI-06"],
    tamper: () => async (request, forward) =>
      (request.body ?? "").length > 16_384 ? json(413, { errors: ["the payload is too large"] }) : forward(request)
  },
  {
    fault: "repeats the payload at the top level of the envelope",
    fails: ["RWC-FI-09"],
    passes: ["RWC-SU-01", "RWC-WE-02"],
    tamper: alterUnwrapped((text) => text.replace(/"data":\{("conformance":"[^"]*")/, '$1,"data":{$1'))
  },
  {
    fault: "returns no request_id from unwrap",
    fails: ["RWC-WE-02", "RWC-WE-13"],
    passes: ["RWC-WE-01", "RWC-WE-03"],
    tamper: alterUnwrapped((text) => text.replace(/"request_id":"[^"]*"/, '"request_id":""'))
  },
  {
    fault: "rejects an unknown X-Vault-Wrap-Format",
    fails: ["RWC-WE-10"],
    passes: ["RWC-WE-01"],
    tamper: () => async (request, forward) =>
      "x-vault-wrap-format" in request.headers ? json(400, { errors: ["unknown format"] }) : forward(request)
  },
  {
    fault: "unwraps a 404 as a 200",
    fails: ["RWC-KV-03"],
    passes: ["RWC-KV-02"],
    tamper: alterResponse((response, request) =>
      isPath(request, UNWRAP) && response.status === 404 ? { ...response, status: 200 } : undefined
    )
  },
  {
    fault: "cuts strings of 16 KiB",
    fails: ["RWC-FI-12"],
    passes: ["RWC-FI-07"],
    tamper: alterUnwrapped((text) => text.replace(/"x{16384}"/, `"${"x".repeat(16_383)}"`))
  }
]
