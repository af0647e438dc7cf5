import { LOOKUP, UNWRAP, WRAP } from "../../src/endpoints.ts"
import type { BrokenServer } from "./broken-server.ts"
import {
  alterResponse,
  editText,
  fieldOf,
  isPath,
  json,
  tokenOf,
  unwrapRequest,
  valueIn,
  withFields
} from "./tampering.ts"

/** Faults of unwrap and lookup. */
export const unwrapping: ReadonlyArray<BrokenServer> = [
  {
    fault: "returns the payload in a lookup",
    fails: ["RWC-LK-04"],
    passes: ["RWC-SU-01"],
    tamper: () => {
      const payloads = new Map<string, string>()
      return async (request, forward) => {
        const response = await forward(request)
        if (isPath(request, WRAP)) payloads.set(valueIn(response, "token") ?? "", request.body ?? "null")
        if (!isPath(request, LOOKUP) || response.status !== 200) return response
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
  },
  {
    fault: "rejects unknown fields on unwrap",
    fails: ["RWC-UN-05", "RWC-ER-13"],
    passes: ["RWC-UN-04", "RWC-UN-06"],
    tamper: () => async (request, forward) =>
      isPath(request, UNWRAP) && fieldOf(request, "foo") !== undefined
        ? json(400, { errors: ["unknown field foo"] })
        : forward(request)
  },
  {
    fault: "rejects a null token",
    fails: ["RWC-UN-06"],
    passes: ["RWC-UN-05", "RWC-ER-03"],
    tamper: () => async (request, forward) =>
      isPath(request, UNWRAP) && fieldOf(request, "token") === null
        ? json(403, { errors: ["error validating wrapping token: could not decode token"] })
        : forward(request)
  },
  {
    fault: "consumes the token in the query of a GET",
    fails: ["RWC-UN-07"],
    passes: ["RWC-UN-01", "RWC-UN-11"],
    tamper: () => async (request, forward) => {
      if (isPath(request, UNWRAP) && request.method === "GET") await forward(unwrapRequest(tokenOf(request) ?? ""))
      return forward(request)
    }
  },
  {
    fault: "distinguishes ordinary tokens from unknown ones",
    fails: ["RWC-UN-08", "RWC-RW-08"],
    passes: ["RWC-UN-09", "RWC-SU-01"],
    tamper: () => {
      const ordinary = new Set<unknown>()
      return async (request, forward) => {
        const response = await forward(request)
        const issued = valueIn(response, "client_token")
        if (issued !== undefined) ordinary.add(issued)
        return response.status === 400 && ordinary.has(fieldOf(request, "token"))
          ? json(400, { errors: ["the token is not a wrapping token"] })
          : response
      }
    }
  },
  {
    fault: "prefers the token in the header on lookup",
    fails: ["RWC-LK-02", "RWC-LK-03"],
    passes: ["RWC-LK-01", "RWC-LK-04"],
    tamper: () => (request, forward) => {
      const token = request.headers["x-vault-token"]
      return forward(
        isPath(request, LOOKUP) && token !== undefined
          ? withFields(request, (fields) => ({ ...fields, token }))
          : request
      )
    }
  },
  {
    fault: "does not warn about unknown fields on lookup",
    fails: ["RWC-LK-05"],
    passes: ["RWC-LK-01", "RWC-LK-03"],
    tamper: alterResponse((response, request) =>
      isPath(request, LOOKUP) && response.status === 200
        ? json(200, { ...(JSON.parse(response.text) as object), warnings: null })
        : undefined
    )
  }
]
