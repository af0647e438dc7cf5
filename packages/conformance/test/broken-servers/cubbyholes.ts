import type { BrokenServer } from "./broken-server.ts"
import {
  editText,
  alterResponse,
  isBelow,
  isPath,
  isWrite,
  json,
  NO_CONTENT,
  pretendSuccess,
  valueIn,
  type MakeTamper
} from "./tampering.ts"

/** Returns entries that were written by any token, or only by the caller, where the server returns this status. */
const returnsEntries =
  (status: number, ofAnyToken: boolean): MakeTamper =>
  () => {
    const entries = new Map<string, unknown>()
    return async (request, forward) => {
      const response = await forward(request)
      if (!isBelow(request, "cubbyhole")) return response
      const key = ofAnyToken ? request.path : `${request.headers["x-vault-token"]} ${request.path}`
      if (request.method === "DELETE") entries.delete(key)
      else if (isWrite(request) && response.status === 204) entries.set(key, JSON.parse(request.body ?? "{}"))
      return request.method === "GET" && response.status === status && entries.has(key)
        ? json(200, { data: entries.get(key), lease_duration: 0 })
        : response
    }
  }

/** Faults in cubbyholes. */
export const cubbyholes: ReadonlyArray<BrokenServer> = [
  {
    fault: "keeps deleted entries of a cubbyhole",
    fails: ["RWC-CB-01", "RWC-WE-06"],
    passes: ["RWC-CB-03", "RWC-CB-04"],
    tamper: pretendSuccess((request) => request.method === "DELETE" && isBelow(request, "cubbyhole"))
  },
  {
    fault: "returns entries of a cubbyhole to other tokens",
    fails: ["RWC-CB-02"],
    passes: ["RWC-CB-01", "RWC-CB-04"],
    tamper: returnsEntries(404, true)
  },
  {
    fault: "accepts writes of a wrapping token to its cubbyhole",
    fails: ["RWC-CB-03", "RWC-UN-10"],
    passes: ["RWC-CB-01", "RWC-CB-02"],
    tamper: () => {
      const wrapping = new Set<string | undefined>()
      return async (request, forward) => {
        const response = await forward(request)
        if (isPath(request, "sys/wrapping/wrap")) wrapping.add(valueIn(response, "token"))
        return isBelow(request, "cubbyhole") && isWrite(request) && wrapping.has(request.headers["x-vault-token"])
          ? NO_CONTENT
          : response
      }
    }
  },
  {
    fault: "lists folders of a cubbyhole without a trailing slash",
    fails: ["RWC-CB-04"],
    passes: ["RWC-CB-01", "RWC-CP-04"],
    tamper: alterResponse((response, request) =>
      request.path.startsWith("cubbyhole")
        ? editText(response, (text) => text.replace(/"keys":\[[^\]]*\]/, (keys) => keys.replaceAll('/"', '"')))
        : undefined
    )
  },
  {
    fault: "keeps the cubbyhole of a revoked token",
    fails: ["RWC-CB-05"],
    passes: ["RWC-CB-01", "RWC-CB-02"],
    tamper: returnsEntries(403, false)
  },
  {
    fault: "accepts writes without fields to a cubbyhole",
    fails: ["RWC-CB-06"],
    passes: ["RWC-CB-01", "RWC-CB-05"],
    tamper: alterResponse((response) => (response.text.includes("missing data fields") ? NO_CONTENT : undefined))
  },
  {
    fault: "removes the entry of a cubbyhole on a rejected write",
    fails: ["RWC-CB-06"],
    passes: ["RWC-CB-01", "RWC-CB-05"],
    tamper: alterResponse(async (response, { body: _, ...request }, again) => {
      if (response.text.includes("missing data fields")) await again({ ...request, method: "DELETE" })
    })
  }
]
