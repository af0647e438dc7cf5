import { UNWRAP } from "../../src/endpoints.ts"
import type { BrokenServer } from "./broken-server.ts"
import { alterResponse, editText, ignoreField, isPath, isWrite, json, pretendSuccess, withFields } from "./tampering.ts"

/** Faults of the key-value engine. */
export const keyValue: ReadonlyArray<BrokenServer> = [
  {
    fault: "merges a write with the existing secret",
    fails: ["RWC-K1-01"],
    passes: ["RWC-K1-02"],
    tamper: () => async (request, forward) => {
      if (request.method !== "PUT") return forward(request)
      const before = await forward({ method: "GET", path: request.path, headers: request.headers })
      const { data } = JSON.parse(before.text) as { readonly data?: object }
      return forward(withFields(request, (fields) => ({ ...data, ...fields })))
    }
  },
  {
    fault: "keeps deleted secrets",
    fails: ["RWC-K1-01", "RWC-K2-04"],
    passes: ["RWC-K1-02", "RWC-K2-05"],
    tamper: pretendSuccess((request) => request.method === "DELETE" && !/metadata|sys\//.test(request.path))
  },
  {
    fault: "returns unsorted lists",
    fails: ["RWC-K1-02"],
    passes: ["RWC-K1-01"],
    tamper: alterResponse((response) =>
      editText(response, (text) => text.replace(/"keys":\["([^"]*)",(.*?)\]/, '"keys":[$2,"$1"]'))
    )
  },
  {
    fault: "always returns the latest version",
    fails: ["RWC-K2-01", "RWC-K2-04", "RWC-K2-06", "RWC-K2-11", "RWC-K2-12"],
    passes: ["RWC-K2-02", "RWC-K2-08"],
    tamper: () => (request, forward) => forward({ ...request, path: request.path.replace(/\?version=\d+/, "") })
  },
  {
    fault: "ignores check-and-set",
    fails: ["RWC-K2-02", "RWC-K2-03", "RWC-K2-09"],
    passes: ["RWC-K2-01"],
    tamper: () => (request, forward) =>
      forward(
        isWrite(request) || request.method === "PATCH"
          ? withFields(request, ({ options: _, ...rest }) => rest)
          : request
      )
  },
  {
    fault: "ignores cas_required",
    fails: ["RWC-K2-03"],
    passes: ["RWC-K2-02"],
    tamper: ignoreField("cas_required", "")
  },
  {
    fault: "returns a plain 404 for a deleted version",
    fails: ["RWC-K2-04", "RWC-K2-05", "RWC-K2-06"],
    passes: ["RWC-K2-01", "RWC-K2-07"],
    tamper: alterResponse((response) => (response.status === 404 ? json(404, { errors: [] }) : undefined))
  },
  {
    fault: "does nothing on undelete",
    fails: ["RWC-K2-04"],
    passes: ["RWC-K2-05"],
    tamper: pretendSuccess((request) => request.path.includes("/undelete/"))
  },
  {
    fault: "treats destroy as delete",
    fails: ["RWC-K2-05"],
    passes: ["RWC-K2-04", "RWC-K2-06"],
    tamper: () => (request, forward) => forward({ ...request, path: request.path.replace("/destroy/", "/delete/") })
  },
  {
    fault: "deletes the latest version instead of the named ones",
    fails: ["RWC-K2-06"],
    passes: ["RWC-K2-04"],
    tamper: () => (request, forward) =>
      forward(
        request.path.includes("/delete/")
          ? { method: "DELETE", path: request.path.replace("/delete/", "/data/"), headers: request.headers }
          : request
      )
  },
  {
    fault: "deletes only the latest version with the metadata",
    fails: ["RWC-K2-07"],
    passes: ["RWC-K2-01", "RWC-K2-08"],
    tamper: () => (request, forward) =>
      forward(
        request.method === "DELETE" ? { ...request, path: request.path.replace("/metadata/", "/data/") } : request
      )
  },
  {
    fault: "returns no custom metadata",
    fails: ["RWC-K2-08"],
    passes: ["RWC-K2-01"],
    tamper: alterResponse((response) =>
      editText(response, (text) => text.replace(/"custom_metadata":\{[^}]*\}/, '"custom_metadata":null'))
    )
  },
  {
    fault: "treats a patch as a write",
    fails: ["RWC-K2-09"],
    passes: ["RWC-K2-01"],
    tamper: () => (request, forward) => forward(request.method === "PATCH" ? { ...request, method: "POST" } : request)
  },
  {
    fault: "accepts a patch with any content type",
    fails: ["RWC-K2-09"],
    passes: ["RWC-K2-01"],
    tamper: () => (request, forward) =>
      forward(
        request.method === "PATCH"
          ? { ...request, headers: { ...request.headers, "content-type": "application/merge-patch+json" } }
          : request
      )
  },
  {
    fault: "returns values in subkeys",
    fails: ["RWC-K2-10"],
    passes: ["RWC-K2-01"],
    tamper: () => async (request, forward) => {
      const response = await forward({ ...request, path: request.path.replace("/subkeys/", "/data/") })
      return request.path.includes("/subkeys/")
        ? editText(response, (text) => text.replace('{"data":', '{"subkeys":'))
        : response
    }
  },
  {
    fault: "ignores max_versions",
    fails: ["RWC-K2-11"],
    passes: ["RWC-K2-01"],
    tamper: ignoreField("max_versions", "")
  },
  {
    fault: "loses metadata on unwrap",
    fails: ["RWC-K2-12"],
    passes: ["RWC-K2-01"],
    tamper: alterResponse((response, request) =>
      isPath(request, UNWRAP)
        ? editText(response, (text) => text.replace(/"created_time":"[^"]*"/, '"created_time":""'))
        : undefined
    )
  },
  {
    fault: "reads the numbers of stored secrets as doubles",
    fails: ["RWC-CB-07", "RWC-K1-03"],
    passes: ["RWC-CB-01", "RWC-K1-01", "RWC-FI-01"],
    tamper: alterResponse((response, request) =>
      request.method === "GET" && response.text.includes('"data":{')
        ? editText(response, (text) => JSON.stringify(JSON.parse(text)))
        : undefined
    )
  },
  {
    fault: "compares check-and-set before earlier writes have ended",
    fails: ["RWC-K2-14"],
    passes: ["RWC-K2-02", "RWC-K2-03"],
    tamper: () => {
      const inFlight = new Map<string, number>()
      return async (request, forward) => {
        if (!isWrite(request) || !request.path.includes("/data/")) return forward(request)
        const others = inFlight.get(request.path) ?? 0
        inFlight.set(request.path, others + 1)
        const response = await forward(request)
        inFlight.set(request.path, (inFlight.get(request.path) ?? 1) - 1)
        return others > 0 && response.status === 400 ? json(200, { data: { version: 1 } }) : response
      }
    }
  }
]
