import type { BrokenServer } from "./broken-server.ts"
import { alterPolicies, alterResponse, asRoot, CREATE, editText, isPath, withFields } from "./tampering.ts"

/** Faults in policy limits on the wrap TTL. */
export const policyLimits: ReadonlyArray<BrokenServer> = [
  {
    fault: "allows unwrapped requests despite limits on the wrap TTL",
    fails: ["RWC-PB-01", "RWC-PB-02", "RWC-PB-03", "RWC-PB-04", "RWC-PB-05", "RWC-PB-09"],
    passes: ["RWC-PB-07", "RWC-PB-08", "RWC-PB-10"],
    tamper: (root) => async (request, forward) => {
      const response = await forward(request)
      return response.status === 403 &&
        request.headers["x-vault-wrap-ttl"] === undefined &&
        (request.method === "GET" || isPath(request, CREATE))
        ? forward(asRoot(request, root))
        : response
    }
  },
  {
    fault: "ignores limits with units",
    fails: ["RWC-PB-02", "RWC-PB-03", "RWC-PB-04", "RWC-PB-06", "RWC-PB-09"],
    passes: ["RWC-PB-01", "RWC-PB-05"],
    tamper: alterPolicies((text) => text.replaceAll(/(min|max)_wrapping_ttl = "\w*[a-z]"/g, ""))
  },
  {
    fault: "rejects the minimum wrap TTL itself",
    fails: ["RWC-PB-01", "RWC-PB-05"],
    passes: ["RWC-PB-09", "RWC-PB-10"],
    tamper: alterPolicies((text) =>
      text.replaceAll(/min_wrapping_ttl = "(\d+)"/g, (_, n) => `min_wrapping_ttl = "${Number(n) + 1}"`)
    )
  },
  {
    fault: "applies limits to root",
    fails: ["RWC-PB-07"],
    passes: ["RWC-PB-01"],
    tamper: () => (request, forward) =>
      forward(
        isPath(request, CREATE)
          ? withFields(request, ({ policies, ...rest }) => ({
              ...rest,
              policies: Array.isArray(policies) ? policies.filter((policy) => policy !== "root") : policies
            }))
          : request
      )
  },
  {
    fault: "wraps errors",
    fails: ["RWC-PB-01", "RWC-PB-08", "RWC-WE-05", "RWC-WE-07"],
    passes: ["RWC-PB-07", "RWC-PB-10"],
    tamper: (root) => async (request, forward) => {
      const response = await forward(request)
      const ttl = request.headers["x-vault-wrap-ttl"]
      if (response.status < 400 || ttl === undefined) return response
      const headers = { "x-vault-token": root, "x-vault-wrap-ttl": ttl }
      return forward({ method: "POST", path: "sys/wrapping/wrap", headers, body: response.text })
    }
  },
  {
    fault: "reports the mount as the creation path",
    fails: ["RWC-PB-10"],
    passes: ["RWC-PB-01"],
    tamper: alterResponse((response) =>
      editText(response, (text) => text.replace(/("creation_path":"[^"/]+)[^"]*"/, (_, mount) => `${String(mount)}"`))
    )
  }
]
