import type { WireResponse } from "../src/transport.ts"
import type { Broken } from "./broken-server.ts"
import { edited, fieldOf, isBelow, isPath, json, valueIn } from "./broken-transport.ts"
import { idle, misanswered } from "./tampers.ts"

/** Promises about leases. */
export const brokenLeases: ReadonlyArray<Broken> = [
  {
    promise: "leases are listed: the list is empty",
    fails: ["RWC-LE-01", "RWC-LE-03", "RWC-LE-05"],
    passes: ["RWC-LE-02", "RWC-LE-07"],
    tamper: () => async (request, forward) =>
      request.method === "LIST" && isBelow(request, "sys/leases/lookup") ? json(404, { errors: [] }) : forward(request)
  },
  {
    promise: "an unknown lease is told: it is 404",
    fails: ["RWC-LE-02", "RWC-LE-04"],
    passes: ["RWC-LE-01"],
    tamper: misanswered((response) =>
      response.text.includes("invalid lease") ? { ...response, status: 404 } : undefined
    )
  },
  {
    promise: "a token's lease is not renewed: it is",
    fails: ["RWC-LE-03"],
    passes: ["RWC-LE-01"],
    tamper: misanswered((response) =>
      response.text.includes("tokens cannot be renewed") ? json(200, { lease_duration: 1200 }) : undefined
    )
  },
  {
    promise: "a revoked lease is taken back: it is crossed out",
    fails: ["RWC-LE-04", "RWC-CL-01"],
    passes: ["RWC-LE-01"],
    tamper: idle((request) => isPath(request, "sys/leases/revoke"))
  },
  {
    promise: "a lease ends with its token: it stays",
    fails: ["RWC-LE-05", "RWC-CL-02", "RWC-CL-05"],
    passes: ["RWC-LE-01", "RWC-LE-02"],
    hasty: true,
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
    promise: "a prefix ends at a name: it takes what only begins alike",
    fails: ["RWC-LE-06", "RWC-LE-07"],
    passes: ["RWC-LE-08"],
    tamper: () => async (request, forward) => {
      if (isBelow(request, "sys/leases/revoke-prefix"))
        for (const more of ["ie", "-too"]) await forward({ ...request, path: request.path + more })
      return forward(request)
    }
  },
  {
    promise: "revoke-force revokes: it only says so",
    fails: ["RWC-LE-08"],
    passes: ["RWC-LE-06"],
    tamper: idle((request) => isBelow(request, "sys/leases/revoke-force"))
  },
  {
    promise: "what could not be revoked has a type: none is asked for",
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
    promise: "a disabled mount takes all with it: it is only hidden",
    fails: ["RWC-LE-13", "RWC-CL-05"],
    passes: ["RWC-LE-01", "RWC-CL-01"],
    hasty: true,
    tamper: idle((request) => request.method === "DELETE" && /^sys\/(auth|mounts)\//.test(request.path))
  },
  {
    promise: "the end of a token revokes its certificates: they stay good",
    fails: ["RWC-CL-01", "RWC-CL-02", "RWC-CL-03"],
    passes: ["RWC-CL-04"],
    hasty: true,
    tamper: misanswered((response, request) =>
      request.path.includes("/cert/")
        ? edited(response, (text) => text.replace(/"revocation_time_rfc3339":"[^"]*"/, '"revocation_time_rfc3339":""'))
        : undefined
    )
  }
]
