import type { BrokenServer } from "./broken-server.ts"
import { asRoot, isBelow, isPath, isWrite, json, pretendSuccess } from "./tampering.ts"

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
    fault: "scans for everyone",
    fails: ["RWC-SS-03"],
    passes: ["RWC-K1-02"],
    tamper: (root) => (request, forward) =>
      forward(request.method === "SCAN" || request.path.endsWith("?scan=true") ? asRoot(request, root) : request)
  }
]
