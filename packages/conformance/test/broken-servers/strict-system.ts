import type { BrokenServer } from "./broken-server.ts"
import {
  alterResponse,
  asRoot,
  fieldOf,
  ignoreField,
  isBelow,
  isPath,
  isWrite,
  json,
  NO_CONTENT,
  pretendSuccess
} from "./tampering.ts"

/** Faults in requirements beyond OpenBao and Vault, of the system. */
export const strictSystem: ReadonlyArray<BrokenServer> = [
  {
    fault: "applies a rate limit to every path",
    fails: ["RWC-SS-01"],
    passes: ["RWC-SS-02"],
    tamper: () => {
      let limited = false
      return async (request, forward) => {
        if (isBelow(request, "sys/quotas/rate-limit") && request.method !== "GET") limited = isWrite(request)
        return limited && request.path.endsWith("/entry") && isWrite(request)
          ? json(429, { errors: ["rate limit quota exceeded"] })
          : forward(request)
      }
    }
  },
  {
    fault: "performs a write that exceeds a rate limit",
    fails: ["RWC-SS-01"],
    passes: ["RWC-SS-02"],
    tamper: () => {
      let late: (() => Promise<unknown>) | undefined
      return async (request, forward) => {
        const response = await forward(request)
        if (response.status === 429 && isWrite(request)) late = () => forward(request)
        if (isBelow(request, "sys/quotas/rate-limit") && request.method === "DELETE") await late?.()
        return response
      }
    }
  },
  {
    fault: "forgets the configuration of key rotation",
    fails: ["RWC-SS-02"],
    passes: ["RWC-SS-01"],
    tamper: pretendSuccess((request) => isWrite(request) && isPath(request, "sys/rotate/config"))
  },
  {
    fault: "pretends to keep a quota for a path that does not exist",
    fails: ["RWC-SS-04"],
    passes: ["RWC-SS-01"],
    tamper: alterResponse((_, request) =>
      isBelow(request, "sys/quotas/rate-limit") &&
      isWrite(request) &&
      String(fieldOf(request, "path")).endsWith("missing")
        ? NO_CONTENT
        : undefined
    )
  },
  {
    fault: "ignores block intervals",
    fails: ["RWC-SS-05"],
    passes: ["RWC-SS-01"],
    tamper: ignoreField("block_interval", "sys/quotas/rate-limit/")
  },
  {
    fault: "does not say what is left of a quota",
    fails: ["RWC-SS-05"],
    passes: ["RWC-SS-01"],
    tamper: alterResponse((response) => ({
      ...response,
      headers: Object.fromEntries(Object.entries(response.headers).filter(([name]) => !name.startsWith("x-ratelimit-")))
    }))
  },
  {
    fault: "scans for everyone",
    fails: ["RWC-SS-03"],
    passes: ["RWC-K1-02"],
    tamper: (root) => (request, forward) =>
      forward(request.method === "SCAN" || request.path.endsWith("?scan=true") ? asRoot(request, root) : request)
  },
  {
    fault: "carries out a request for help",
    fails: ["RWC-SS-06"],
    passes: ["RWC-SS-03"],
    tamper: () => (request, forward) => forward({ ...request, path: request.path.replace("?help=1", "") })
  },
  {
    fault: "reports a name as its version",
    fails: ["RWC-SS-08"],
    passes: ["RWC-SS-02"],
    tamper: alterResponse((response, request) =>
      isPath(request, "sys/seal-status")
        ? { ...response, text: response.text.replace(/"version":"[^"]*"/, '"version":"latest"') }
        : undefined
    )
  },
  {
    fault: "reports another version in sys/ha-status than in sys/health",
    fails: ["RWC-SS-08"],
    passes: ["RWC-SS-02"],
    tamper: alterResponse((response, request) =>
      isPath(request, "sys/ha-status")
        ? { ...response, text: response.text.replaceAll(/"version":"[^"]*"/g, '"version":"9.9.9"') }
        : undefined
    )
  }
]
