import type { WireRequest } from "../../src/transport.ts"
import type { BrokenServer } from "./broken-server.ts"
import { alterResponse, asRoot, CREATE, fieldOf, isPath, withFields, type MakeTamper } from "./tampering.ts"

const NAMED =
  /^(sys\/polic(?:ies\/acl|y)|sys\/mounts|sys\/auth|auth\/[^/]+\/users|auth\/[^/]+\/role|auth\/token\/(?:roles|create))\/./

/** Executes a denied request as root, with another spelling of the path. */
const acceptsSpelling =
  (change: (path: string) => string): MakeTamper =>
  (root) =>
    alterResponse((response, request, again) => {
      const path = change(request.path)
      return NAMED.test(request.path) && path !== request.path && response.status >= 300
        ? again(asRoot({ ...request, path }, root))
        : undefined
    })(root)

/** Splits the names of policies at a separator. */
const splitsNamesAt =
  (joint: string): MakeTamper =>
  () =>
  (request, forward) =>
    forward(
      isPath(request, CREATE)
        ? withFields(request, ({ policies, ...rest }) => ({
            ...rest,
            policies: Array.isArray(policies) ? policies.flatMap((name) => String(name).split(joint)) : policies
          }))
        : request
    )

const leaseIn = (request: WireRequest): string | undefined =>
  isPath(request, "sys/leases/revoke")
    ? String(fieldOf(request, "lease_id"))
    : /^sys\/leases\/revoke\/(.*)$/.exec(request.path)?.[1]

/** Faults in the interpretation of names and path spellings. */
export const names: ReadonlyArray<BrokenServer> = [
  {
    fault: "splits policy names at NUL",
    fails: ["RWC-NA-01"],
    passes: ["RWC-PO-01", "RWC-TL-04"],
    tamper: splitsNamesAt("\u0000")
  },
  {
    fault: "splits policy names at a bar",
    fails: ["RWC-NA-01"],
    passes: ["RWC-PO-01", "RWC-TL-04"],
    tamper: splitsNamesAt("|")
  },
  {
    fault: "caches permissions under joined policy names",
    fails: ["RWC-NA-01"],
    passes: ["RWC-PO-01", "RWC-PO-08"],
    tamper: () => {
      const kept = new Map<string, unknown>()
      return (request, forward) =>
        forward(
          isPath(request, CREATE)
            ? withFields(request, ({ policies, ...rest }) => {
                const key = JSON.stringify([policies].flat().sort().join("\u0001"))
                if (!kept.has(key)) kept.set(key, policies)
                return { ...rest, policies: kept.get(key) }
              })
            : request
        )
    }
  },
  {
    fault: "identifies leases by the end of the id",
    fails: ["RWC-NA-02"],
    passes: ["RWC-LE-03", "RWC-LE-12"],
    tamper: () => {
      const ids = new Map<string, string>()
      return async (request, forward) => {
        const response = await forward(request)
        const below = /^sys\/leases\/lookup\/(.*)\/$/.exec(request.path)?.[1]
        for (const [, own] of below === undefined ? [] : response.text.matchAll(/"(h[0-9a-f]{16,})"/g))
          ids.set(String(own), `${below}/${own}`)
        const lease = leaseIn(request)
        const id = lease === undefined ? undefined : ids.get(lease.slice(lease.lastIndexOf("/") + 1))
        if (id === undefined) return response
        return forward({ ...request, path: "sys/leases/revoke", body: JSON.stringify({ lease_id: id }) })
      }
    }
  },
  {
    fault: "authorizes the encoded path",
    fails: ["RWC-SP-01"],
    passes: ["RWC-PR-05", "RWC-PR-07"],
    tamper: (root) =>
      alterResponse((response, request, again) =>
        response.status === 403 && /%[67]/.test(request.path) ? again(asRoot(request, root)) : undefined
      )(root)
  },
  {
    fault: "authorizes names before it converts them to lower case",
    fails: ["RWC-SP-02", "RWC-SP-03", "RWC-SP-04"],
    passes: ["RWC-SP-01", "RWC-PR-05"],
    tamper: acceptsSpelling((path) => path.toLowerCase())
  },
  {
    fault: "authorizes paths before it removes a trailing slash",
    fails: ["RWC-SP-02", "RWC-SP-03", "RWC-SP-04", "RWC-SP-05", "RWC-SP-06"],
    passes: ["RWC-SP-01", "RWC-PR-05"],
    tamper: acceptsSpelling((path) => path.replace(/\/+$/, ""))
  },
  {
    fault: "authorizes paths before it removes encoded slashes",
    fails: ["RWC-SP-02", "RWC-SP-03", "RWC-SP-04", "RWC-SP-05", "RWC-SP-06"],
    passes: ["RWC-SP-01", "RWC-PR-05"],
    tamper: acceptsSpelling((path) => path.replace(/%2f/gi, ""))
  },
  {
    fault: "authorizes paths before it removes empty segments",
    fails: ["RWC-SP-02", "RWC-SP-03", "RWC-SP-04", "RWC-SP-05", "RWC-SP-06"],
    passes: ["RWC-SP-01", "RWC-PR-05"],
    tamper: acceptsSpelling((path) => path.replace(/\/\//g, "/"))
  },
  {
    fault: "authorizes paths before it resolves relative segments",
    fails: ["RWC-SP-02", "RWC-SP-03", "RWC-SP-04", "RWC-SP-05", "RWC-SP-06"],
    passes: ["RWC-SP-01", "RWC-PR-05"],
    tamper: acceptsSpelling((path) => path.replace(/\/x\/\.\.\//, "/").replace(/\/\.(?=\/|$)/g, ""))
  }
]
