import type { BrokenServer } from "./broken-server.ts"
import { alterResponse, editText, ignoreField, isWrite, json, NO_CONTENT, pretendSuccess } from "./tampering.ts"

/** Faults in the settings and input checks of the key-value engine. */
export const keyValueSettings: ReadonlyArray<BrokenServer> = [
  {
    fault: "ignores the ttl of a secret",
    fails: ["RWC-KS-01"],
    passes: ["RWC-K1-01", "RWC-KS-02"],
    tamper: alterResponse((response) =>
      editText(response, (text) => text.replace(/"lease_duration":(30|45|1200)\b/, '"lease_duration":2764800'))
    )
  },
  {
    fault: "deletes the secret on a malformed write",
    fails: ["RWC-KS-02", "RWC-KS-07"],
    passes: ["RWC-KS-01", "RWC-BI-05"],
    tamper: alterResponse(async (response, { method: _, body: __, ...request }, again) => {
      if (response.text.includes("failed to decode JSON")) await again({ ...request, method: "DELETE" })
    })
  },
  {
    fault: "ignores the configuration of a mount",
    fails: ["RWC-KS-03"],
    passes: ["RWC-K2-03", "RWC-KS-05"],
    tamper: pretendSuccess((request) => isWrite(request) && request.path.endsWith("/config"))
  },
  {
    fault: "ignores delete_version_after",
    fails: ["RWC-KS-03", "RWC-KS-04", "RWC-K2-15"],
    passes: ["RWC-KS-05", "RWC-K2-04"],
    skipWaits: true,
    tamper: ignoreField("delete_version_after", "")
  },
  {
    fault: "treats a metadata patch as a write",
    fails: ["RWC-KS-05"],
    passes: ["RWC-K2-08", "RWC-K2-09"],
    tamper: () => (request, forward) =>
      forward(
        request.method === "PATCH" && request.path.includes("/metadata/") ? { ...request, method: "POST" } : request
      )
  },
  {
    fault: "lists no folders",
    fails: ["RWC-KS-06"],
    passes: ["RWC-K1-02", "RWC-KS-07"],
    tamper: alterResponse((response, request) =>
      request.method === "LIST" && request.path.includes("/metadata/")
        ? editText(response, (text) => text.replace(/"[^"]*\/",?/, ""))
        : undefined
    )
  },
  {
    fault: "lists the secrets of version 2 also below data",
    fails: ["RWC-KS-06"],
    passes: ["RWC-K1-02", "RWC-KS-07"],
    tamper: () => (request, forward) =>
      forward(request.method === "LIST" ? { ...request, path: request.path.replace("/data/", "/metadata/") } : request)
  },
  {
    fault: "returns 404 without a warning for a list below data of version 2",
    fails: ["RWC-KS-06"],
    passes: ["RWC-K1-02", "RWC-KS-07"],
    tamper: alterResponse((_, request) =>
      request.method === "LIST" && request.path.includes("/data/") ? json(404, { errors: [] }) : undefined
    )
  },
  {
    fault: "accepts metadata of the wrong type",
    fails: ["RWC-KS-07"],
    passes: ["RWC-KS-03"],
    tamper: alterResponse((response, request) =>
      isWrite(request) && request.path.includes("/metadata/") && response.status === 400 ? NO_CONTENT : undefined
    )
  },
  {
    fault: "ignores the default TTL of a mount",
    fails: ["RWC-KS-08"],
    passes: ["RWC-KS-01", "RWC-K1-01"],
    tamper: pretendSuccess((request) => isWrite(request) && request.path.endsWith("/tune"))
  }
]
