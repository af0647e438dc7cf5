import type { WireResponse } from "../../src/transport.ts"
import type { BrokenServer } from "./broken-server.ts"
import { alterResponse, editText, fieldOf, isBelow, isPath, json, pretendSuccess, valueIn } from "./tampering.ts"

/** Faults in leases. */
export const leases: ReadonlyArray<BrokenServer> = [
  {
    fault: "returns an empty list of leases",
    fails: ["RWC-LE-01", "RWC-LE-03", "RWC-LE-05"],
    passes: ["RWC-LE-02", "RWC-LE-07"],
    tamper: () => async (request, forward) =>
      request.method === "LIST" && isBelow(request, "sys/leases/lookup") ? json(404, { errors: [] }) : forward(request)
  },
  {
    fault: "returns another path for a lease",
    fails: ["RWC-LE-01", "RWC-CL-01", "RWC-CL-06"],
    passes: ["RWC-LE-02"],
    tamper: alterResponse((response, request) =>
      isPath(request, "sys/leases/lookup")
        ? editText(response, (text) => text.replace(/"path":"[^"]*"/, '"path":"elsewhere"'))
        : undefined
    )
  },
  {
    fault: "returns 404 for an unknown lease",
    fails: ["RWC-LE-02", "RWC-LE-04"],
    passes: ["RWC-LE-01"],
    tamper: alterResponse((response) =>
      response.text.includes("invalid lease") ? { ...response, status: 404 } : undefined
    )
  },
  {
    fault: "renews a token's lease",
    fails: ["RWC-LE-03"],
    passes: ["RWC-LE-01"],
    tamper: alterResponse((response) =>
      response.text.includes("tokens cannot be renewed") ? json(200, { lease_duration: 1200 }) : undefined
    )
  },
  {
    fault: "does nothing on revocation of a lease",
    fails: ["RWC-LE-04", "RWC-CL-01"],
    passes: ["RWC-LE-01"],
    tamper: pretendSuccess((request) => isPath(request, "sys/leases/revoke"))
  },
  {
    fault: "keeps leases of revoked tokens",
    fails: ["RWC-LE-05", "RWC-CL-02", "RWC-CL-05"],
    passes: ["RWC-LE-01", "RWC-LE-02"],
    skipWaits: true,
    tamper: () => {
      const known = new Map<unknown, WireResponse>()
      return async (request, forward) => {
        const response = await forward(request)
        const issued = valueIn(response, "lease_id")
        if (issued !== undefined && issued !== "") known.set(issued, json(200, { data: { id: issued } }))
        if (!isPath(request, "sys/leases/lookup")) return response
        const lease = fieldOf(request, "lease_id")
        if (response.status === 200) known.set(lease, response)
        return known.get(lease) ?? response
      }
    }
  },
  {
    fault: "revokes leases at paths that merely begin with the same characters",
    fails: ["RWC-LE-06", "RWC-LE-07"],
    passes: ["RWC-LE-08"],
    tamper: () => async (request, forward) => {
      if (isBelow(request, "sys/leases/revoke-prefix"))
        for (const more of ["ie", "-too"]) await forward({ ...request, path: request.path + more })
      return forward(request)
    }
  },
  {
    fault: "does nothing on revoke-force",
    fails: ["RWC-LE-08"],
    passes: ["RWC-LE-06"],
    tamper: pretendSuccess((request) => isBelow(request, "sys/leases/revoke-force"))
  },
  {
    fault: "does not require the type of irrevocable leases",
    fails: ["RWC-LE-10"],
    passes: ["RWC-LE-01"],
    tamper: () => (request, forward) =>
      forward(
        isPath(request, "sys/leases/count") || isPath(request, "sys/leases")
          ? { ...request, path: `${request.path.split("?")[0]}?type=irrevocable` }
          : request
      )
  },
  {
    fault: "keeps the leases and tokens of a disabled mount",
    fails: ["RWC-LE-13", "RWC-CL-05"],
    passes: ["RWC-LE-01", "RWC-CL-01"],
    skipWaits: true,
    tamper: pretendSuccess((request) => request.method === "DELETE" && /^sys\/(auth|mounts)\//.test(request.path))
  },
  {
    fault: "does not revoke the certificates of a revoked token",
    fails: ["RWC-CL-01", "RWC-CL-02", "RWC-CL-03"],
    passes: ["RWC-CL-04"],
    skipWaits: true,
    tamper: alterResponse((response, request) =>
      request.path.includes("/cert/")
        ? editText(response, (text) =>
            text.replace(/"revocation_time_rfc3339":"[^"]*"/, '"revocation_time_rfc3339":""')
          )
        : undefined
    )
  },
  {
    fault: "loses the lease on unwrap",
    fails: ["RWC-CL-06"],
    passes: ["RWC-CL-01"],
    tamper: alterResponse((response, request) =>
      isPath(request, "sys/wrapping/unwrap")
        ? editText(response, (text) => text.replace(/"lease_id":"[^"]+"/, '"lease_id":""'))
        : undefined
    )
  }
]
