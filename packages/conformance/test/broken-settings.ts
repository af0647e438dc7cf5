import type { Broken } from "./broken-server.ts"
import { edited } from "./broken-transport.ts"
import { done, idle, isWrite, misanswered, unread } from "./tampers.ts"

/** Promises about the settings of the key-value engine, and about what it refuses. */
export const brokenSettings: ReadonlyArray<Broken> = [
  {
    promise: "a ttl in a secret is its lease_duration: the mount's is",
    fails: ["RWC-KS-01"],
    passes: ["RWC-K1-01", "RWC-KS-02"],
    tamper: misanswered((response) =>
      edited(response, (text) => text.replace(/"lease_duration":(30|45|1200)\b/, '"lease_duration":2764800'))
    )
  },
  {
    promise: "what cannot be read leaves the secret as it was: it is deleted",
    fails: ["RWC-KS-02", "RWC-KS-07"],
    passes: ["RWC-KS-01", "RWC-BI-05"],
    tamper: misanswered(async (response, { method: _, body: __, ...request }, again) => {
      if (response.text.includes("failed to decode JSON")) await again({ ...request, method: "DELETE" })
    })
  },
  {
    promise: "a config is kept: it is only taken",
    fails: ["RWC-KS-03"],
    passes: ["RWC-K2-03", "RWC-KS-05"],
    tamper: idle((request) => isWrite(request) && request.path.endsWith("/config"))
  },
  {
    promise: "a version ends by itself: it never does",
    fails: ["RWC-KS-03", "RWC-KS-04"],
    passes: ["RWC-KS-05", "RWC-K2-04"],
    hasty: true,
    tamper: unread("delete_version_after", "")
  },
  {
    promise: "a patch of metadata leaves what it does not name: it is a write",
    fails: ["RWC-KS-05"],
    passes: ["RWC-K2-08", "RWC-K2-09"],
    tamper: () => (request, forward) =>
      forward(
        request.method === "PATCH" && request.path.includes("/metadata/") ? { ...request, method: "POST" } : request
      )
  },
  {
    promise: "a list has the folders: it has only the secrets",
    fails: ["RWC-KS-06"],
    passes: ["RWC-K1-02", "RWC-KS-07"],
    tamper: misanswered((response, request) =>
      request.method === "LIST" && request.path.includes("/metadata/")
        ? edited(response, (text) => text.replace(/"[^"]*\/",?/, ""))
        : undefined
    )
  },
  {
    promise: "what is of the wrong type is refused: it is taken",
    fails: ["RWC-KS-07"],
    passes: ["RWC-KS-03"],
    tamper: misanswered((response, request) =>
      isWrite(request) && request.path.includes("/metadata/") && response.status === 400 ? done : undefined
    )
  }
]
